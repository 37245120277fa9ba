"""A block of footnotes read to its end: its notes one by one, and where the body goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from extractors.text.cues import load_cues, sign_key
from extractors.text.evidence import Evidence
from extractors.text.lines import Line
from extractors.text.numbering import Style, sign_length
from extractors.text.order import has_rtl

#: The end of a finished line: a sentence's sign, a closing bracket, a page number, an address.
_FINAL = re.compile(
    r"[.!?…:؟۔][\"'”’»)\]]*\s*(?:[(\[]?\s?\d{0,3}\s?[)\]]?)\Z|[)\]]\Z|https?:\S+\Z|\d\Z"
)
_ITEM = re.compile(r"[-–•*]?\s?\d{0,2}\s?[-–.)•]\s|[-–]\s?\d{1,2}\s")
_ADDRESS: Final = ("http", "www.")
_AHEAD: Final = 40  #: lines in which a further note of a block may still come
_BACK: Final = 60  #: lines of a block that are looked back at
_WIDER: Final = 1.12  #: notes whose lines are longer than the body's by so much tell themselves
_RESUMES: Final = 2.0


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number (None: it goes on from the page before) and its lines."""

    number: int | None
    first: int
    last: int  #: exclusive
    sign: int  #: length of the number's sign at the start of the first line


@dataclass(slots=True)
class PageStarts:
    """What the first lines of pages have shown so far: whether they are indented."""

    indented: int = 0
    pages: int = 0

    def add(self, line: Line, block: list[Line]) -> None:
        """Take note of the body's first line after a block."""
        flush = sum(x.indent == 0 for x in block) * 2 > len(block)
        self.indented += line.indent > 0 and flush
        self.pages += 1

    @property
    def are_indented(self) -> bool:
        """Whether an indented line is a page's first line in this text."""
        return self.pages >= 2 and self.indented >= 0.8 * self.pages


def is_finished(text: str) -> bool:
    """Whether a line ends as a sentence or a citation ends."""
    return _FINAL.search(text) is not None


class BlockReader:
    """Reads one block; ``begin`` is its first line, ``seen`` the marks on its page."""

    def __init__(self, evidence: Evidence, starts: PageStarts, begin: int, seen: set[int]) -> None:
        self.evidence, self.lines, self.starts = evidence, evidence.lines, starts
        self.begin, self.seen = begin, seen
        body = evidence.body_lines(begin)
        self.body = body[0] if body else None
        self.body_width = max((len(line.text) for line in body), default=evidence.width)

    def read(self, opened: int | None, current: int) -> list[Note]:
        """The notes of the block, the first of them ``opened`` (None: it goes on a note).

        ``current`` is the last number that is known.
        """
        notes: list[Note] = []
        number, first = opened, self.begin
        style = self.evidence.number_at(first, opened) if opened else None
        at = first + 1
        while at < len(self.lines):
            line = self.lines[at]
            if at in self.evidence.skip or line.page or line.rule:
                break
            following = self._next_number(at, current, style)
            if following is not None:
                notes.append(self._note(number, first, at))
                number = current = following
                first = at
                style = style or self.evidence.number_at(at, following)
            elif self._body_resumes(first, at, current):
                break
            at += 1
        notes.append(self._note(number, first, at))
        return notes

    def _note(self, number: int | None, first: int, last: int) -> Note:
        sign = sign_length(self.lines[first].text, number) if number else 0
        return Note(number, first, last, sign)

    def _next_number(self, at: int, current: int, style: Style | None) -> int | None:
        for number in (current + 1, current + 2):
            found = self.evidence.number_at(at, number)
            if found is None or (style is not None and (found == "plain") != (style == "plain")):
                continue
            if number in self.seen:
                return number
            if number == current + 1 and (
                found != "plain"
                or (is_finished(self.lines[at - 1].text) and self.evidence.citing(at, number) >= 1)
            ):
                return number
        return None

    def _body_resumes(self, first: int, at: int, current: int) -> bool:
        """Whether the body goes on at line ``at``, the last note having begun at ``first``."""
        line = self.lines[at]
        if at == first + 1 and not any(c.isalpha() for c in self.lines[first].text):
            return False  # the number of the note stood alone
        if line.text.startswith(_ADDRESS) or self._breaks_off(first, at):
            return False
        if self._is_pending(at, current):
            return False
        score = self._end_of_note(first, at) + self._start_of_body(at, current)
        return score >= _RESUMES

    def _end_of_note(self, first: int, at: int) -> float:
        """What the line before, and the page, say of a note's end."""
        line, before = self.lines[at], self.lines[at - 1]
        block = self.lines[max(self.begin, at - _BACK) : at]
        score = 1.0 if is_finished(before.text) else -0.5 if before.repaired else -1.5
        score += 0.5 if load_cues().strong.search(sign_key(before.text[-30:])) else 0.0
        width = max(len(x.text) for x in block)
        # widths say nothing where lines were put into true order
        if width > _WIDER * self.body_width and not self.evidence.repaired:
            ahead = [len(x.text) for x in self.lines[at : at + 4] if not x.page and not x.rule]
            score += 1.0 if max(ahead, default=0) <= 1.03 * self.body_width else -1.5
            score += 1.0 if len(before.text) < 0.9 * width else 0.0
        elif len(before.text) < 0.8 * max(width, self.evidence.width):
            score += 1.0 if len(before.text) < 0.9 * len(line.text) else 0.0
        if line.indent not in (before.indent, self.lines[first].indent):
            score += 3.0 if self.starts.are_indented else 1.0
        usual = max((x.gap for x in block[1:][-8:]), default=min(self.evidence.gap, line.gap))
        return score + (1.0 if line.gap > usual else 0.0)

    def _start_of_body(self, at: int, current: int) -> float:
        """What the line itself says of being the body."""
        line, before = self.lines[at], self.lines[at - 1]
        score = 0.0
        if self.body is not None:
            if has_rtl(line.text) != has_rtl(self.body.text):
                score -= 2.0
            elif has_rtl(line.text) != has_rtl(before.text):
                score += 1.5
            head = line.text.lstrip("\"'“‘«(")[:1]
            if not is_finished(self.body.text):
                score += 1.5 if head.islower() else -0.5 if head.isupper() else 0.0
        if any(m.number > current for m in self.evidence.marks_between(at, at + 12)):
            score += 1.0
        if _ITEM.match(line.text) or line.text[0].isdigit():
            score -= 2.0
        cues, key = load_cues(), sign_key(line.text)
        return score - 3.0 * bool(cues.strong.search(key)) - 0.5 * len(cues.weak.findall(key))

    def _breaks_off(self, first: int, at: int) -> bool:
        """Whether the note up to line ``at`` breaks off: in a bracket, or before a number."""
        text = " ".join(line.text for line in self.lines[max(first, at - _BACK) : at])
        key = sign_key(text[-12:]) + " 1"
        return text.count("(") > text.count(")") or any(
            m.end() == len(key) for m in load_cues().strong.finditer(key)
        )

    def _is_pending(self, at: int, current: int) -> bool:
        """Whether a further note of this block is still to come, its mark being in the body."""
        coming = {n for n in self.seen if current < n <= current + 3}
        if not coming:
            return False
        for ahead in range(at + 1, min(at + _AHEAD, len(self.lines))):
            line = self.lines[ahead]
            if line.rule or line.page or ahead in self.evidence.skip:
                return False
            if any(self.evidence.number_at(ahead, n) for n in coming):
                return True
        return False
