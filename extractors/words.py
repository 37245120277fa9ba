"""The words of a reading: runs of letters, runs of digits, single signs, with their places.

Finer than spaCy's tokens (``Kemal'in`` is three here), so that suffixes and clitics can be cut off
to the character; a plain sequence of strings, because most rules look at every word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from extractors.language import Language

_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u064b-\u0652]+[^\W\d_]*)*|\d+|\n\n|\S")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Parallel lists, one item a word, in reading order. Offsets are those of the reading."""

    texts: list[str]
    folds: list[str]  #: folded by the language
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.texts)

    def at(self, offset: int) -> int:
        """Index of the word that holds ``offset``, else of the next one after it."""
        return bisect_right(self.ends, offset)

    def within(self, start: int, end: int) -> range:
        """Indices of the words that begin in ``[start, end)``."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


def find_words(text: str, language: Language) -> Words:
    """The words of ``text``; a paragraph's end (two newlines) is a word of its own."""
    folded = language.fold(text)
    words = Words([], [], [], [])
    for match in _WORD.finditer(text):
        start, end = match.span()
        words.texts.append(match.group())
        words.folds.append(folded[start:end])
        words.starts.append(start)
        words.ends.append(end)
    return words
