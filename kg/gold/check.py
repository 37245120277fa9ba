"""What is wrong with annotations as a whole: zones, places, references, values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from extractors.dates.edtf import parse_edtf
from extractors.errors import DateError
from kg.gold.problems import Problem, named
from kg.gold.values import (
    CALENDARS,
    DATE_KINDS,
    NAME_KINDS,
    PROSE,
    ZONES,
    Date,
    Event,
    Gold,
    Mention,
    Span,
    Zone,
)
from kg.graph.ontology import event_types, roles

_WIKIDATA: Final = re.compile(r"Q[1-9][0-9]*")
_SPLITS: Final = ("dev", "test")


def check_gold(gold: Gold, text: str) -> list[Problem]:
    """All that is wrong with ``gold`` as annotations of ``text``, in the order of the file."""
    return [
        *_whole(gold, text),
        *_zones(gold.zones, gold.span, text),
        *_entities(gold),
        *_mentions(gold, text),
        *_dates(gold, text),
        *_events(gold, text),
    ]


@cache
def event_kinds() -> frozenset[str]:
    """The types of events that gold speaks of: those at the top of the scheme."""
    return frozenset(top.lower() for top in event_types().values())


def _whole(gold: Gold, text: str) -> Iterator[Problem]:
    start, end = gold.span
    if not start < end <= len(text):
        yield Problem("span", f"{start}-{end} is no stretch of the text (0-{len(text)})")
    yield from _one_of("split", gold.split, _SPLITS, "'split'")


def _zones(zones: Sequence[Zone], annotated: Span, text: str) -> Iterator[Problem]:
    if not zones:
        yield Problem("zones", "there is none; let zones tile the text from its start to its end")
        return
    first, last = annotated
    for zone in zones:
        which = f"zone {zone.start}-{zone.end}"
        yield from _one_of(which, zone.kind, ZONES, "its kind")
        if not zone.start < zone.end <= len(text):
            yield Problem(which, f"is no stretch of the text (0-{len(text)})")
    ends = [(first, first), *sorted((z.start, z.end) for z in zones), (last, last)]
    for (_, end), (start, _) in pairwise(ends):
        if end < start:
            yield Problem(named("gap between zones", text, end, start), "give it to a zone")
        elif start < end:
            yield Problem(named("overlap of zones", text, start, end), "let one zone have it")


def _entities(gold: Gold) -> Iterator[Problem]:
    for key, count in Counter(e.id for e in gold.entities).items():
        if count > 1:
            yield Problem(f"entity '{key}'", f"stands {count} times; keep one")
    for entity in gold.entities:
        which = f"entity '{entity.id}'"
        yield from _one_of(which, entity.kind, NAME_KINDS, "its type")
        prefix = NAME_KINDS.get(entity.kind)
        if prefix and not re.fullmatch(rf"{prefix}:\S+", entity.id):
            yield Problem(which, f"the id of a {entity.kind} begins with '{prefix}:'; rename it")
        for wikidata in (entity.wikidata, *entity.wikidata_also):
            yield from _wikidata(which, wikidata)


def _mentions(gold: Gold, text: str) -> Iterator[Problem]:
    entities = {entity.id: entity for entity in gold.entities}
    for mention in gold.mentions:
        which = named("mention", text, mention.start, mention.end)
        yield from _one_of(which, mention.kind, NAME_KINDS, "its type")
        yield from _placed(which, (mention.start, mention.end), gold.zones, text)
        yield from _parts(which, mention, len(text))
        if (entity := entities.get(mention.entity)) is None:
            yield _unknown(which, mention.entity)
        elif entity.kind != mention.kind:
            yield Problem(which, f"is {mention.kind}, but {entity.id} is {entity.kind}; mend one")
    yield from _apart("mention", gold.mentions, text)


def _dates(gold: Gold, text: str) -> Iterator[Problem]:
    for date in gold.dates:
        which = named("date", text, date.start, date.end)
        yield from _placed(which, (date.start, date.end), gold.zones, text)
        yield from _parts(which, date, len(text))
        yield from _edtf(which, date.edtf)
        yield from _one_of(which, date.kind, DATE_KINDS, "its kind")
        yield from _one_of(which, date.calendar, CALENDARS, "its calendar")
    yield from _apart("date", gold.dates, text)


def _events(gold: Gold, text: str) -> Iterator[Problem]:
    known = {entity.id for entity in gold.entities}
    for key, count in Counter(e.id for e in gold.events).items():
        if count > 1:
            yield Problem(f"event '{key}'", f"stands {count} times; make it one, or rename one")
    for event in gold.events:
        yield from _event(event, known, gold.zones, text)


def _event(event: Event, known: set[str], zones: Sequence[Zone], text: str) -> Iterator[Problem]:
    which = f"event '{event.id}'"
    yield from _one_of(which, event.kind, event_kinds(), "its type")
    yield from _wikidata(which, event.wikidata)
    if not event.evidence:
        yield Problem(which, "has no evidence; mark the clause that tells it")
    for span in event.evidence:
        yield from _placed(named(f"{which}, evidence", text, *span), span, zones, text)
    for place in event.places:
        if place not in known:
            yield _unknown(f"{which}, place", place)
    for participant in event.participants:
        if participant.entity not in known:
            yield _unknown(f"{which}, participant", participant.entity)
        yield from _one_of(f"{which}, {participant.entity}", participant.role, roles(), "its role")
    if event.edtf is not None:
        yield from _edtf(which, event.edtf)
    for claim in event.claims:
        yield from _edtf(f"{which}, claim", claim.edtf)
        if claim.evidence >= len(event.evidence):
            yield Problem(
                f"{which}, claim '{claim.edtf}'",
                f"evidence_index {claim.evidence} is none of its evidence "
                f"(0 to {len(event.evidence) - 1})",
            )


def _placed(which: str, span: Span, zones: Sequence[Zone], text: str) -> Iterator[Problem]:
    start, end = span
    if not start < end <= len(text):
        yield Problem(which, f"is no stretch of the text (0-{len(text)})")
        return
    quote = text[start:end]
    if quote != quote.strip():
        yield Problem(which, "has white space at its edge; mark the words alone")
    for at in (start, end - 1):
        zone = next((z for z in zones if z.start <= at < z.end), None)
        if zone is not None and zone.kind not in PROSE:
            where = "stands in" if at == start else "reaches into"
            yield Problem(which, f"{where} a zone '{zone.kind}'; annotate in {_listed(PROSE)} only")
            return


def _parts(which: str, item: Mention | Date, length: int) -> Iterator[Problem]:
    if not item.parts:
        return
    stretches = all(start < end <= length for start, end in item.parts)
    apart = all(left[1] <= right[0] for left, right in pairwise(item.parts))
    if not stretches or not apart:
        yield Problem(which, "its parts must lie in the text, in order, without overlap")


def _apart(kind: str, items: Sequence[Mention | Date], text: str) -> Iterator[Problem]:
    """Annotations of one kind share no character; torn ones are taken piece by piece."""
    pieces = sorted(
        (piece, n)
        for n, item in enumerate(items)
        for piece in item.parts or ((item.start, item.end),)
    )
    for (left, m), (right, n) in pairwise(pieces):
        if right[0] < left[1]:
            other = named(kind, text, items[m].start, items[m].end)
            which = named(kind, text, items[n].start, items[n].end)
            yield Problem(which, f"overlaps {other}; keep one, or part them")


def _edtf(which: str, value: str) -> Iterator[Problem]:
    try:
        parse_edtf(value)
    except DateError as fault:
        yield Problem(which, str(fault))


def _wikidata(which: str, value: str | None) -> Iterator[Problem]:
    if value is not None and not _WIKIDATA.fullmatch(value):
        yield Problem(which, f"'{value}' is no Wikidata id; write Q and a number, or nothing")


def _one_of(which: str, value: str, allowed: Iterable[str], what: str) -> Iterator[Problem]:
    if value not in (known := list(allowed)):
        yield Problem(which, f"{what} is '{value}'; take one of: {_listed(known)}")


def _unknown(which: str, key: str) -> Problem:
    return Problem(which, f"there is no entity '{key}'; add it, or name another")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
