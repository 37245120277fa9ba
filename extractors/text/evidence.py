"""What a text shows around a line: the evidence by which notes are told from the body."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from extractors.text.cues import AUTHOR, load_cues, sign_key
from extractors.text.lines import Line
from extractors.text.marks import Mark
from extractors.text.numbering import Style, has_sign, number_style
from extractors.text.order import has_rtl

_SIGN: Final = 5  #: a number with its brackets is no longer
_FOOT: Final = 15  #: lines of a note block at the foot of a page


class Evidence:
    """The lines of a text with the marks in them; ``skip`` are lines that are no running text.

    ``gap`` and ``width`` are the text's usual ones.
    """

    def __init__(
        self, lines: list[Line], marks: list[Mark], skip: set[int], gap: int, width: int
    ) -> None:
        self.lines, self.skip, self.gap, self.width = lines, skip, gap, width
        self.marks = marks
        self.mark_lines = [m.line for m in marks]
        self.repaired = any(line.repaired for line in lines)

    def number_at(self, index: int, number: int) -> Style | None:
        """How ``number`` stands at the start of a line, if it does; alone, before the next line."""
        text = self.lines[index].text
        style = number_style(text, number)
        if style is None and len(text) <= _SIGN and str(number) in text and self._heads(index):
            return number_style(f"{text} {self.lines[index + 1].text}", number)
        return style

    def _heads(self, index: int) -> bool:
        """Whether a lone number can belong to the line after it."""
        after = index + 1
        if after >= len(self.lines) or after in self.skip:
            return False
        line = self.lines[after]
        return not line.page and not line.rule and line.text[0] not in ".,;:"

    def citing(self, index: int, number: int) -> float:
        """Signs of a citation in the first lines of what may be a note."""
        cues = load_cues()
        score = 0.0
        for ahead in range(index, min(index + 3, len(self.lines))):
            text = self.lines[ahead].text
            if ahead > index and (has_sign(text) or self.number_at(ahead, number + 1)):
                break
            key = sign_key(text)
            score += 1.0 if ahead == index and AUTHOR.match(text) else 0.0
            score += 1.0 * len(cues.strong.findall(key)) + 0.5 * len(cues.weak.findall(key))
        return score

    def number_soon(self, index: int, number: int) -> int | None:
        """The line soon after that begins with ``number``, on the same page."""
        last = min(index + 12, len(self.lines))
        for ahead in range(index + 1, last):
            if self.lines[ahead].rule or self.lines[ahead].page:
                return None
            if self.number_at(ahead, number):
                return ahead
        return None

    def at_foot(self, index: int) -> float:
        """What speaks for a note in that the page, or the text, ends soon."""
        for ahead in range(index + 1, index + _FOOT):
            if ahead >= len(self.lines):
                return 1.0
            if ahead in self.skip or self.lines[ahead].page:
                return 2.0
        return 0.0

    def is_mark(self, index: int, number: int) -> bool:
        """Whether the number at the start of the line is itself the mark in the body."""
        low = bisect_left(self.mark_lines, index)
        return any(
            m.number == number and m.start < 3 for m in self.marks[low : low + 4] if m.line == index
        )

    def body_lines(self, index: int) -> list[Line]:
        """The last lines of the body before ``index``, the nearest first."""
        low = max(0, index - 12)
        return [self.lines[k] for k in range(index - 1, low - 1, -1) if k not in self.skip]

    def seen(self, begin: int, end: int) -> set[int]:
        """Numbers of the marks in the lines from ``begin`` to ``end``."""
        return {
            m.number
            for m in self.marks_between(begin, end)
            if m.start > 2
            or has_rtl(self.lines[m.line].text)
            or m.end == len(self.lines[m.line].text)
        }

    def marks_between(self, begin: int, end: int) -> list[Mark]:
        """Marks in the lines from ``begin`` to ``end``."""
        return self.marks[bisect_left(self.mark_lines, begin) : bisect_left(self.mark_lines, end)]
