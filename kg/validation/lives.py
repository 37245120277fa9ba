"""When people lived, states existed and places are where, as the gazetteer knows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Final

from extractors.names.gazetteer import load_gazetteer
from extractors.names.lives import existence
from kg.validation.facts import Facts, Span

#: how far a date that calls itself approximate or uncertain may be off: five years
_VAGUE: Final = 5 * 366
_RADIUS: Final = 6371.0


@dataclass(frozen=True, slots=True)
class Life:
    """First and last day (None: not known); ``told``: both ends are told in the graph itself."""

    first: int | None
    last: int | None
    told: bool = False

    @classmethod
    def of(cls, span: Span) -> Life:
        """The widest that ``span`` allows: approximate ends are moved outwards."""
        first, _, last = span.edtf.partition("/")
        slack_first = _VAGUE if first[-1:] in ("~", "?", "%") else 0
        slack_last = _VAGUE if (last or first)[-1:] in ("~", "?", "%") else 0
        return cls(
            None if span.first is None else span.first - slack_first,
            None if span.last is None else span.last + slack_last,
        )


def union(lives: Iterable[Life]) -> Life:
    """From the first day of any to the last day of any; an end that one leaves open is open."""
    found = list(lives)
    firsts, lasts = [x.first for x in found], [x.last for x in found]
    return Life(
        None if None in firsts else min(f for f in firsts if f is not None),
        None if None in lasts else max(x for x in lasts if x is not None),
    )


class Lives:
    """Looks things up by IRI: first what the graph itself says, then the gazetteer."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def of(self, iri: str) -> Life | None:
        """When the thing lived, existed or took place, None where nobody says."""
        told = self._facts.spans.get(self._facts.existence.get(iri, ""))
        return Life.of(told) if told else _reference_lives().get(_tail(iri))

    def where(self, iri: str) -> tuple[float, float] | None:
        """Latitude and longitude of a place, None where nobody says or it is too wide to say."""
        return self._facts.points.get(iri) or _reference_places().get(_tail(iri))


@cache
def _reference_lives() -> dict[str, Life]:
    found = {}
    for entry in load_gazetteer().entries.values():
        if value := existence(entry):
            life = Life.of(Span(value.edtf, value.earliest, value.latest))
            found[f"{entry.type.lower()}/{entry.id}"] = life
    return found


@cache
def _reference_places() -> dict[str, tuple[float, float]]:
    entries = load_gazetteer().entries.values()
    return {
        f"{e.type.lower()}/{e.id}": (e.lat, e.lon)
        for e in entries
        if e.lat is not None and e.lon is not None and e.kind not in ("state", "region")
    }


def _tail(iri: str) -> str:
    """``person/enver-pasha`` of a gazetteer entry's IRI, whatever the base."""
    return "/".join(iri.rsplit("/", 2)[-2:])


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points given in degrees, along the great circle."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(radians, p)) for p in (a, b))
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _RADIUS * asin(sqrt(half))
