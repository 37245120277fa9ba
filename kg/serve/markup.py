"""A stretch of a source with what was found in it: cut where marks begin and end, nothing lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from kg.serve.quotes import Stretch


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found in a text: where (its pieces, in code points of the source), what it means."""

    kind: str  #: person, place, organisation, group, date, event, or found (what was looked for)
    thing: str  #: IRI
    label: str
    parts: tuple[Stretch, ...]

    @property
    def length(self) -> int:
        """Code points that it covers."""
        return sum(end - start for start, end in self.parts)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text within all of its marks, the shortest first; ``at`` where it begins."""

    at: int
    text: str
    marks: tuple[Mark, ...]

    @property
    def mark(self) -> Mark | None:
        """The shortest of what was found; what was looked for is no such mark."""
        return next((mark for mark in self.marks if mark.kind != "found"), None)

    @property
    def title(self) -> str:
        """The labels of all that lies over it."""
        return " · ".join(mark.label for mark in self.marks if mark.label)

    @property
    def sought(self) -> Mark | None:
        """What was looked for, where the segment lies in it."""
        return next((mark for mark in self.marks if mark.kind == "found"), None)


@dataclass(frozen=True, slots=True)
class Block:
    """A zone of the text, or the part of it that is shown."""

    kind: str
    language: str
    segments: tuple[Segment, ...]


def segments(text: str, start: int, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """``text`` (which begins at ``start`` in its source), parted where marks begin or end.

    The texts of the segments, put together, are ``text``; each lies wholly within each of its marks.
    """
    end = start + len(text)
    spans = sorted(
        (max(a, start), min(b, end), number, mark)
        for number, mark in enumerate(marks)
        for a, b in mark.parts
        if a < end and b > start and a < b
    )
    borders = sorted({start, end, *(s[0] for s in spans), *(s[1] for s in spans)})
    found: list[Segment] = []
    live: list[tuple[int, int, int, Mark]] = []
    upcoming = iter(spans)
    following = next(upcoming, None)
    for a, b in pairwise(borders):
        while following is not None and following[0] <= a:
            heappush(live, (following[1], following[0], following[2], following[3]))
            following = next(upcoming, None)
        while live and live[0][0] <= a:
            heappop(live)
        within = sorted(live, key=lambda span: (span[3].length, span[2]))
        found.append(
            Segment(a, text[a - start : b - start], tuple(dict.fromkeys(s[3] for s in within)))
        )
    return tuple(found)


def blocks(
    text: str, start: int, zones: Sequence[tuple[int, int, str, str]], marks: Sequence[Mark]
) -> tuple[Block, ...]:
    """The stretch by its zones (start, end, kind, language); what is in no zone counts as body."""
    end = start + len(text)
    cuts: list[tuple[int, int, str, str]] = []
    at = start
    for zone_start, zone_end, kind, language in sorted(zones):
        first, last = max(zone_start, at), min(zone_end, end)
        if first >= last:
            continue
        if at < first:
            cuts.append((at, first, "body", ""))
        cuts.append((first, last, kind, language))
        at = last
    if at < end or not cuts:
        cuts.append((at, end, "body", ""))
    return tuple(
        Block(kind, language, segments(text[a - start : b - start], a, marks))
        for a, b, kind, language in cuts
    )
