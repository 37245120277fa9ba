"""What places speak for: where an item is, and whom and what its description names."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.identity.evidence import Reason
from kg.identity.things import Thing
from kg.linking import classes
from kg.linking.labels import languages_of
from kg.linking.model import Candidate

KNOWN: Final = 5  #: labels in so many languages say that an item is known widely

#: weights
_NEAR: Final = ((50.0, 1.2), (300.0, 0.8), (1000.0, 0.3), (4000.0, -0.3))
_FAR: Final = -1.2
_ABROAD: Final = 3000.0  #: kilometres from all places named with it: a namesake, rather
_SEVERAL: Final = 3  #: so many places tell where a text is at home
_STRANGE: Final = -2.7
_AT_THE_SPOT: Final = 2.5
_NEXT_TO_IT: Final = 0.5
_SPOT, _NEXT, _LAND = 30.0, 100.0, 400.0  #: kilometres between two centres of one place, or land
_OFF: Final = -1.5
_ELSEWHERE: Final = 300.0  #: kilometres from which on a place is another
_COMPANY: Final = 0.6


@dataclass(frozen=True, slots=True)
class Spot:
    """A position in degrees."""

    lat: float
    lon: float

    def distance(self, other: Spot) -> float:
        """Kilometres along a great circle."""
        a, b = math.radians(self.lat), math.radians(other.lat)
        turn = math.radians(self.lon - other.lon)
        half = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
        return 12742 * math.asin(min(1.0, math.sqrt(half)))


@dataclass(slots=True)
class Context:
    """What is known of other things, by IRI: where they are, and what they are called in English."""

    spots: dict[str, Spot] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    settled: bool = False  #: whether all is known that linking by names can tell
    linked: set[str] = field(default_factory=set)  #: what is known of these came of linking them


def place_reasons(thing: Thing, candidate: Candidate, context: Context) -> Iterator[Reason]:
    """What the distance from where a thing is, or what is named with it, speaks for."""
    if candidate.lat is None or candidate.lon is None or thing.type not in ("Place", "Event"):
        return
    here = Spot(candidate.lat, candidate.lon)
    own = context.spots.get(thing.iri)
    if own is not None and thing.iri not in context.linked:
        yield from _apart(here.distance(own), candidate.classes)
        return
    spots = [context.spots[iri] for iri, _ in thing.places if iri in context.spots]
    if not spots:
        return
    gaps = sorted(here.distance(spot) for spot in spots)
    if context.settled and _is_abroad(gaps, candidate):
        yield Reason(_STRANGE, f"{gaps[0]:.0f} km from all places named with it")
        return
    gap = gaps[len(gaps) // 4]
    weight = next((w for least, w in _NEAR if gap <= least), _FAR)
    yield Reason(weight, f"{gap:.0f} km from places named with it")


def is_abroad(thing: Thing, candidate: Candidate, context: Context) -> bool:
    """Whether a place is too far from all places named with it to be meant without a question."""
    if candidate.lat is None or candidate.lon is None or thing.type != "Place":
        return False
    here = Spot(candidate.lat, candidate.lon)
    others = (context.spots[iri] for iri, _ in thing.places if iri in context.spots)
    return _is_abroad(sorted(here.distance(spot) for spot in others), candidate)


def _is_abroad(gaps: Sequence[float], candidate: Candidate) -> bool:
    """The same by distances in kilometres; of some places all the world speaks."""
    known = classes.COUNTRY in candidate.classes or languages_of(candidate.labels) >= KNOWN
    return len(gaps) >= _SEVERAL and min(gaps) > _ABROAD and not known


def _apart(gap: float, of: tuple[str, ...]) -> Iterator[Reason]:
    """What the distance in kilometres from where the gazetteer has a place speaks for."""
    words = f"{gap:.0f} km from where it is known to be"
    if gap <= (_LAND if classes.COUNTRY in of else _SPOT):
        yield Reason(_AT_THE_SPOT, words)
    elif gap <= _NEXT:
        yield Reason(_NEXT_TO_IT, words)
    elif gap > _ELSEWHERE and classes.COUNTRY not in of:
        yield Reason(_OFF, words, veto=classes.SETTLEMENT in of)


def company_reasons(
    thing: Thing, candidate: Candidate, names: Mapping[str, str]
) -> Iterator[Reason]:
    """Whether the item's description has what is named with the thing; ``names`` by IRI."""
    if not candidate.description:
        return
    said = candidate.description.casefold()
    for iri, _ in (*thing.companions, *thing.places):
        name = names.get(iri, "")
        if name and name.casefold() in said:
            yield Reason(_COMPANY, f"described as '{candidate.description}', named with {name}")
            return
