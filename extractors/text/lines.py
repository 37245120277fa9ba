"""The lines of a source, with what the page says of them: blanks, rules, page breaks, indent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

Piece = tuple[int, int]  #: a stretch of the source

_LINE = re.compile(r"([^\n\r\f\v\x85\u2028\u2029]*)(\r\n|[\n\r\f\v\x85\u2028\u2029]|\Z)")
_BLANK: Final = " \t\u00a0\u2000-\u200f\u202a-\u202e\u2066-\u2069\u3000\ufeff"
_CONTENT = re.compile(f"[^{_BLANK}](?:.*[^{_BLANK}])?", re.DOTALL)
#: a line that only draws a rule: a run of strokes, or of blanks where a stroke was
_RULE = re.compile(r"(?:[ \t]{16,}|\s*[_\-–—=*~]{8,}\s*)\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it; blank lines only leave their trace in the next one.

    ``text`` is the content in reading order, without blanks at its ends; ``pieces`` are the
    stretches of the source it is made of, in the same order (more than one where the line was put
    into true order).
    """

    start: int  #: of the line in the source, blanks included
    end: int  #: of the line in the source, the line end excluded
    text: str
    pieces: tuple[Piece, ...]
    gap: int  #: blank lines before it
    rule: bool  #: a rule (footnote separator) stands before it
    page: bool  #: a page break (form feed) stands before it
    indent: int  #: blanks before its content

    @property
    def repaired(self) -> bool:
        """Whether the line was put into true order."""
        return len(self.pieces) > 1


def find_lines(text: str) -> list[Line]:
    """The lines of ``text`` that have content, as they stand."""
    lines: list[Line] = []
    gap, rule, page = 0, False, False
    for match in _LINE.finditer(text):
        start, end = match.span(1)
        content = _CONTENT.search(text, start, end)
        if content is None or _RULE.match(match[1]):
            gap += 1
            rule = rule or bool(_RULE.match(match[1]))
        else:
            low, high = content.span()
            lines.append(
                Line(start, end, text[low:high], ((low, high),), gap, rule, page, low - start)
            )
            gap, rule, page = 0, False, False
        if match[2] == "\f":
            page = True
    return lines


def usual_gap(lines: list[Line]) -> int:
    """How many blank lines stand between two lines of one paragraph: 0, or 1 in spaced-out text."""
    ones = sum(line.gap == 1 for line in lines)
    if ones <= sum(line.gap == 0 for line in lines):
        return 0
    long = 0.6 * sorted(len(line.text) for line in lines)[int(len(lines) * 0.75)]
    unfinished = sum(
        line.gap == 1 and before.text[-1:].isalpha() and len(before.text) > long
        for before, line in pairwise(lines)
    )
    return 1 if unfinished > 0.4 * ones else 0


def usual_width(lines: list[Line]) -> int:
    """The width of a full line in characters; 0 where lines are whole paragraphs (not wrapped)."""
    widths = sorted(len(line.text) for line in lines)
    if not widths:
        return 0
    wide = widths[int(len(widths) * 0.75)]
    if wide > 200:
        return 0
    full = [line for line in lines if len(line.text) > 0.75 * wide]
    open_ends = sum(line.text[-1:] not in ".!?…:؟۔»”\"')" for line in full)
    even = sum(0.85 * wide < width <= 1.15 * wide for width in widths)
    wrapped = open_ends > 0.4 * len(full) or (wide < 120 and even > 0.6 * len(widths) > 2)
    return wide if wrapped else 0
