"""Passages as pages show them: cut where words are marked, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.serve.engine.model import Row

Stretch = tuple[int, int]  #: code points of a source, end exclusive


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage's text, marked or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of a source; the text of ``pieces`` is what the passage says."""

    source: str  #: IRI
    doc: str
    language: str
    start: int
    end: int
    prefix: str
    suffix: str
    pieces: tuple[Piece, ...]


def stretches(start: int, end: int, pieces: str) -> tuple[Stretch, ...]:
    """The stretches of an extent; ``pieces`` as the graph has them ("10-20 34-40"), or "".

    >>> stretches(0, 9, "5-9 0-3"), stretches(0, 9, "")
    (((5, 9), (0, 3)), ((0, 9),))
    """
    parts = [piece.partition("-") for piece in pieces.split()]
    return tuple((int(a), int(b)) for a, _, b in parts) or ((start, end),)


def cut(
    text: str, start: int, read: Sequence[Stretch], marked: Iterable[Stretch]
) -> tuple[Piece, ...]:
    """The stretches ``read`` of ``text`` (which begins at ``start``), parted where ``marked`` begins and ends.

    >>> cut("signed at Kars", 100, [(100, 114)], [(110, 114)])
    (Piece(text='signed at ', marked=False), Piece(text='Kars', marked=True))
    """
    marks = sorted(marked)
    joined: list[Piece] = []
    for number, stretch in enumerate(read):
        if number and joined:
            joined.append(Piece(" ", marked=False))
        joined += _parted(text, start, stretch, marks)
    return tuple(_merged(joined))


def _parted(text: str, start: int, stretch: Stretch, marks: Sequence[Stretch]) -> Iterator[Piece]:
    borders = {b for mark in marks for b in mark if stretch[0] < b < stretch[1]}
    at = [stretch[0], *sorted(borders), stretch[1]]
    for a, b in pairwise(at):
        if words := text[a - start : b - start]:
            yield Piece(words, any(m[0] <= a and b <= m[1] for m in marks))


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.marked == piece.marked:
            last = Piece(last.text + piece.text, piece.marked)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def quote_of(row: Row, words: Iterable[Row] = (), language: str = "") -> Quote:
    """The quote of a row with ?source ?doc ?start ?end ?exact ?prefix ?suffix ?pieces.

    Marked are the stretches of each row of ``words`` (?words_start ?words_end ?words_pieces) in it.
    """
    start, end = int(str(row["start"])), int(str(row["end"]))
    marked = [
        stretch
        for word in words
        if "words_start" in word
        for stretch in stretches(
            int(str(word["words_start"])), int(str(word["words_end"])), said(word, "words_pieces")
        )
    ]
    return Quote(
        source=str(row["source"]),
        doc=str(row["doc"]),
        language=language or said(row, "language"),
        start=start,
        end=end,
        prefix=said(row, "prefix"),
        suffix=said(row, "suffix"),
        pieces=cut(str(row["exact"]), start, stretches(start, end, said(row, "pieces")), marked),
    )


def said(row: Row, name: str) -> str:
    """The value of a variable, "" where it is not bound."""
    return str(row[name]) if name in row else ""
