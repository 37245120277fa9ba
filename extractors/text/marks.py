"""Footnote marks in running text: which digits are no part of the words they are glued to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from extractors.dates.months import month_follows
from extractors.text.lines import Line

SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile(
    r"(?P<raised>[⁰¹²³⁴-⁹]{1,3})"
    r"|[(\[]\s?(?P<round>\d{1,3})\s?[)\]]|\)\s?(?P<turned>\d{1,3})\s?\("
    r"|(?:(?<=[^\W\d_])|(?<=[^\W\d_][\"'”’»)\]…!?,;:؛،])|(?<=[^\W\d_]{3}\.)|(?<=[^\W\d_][\"”’»)]\.)"
    r"|(?<=[^\W\d_][.…!?][\"”’»)])|(?<=\d\d\d\d[.,;:)])|(?<=\d\d\d\d[.)][.,\"”’»]))"
    r"(?P<glued>\d{1,3})(?![\d%°/]|[.,:-]\d|-[^\W\d_])"
    r"|(?<=[.!?…؟][\"”’»)\s])\s?(?P<apart>\d{1,3})(?=\s+[^\W\d_a-zçğıöşüə]|\Z)"
)
_LONE = re.compile(r"[(\[]?\s*(\d{1,3}|[⁰¹²³⁴-⁹]{1,3})\s*[)\]]?\Z")


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark: the line it stands in, its place in the line's text, its number."""

    line: int
    start: int
    end: int
    number: int
    sure: bool = True  #: whether it looks like a mark by itself, not by the running count alone


def find_marks(lines: list[Line], skip: set[int]) -> list[Mark]:
    """Marks that may be footnote marks, in order; ``skip`` are lines that are no running text."""
    found: list[Mark] = []
    for index, line in enumerate(lines):
        if index in skip:
            continue
        text = line.text
        if len(text) <= 7 and (lone := _LONE.match(text)):
            number = int(lone[1].translate(SUPERSCRIPTS))
            found.append(Mark(index, 0, len(text), number))
            continue
        for match in _MARK.finditer(text):
            digits = match[match.lastgroup or 0].translate(SUPERSCRIPTS)
            if digits[0] != "0":
                sure = match.lastgroup != "apart"
                if not sure and month_follows(text, match.end()):
                    continue  # a day: "… ilan edildi. 5 Mayıs'ta"
                found.append(Mark(index, match.start(), match.end(), int(digits), sure))
    return found


def running_marks(marks: list[Mark]) -> list[Mark]:
    """Those of ``marks`` that make the best running count: 1, 2, 3 …, perhaps anew on each page.

    A count may leave out a number or two (marks get lost); it begins with a small number.
    """
    best: list[tuple[float, int | None]] = []
    for k, mark in enumerate(marks):
        score, before = (1.0 if mark.number == 1 else 0.4 - 0.2 * mark.number), None
        for j in range(max(0, k - _WINDOW), k):
            step = mark.number - marks[j].number
            if step == 1:
                gain = 1.0
            elif step in (2, 3):
                gain = 0.8 - 0.5 * (step - 1)
            elif mark.number == 1 and marks[j].line < mark.line:
                gain = 0.5
            else:
                continue
            distance = min(0.3, (mark.line - marks[j].line) / 2000)
            if best[j][0] + gain - distance > score + 1e-6:
                score, before = best[j][0] + gain - distance, j
        best.append((score, before))
    if not best:
        return []
    top = max(range(len(best)), key=lambda i: best[i][0])
    if best[top][0] < _SURE:
        return []
    row: list[Mark] = []
    at: int | None = top
    while at is not None:
        row.append(marks[at])
        at = best[at][1]
    return row[::-1]


_WINDOW: Final = 60  #: candidates looked back at
_SURE: Final = 1.0


def fill_gaps(lines: list[Line], marks: list[Mark], wanted: set[int], skip: set[int]) -> list[Mark]:
    """``marks`` with those that stand apart from the word before, where the count lacks them.

    Only a number that a note has (``wanted``) and that stands once between its neighbours in the
    count is taken for a mark: ``bir nota ile 65 yapılan``.
    """
    filled = list(marks)
    if not marks:
        return filled
    for low, high in zip(marks, [*marks[1:], None], strict=True):
        number = low.number + 1
        if number not in wanted or (high is not None and high.number <= number):
            continue
        last = high.line if high is not None else min(len(lines) - 1, low.line + 60)
        pattern = re.compile(rf"(?<=\s){number}(?=\s[^\W\d_A-Z])")
        places = [
            Mark(index, match.start(), match.end(), number)
            for index in range(low.line, last + 1)
            if index not in skip
            for match in pattern.finditer(lines[index].text)
            if (index > low.line or match.start() > low.end)
            and not month_follows(lines[index].text, match.end())
        ]
        if len(places) == 1:
            filled.append(places[0])
    return sorted(filled, key=lambda m: (m.line, m.start))
