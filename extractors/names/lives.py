"""When entries of the gazetteer lived, and whether that can be whom a text tells of.

A name is taken for an entry's before the events of the text are known. Somebody of whom all that is
told, with a date, lies well outside of the entry's life is another of that name: the document's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from extractors.dates.edtf import parse_edtf
from extractors.errors import DateError, GazetteerError
from extractors.model import DateValue, Entity, Event
from extractors.names.gazetteer import Entry, load_gazetteer
from extractors.names.identity import own_key

Days = tuple[int, int]

_YEAR: Final = 366
_LONGEST: Final = 110 * _YEAR  #: a life of which one end is not known
_SLACK: Final = (
    10 * _YEAR
)  #: by which books err on a life, and for what is done in a dead man's name
_VAGUE: Final = 10 * _YEAR  #: a longer time does not say when somebody acted


def existence(entry: Entry) -> DateValue | None:
    """When the entry lived, existed or took place, None where the gazetteer says nothing.

    Raises GazetteerError where a date of the entry is no EDTF date.
    """
    if not entry.start and not entry.end:
        return None
    try:
        if entry.start == entry.end:
            return parse_edtf(entry.start)
        return parse_edtf(f"{entry.start}/{entry.end}")
    except DateError as fault:
        raise GazetteerError("data/gazetteer", None, f"entry '{entry.id}': {fault}") from None


def outlived(entities: Sequence[Entity], events: Iterable[Event]) -> dict[str, Entity]:
    """By the key of each person who can not be the entry of that name: who it is instead."""
    told = _told(events)
    used = {entity.key for entity in entities}
    found: dict[str, Entity] = {}
    for entity in entities:
        entry = load_gazetteer().entries.get(entity.gazetteer or "")
        if entry is not None and entry.type == "Person" and _never(entry, told[entity.key]):
            fullest = max(entity.names, key=lambda n: (len(n.text.split()), len(n.text), n.text))
            own = own_key(entity.type, fullest.text, used)
            found[entity.key] = replace(entity, key=own, label=fullest.text, gazetteer=None)
    return found


def _told(events: Iterable[Event]) -> Mapping[str, list[tuple[str, Days]]]:
    """By entity's key the types and days of the events that it takes part in, asserted as facts."""
    told: dict[str, list[tuple[str, Days]]] = defaultdict(list)
    for event in events:
        facts = [c for c in event.claims if c.polarity == "asserted" and c.modality == "fact"]
        values = [c.date for c in facts if c.property == "date" and c.date is not None]
        spans = [
            (event.type, (v.earliest, v.latest))
            for v in values
            if v.earliest is not None and v.latest is not None and v.latest - v.earliest <= _VAGUE
        ]
        for actor in {c.value for c in facts if c.property == "actor"}:
            told[actor] += spans
    return told


def _never(entry: Entry, told: Iterable[tuple[str, Days]]) -> bool:
    """Whether something is told, and all of it lies well outside of the entry's life."""
    value = existence(entry)
    if value is None or (value.earliest is None and value.latest is None):
        return False
    first, last = value.earliest, value.latest
    born = first if first is not None else (last or 0) - _LONGEST
    died = last if last is not None else born + _LONGEST
    days = [(span, born if kind == "Birth" and first is not None else died) for kind, span in told]
    return bool(days) and all(
        end < born - _SLACK or begin > latest + _SLACK for (begin, end), latest in days
    )
