"""From a stretch of a reading back to where it stands in the source."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from extractors.model import Extent, Reading

Piece = tuple[int, int]

#: A gap of this many code points in running text is a line's end, a mark or a short header.
_GAP: Final = 40
#: In lines put into true order, a gap wider than this stands between two pieces.
_BLANKS: Final = 12
#: A hull this many times longer than its pieces together says little about them.
_LOOSE: Final = 1.5
_LOOSE_REPAIRED: Final = 2.0


def source_extent(reading: Reading, start: int, end: int) -> Extent:
    """Source extent of ``reading.text[start:end]``; raises ValueError for an empty stretch.

    Where the reading goes forward through the source the extent is one piece, whatever little was
    cut out in between (line ends, footnote marks). Where a block of notes stood in between, or
    the words of a line were put into true order, there are several; the quote is the hull of the
    pieces while it is not much longer than they are, else the pieces with the most letters that
    stand side by side.
    """
    if not 0 <= start < end <= len(reading.text):
        raise ValueError(f"no stretch of the reading: {start} to {end} of {len(reading.text)}")
    offsets = reading.offsets
    repaired = _is_repaired(reading, start, end)
    if not repaired and 0 <= offsets[end - 1] - offsets[start] < end - start + _GAP:
        return Extent(offsets[start], offsets[end - 1] + 1)
    pieces = _pieces(reading, start, end, _BLANKS if repaired else _GAP)
    if not pieces:
        return Extent(offsets[start], offsets[start] + 1)
    places = [(offsets[low], offsets[high - 1] + 1) for low, high in pieces]
    if len(places) == 1:
        return Extent(*places[0])
    low, high = min(a for a, _ in places), max(b for _, b in places)
    loose = _LOOSE_REPAIRED if repaired else _LOOSE
    if high - low > loose * sum(b - a for a, b in places):
        low, high = _weightiest(reading, pieces)
    return Extent(low, high, tuple(places))


def _is_repaired(reading: Reading, start: int, end: int) -> bool:
    at = bisect_left(reading.repaired, (start, start))
    if at and reading.repaired[at - 1][1] > start:
        return True
    return at < len(reading.repaired) and reading.repaired[at][0] < end


def _pieces(reading: Reading, start: int, end: int, gap: int) -> list[Piece]:
    """Stretches of the reading that go forward through the source, without blanks at their ends."""
    offsets, text = reading.offsets, reading.text
    pieces: list[Piece] = []
    low = last = -1
    for k in range(start, end):
        if text[k].isspace():
            continue
        if low >= 0 and not 0 <= offsets[k] - offsets[last] <= gap:
            pieces.append((low, last + 1))
            low = -1
        if low < 0:
            low = k
        last = k
    if low >= 0:
        pieces.append((low, last + 1))
    return pieces


def _weightiest(reading: Reading, pieces: list[Piece]) -> Piece:
    """Source extent of the piece with the most letters, with those beside it in the source."""
    offsets = reading.offsets
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: offsets[p[0]]):
        if groups and _side_by_side(reading, groups[-1][-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])

    def weight(group: list[Piece]) -> tuple[int, int]:
        words = [reading.text[low:high] for low, high in group]
        return sum(c.isalpha() for word in words for c in word), sum(map(len, words))

    best = max(groups, key=weight)
    return offsets[best[0][0]], offsets[best[-1][1] - 1] + 1


def _side_by_side(reading: Reading, left: Piece, right: Piece) -> bool:
    """Whether nothing that is read stands between two pieces in the source."""
    low, high = reading.offsets[left[1] - 1], reading.offsets[right[0]]
    if not 0 <= high - low <= _BLANKS:
        return False
    first, last = sorted((left[0], right[0]))
    nearby = range(max(0, first - 400), min(len(reading.text), last + 400))
    return not any(
        low < reading.offsets[k] < high and not reading.text[k].isspace() for k in nearby
    )
