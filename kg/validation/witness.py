"""Integers for the shapes: what can't be said of a graph with core constraints is computed here.

Each witness is a triple in the namespace ``https://histkg.example/check#`` that is laid beside the
graph for the time of a validation and stored nowhere. The shapes decide what is wrong; a witness only
counts, subtracts and looks up. The sources have the benefit of the doubt: of vague or several dates,
the one that makes the story possible counts, and what is not known is not witnessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

from extractors.dates.edtf import calendar_day, parse_edtf
from extractors.errors import DateError
from kg.validation.facts import Facts, Said, Span
from kg.validation.lives import Life, Lives, distance, union

CHECK: Final = "https://histkg.example/check#"
Witness = tuple[str, str, int | str]
"""Node, local name in CHECK, value."""

_ENTITIES: Final = frozenset({"Person", "Place", "Organisation", "Group"})
_SIDES: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    "Treaty": ("signatory", frozenset({"participant", "opponent", "belligerent"})),
    "Battle": ("belligerent", frozenset({"participant", "opponent", "attacker", "defender"})),
}
_SIDE_COUNTS: Final = {"Treaty": "signatories", "Battle": "belligerents"}
#: roles that a child is not given, and that need somebody's bodily presence
_GROWN: Final = frozenset({"commander", "signatory", "delegate", "chair"})
_PRESENT: Final = frozenset({"commander", "signatory", "delegate", "chair", "traveller", "visitor"})
_YEAR: Final = 365.2425
#: from here on two sources may use different calendars in earnest
_FIRST_SLIP: Final = 10


def structure_witnesses(facts: Facts, text: str | None) -> Iterator[Witness]:
    """What shows that the graph does not hang together, or does not quote its text."""
    for claim in facts.claims:
        if not _fits(claim, facts):
            yield claim.iri, "valueOfWrongKind", claim.value or "nothing"
    told = {c.event for c in facts.claims if c.predicate == "type"}
    for node, types in facts.types.items():
        if "Event" in types and node not in told and node not in facts.curated:
            yield node, "untold", 1
    for node, span in facts.spans.items():
        if not _readable(span):
            yield node, "unreadableDate", span.edtf
    if text is not None:
        for quote in facts.quotes:
            found = text[quote.start : quote.end] if quote.start >= 0 else ""
            if found != quote.exact:
                yield quote.iri, "misquotes", found


def plausibility_witnesses(facts: Facts, lives: Lives) -> Iterator[Witness]:
    """What shows that history can hardly have gone so."""
    times = event_times(facts)
    yield from _actors(facts, lives, times)
    yield from _sides(facts)
    yield from event_witnesses(facts)
    yield from _wholes(facts, lives, times)
    yield from _calendars(facts)
    yield from _two_places(facts, lives)


def event_witnesses(facts: Facts) -> Iterator[Witness]:
    """What shows when the claims about one event are laid side by side."""
    for event, claims in facts.claims_of("date").items():
        types = facts.types.get(event, set())
        spans = [facts.spans[c.value] for c in claims if c.sure and c.value in facts.spans]
        gaps, slips = _gaps(spans)
        if "War" not in types:  # a war has years, and sources speak of one or the other
            for days in sorted(gaps):
                yield event, "daysApart", days
            for days in sorted(slips):
                yield event, "calendarSlip", days
        if "Battle" in types and "Siege" not in types:
            for span in spans:
                if "/" in span.edtf and span.first is not None and span.last is not None:
                    yield event, "battleDays", span.last - span.first + 1
    denied = {(c.event, c.predicate, c.value) for c in facts.claims if not c.asserted and c.fact}
    both = {c for c in facts.claims if c.sure and (c.event, c.predicate, c.value) in denied}
    for event, predicate in sorted({(c.event, c.predicate) for c in both}):
        yield event, "deniedElsewhere", predicate


def event_times(facts: Facts) -> dict[str, Life]:
    """First and last day on which each event may have been, by all that is asserted as fact."""
    found: dict[str, Life] = {}
    for event, claims in facts.claims_of("date").items():
        spans = [facts.spans[c.value] for c in claims if c.sure and c.value in facts.spans]
        if spans:
            found[event] = union(Life.of(s) for s in spans)
    return found


def _fits(claim: Said, facts: Facts) -> bool:
    if claim.predicate == "date":
        return claim.value in facts.spans
    types = facts.types.get(claim.value, set())
    if claim.predicate == "place":
        return bool(types & _ENTITIES)
    if claim.predicate == "participation":
        return claim.value in facts.agents
    if claim.predicate == "partOf":
        return "Event" in types
    if claim.predicate == "type":
        kind = claim.value.rpartition("#")[2]
        return kind in facts.types.get(claim.event, set())
    return True  # another shape tells of a predicate that is none


def _readable(span: Span) -> bool:
    try:
        value = parse_edtf(span.edtf)
    except DateError:
        return False
    return (span.first, span.last) == (value.earliest, value.latest)


def _actors(facts: Facts, lives: Lives, times: Mapping[str, Life]) -> Iterator[Witness]:
    known = _lives_told(facts, lives)
    for node, life in known.items():
        if life.told and life.first is not None and life.last is not None:
            yield node, "lifeInYears", int((life.last - life.first) // _YEAR)
    for claim in facts.claims:
        agent = facts.agents.get(claim.value, "")
        when = times.get(claim.event)
        if not claim.sure or claim.predicate != "participation" or when is None:
            continue
        types = facts.types.get(agent, set())
        person = "Person" in types
        found = known.get(agent) or lives.of(agent)
        if found is None or "Place" in types:  # a country's name outlives and foreruns its state
            continue
        kind = "person" if person else "body"
        if found.first is not None and when.last is not None:
            yield claim.iri, f"{kind}FirstDay", found.first
            yield claim.iri, "eventLastDay", when.last
            age = int((when.last - found.first) // _YEAR)
            if person and age >= 0 and facts.roles.get(claim.value) in _GROWN:
                yield claim.iri, "ageInYears", age
        if found.last is not None and when.first is not None:
            yield claim.iri, f"{kind}LastDay", found.last
            yield claim.iri, "eventFirstDay", when.first


def _lives_told(facts: Facts, lives: Lives) -> dict[str, Life]:
    """Lives as the births and deaths told in the graph have them, joined with what is known."""
    times = event_times(facts)
    ends: dict[str, dict[str, Life]] = defaultdict(dict)
    for claim in facts.claims:
        agent = facts.agents.get(claim.value)
        if not claim.sure or agent is None or claim.event not in times:
            continue
        for kind in ("Birth", "Death"):
            concerned = facts.roles.get(claim.value) in ("person", "subject", "victim")
            if kind in facts.types.get(claim.event, set()) and concerned:
                ends[agent][kind] = times[claim.event]
    return {agent: _life(told, lives.of(agent)) for agent, told in ends.items()}


def _life(told: Mapping[str, Life], known: Life | None) -> Life:
    birth, death = told.get("Birth"), told.get("Death")
    first = _least((birth.first if birth else None, known.first if known else None), min)
    last = _least((death.last if death else None, known.last if known else None), max)
    return Life(first, last, told=birth is not None and death is not None)


def _least(days: Iterable[int | None], choose: Callable[[list[int]], int]) -> int | None:
    given = [d for d in days if d is not None]
    return choose(given) if given else None


def _sides(facts: Facts) -> Iterator[Witness]:
    places = facts.claims_of("place")
    parts = facts.claims_of("participation")
    for event, claims in facts.claims_of("type").items():
        types = facts.types.get(event, set())
        if not any(c.sure for c in claims):
            continue
        for kind, (role, others) in _SIDES.items():
            agents = {
                facts.agents.get(c.value, ""): facts.roles.get(c.value)
                for c in parts.get(event, [])
                if c.sure and facts.roles.get(c.value) in others | {role}
            }
            if kind in types and role in agents.values():
                yield event, _SIDE_COUNTS[kind], len(agents)
        if "Battle" in types:
            yield event, "places", len({c.value for c in places.get(event, []) if c.sure})


def _gaps(spans: list[Span]) -> tuple[set[int], set[int]]:
    """Days between spans that do not meet: the widest gap, and those as wide as a calendar slip."""
    gaps, slips, widest = set[int](), set[int](), 0
    days = {(s.first, s.last) for s in spans if s.first is not None and s.last is not None}
    for (first_a, last_a), (first_b, _) in combinations(sorted(days), 2):
        assert first_a is not None
        assert last_a is not None
        assert first_b is not None
        widest = max(widest, first_b - last_a)
        slip = julian_lag(first_a)
        if first_b - first_a == slip >= _FIRST_SLIP and first_a == last_a:
            gaps.add(slip)
            slips.add(slip)
    return (gaps | {widest}) - {0}, slips


def julian_lag(day: int) -> int:
    """By how many days the Julian calendar was behind the Gregorian one on a day.

    >>> [julian_lag(d) for d in (2299161, 2361200, 2415100, 2422000)]
    [10, 11, 13, 13]
    """
    year, month, _ = calendar_day(day)
    year -= month < 3
    return year // 100 - year // 400 - 2


def _wholes(facts: Facts, lives: Lives, times: Mapping[str, Life]) -> Iterator[Witness]:
    for claim in facts.claims:
        if claim.predicate != "partOf" or not claim.sure:
            continue
        part, whole = times.get(claim.event), times.get(claim.value) or lives.of(claim.value)
        if part is None or whole is None:
            continue
        if whole.first is not None and part.last is not None:
            yield claim.iri, "wholeFirstDay", whole.first
            yield claim.iri, "eventLastDay", part.last
        if whole.last is not None and part.first is not None:
            yield claim.iri, "wholeLastDay", whole.last
            yield claim.iri, "eventFirstDay", part.first


def _calendars(facts: Facts) -> Iterator[Witness]:
    for node, span in facts.spans.items():
        if span.calendar in ("rumi", "hijri", "julian") and span.first is not None:
            yield node, f"{span.calendar}FirstDay", span.first


def _two_places(facts: Facts, lives: Lives) -> Iterator[Witness]:
    places = facts.claims_of("place")
    times = event_times(facts)
    seen: dict[tuple[str, int], list[tuple[Said, str]]] = defaultdict(list)
    for claim in facts.claims:
        agent, when = facts.agents.get(claim.value), times.get(claim.event)
        if agent is None or when is None or not claim.sure:
            continue
        present = "Person" in facts.types.get(agent, set())
        if when.first is None or when.first != when.last or not present:
            continue
        if facts.roles.get(claim.value) in _PRESENT:
            where = {c.value for c in places.get(claim.event, []) if c.sure}
            if len(where) == 1:  # a journey has several, and says nothing against itself
                seen[agent, when.first].append((claim, where.pop()))
    for stays in seen.values():
        for (_, here), (later, there) in combinations(stays, 2):
            a, b = lives.where(here), lives.where(there)
            if a and b:
                yield later.iri, "kilometresApart", int(distance(a, b))
