"""Facts in the shape of Wikidata's RDF, read into candidates.

Read are the direct properties ``wdt:`` P31, P279, P569, P570, P571, P576, P580, P582, P585 and P625,
``rdfs:label``, ``skos:altLabel`` and ``schema:description``. Direct properties carry no precision: 1
January may stand for a whole year and is taken so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from extractors.dates.edtf import day_number, days_in_month
from kg.graph.vocab import RDFS, SKOS, WD

WDT: Final = "http://www.wikidata.org/prop/direct/"
LABEL: Final = f"{RDFS}label"
ALIAS: Final = f"{SKOS}altLabel"
DESCRIPTION: Final = "http://schema.org/description"
INSTANCE: Final = "P31"
SUBCLASS: Final = "P279"
POSITION: Final = "P625"
BEGINS: Final = frozenset({"P569", "P571", "P580"})
ENDS: Final = frozenset({"P570", "P576", "P582"})
AT: Final = "P585"

_ITEM: Final = re.compile(rf"{re.escape(WD)}(Q[1-9]\d*)")
_DATE: Final = re.compile(r"([+-]?\d{4,})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*|Z)?")
_POINT: Final = re.compile(r"(?:<[^>]*>\s*)?POINT\s*\(\s*(\S+)\s+(\S+)\s*\)", re.IGNORECASE)


@dataclass(slots=True)
class Facts:
    """What is said of one item, as it is read triple by triple."""

    labels: set[tuple[str, str, bool]] = field(default_factory=set)  #: as a Candidate's
    classes: set[str] = field(default_factory=set)  #: P31
    above: set[str] = field(default_factory=set)  #: P279
    first: int | None = None
    last: int | None = None
    position: tuple[float, float] | None = None  #: latitude, longitude
    descriptions: dict[str, str] = field(default_factory=dict)  #: by language

    def add(self, predicate: str, value: str, language: str = "") -> None:
        """Take in one triple of the item; ``value`` is an IRI or a literal's text."""
        if predicate in (LABEL, ALIAS):
            self.labels.add((value, language, predicate == ALIAS))
        elif predicate == DESCRIPTION:
            self.descriptions[language] = value
        elif predicate.startswith(WDT):
            self._statement(predicate.removeprefix(WDT), value)

    def _statement(self, name: str, value: str) -> None:
        if name in (INSTANCE, SUBCLASS):
            item = item_of(value)
            if item:
                (self.classes if name == INSTANCE else self.above).add(item)
        elif name == POSITION:
            found = point(value)
            self.position = min(filter(None, (self.position, found)), default=None)
        elif name in BEGINS or name in ENDS or name == AT:
            span = days(value)
            if span is None:
                return
            if name not in ENDS:
                self.first = span[0] if self.first is None else min(self.first, span[0])
            if name not in BEGINS:
                self.last = span[1] if self.last is None else max(self.last, span[1])

    @property
    def description(self) -> str:
        """The English one, else the first by language."""
        ordered = sorted(self.descriptions.items(), key=lambda d: (d[0] != "en", d))
        return ordered[0][1] if ordered else ""


def item_of(iri: str) -> str | None:
    """The item that an IRI names, None for anything else.

    >>> item_of("http://www.wikidata.org/entity/Q43")
    'Q43'
    """
    match = _ITEM.fullmatch(iri)
    return match[1] if match else None


def days(value: str) -> tuple[int, int] | None:
    """First and last day that a date may mean, None where it is no date.

    >>> days("1919-07-23T00:00:00Z"), days("1919-01-01T00:00:00Z"), days("_:unknown")
    ((2422163, 2422163), (2421960, 2422324), None)
    """
    match = _DATE.fullmatch(value)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 1) or 1, int(match[3] or 1) or 1
    if month == day == 1:
        return day_number(year, 1, 1), day_number(year, 12, 31)
    if month > 12 or day > days_in_month(year, month):
        return None
    last = days_in_month(year, month) if match[3] is None else day
    return day_number(year, month, day), day_number(year, month, last)


def point(value: str) -> tuple[float, float] | None:
    """Latitude and longitude of a WKT point on the earth, None for anything else.

    >>> point("Point(43.1 40.6)")
    (40.6, 43.1)
    """
    match = _POINT.fullmatch(value.strip())
    if match is None:
        return None
    try:
        lon, lat = float(match[1]), float(match[2])
    except ValueError:
        return None
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None
