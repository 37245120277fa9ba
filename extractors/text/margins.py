"""Page headers, footers and page numbers that stand between the lines of a text."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import Final

from extractors.text.cues import load_cues, sign_key
from extractors.text.lines import Line
from extractors.text.order import has_rtl

#: A page has at least so many lines of text between two headers.
_PAGE: Final = 6
_LONGEST: Final = 110
_OPENING: Final = 12  #: lines of the start of a text, where its title and authors stand
_WIDE_BLANK: Final = 10
_WINDOW: Final = 40  #: candidates looked back at
_FRONT = re.compile(r"(\d{1,4})(\s{3,})(\S.*)\Z")
_BACK = re.compile(r"(.*\S)(\s{3,})(\d{1,4})\Z")
_ALONE = re.compile(r"[-–—|\[(/\s]*(\d{1,4})[-–—|\])/\s]*\Z")
_OF = re.compile(
    r"(?i)(?:page|sayfa|səhifə|صفحة|стр\.?|seite)\s*(\d{1,4})(?:\s*(?:/|of|\w+)\s*\d{1,4})?\Z"
)
_LEADERS = re.compile(r"\.{3,}|(?:\. ){3,}|…{2,}")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_DIGITS = re.compile(r"\d+")


def find_headers(lines: list[Line], gap: int) -> set[int]:
    """Indices of the lines that are page headers, footers or page numbers.

    A line is one when its page number goes on from page to page, or when its text repeats at page
    distance. ``gap`` is the usual number of blank lines between two lines (``usual_gap``).
    """
    opening = set(_WORDS.findall(sign_key(" ".join(line.text for line in lines[:_OPENING]))))
    numbered = _numbered(lines, gap, opening)
    headers = _running_numbers(lines, numbered, gap, opening) | _repeated(lines, gap)
    for index in sorted(headers):
        for beside in (index - 1, index + 1):
            if beside in headers or not 0 <= beside < len(lines):
                continue
            if _belongs_to_header(lines, index, beside, opening):
                headers.add(beside)
    return headers


def _numbered(lines: list[Line], gap: int, opening: set[str]) -> list[tuple[int, int, bool]]:
    """Lines that may carry a page number: index, number, whether the number stands alone."""
    found: list[tuple[int, int, bool]] = []
    for index, line in enumerate(lines):
        text = line.text
        if len(text) > 2 * _LONGEST or not (
            text[0].isdigit() or text[-1].isdigit() or len(text) < 40
        ):
            continue
        match = _ALONE.match(text)
        if match:
            if _set_off(lines, index, gap, opening):
                found.append((index, int(match[1]), True))
            continue
        match = _OF.match(text)
        if match:
            found.append((index, int(match[1]), False))
            continue
        if _LEADERS.search(text) or len(" ".join(text.split())) > _LONGEST:
            continue
        edge = _edge_number(text)
        if edge and (edge[0] >= _WIDE_BLANK or _set_off(lines, index, gap, opening)):
            found.append((index, edge[1], False))
    return found


def _edge_number(text: str) -> tuple[int, int] | None:
    """The page number at the start or the end of a running head, after the width of the blank."""
    front, back = _FRONT.match(text), _BACK.match(text)
    blank = _WIDE_BLANK if has_rtl(text) else 3
    best: tuple[int, int] | None = None
    for match, number in ((front, 1), (back, 3)):
        if match and len(match[2]) >= blank and (best is None or len(match[2]) > best[0]):
            best = len(match[2]), int(match[number])
    return best


def _set_off(lines: list[Line], index: int, gap: int, opening: set[str]) -> bool:
    """Whether the line stands apart from what is around it, as a footnote mark does not."""
    line = lines[index]
    if index == 0 or line.page or line.indent > 15 or _follows_head(lines, index, opening):
        return True
    after = lines[index + 1] if index + 1 < len(lines) else None
    if after is not None and after.page:
        return True
    return line.gap > gap and (after is None or after.gap > 0 or not _ALONE.match(line.text))


def _follows_head(lines: list[Line], index: int, opening: set[str]) -> bool:
    """Whether the line before, beyond the start of the text, is a running head."""
    return index > _OPENING and _is_running_head(lines[index - 1], opening)


def _is_running_head(line: Line, opening: set[str]) -> bool:
    """Whether a short line says again what stands at the start of the text: title or author."""
    text = " ".join(line.text.split())
    if not 3 < len(text) <= _LONGEST or text[-1] in ".,;:!?":
        return False
    words = _WORDS.findall(sign_key(text))
    return bool(words) and all(word in opening for word in words)


def _running_numbers(
    lines: list[Line], numbered: list[tuple[int, int, bool]], gap: int, opening: set[str]
) -> set[int]:
    """The longest row of page numbers that grow by one or a few from page to page."""
    if not numbered:
        return set()
    length = [1] * len(numbered)
    before: list[int | None] = [None] * len(numbered)
    for k, (index, number, _) in enumerate(numbered):
        for j in range(max(0, k - _WINDOW), k):
            other, low, _ = numbered[j]
            pages = 1 + (index - other) // _PAGE
            apart = index - other >= (3 if lines[index].page else _PAGE)
            if apart and 1 <= number - low <= pages and length[j] >= length[k]:
                length[k], before[k] = length[j] + 1, j
    at: int | None = max(range(len(numbered)), key=lambda i: length[i])
    row: list[int] = []
    while at is not None:
        row.append(at)
        at = before[at]
    alone = sum(
        lone and not _follows_head(lines, index, opening) and not _isolated(lines, index, gap)
        for index, _, lone in (numbered[i] for i in row)
    )
    if len(row) < (3 if alone == len(row) else 2):
        sure = [
            i
            for i, (index, _, lone) in enumerate(numbered)
            if index >= 3
            and (_names_a_journal(lines, index, index - 1) if lone else _wide(lines[index], gap))
        ]
        row = sure if len(sure) == 1 else []
    return {numbered[i][0] for i in row}


def _isolated(lines: list[Line], index: int, gap: int) -> bool:
    """Whether blank lines stand before and after the line."""
    last = index + 1 == len(lines)
    return lines[index].gap > gap and (last or lines[index + 1].gap > gap)


def _wide(line: Line, gap: int) -> bool:
    """Whether a single numbered line has the look of a running head: set off and spread out."""
    return line.gap > gap and re.search(r"\s{10,}", line.text) is not None


def _repeated(lines: list[Line], gap: int) -> set[int]:
    """Lines whose words come back at page distance, numerals aside."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        text = line.text
        if (
            4 < len(text) <= _LONGEST
            and text[-1] not in ".,;:!?،؛"
            and (line.gap > gap or line.page)
        ):
            places[_DIGITS.sub("#", " ".join(text.split()))].append(index)
    return {
        index
        for found in places.values()
        if len(found) >= 3 and all(b - a >= _PAGE for a, b in pairwise(found))
        for index in found
    }


def _names_a_journal(lines: list[Line], index: int, beside: int) -> bool:
    """Whether a line that stands off before a lone page number is worded as a journal's head."""
    line = lines[beside]
    if beside > index or line.gap == 0 or lines[index].gap == 0 or len(line.text) > _LONGEST:
        return False
    return line.text[-1] not in ".,;:" and load_cues().weak.search(sign_key(line.text)) is not None


def _belongs_to_header(lines: list[Line], index: int, beside: int, opening: set[str]) -> bool:
    """Whether a short line next to a page number is the running head that goes with it."""
    line = lines[beside]
    if beside >= _OPENING and _is_running_head(line, opening):
        return True
    if _names_a_journal(lines, index, beside):
        return True
    below = max(index, beside)
    if lines[below].gap > 0 or not _ALONE.match(lines[index].text):
        return False
    return len(line.text) <= _LONGEST and line.indent >= 12 and line.text[-1] not in ".,;:!?"
