"""Texts with their names marked, as public training sets and our own sentences write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extractors.errors import HistkgError

_CLOSERS: Final = frozenset(".,;:!?)]}»”%،؛؟…")
_OPENERS: Final = frozenset("([{«“")
_APOSTROPHES: Final = re.compile("['’‘`´ʼ′＇]")


class CorpusError(HistkgError):
    """A training set is missing or can't be read: file, line and what to do."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text with names: half-open spans in code points with their label, sorted, no overlap."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def read_columns(path: Path, labels: Mapping[str, str], *, cut: bool = False) -> list[Tagged]:
    """Sentences of a file with a word and its tags a line, a blank line between sentences.

    ``labels`` maps the set's labels to ours; others are no names. Of several tags on a line
    (nested names) the outermost that is mapped counts. ``cut``: what follows the last apostrophe
    of a name is an ending and stays outside. Raises CorpusError.
    """
    sentences: list[Tagged] = []
    words: list[str] = []
    tags: list[str] = []
    for number, line in enumerate(_text(path).split("\n"), 1):
        cells = line.split()
        if not cells:
            if words:
                sentences.append(_tagged(words, tags, cut=cut))
            words, tags = [], []
            continue
        if len(cells) < 2:
            if cells[0] in ("O", *labels):  # a word that is nothing but white space
                continue
            raise CorpusError(f"{path}, line {number}: a word without a tag; write: WORD TAG")
        words.append(cells[0])
        tags.append(_known(cells[1:], labels))
    if words:
        sentences.append(_tagged(words, tags, cut=cut))
    return sentences


def read_parallel(
    sentences: Path, tags: Path, labels: Mapping[str, str], *, cut: bool = False
) -> list[Tagged]:
    """Sentences of two files that go line by line: words, and a tag for each word.

    Lines of unequal length are left out. Raises CorpusError.
    """
    out = []
    first, second = _text(sentences).split("\n"), _text(tags).split("\n")
    for words, marks in zip(first, second, strict=False):
        pair = words.split(), [_known([tag], labels) for tag in marks.split()]
        if pair[0] and len(pair[0]) == len(pair[1]):
            out.append(_tagged(*pair, cut=cut))
    return out


def join(parts: Iterable[Tagged], between: str = " ") -> Tagged:
    """One text of several."""
    text, spans = "", list[tuple[int, int, str]]()
    for part in parts:
        text += between if text else ""
        spans += [(s + len(text), e + len(text), label) for s, e, label in part.spans]
        text += part.text
    return Tagged(text, tuple(spans))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CorpusError(
            f"{path}: the file is missing; say where the sets are: --data DIR"
        ) from None
    except UnicodeDecodeError:
        raise CorpusError(f"{path}: not UTF-8; save the file as UTF-8") from None


def _known(tags: Sequence[str], labels: Mapping[str, str]) -> str:
    """The first of ``tags`` that is mapped, as ``B-OURS``, ``I-OURS``; else ``O``."""
    for tag in tags:
        mark, _, label = tag.partition("-")
        ours = labels.get(tag) or labels.get(label)
        if ours:
            return f"{'I' if mark == 'I' else 'B'}-{ours}"
    return "O"


def _tagged(words: Sequence[str], tags: Sequence[str], *, cut: bool) -> Tagged:
    text, places = _set(words)
    spans: list[tuple[int, int, str]] = []
    for i, label in _runs(tags):
        start, end = places[i.start][0], places[i.stop - 1][1]
        if cut:
            end = _without_ending(text, places[i.stop - 1][0], end)
        if end > start:
            spans.append((start, end, label))
    return Tagged(text, tuple(spans))


def _runs(tags: Sequence[str]) -> Iterator[tuple[slice, str]]:
    """Runs of one label; an I- that follows nothing of its label begins one."""
    start = 0
    for i in range(len(tags) + 1):
        before = tags[i - 1][2:] if i else ""
        here = tags[i] if i < len(tags) else "O"
        if before and (here[2:] != before or here.startswith("B")):
            yield slice(start, i), before
        if here[2:] and (here[2:] != before or here.startswith("B")):
            start = i


def _set(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Words set as print sets them, and where each stands."""
    text, places, glue = "", list[tuple[int, int]](), True
    for word in words:
        if not glue and word[0] not in _CLOSERS:
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
        glue = word[-1] in _OPENERS
    return text, places


def _without_ending(text: str, start: int, end: int) -> int:
    """End of a name's last word without the ending behind its last apostrophe."""
    marks = list(_APOSTROPHES.finditer(text, start, end))
    return marks[-1].start() if marks and marks[-1].start() > start else end
