"""Blocks of footnotes in the flow of a text: where they begin, which notes they hold, where the
body goes on.

No single sign is sure in text taken out of pages, so several weak ones are weighed: a rule or an
odd gap before, the running number, the mark with this number in the body before it, the wording of
a citation, and, for the end of a block, a finished note, a short last line, another script, an
indent, a line that goes on with the sentence the block interrupted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from extractors.text.cues import load_cues, sign_key
from extractors.text.lines import Line
from extractors.text.marks import SUPERSCRIPTS, Mark
from extractors.text.order import has_rtl

_STARTS = re.compile(
    r"(?:[(\[]\s*(?P<round>\d{1,3})\s*[)\]]|\)\s*(?P<turned>\d{1,3})\s*\("
    r"|(?P<raised>[⁰¹²³⁴-⁹]{1,3})|(?P<plain>\d{1,3}))"
)
#: What may follow a plain number that opens a note: no full date, no decimal, no ordinal suffix.
_AFTER_PLAIN = re.compile(r"\s*[.)]?\s*(?:[^\W\d_]|[\"'“”‘«(\[]|\d{1,2}[\s.]|1\d{3}|20\d\d)")
_DATE_LIKE = re.compile(r"\s?[^\W\d_]+\s+(?:1\d{3}|20\d\d)|\s?[^\W\d_]+['’]")
_FINAL = re.compile(
    r"[.!?…:؟۔][\"'”’»)\]]*\s*(?:[(\[]?\s?\d{0,3}\s?[)\]]?)\Z|[)\]]\Z|https?:\S+\Z|\d\Z"
)
_ITEM = re.compile(r"[-–•*]?\s?\d{0,2}\s?[-–.)•]\s|[-–]\s?\d{1,2}\s")
#: A note block is looked over for so many lines ahead.
_AHEAD: Final = 40
_WIDER: Final = 1.12
_FOOT: Final = 15
_RESUMES: Final = 2.0


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number (None: it goes on from the page before) and its lines."""

    number: int | None
    first: int
    last: int  #: exclusive
    sign: int  #: length of the number's sign at the start of the first line


@dataclass(frozen=True, slots=True)
class _Page:
    """What the search for notes knows at one place."""

    expected: int
    begin: int  #: first line after the last block


class NoteFinder:
    """Finds the note blocks among ``lines``; ``skip`` are lines that are no part of the body."""

    def __init__(
        self, lines: list[Line], marks: list[Mark], skip: set[int], gap: int, width: int
    ) -> None:
        self.lines, self.skip, self.gap, self.width = lines, skip, gap, width
        self.marks = marks
        self.mark_lines = [m.line for m in marks]
        self.repaired = any(line.repaired for line in lines)
        self.indents: list[bool] = []  #: of each page's first line: whether it was indented

    def find(self) -> list[Note]:
        """All notes, in order."""
        notes: list[Note] = []
        page = _Page(1, 0)
        index = 0
        while index < len(self.lines):
            opened = None if index in self.skip else self._opens(index, page)
            if opened is None:
                index += 1
                continue
            block = self._read_block(index, opened, page)
            carried = self._carried_over(index, page, notes)
            if carried < index:
                notes.append(Note(None, carried, index, 0))
            notes.extend(block)
            numbers = [n.number for n in block if n.number is not None]
            index = block[-1].last
            if index < len(self.lines) and index not in self.skip:
                line, inside = self.lines[index], self.lines[block[0].first : index]
                self.indents.append(
                    line.indent > 0 and sum(x.indent == 0 for x in inside) * 2 > len(inside)
                )
            page = _Page(numbers[-1] + 1 if numbers else page.expected, index)
        return notes

    # how a block begins

    def _opens(self, index: int, page: _Page) -> int | None:
        """The number of the note that opens a block at ``index``; 0 for one that goes on."""
        line = self.lines[index]
        seen = self._seen(page.begin, index)
        for number in self._hopeful(page, seen):
            style = self._number_at(index, number)
            if style is None:
                continue
            score = self._opening_score(index, number, style, number in seen)
            if score >= _OPENS:
                return number
        if line.rule and index > page.begin:
            for ahead in range(index + 1, min(index + _AHEAD, len(self.lines))):
                if self.lines[ahead].rule or self.lines[ahead].page or ahead in self.skip:
                    break
                if self._number_at(ahead, page.expected) and page.expected in seen:
                    return 0
        return None

    def _hopeful(self, page: _Page, seen: set[int]) -> list[int]:
        numbers = [page.expected]
        if seen:
            first = min(seen)
            if first not in numbers and (first == 1 or 0 < first - page.expected < 4):
                numbers.append(first)
        numbers.extend(n for n in (page.expected + 1, page.expected + 2, 1) if n not in numbers)
        return numbers

    def _opening_score(self, index: int, number: int, style: str, seen: bool) -> float:
        line = self.lines[index]
        rest = line.text[self._sign_end(index, number) :]
        score = 2.0 if seen else 0.0
        score += 2.0 if line.rule else 0.0
        score += 1.0 if line.gap != self.gap or line.page else 0.0
        score += min(2.0, self._citing(index, number))
        if style != "plain":
            score += 0.5
            if not seen and self._is_mark(index, number) and self._citing(index, number) < 1:
                return 0.0
        else:
            if _DATE_LIKE.match(rest):
                score -= 1.5
            if rest[:1] == "." or rest.lstrip()[:1].islower():
                score -= 1.0
            if number > 1 and not seen:
                score -= 1.0
        following = self._number_soon(index, number + 1)
        if following is not None:
            score += 1.0 if seen else 0.5
            score += min(1.0, self._citing(following, number + 1))
        score += self._at_foot(index)
        before = self.lines[index - 1].text if index else ""
        if not before or _FINAL.search(before):
            score += 0.5
        elif rest.lstrip()[:1].isupper() and seen:
            score += 1.0
        return score

    def _at_foot(self, index: int) -> float:
        """What speaks for a note in that the page, or the text, ends soon."""
        for ahead in range(index + 1, index + _FOOT):
            if ahead >= len(self.lines):
                return 1.0
            if ahead in self.skip or self.lines[ahead].page:
                return 2.0
        return 0.0

    def _is_mark(self, index: int, number: int) -> bool:
        """Whether the number at the start of the line is itself the mark in the body."""
        low = bisect_left(self.mark_lines, index)
        return any(
            m.number == number and m.start < 3 for m in self.marks[low : low + 4] if m.line == index
        )

    def _citing(self, index: int, number: int) -> float:
        """Signs of a citation in the first lines of what may be a note."""
        cues = load_cues()
        score = 0.0
        for ahead in range(index, min(index + 3, len(self.lines))):
            text = self.lines[ahead].text
            start = _STARTS.match(text) if ahead > index else None
            if start and (start.lastgroup != "plain" or self._number_at(ahead, number + 1)):
                break
            key = sign_key(self.lines[ahead].text)
            score += 1.0 * len(cues.strong.findall(key)) + 0.5 * len(cues.weak.findall(key))
        return score

    def _number_soon(self, index: int, number: int) -> int | None:
        """The line soon after that begins with ``number``, on the same page."""
        last = min(index + 12, len(self.lines))
        for ahead in range(index + 1, last):
            if self.lines[ahead].rule or self.lines[ahead].page:
                return None
            if self._number_at(ahead, number):
                return ahead
        return None

    def _carried_over(self, index: int, page: _Page, notes: list[Note]) -> int:
        """First of the lines before a block that go on with the last note of the page before.

        They stand off from the body, close to the block, and cite.
        """
        if not notes or _FINAL.search(self.lines[notes[-1].last - 1].text):
            return index
        first = index
        while first - 1 > page.begin and index - first < 6 and self.lines[first].gap <= self.gap:
            first -= 1
        if first == index or self.lines[first].gap <= self.gap:
            return index
        key = sign_key(" ".join(line.text for line in self.lines[first:index]))
        cues = load_cues()
        signs = 2 * len(cues.strong.findall(key)) + len(cues.weak.findall(key))
        return first if signs >= 2 else index

    # how it goes on

    def _read_block(self, index: int, opened: int, page: _Page) -> list[Note]:
        seen = self._seen(page.begin, index)
        notes: list[Note] = []
        number: int | None = opened or None
        current = opened or page.expected - 1
        first, sign = index, self._sign_end(index, opened) if opened else 0
        style = self._number_at(index, opened) if opened else None
        at = index + 1
        block_gap: list[int] = []
        while at < len(self.lines):
            line = self.lines[at]
            if at in self.skip or line.page or (line.rule and at > index):
                break
            following = self._next_number(at, current, seen, style)
            if following is not None:
                notes.append(Note(number, first, at, sign))
                number = current = following
                first, sign = at, self._sign_end(at, following)
                style = style or self._number_at(at, following)
            elif self._resumes(index, first, at, current, seen, block_gap):
                break
            block_gap.append(line.gap)
            at += 1
        notes.append(Note(number, first, at, sign))
        return notes

    def _next_number(self, at: int, current: int, seen: set[int], style: str | None) -> int | None:
        for number in (current + 1, current + 2):
            found = self._number_at(at, number)
            if found is None or (style is not None and (found == "plain") != (style == "plain")):
                continue
            if number in seen:
                return number
            if number != current + 1:
                continue
            if found != "plain" or (
                _FINAL.search(self.lines[at - 1].text) and self._citing(at, number) >= 1
            ):
                return number
        return None

    def _resumes(
        self, begin: int, first: int, at: int, current: int, seen: set[int], gaps: list[int]
    ) -> bool:
        """Whether the body goes on at line ``at``."""
        if self._pending(at, current, seen):
            return False
        lines = self.lines
        line, before = lines[at], lines[at - 1]
        cues = load_cues()
        key = sign_key(line.text)
        final = _FINAL.search(before.text) is not None
        block_width = max(len(x.text) for x in lines[begin:at])
        body_width = max((len(x.text) for x in self._body_lines(begin)), default=self.width)
        # the notes are set in longer lines (widths say nothing in lines put into true order)
        narrow = block_width > _WIDER * body_width and not self.repaired
        wide = max(block_width, self.width)
        score = 1.0 if final else -0.5 if before.repaired else -1.5
        score += 0.5 if cues.strong.search(sign_key(before.text[-30:])) else 0.0
        if narrow:
            ahead = [len(x.text) for x in lines[at : at + 4] if not x.page and not x.rule]
            score += 1.0 if max(ahead) <= 1.03 * body_width else -1.5
            score += 1.0 if len(before.text) < 0.9 * block_width else 0.0
        elif len(before.text) < 0.8 * wide and len(before.text) < 0.9 * len(line.text):
            score += 1.0
        if line.indent != before.indent and line.indent != lines[first].indent:
            score += 3.0 if self._pages_indent() else 1.0
        if line.gap > max(gaps[-8:], default=min(self.gap, line.gap)):
            score += 1.0
        body = self._body_lines(begin)
        open_body = bool(body) and not _FINAL.search(body[0].text)
        if body and has_rtl(line.text) != has_rtl(body[0].text):
            score -= 2.0
        elif has_rtl(line.text) != has_rtl(before.text):
            score += 1.5
        head = line.text.lstrip("\"'“‘«(")[:1]
        if open_body:
            score += 1.5 if head.islower() else -0.5 if head.isupper() else 0.0
        if any(m.number > current for m in self._marks_between(at, at + 12)):
            score += 1.0
        if _ITEM.match(line.text) or line.text[0].isdigit():
            score -= 2.0
        if line.text.startswith(("http", "www.")) or self._is_open(first, at):
            return False
        score -= 3.0 * bool(cues.strong.search(key)) + 0.5 * len(cues.weak.findall(key))
        return score >= _RESUMES

    def _is_open(self, first: int, at: int) -> bool:
        """Whether the note up to line ``at`` breaks off: in a bracket, or before a number."""
        text = " ".join(line.text for line in self.lines[first:at])
        key = sign_key(text[-12:]) + " 1"
        return text.count("(") > text.count(")") or any(
            m.end() == len(key) for m in load_cues().strong.finditer(key)
        )

    def _pending(self, at: int, current: int, seen: set[int]) -> bool:
        """Whether a further note of this block is still to come, its mark being in the body."""
        coming = {n for n in seen if current < n <= current + 3}
        if not coming:
            return False
        for ahead in range(at + 1, min(at + _AHEAD, len(self.lines))):
            line = self.lines[ahead]
            if line.rule or line.page or ahead in self.skip:
                return False
            if any(self._number_at(ahead, n) for n in coming):
                return True
        return False

    def _body_lines(self, index: int) -> list[Line]:
        """The last lines of the body before ``index``, the nearest first."""
        low = max(0, index - 12)
        return [self.lines[k] for k in range(index - 1, low - 1, -1) if k not in self.skip]

    def _pages_indent(self) -> bool:
        """Whether the first line of a page has shown itself to be indented in this text."""
        return len(self.indents) >= 2 and sum(self.indents) >= 0.8 * len(self.indents)

    # numbers and marks

    def _seen(self, begin: int, end: int) -> set[int]:
        """Numbers of the marks in the lines from ``begin`` to ``end``."""
        return {
            m.number
            for m in self._marks_between(begin, end)
            if m.start > 2
            or has_rtl(self.lines[m.line].text)
            or m.end == len(self.lines[m.line].text)
        }

    def _marks_between(self, begin: int, end: int) -> list[Mark]:
        return self.marks[bisect_left(self.mark_lines, begin) : bisect_left(self.mark_lines, end)]

    def _number_at(self, index: int, number: int) -> str | None:
        """How ``number`` stands at the start of the line: round, turned, raised, plain or not."""
        text = self.lines[index].text
        match = _STARTS.match(text)
        if match is None or match.lastgroup is None:
            return None
        found = match[match.lastgroup].translate(SUPERSCRIPTS)
        if match.lastgroup != "plain":
            if found != str(number) or not re.search(r"[^\W\d_]", text[match.end() :]):
                return None
            return match.lastgroup
        wanted = str(number)
        if not text.startswith(wanted) or not _AFTER_PLAIN.match(text, len(wanted)):
            return None
        rest = text[len(wanted) :]
        if rest[:1].isdigit() and not re.match(r"(?:1\d{3}|20\d\d)(?!\d)", rest):
            return None
        return "plain"

    def _sign_end(self, index: int, number: int) -> int:
        text = self.lines[index].text
        match = _STARTS.match(text)
        if match is None:
            return 0
        if match.lastgroup != "plain":
            return match.end()
        return len(str(number))


_OPENS: Final = 3.0
