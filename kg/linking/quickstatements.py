"""What people reviewed, as commands for QuickStatements (version 1); nothing is uploaded.

Of a thing that a person linked to an item, the claims of the texts that Wikidata has a property for;
of a thing that a person says has no item, the commands that make one. Only what the texts assert as a
fact. Each statement has its source: title and quoted words. Dates before 15 October 1582 and those
that a source gives in the Julian calendar are written in it and marked so (``/J``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from extractors.dates.calendars import (
    GREGORIAN_REFORM,
    julian_calendar_day,
    julian_days_in_month,
)
from extractors.dates.edtf import calendar_day, days_in_month
from kg.identity.things import Thing
from kg.linking.model import CURATION, LinkDecision

_HUMAN: Final = "Q5"
_DAY, _MONTH, _YEAR = 11, 10, 9  #: precisions
_LONGEST: Final = 400  #: characters of a quotation
_LABELLED: Final = frozenset({"en", "tr", "ar", "az", "ru"})

_DATES: Final = """
PREFIX kg: <https://histkg.example/ns#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?event ?type ?who ?first ?last ?calendar ?title ?language ?quote WHERE {
  ?claim rdf:subject ?event ; rdf:predicate kg:date ; rdf:object ?span ;
    kg:polarity kg:asserted ; kg:modality kg:fact ; kg:passage ?passage .
  FILTER NOT EXISTS { ?claim kg:rank kg:deprecated }
  ?event kg:eventType ?type .
  ?span kg:earliestDay ?first ; kg:latestDay ?last ; kg:calendar ?calendar .
  ?passage oa:hasSource ?source ; oa:hasSelector ?selector .
  ?source dcterms:title ?title .
  ?selector oa:exact ?quote .
  OPTIONAL { ?passage dcterms:language ?language }
  OPTIONAL { ?event kg:actor ?who . ?who a kg:Person }
} ORDER BY ?event ?first ?last ?title ?quote ?who
"""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that a text gives, with where it says so."""

    event: str
    type: str
    who: str
    first: int
    last: int
    julian: bool
    title: str
    quote: str


def dated(index: ox.Store) -> Iterator[Dated]:
    """Every date that a text asserts of an event as a fact."""
    for row in index.query(_DATES, use_default_graph_as_union=True):  # type: ignore[union-attr]
        yield Dated(
            _text(row["event"]),
            _text(row["type"]).rpartition("/")[2],
            _text(row["who"]),
            int(_text(row["first"])),
            int(_text(row["last"])),
            _text(row["calendar"]).endswith("#julian"),
            _text(row["title"]),
            _text(row["quote"]),
        )


def quickstatements(
    decisions: Iterable[LinkDecision], things: Mapping[str, Thing], dates: Iterable[Dated]
) -> Iterator[str]:
    """Lines of commands, for what people decided, by thing."""
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
    source = f"S1476\tund:{_quoted(one.title)}\tS1683\tund:{_quoted(one.quote[:_LONGEST])}"
    precise = _precision(one.first, one.last, one.julian)
    if precise:
        yield f"{subject}\t{name}\t{_time(one.first, precise, one.julian)}\t{source}\n"
    elif name == "P585":
        for end, day in (("P580", one.first), ("P582", one.last)):
            yield f"{subject}\t{end}\t{_time(day, _DAY, one.julian)}\t{source}\n"


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


def _text(term: object) -> str:
    return str(getattr(term, "value", "") or "")
