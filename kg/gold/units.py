"""Offsets of a text in code points and in UTF-16 code units, which UIMA and Java count.

A character outside of the Basic Multilingual Plane is one code point and two code units.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right

_FIRST_OF_TWO = 0x10000


class Units:
    """The two ways of counting in one text."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        wide = [n for n, c in enumerate(text) if ord(c) >= _FIRST_OF_TWO]
        self._wide = array("q", wide)  # in code points
        self._wide_units = array("q", (n + k for k, n in enumerate(wide)))  # in code units

    @property
    def length(self) -> int:
        """Code units of the text."""
        return self._length + len(self._wide)

    def units(self, offset: int) -> int:
        """Code units before the code point ``offset``; raises ValueError outside of the text."""
        if not 0 <= offset <= self._length:
            raise ValueError(f"{offset} lies outside of the text (0 to {self._length})")
        return offset + bisect_right(self._wide, offset - 1)

    def points(self, unit: int) -> int:
        """Code points before ``unit``; raises ValueError outside of the text or within a character.

        >>> Units("a😀b").points(3)
        2
        """
        if not 0 <= unit <= self.length:
            raise ValueError(f"{unit} lies outside of the text (0 to {self.length} code units)")
        before = bisect_right(self._wide_units, unit - 1)
        if before and self._wide_units[before - 1] == unit - 1:
            raise ValueError(f"{unit} lies within a character of two code units")
        return unit - before
