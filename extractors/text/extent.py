"""From a stretch of a reading back to where it stands in the source."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from extractors.model import Extent

if TYPE_CHECKING:
    from extractors.model import Reading

#: A hull that is this many times longer than its pieces together says little about them.
_LOOSE: Final = 2.5
#: Between two pieces of one line stand at most this many code points of blanks.
_BLANKS: Final = 12


def source_extent(reading: Reading, start: int, end: int) -> Extent:
    """Source extent of ``reading.text[start:end]``; raises ValueError for an empty stretch.

    Where the reading goes forward through the source the extent is one piece, whatever was cut
    out in between (line ends, footnote marks, headers). In lines put into true order, each run
    that goes forward is a piece; the quote is the hull of the pieces while it is not much longer
    than they are, else the longest piece.
    """
    if not 0 <= start < end <= len(reading.text):
        raise ValueError(f"no stretch of the reading: {start} to {end} of {len(reading.text)}")
    seams = sorted(
        {edge for piece in reading.repaired for edge in piece if start < edge < end} | {start, end}
    )
    if len(seams) == 2:
        return Extent(reading.offsets[start], _after(reading, end))
    pieces: list[tuple[int, int]] = []
    for low, high in pairwise(seams):
        piece = _trim(reading, low, high)
        if piece is None:
            continue
        if pieces and 0 <= piece[0] - pieces[-1][1] <= _BLANKS:
            piece = (pieces.pop()[0], piece[1])
        pieces.append(piece)
    if not pieces:
        return Extent(reading.offsets[start], _after(reading, end))
    low, high = min(p[0] for p in pieces), max(p[1] for p in pieces)
    if len(pieces) == 1:
        return Extent(low, high)
    if high - low > _LOOSE * sum(b - a for a, b in pieces):
        low, high = max(pieces, key=lambda p: p[1] - p[0])
    return Extent(low, high, tuple(pieces))


def _after(reading: Reading, end: int) -> int:
    """Source offset just after the character before ``end``."""
    return reading.offsets[end - 1] + 1


def _trim(reading: Reading, low: int, high: int) -> tuple[int, int] | None:
    """The stretch without the blanks at its ends, in source offsets; None if nothing is left."""
    while low < high and reading.text[low].isspace():
        low += 1
    while low < high and reading.text[high - 1].isspace():
        high -= 1
    return (reading.offsets[low], _after(reading, high)) if low < high else None
