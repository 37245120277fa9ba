"""Which noun in a run tells what it names, and how far its name reaches.

A run is cut into pieces before (``pieces.Piece``); nothing here makes a candidate.
"""

from __future__ import annotations

import re
from typing import Final

from extractors.names.lexicon import Lexicon
from extractors.names.pieces import Piece
from extractors.words import Words

_CLOSE: Final = frozenset({"", " ", "-"})
_ORDINAL: Final = 2  #: letters of the ending of an ordinal
_NUMBER: Final = re.compile(r"\d{1,3}")
_LONGEST_LEFT: Final = 7  #: pieces of an organisation's name before its head


def head_index(run: list[Piece], p: int, lexicon: Lexicon) -> int | None:
    """The head that the name beginning with ``p`` belongs to: the last one in close company."""
    found: int | None = None
    for q in range(p, min(len(run), p + _LONGEST_LEFT)):
        piece = run[q]
        if q > p and piece.join not in _CLOSE and not _bridges(run, q):
            break
        if q > p and piece.join == "and" and found is not None:
            break
        if piece.head is not None and (q > p or _alone(run, q)) and _owned(run, q, lexicon):
            if found is not None and composite(piece):
                break
            found = q
            if piece.head.type in ("Event", "Other"):
                break
        elif found is not None and piece.hit is not None:
            break
        if piece.closed:
            break
    return found


def last_behind(run: list[Piece], p: int, h: int) -> int:
    """The last piece of what follows a head with "of": Committee of Union and Progress."""
    head, q = run[h].head, h
    assert head is not None
    if not head.before:
        return h
    while q + 1 < len(run) and q - h < _LONGEST_LEFT:
        following = run[q + 1]
        if q == h and following.join != "of":
            return h + 1 if h == p and _izafet(run[h], following) else h
        if following.join == "and" and (run[q].hit is not None or following.hit is not None):
            break
        if following.join == " " and q > h and run[q].hit is not None:
            break
        if q > h and head.type != "Organisation" and following.join != " ":
            break
        q += 1
    return q


def common_noun(run: list[Piece], p: int, lexicon: Lexicon) -> bool:
    """A head in lower case behind a people or place makes no one body: Rus ordusu."""
    hit, piece = run[p].hit, run[p + 1]
    if piece.head is None or piece.capital:
        return False
    if hit is None:  # the Lancastrian empire; a possessed noun may be the name's own
        return not piece.possessed and (not piece.head.lower or run[p].fold in lexicon.qualifiers)
    if hit.types[0] == "Organisation":
        return False
    return piece.plural or not piece.head.lower


def composite(piece: Piece) -> bool:
    """Whether a piece holds several words: Heyet-i Temsiliye."""
    return piece.last > piece.first


def _owned(run: list[Piece], q: int, lexicon: Lexicon) -> bool:
    """A head within a run is possessed by its name, where the language marks that."""
    head = run[q].head
    assert head is not None
    if not lexicon.morphology.glued or run[q].possessed or composite(run[q]):
        return True
    following = run[q + 1] if q + 1 < len(run) else None
    last = (
        following is None
        or following.join not in _CLOSE
        or following.head is not None
        or following.title is not None
    )
    return head.type == "Organisation" and last


def _alone(run: list[Piece], q: int) -> bool:
    head = run[q].head
    assert head is not None
    following = run[q + 1] if q + 1 < len(run) else None
    of = following is not None and following.join == "of"
    if following is not None and head.before and _izafet(run[q], following):
        return True
    return of or composite(run[q]) or head.numbered or head.type == "Event"


def _bridges(run: list[Piece], q: int) -> bool:
    """Whether "and" before piece ``q`` stands within one name: a head of the singular follows."""
    if run[q].join != "and" or run[q - 1].closed or run[q].numeral:
        return False
    for h in range(q, min(len(run), q + 4)):
        piece = run[h]
        if h > q and (piece.join not in _CLOSE or piece.numeral):
            return False
        if piece.head is not None and piece.head.type == "Organisation":
            both_known = run[q - 1].hit is not None and run[q].hit is not None
            return h > q and not (both_known and h == q + 1) and not piece.plural
        if piece.hit is not None and "Person" in piece.hit.types:
            return False
    return False


def _izafet(head: Piece, following: Piece) -> bool:
    """Heyeti Temsiliye: a head with the ending of an izafet before a word of its name."""
    return (
        head.possessed
        and not head.closed
        and following.join == " "
        and following.hit is None
        and following.head is None
        and following.title is None
    )


def number_start(words: Words, piece: Piece) -> int:
    """Where the number begins that stands before ``piece`` (15. Kolordu, 11-ci ordu)."""
    i = piece.first - 1
    while i > 0 and (words.folds[i] in "-." or _ordinal(words, i)):
        if words.starts[i + 1] - words.ends[i] > 1:
            break
        i -= 1
    if i >= 0 and _NUMBER.fullmatch(words.folds[i]):
        near = all(words.starts[k + 1] - words.ends[k] <= 1 for k in range(i, piece.first))
        if near:
            return words.starts[i]
    return piece.start


def _ordinal(words: Words, i: int) -> bool:
    """The ending of a numeral: 11-ci, 3rd."""
    return len(words.folds[i]) == _ORDINAL and words.folds[i].isalpha()
