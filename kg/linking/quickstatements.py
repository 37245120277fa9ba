"""What people reviewed, as commands for QuickStatements (version 1); nothing is uploaded.

Of a thing that a person linked to an item, the claims of the texts that Wikidata has a property for;
of a thing that a person says has no item, the commands that make one. Only what the texts assert as a
fact, of places and actors those that a person or the gazetteer links. Each statement has its source:
title and quoted words. Dates before 15 October 1582 and those
that a source gives in the Julian calendar are written in it and marked so (``/J``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from extractors.dates.calendars import (
    GREGORIAN_REFORM,
    julian_calendar_day,
    julian_days_in_month,
)
from extractors.dates.edtf import calendar_day, days_in_month
from kg.identity.things import Thing
from kg.linking.model import CURATION, LinkDecision
from kg.linking.told import Dated, Quote, Related

_HUMAN: Final = "Q5"
_DAY, _MONTH, _YEAR = 11, 10, 9  #: precisions
_LONGEST: Final = 400  #: characters of a quotation
#: properties by role, of those that Wikidata has for events (location, participant, signatory)
_RELATIONS: Final = {
    "place": "P276",
    "signatory": "P1891",
    **dict.fromkeys(
        ("participant", "belligerent", "attacker", "defender", "commander", "delegate", "chair"),
        "P710",
    ),
}
_LABELLED: Final = frozenset({"en", "tr", "ar", "az", "ru"})


def quickstatements(
    decisions: Sequence[LinkDecision],
    things: Mapping[str, Thing],
    dates: Iterable[Dated],
    related: Iterable[Related] = (),
) -> Iterator[str]:
    """Lines of commands, for what people decided, by thing."""
    about: dict[str, list[Related]] = defaultdict(list)
    for other in related:
        about[other.event].append(other)
    exact = {d.thing: d.item for d in decisions if d.state == "linked" and d.item and not d.rule}
    of: dict[str, list[tuple[str, Dated]]] = defaultdict(list)
    for one in dates:
        if one.type in ("Birth", "Death"):
            of[one.who].append(("P569" if one.type == "Birth" else "P570", one))
        else:
            of[one.event].append(("P585", one))
    for decision in decisions:
        thing = things.get(decision.thing)
        if decision.source != CURATION or decision.state == "review" or thing is None:
            continue
        subject = decision.item or "LAST"
        if decision.item is None:
            yield from _new(thing)
        said: dict[str, None] = {}
        for name, one in of[decision.thing]:
            said |= dict.fromkeys(_statements(subject, name, one))
        for other in about[decision.thing]:
            item, relation = exact.get(other.value), _RELATIONS.get(other.role)
            if item and relation:
                said[f"{subject}\t{relation}\t{item}\t{_source(other.quote)}\n"] = None
        yield from said


def _new(thing: Thing) -> Iterator[str]:
    yield "CREATE\n"
    best: dict[str, tuple[int, str]] = {}
    for text, language, count in thing.names:
        if language in _LABELLED:
            best[language] = max(best.get(language, (0, "")), (count, text))
    for language, (_, text) in sorted(best.items()):
        yield f"LAST\tL{language}\t{_quoted(text)}\n"
    if thing.type == "Person":
        yield f"LAST\tP31\t{_HUMAN}\n"


def _statements(subject: str, name: str, one: Dated) -> Iterator[str]:
    source = _source(one.quote)
    precise = _precision(one.first, one.last, one.julian)
    if precise:
        yield f"{subject}\t{name}\t{_time(one.first, precise, one.julian)}\t{source}\n"
    elif name == "P585":
        for end, day in (("P580", one.first), ("P582", one.last)):
            yield f"{subject}\t{end}\t{_time(day, _DAY, one.julian)}\t{source}\n"


def _source(quote: Quote) -> str:
    """A reference: title (P1476) and quotation (P1683, which Wikidata has for references), texts of
    a language each."""
    words = f"{quote.language or 'und'}:{_quoted(quote.words[:_LONGEST])}"
    return f"S1476\tund:{_quoted(quote.title)}\tS1683\t{words}"


def _precision(first: int, last: int, julian: bool) -> int:
    """Of a day, month or year; 0 of a time that is none of these."""
    (year, month, day), old = _written(first, julian)
    end, _ = _written(last, julian)
    length = julian_days_in_month if old else days_in_month
    if first == last:
        return _DAY
    if day == 1 and end == (year, month, length(year, month)):
        return _MONTH
    return _YEAR if (month, day) == (1, 1) and end == (year, 12, 31) else 0


def _written(day: int, julian: bool) -> tuple[tuple[int, int, int], bool]:
    """Year, month, day, and whether they are Julian."""
    if julian or day < GREGORIAN_REFORM:
        return julian_calendar_day(day), True
    return calendar_day(day), False


def _time(day: int, precision: int, julian: bool) -> str:
    (year, month, of_month), old = _written(day, julian)
    # there is no year 0: 1 BC, which is 0 here, is -1 there
    sign, year = ("+", year) if year > 0 else ("-", 1 - year)
    month = month if precision >= _MONTH else 0
    of_month = of_month if precision >= _DAY else 0
    return f"{sign}{year:04d}-{month:02d}-{of_month:02d}T00:00:00Z/{precision}{'/J' if old else ''}"


def _quoted(text: str) -> str:
    return '"' + " ".join(text.replace('"', "”").split()) + '"'
