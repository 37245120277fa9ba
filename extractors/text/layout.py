"""The layout of a text: its lines, each with the section it stands in, its notes and their marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.text.lines import Line, Piece, find_lines, usual_gap, usual_width
from extractors.text.margins import find_headers
from extractors.text.marks import Mark, fill_gaps, find_marks, running_marks
from extractors.text.notes import Note, find_notes
from extractors.text.repair import repair_lines
from extractors.text.sections import Section, SectionFinder

_ENDNOTE = re.compile(r"[(\[)]?\s?(\d{1,3}|[⁰¹²³⁴-⁹]{1,3})\s?[(\])]?[.)\-]?(?=\s|[^\W\d_])")


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A text's lines and what is known of each."""

    source: str
    lines: list[Line]
    sections: list[Section]
    headings: frozenset[int]  #: lines that are headings known to the tables
    notes: list[Note]
    marks: dict[int, list[Piece]]  #: places of footnote marks in a line's text, by line
    gap: int  #: usual number of blank lines between two lines
    width: int  #: usual width of a line; 0 where a line is a paragraph


def lay_out(source: str) -> Layout:
    """The layout of the text ``source``."""
    raw = find_lines(source)
    gap = usual_gap(raw)
    headers = find_headers(raw, gap)
    lines = repair_lines(raw)
    width = usual_width(lines)
    finder = SectionFinder(lines, headers, gap, width)
    sections = finder.find()
    body = [line for line, kind in zip(lines, sections, strict=True) if kind == "body"]
    width = usual_width(body) or width if len(body) > 2 else width
    outside = {i for i, kind in enumerate(sections) if kind != "body"}
    marks = find_marks(lines, outside - _abstracts(sections))
    running = running_marks(marks)
    likely = sorted({*running, *(m for m in marks if m.sure)}, key=lambda m: (m.line, m.start))
    notes = find_notes(lines, likely, outside, gap, width)
    notes += _endnotes(lines, sections)
    return Layout(
        source=source,
        lines=lines,
        sections=sections,
        headings=frozenset(finder.headings),
        notes=notes,
        marks=_marks_by_line(lines, _of_notes(running, likely, notes), notes, outside),
        gap=gap,
        width=width,
    )


def _abstracts(sections: list[Section]) -> set[int]:
    return {i for i, kind in enumerate(sections) if kind == "abstract"}


def _endnotes(lines: list[Line], sections: list[Section]) -> list[Note]:
    """The notes of a section of endnotes: each begins with a number, one more than the last."""
    notes: list[Note] = []
    number, first, sign = 0, -1, 0
    for i, line in enumerate(lines):
        if sections[i] != "endnotes":
            if first >= 0:
                notes.append(Note(number or None, first, i, sign))
            number, first, sign = 0, -1, 0
            continue
        match = _ENDNOTE.match(line.text)
        found = int(match[1]) if match and match[1].isdecimal() else 0
        if match and (0 < found - number <= 3 or (found == 1 and first >= 0)):
            if first >= 0:
                notes.append(Note(number or None, first, i, sign))
            number, first, sign = found, i, match.end()
        elif first < 0:
            first, sign = i, 0
    if first >= 0:
        notes.append(Note(number or None, first, len(lines), sign))
    return notes


def _of_notes(running: list[Mark], likely: list[Mark], notes: list[Note]) -> list[Mark]:
    """The running marks, and for a note without one the likely mark on its page."""
    found = list(running)
    have = {m.number for m in running}
    begin = 0
    for note in notes:
        if note.number is not None and note.number not in have:
            beside = [m for m in likely if begin <= m.line < note.first and m.number == note.number]
            found.extend(beside[:1])
        if note is notes[-1] or notes[notes.index(note) + 1].first > note.last:
            begin = note.last
    return sorted(found, key=lambda m: (m.line, m.start))


def _marks_by_line(
    lines: list[Line], running: list[Mark], notes: list[Note], outside: set[int]
) -> dict[int, list[Piece]]:
    """Marks outside the notes whose number a note bears, and those that can be nothing else."""
    within = {i for note in notes for i in range(note.first, note.last)}
    wanted = {note.number for note in notes if note.number is not None}
    marks = [
        m
        for m in running
        if m.line not in within
        and (m.number in wanted or _is_raised(lines[m.line].text[m.start : m.end]))
    ]
    if wanted:
        marks = fill_gaps(lines, marks, wanted, within | outside)
    by_line: dict[int, list[Piece]] = {}
    for mark in marks:
        by_line.setdefault(mark.line, []).append((mark.start, mark.end))
    return by_line


def _is_raised(sign: str) -> bool:
    return any(c in "⁰¹²³⁴⁵⁶⁷⁸⁹" for c in sign)
