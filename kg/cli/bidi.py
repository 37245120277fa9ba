"""Text of both directions on a terminal's lines.

A terminal orders each line by itself. So text is wrapped here, in its logical order, and what runs
right to left is set off with isolates (UAX #9): where the terminal knows of directions the rest of
the line stays in its place, where it does not they show nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from rich.cells import cell_len
from rich.text import Text

_RTL: Final = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_RUN: Final = re.compile(
    rf"{_RTL.pattern}(?:[^,A-Za-z0-9\u00c0-\u024f\u0400-\u052f]*{_RTL.pattern})*"
)
_LINE: Final = "\u200e"  #: left-to-right mark: the line as a whole runs to the right
_RIGHT, _END = "\u2067", "\u2069"


def runs_left(text: str) -> bool:
    """Whether the first letter of ``text`` belongs to a script that runs right to left."""
    first = next((c for c in text if c.isalpha()), "")
    return bool(first) and unicodedata.bidirectional(first) in ("R", "AL")


def isolated(text: str) -> str:
    """``text``, a line to be read left to right, with every run of the other direction set off."""
    if not _RTL.search(text):
        return text
    return _LINE + _RUN.sub(lambda m: f"{_RIGHT}{m[0]}{_END}", text)


def wrapped(
    text: str,
    width: int,
    mark: tuple[int, int] = (0, 0),
    *,
    brackets: bool = False,
    quoted: bool = False,
) -> list[Text]:
    """``text`` in lines of ``width`` cells with ``mark`` set off: by its look, or by brackets.

    What is ``quoted`` runs in the direction of its first letter, our own words to the right.
    """
    a, b = mark
    if brackets and a < b:
        text = f"{text[:a]}[{text[a:b]}]{text[b:]}"
        a, b = a, b + 2
    leftward = quoted and runs_left(text)
    lines = []
    for start, end in _lines(text, width):
        line = Text(text[start:end])
        if a < b and max(a, start) < min(b, end):
            line.stylize("bold reverse" if not brackets else "bold", max(a - start, 0), b - start)
        if leftward:
            line = Text(_LINE + _RIGHT).append_text(line).append(_END)
        elif _RTL.search(line.plain):
            line = _isolated_runs(line)
        lines.append(line)
    return lines


def _isolated_runs(line: Text) -> Text:
    """As ``isolated``, with the line's looks kept."""
    whole, last = Text(_LINE), 0
    for run in _RUN.finditer(line.plain):
        whole.append_text(line[last : run.start()]).append(_RIGHT)
        whole.append_text(line[run.start() : run.end()]).append(_END)
        last = run.end()
    return whole.append_text(line[last:]) if last < len(line) else whole


def _lines(text: str, width: int) -> list[tuple[int, int]]:
    """Where lines of at most ``width`` cells begin and end; only a word longer than one is broken."""
    lines: list[tuple[int, int]] = []
    start = end = 0
    for word in re.finditer(r"\S+", text):
        if cell_len(text[start : word.end()]) > width and end > start:
            lines.append((start, end))
            start = word.start()
        while cell_len(text[start : word.end()]) > width:
            cut = _fitting(text, start, width)
            lines.append((start, cut))
            start = cut
        end = word.end()
    if end > start:
        lines.append((start, end))
    return lines


def _fitting(text: str, start: int, width: int) -> int:
    """The end of what fits into ``width`` cells from ``start`` on; a character at least."""
    cut = start + 1
    while cut < len(text) and cell_len(text[start : cut + 1]) <= width:
        cut += 1
    return cut
