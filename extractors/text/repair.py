"""Put the lines of a text into true order, where the text shows that its lines were reversed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extractors.text.lines import Line
from extractors.text.order import has_rtl, is_stuck, true_order

#: Evidence in one line speaks for this many lines before and after it.
_REACH: Final = 40
#: By so much must an order be better to be evidence for or against damage.
_CLEAR: Final = 1.0
#: A numeral after a wide blank that sticks to what follows, or many wide blanks.
_SHAPE = re.compile(r"(?:\A|\s\s)[\d–—][^\s\d]|\s\s\d+[^\W\d]|\A\d+[^\W\d]|(?:\S\s{2,}\S.*){3}")
_WIDE = re.compile(r"\S\s{2,}\S")
_WORTH = re.compile(r"\d|\S\s{2,}\S|[–—]")


def repair_lines(lines: list[Line]) -> list[Line]:
    """``lines`` with those in true order that were reversed; the same list where none was."""
    worth = [i for i, line in enumerate(lines) if _WORTH.search(line.text) and has_rtl(line.text)]
    damaged = _damaged(lines, worth)
    if not damaged:
        return lines
    repaired = list(lines)
    for i in worth:
        if not any(abs(i - k) <= _REACH for k in damaged):
            continue
        line = repaired[i]
        before = repaired[i - 1].text.rsplit(maxsplit=1)[-1] if i and line.gap < 3 else ""
        order, _ = true_order(line.text, before, _text(lines, i + 1), damaged=True)
        if order is None:
            continue
        pieces = [_trim(line.text, low, high) for low, high in order]
        text = " ".join(line.text[low:high] for low, high in pieces if low < high)
        base = line.start + line.indent
        repaired[i] = replace(
            line,
            text=text,
            pieces=tuple((base + low, base + high) for low, high in pieces if low < high),
        )
    return repaired


def _damaged(lines: list[Line], worth: list[int]) -> list[int]:
    """Lines that are clearly better in another order, where they are not outweighed nearby."""
    better: list[int] = []
    fine: list[int] = []
    for i in worth:
        line = lines[i]
        before = lines[i - 1].text.rsplit(maxsplit=1)[-1] if i else ""
        order, gain = true_order(line.text, before, _text(lines, i + 1), damaged=False)
        if gain > _CLEAR:
            if order is None:
                fine.append(i)
            elif _SHAPE.search(line.text) and (
                is_stuck(line.text) or len(_WIDE.findall(line.text)) > 2
            ):
                better.append(i)
    if len(better) < 2 and len(lines) > 8:
        return []
    return [
        i
        for i in better
        if sum(abs(i - k) <= _REACH for k in better) > sum(abs(i - k) <= _REACH for k in fine) / 2
    ]


def _text(lines: list[Line], index: int) -> str:
    return lines[index].text if index < len(lines) else ""


def _trim(text: str, low: int, high: int) -> tuple[int, int]:
    while low < high and text[low].isspace():
        low += 1
    while low < high and text[high - 1].isspace():
        high -= 1
    return low, high
