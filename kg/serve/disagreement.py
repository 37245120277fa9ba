"""Where sources disagree on an event: dates without a common day, places apart, roles, denials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Final

from extractors.dates.edtf import calendar_day
from kg.graph.vocab import KG, ROLE
from kg.serve.calendars import calendars_of
from kg.serve.claims import Claim, Value

#: days between the Julian and the Gregorian calendar, from 1582 to 2100
SLIPS: Final = (10, 11, 12, 13)
_SHORT: Final = 28  #: days; a month that is a calendar's own slips as a whole, and proves nothing
#: roles on two sides: who has one of them has not the other
_OPPOSED: Final = (
    ("attacker", "defender"),
    ("occupier", "occupied"),
    ("sender", "recipient"),
    ("appointee", "appointer"),
    ("removed", "remover"),
    ("perpetrator", "victim"),
    ("detainee", "captor"),
    ("donor", "beneficiary"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A value and who says so."""

    value: Value
    claims: tuple[Claim, ...]

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """IRI and name of each source, once."""
        return tuple(dict.fromkeys((claim.source, claim.doc) for claim in self.claims))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two things said that can't both be so. ``note`` is a key of the interface's words."""

    about: str  #: date, place, actor, denial
    one: Said
    other: Said
    days: int = 0  #: from the one to the other
    note: str = ""


def said_by(claims: Iterable[Claim], about: str) -> tuple[Said, ...]:
    """What is said of one property, a value each, with the claims that count; in the order of time or name."""
    counted = [c for c in claims if c.about == about and c.counts]
    if any(c.rank == "preferred" for c in counted):
        counted = [c for c in counted if c.rank == "preferred"]
    counted.sort(key=lambda c: (_first(c.value), c.value.role, c.value.label, c.value.iri))
    groups = groupby(counted, lambda c: c.value)
    return tuple(Said(value, tuple(told)) for value, told in groups)


def disagreements(
    claims: Sequence[Claim], larger: Mapping[str, frozenset[str]] | None = None
) -> Iterator[Disagreement]:
    """All disagreements among the claims on one event; ``larger``: what each place lies in."""
    yield from _dates(said_by(claims, "date"))
    yield from _places(said_by(claims, "place"), larger or {})
    yield from _roles(said_by(claims, "actor"))
    yield from _denials(claims)


def _dates(said: Sequence[Said]) -> Iterator[Disagreement]:
    for one, other in combinations(said, 2):
        days = apart(one.value, other.value)
        if days:
            yield Disagreement("date", one, other, days, slip(one.value, other.value))


def apart(one: Value, other: Value) -> int:
    """Days from the first day of the one to that of the other where they have none in common; else 0."""
    if one.latest is None or other.earliest is None or one.latest >= other.earliest:
        return 0
    return other.earliest - (one.latest if one.earliest is None else one.earliest)


def slip(one: Value, other: Value) -> str:
    """What may explain that two dates are apart: ``slip_julian``, ``slip_year``, ``slip_era``, or nothing."""
    if one.days is None or other.days is None:
        return ""
    (first, last), (other_first, other_last) = one.days, other.days
    days = other_first - first
    if days in SLIPS and other_last - last == days and last - first < _SHORT:
        return "slip_julian"
    if _eras_mixed(one, other):
        return "slip_era"
    single = first == last and other_first == other_last
    return (
        "slip_year" if single and calendar_day(first)[1:] == calendar_day(other_first)[1:] else ""
    )


def _eras_mixed(one: Value, other: Value) -> bool:
    """Whether the years of two dates bear one number, in the Rumi calendar and in the Hijri."""
    if not {one.calendar, other.calendar} & {f"{KG}rumi", f"{KG}hijri"}:
        return False
    return bool(
        (_years(one, "rumi") & _years(other, "hijri"))
        or (_years(one, "hijri") & _years(other, "rumi"))
    )


def _years(value: Value, calendar: str) -> set[int]:
    days = (day for number in value.days or () for day in calendars_of(number))
    return {day.year for day in days if day.calendar == calendar}


def _places(said: Sequence[Said], larger: Mapping[str, frozenset[str]]) -> Iterator[Disagreement]:
    for one, other in combinations(said, 2):
        a, b = one.value.iri, other.value.iri
        nested = b in larger.get(a, ()) or a in larger.get(b, ())
        if not nested and set(one.sources) != set(other.sources):
            yield Disagreement("place", one, other)


def _roles(said: Sequence[Said]) -> Iterator[Disagreement]:
    for one, other in combinations(said, 2):
        if one.value.iri == other.value.iri:
            roles = tuple(value.role.removeprefix(ROLE) for value in (one.value, other.value))
            if roles in _OPPOSED or roles[::-1] in _OPPOSED:
                yield Disagreement("actor", one, other)


def _denials(claims: Sequence[Claim]) -> Iterator[Disagreement]:
    for value, told in groupby(
        sorted(claims, key=lambda c: (c.about, c.value.iri, c.value.role)),
        lambda c: (c.about, c.value.iri, c.value.role),
    ):
        found = list(told)
        asserted = tuple(c for c in found if c.counts)
        denied = tuple(c for c in found if c.denied and c.rank != "deprecated")
        if asserted and denied and value[0] in ("type", "date", "place", "actor"):
            shown = found[0].value
            yield Disagreement("denial", Said(shown, asserted), Said(shown, denied))


def _first(value: Value) -> int:
    return value.earliest if value.earliest is not None else value.latest or 0
