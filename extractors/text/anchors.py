"""Where the mark stands that a note hangs on: the name before it is what the note is about."""

from __future__ import annotations

from extractors.text.layout import Layout
from extractors.text.lines import Line
from extractors.text.notes import Note


def anchor_of(layout: Layout, note: Note) -> int | None:
    """Source offset of the mark of ``note`` in the running text; None where it is not found.

    The last mark of its number before it (footnotes); a note that goes on from the page before has
    the mark of the note that it continues.
    """
    number = note.number
    if number is None:
        before = [n for n in layout.notes if n.first < note.first and n.number is not None]
        if not before:
            return None
        note = max(before, key=lambda n: n.first)
        number = note.number
    for index in sorted((i for i in layout.marks if i < note.first), reverse=True):
        line = layout.lines[index]
        for start, end in reversed(layout.marks[index]):
            digits = "".join(c for c in line.text[start:end] if c.isdigit())
            if digits and _value(digits) == number:
                return _source(line, start)
    return None


def _value(digits: str) -> int:
    return int(digits.translate(_RAISED))


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _source(line: Line, place: int) -> int:
    """Source offset of a place in the line's text."""
    at = 0
    for start, end in line.pieces:
        if place < at + end - start:
            return start + max(0, place - at)
        at += end - start + 1
    return line.pieces[-1][1]
