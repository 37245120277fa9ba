"""The large parts of a text: front matter, abstracts, body, endnotes, bibliography."""

from __future__ import annotations

import re
from typing import Final, Literal

from extractors.text.apparatus import cites
from extractors.text.cues import Cues, heading_key, load_cues, sign_key
from extractors.text.lines import Line
from extractors.text.tongue import UNKNOWN, detect_language

Section = Literal["front", "abstract", "body", "endnotes", "citation", "header"]

_LEADERS = re.compile(r"(?:\.{3,}|(?:\. ){3,}|…{2,})[\s.]*[\divxlc]{1,4}\s*\Z", re.IGNORECASE)
_SPREAD = re.compile(r"\s{3,}\d{1,4}\Z")
_FINAL = re.compile(r"[.!?…؟۔;,:،؛][\"'”’»)\]]*\Z")
_BULLET = re.compile(r"[-–•*«\"“\d\[(]")
_IMPRINT = re.compile(
    r"\b(?:ISBN|ISSN|DOI|UDK|UDC|e-?mail|orcid)\b|@|©|https?://(?:dx\.)?doi", re.IGNORECASE
)

_LAST_LINE: Final = 0.6  #: the last line of a list is this short
#: A date stands over minutes, letters and news, and belongs to them.
_DATED = re.compile(r"(?<!\d)\d{1,2}\.?\s[^\W\d_]+\s1\d{3}(?!\d)")

_TITLE_LINES: Final = 12  #: a title with authors and affiliations is no longer than this
_ABSTRACT: Final = 60  #: an abstract ends within so many lines, or its end is not told by a heading


class SectionFinder:
    """Tells for each line in which section it stands; ``headers`` are lines already told."""

    def __init__(self, lines: list[Line], headers: set[int], gap: int, width: int) -> None:
        self.lines, self.gap, self.width = lines, gap, width
        self.cues: Cues = load_cues()
        self.kinds: list[Section] = ["body"] * len(lines)
        self.headings = {
            i: kind
            for i, line in enumerate(lines)
            if i not in headers and (kind := self._heading(line.text))
        }
        for i in headers:
            self.kinds[i] = "header"

    def find(self) -> list[Section]:
        """The section of each line."""
        begin = self._front_matter()
        first = next((i for i in sorted(self.headings) if i >= begin), None)
        if begin == 0:
            begin = self._title(first)
        self._walk(begin)
        self._foreign_opening(first)
        return self.kinds

    def is_heading(self, index: int) -> bool:
        """Whether the line is one of the headings that the tables know."""
        return index in self.headings

    def _heading(self, text: str) -> str | None:
        if len(text) > 60:
            key = sign_key(text[:40])
            if self.cues.keywords.match(key):
                return "keywords"
            return "abstract" if self.cues.inline.match(key) else None
        kind = self.cues.headings.get(heading_key(text))
        if kind is None and self.cues.keywords.match(sign_key(text)):
            return "keywords"
        if kind is None and self.cues.inline.match(sign_key(text)):
            return "abstract"
        if kind is not None and text.rstrip()[-1] in ",;،":
            return None
        return kind

    def _set(self, low: int, high: int, kind: Section) -> None:
        for i in range(low, min(high, len(self.lines))):
            if self.kinds[i] != "header":
                self.kinds[i] = kind

    # the beginning

    def _front_matter(self) -> int:
        """Mark title pages and table of contents at the start; the line after them."""
        limit = max(40, len(self.lines) // 3)
        entries = [i for i in range(min(limit, len(self.lines))) if self._is_entry(i)]
        if len(entries) < 3:
            return 0
        last = entries[0]
        for i in entries[1:]:
            if i - last > 6:
                break
            last = i
        if sum(entries[0] <= i <= last for i in entries) < 3:
            return 0
        self._set(0, last + 1, "front")
        return last + 1

    def _is_entry(self, index: int) -> bool:
        text = self.lines[index].text
        if _LEADERS.search(text):
            return True
        return bool(_SPREAD.search(text)) and "contents" in (
            kind for i, kind in self.headings.items() if index - 40 < i < index
        )

    def _title(self, first: int | None) -> int:
        """Mark title and authors before the first prose; the line after them."""
        at = 0
        while at < min(_TITLE_LINES, len(self.lines)):
            if at in self.headings or not self._is_title_line(at):
                break
            at += 1
        if at == len(self.lines) or (at == _TITLE_LINES and first is None):
            return 0
        self._set(0, at, "front")
        return at

    def _is_title_line(self, index: int) -> bool:
        line = self.lines[index]
        text = line.text
        if _IMPRINT.search(text):
            return True
        if self.kinds[index] == "header" or (text.isupper() and len(text) < 200):
            return True
        if len(text) > 160 or text[:1].islower() or _FINAL.search(text) or _DATED.search(text):
            return False
        after = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if after is not None and after.text[:1].islower():
            return False
        apart = after is None or after.gap > self.gap or index + 1 in self.headings
        if not self.width:
            return apart
        here, follow = len(text) / self.width, len(after.text) / self.width if after else 0.0
        return apart or (min(here, follow) < _LAST_LINE and max(here, follow) < 0.85)

    # section by section

    def _walk(self, begin: int) -> None:
        places = [i for i in sorted(self.headings) if i >= begin]
        for position, i in enumerate(places):
            end = places[position + 1] if position + 1 < len(places) else len(self.lines)
            kind = self.headings[i]
            if kind == "abstract":
                self._abstract(i, end, early=i < max(150, len(self.lines) // 4))
            elif kind == "keywords":
                self._keywords(i, end)
            elif kind == "contents":
                self._contents(i, end)
            elif kind == "bibliography" and self._is_list(i, end):
                self._set(i, self._list_end(i), "citation")
            elif kind == "endnotes" and self._is_numbered(i, end):
                self._set(i, i + 1, "front")
                self._set(i + 1, self._list_end(i), "endnotes")

    def _abstract(self, index: int, end: int, *, early: bool) -> None:
        if not early:
            return
        if (
            not self.cues.inline.match(sign_key(self.lines[index].text[:40]))
            or len(self.lines[index].text) < 30
        ):
            self._set(index, index + 1, "front")
            index += 1
        self._titles_before(index - 1)
        # a citation of the article itself may stand between heading and abstract
        for last in range(index, min(index + 3, end)):
            whole = " ".join(line.text for line in self.lines[index : last + 1])
            ends = last + 1 == len(self.lines) or whole.endswith(".")
            if ends:
                if len(whole) < 260 and self.cues.strong.search(sign_key(whole)) and cites(whole):
                    self._set(index, last + 1, "front")
                    index = last + 1
                break
        if end - index > _ABSTRACT or end == len(self.lines):
            end = self._first_break(index, end)
        self._set(index, end, "abstract")

    def _first_break(self, index: int, end: int) -> int:
        """End of the first paragraph of some length."""
        length = 0
        for i in range(index, end):
            if i > index and length > 150 and self.lines[i].gap > self.gap:
                return i
            length += len(self.lines[i].text)
        return end

    def _titles_before(self, heading: int) -> None:
        """The title in the abstract's language stands between a list of key words and its heading."""
        low = heading
        while (
            low > 0
            and heading - low < 6
            and self.kinds[low - 1] == "body"
            and low - 1 not in self.headings
        ):
            if not self._is_title_line(low - 1):
                break
            low -= 1
        if low == 0 or self.kinds[low - 1] != "body":
            self._set(low, heading, "front")

    def _keywords(self, index: int, end: int) -> None:
        last = index + 1
        while last < end:
            before, line = self.lines[last - 1].text, self.lines[last]
            open_end = before[-1] in ",،-;؛:" or (
                before[-1].isalpha() and last == index + 1 and len(before) < 30
            )
            full = self.width and len(before) > 0.8 * self.width and before[-1] != "."
            short = len(line.text) < _LAST_LINE * max(self.width, 1) or line.text.count(",") > 2
            tail = len(line.text) < 30 and (last + 1 >= end or self.lines[last + 1].gap > self.gap)
            goes_on = open_end or (full and short) or (tail and before[-1] not in ".;")
            if line.gap > self.gap or not goes_on or last - index > 5:
                break
            last += 1
        if (
            last == index + 1
            and len(self.lines[index].text) < 30
            and last < end
            and heading_key(self.lines[index].text) in self.cues.headings
        ):
            last += 1
        self._set(index, last, "front")

    def _contents(self, index: int, end: int) -> None:
        last = index
        for i in range(index + 1, end):
            if _LEADERS.search(self.lines[i].text) or _SPREAD.search(self.lines[i].text):
                last = i
            elif i - last > 4:
                break
        if last > index:
            self._set(index, last + 1, "front")

    # lists at the end

    def _is_list(self, index: int, end: int) -> bool:
        """Whether entries of a bibliography follow the heading, not prose about sources."""
        following = [line.text for line in self.lines[index + 1 : index + 11]]
        if not following:
            return False
        signs = sum(
            bool(_BULLET.match(t))
            + len(self.cues.weak.findall(sign_key(t)))
            + bool(self.cues.strong.search(sign_key(t)))
            for t in following
        )
        return signs >= 0.4 * len(following)

    def _is_numbered(self, index: int, end: int) -> bool:
        following = self.lines[index + 1 : index + 30]
        return sum(bool(re.match(r"[(\[)]?\s?[\d¹²³⁴-⁹*]", line.text)) for line in following) >= 2

    def _list_end(self, index: int) -> int:
        """A list goes on to the next heading of another kind, or to the end."""
        for i in sorted(self.headings):
            if i > index and self.headings[i] in ("abstract", "body", "endnotes", "bibliography"):
                return i
        return len(self.lines)

    def _foreign_opening(self, first: int | None) -> None:
        """Prose before the title and the first abstract, in another language than the body: an abstract."""
        if first is None or self.headings[first] != "abstract" or first > _ABSTRACT:
            return
        end = first
        while end > 0 and (self.kinds[end - 1] == "front" or self._is_title_line(end - 1)):
            end -= 1
        opening = [i for i in range(end) if self.kinds[i] == "body"]
        if not opening:
            return
        prose = detect_language(" ".join(self.lines[i].text for i in opening))
        body = [i for i in range(first, len(self.lines)) if self.kinds[i] == "body"]
        middle = body[len(body) // 3 : len(body) // 3 + 12]
        main = detect_language(" ".join(self.lines[i].text for i in middle))
        if UNKNOWN not in (prose, main) and prose != main:
            self._set(opening[0], opening[-1] + 1, "abstract")
            self._set(end, first, "front")
