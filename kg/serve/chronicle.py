"""All events that sources assert, with their dates, places and tellings: what timeline and map show.

It is asked for once while the graph is the same, and filtered in memory: a graph of a million triples
tells of some ten thousand events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from kg.graph.vocab import KG
from kg.serve.ask import Asker

Shape = Literal["day", "within", "during"]
_MARKS: Final = frozenset("~?%")


@dataclass(frozen=True, slots=True)
class Telling:
    """That a source tells of an event, and how surely (0 to 1)."""

    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Told:
    """An event: its IRI, its name, the name of its type, who tells of it, the IRIs of its places."""

    event: str
    label: str
    type: str
    tellings: tuple[Telling, ...]
    places: tuple[str, ...]
    dates: int  #: how many dates are asserted of it


@dataclass(frozen=True, slots=True)
class Dated:
    """One date of an event; days are Julian Day Numbers, None at an end that is open or not known."""

    told: Told
    edtf: str
    first: int | None
    last: int | None

    @property
    def shape(self) -> Shape:
        """A known day, some day within a time, or a time that the event took."""
        if self.first is not None and self.first == self.last:
            return "day"
        if "/" not in self.edtf:
            return "within"
        # a month of another calendar is written as its first and last day, both "about"
        return "within" if all(e[-1:] in _MARKS for e in self.edtf.split("/")) else "during"

    @property
    def about(self) -> bool:
        """Whether the date is approximate or doubtful."""
        return bool(_MARKS & set(self.edtf))


@dataclass(frozen=True, slots=True)
class Source:
    """A text: its file name and the codes of its languages."""

    doc: str
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Chronicle:
    """``dated`` is in order of days; ``undated`` has the events without any date."""

    dated: tuple[Dated, ...]
    undated: tuple[Told, ...]
    sources: Mapping[str, Source]  #: by IRI


Span = tuple[str, int | None, int | None]  #: EDTF, first and last day where it has them


async def chronicle(ask: Asker) -> Chronicle:
    """The graph's events; use it as ``await site.ask.summary(chronicle)``."""
    tellings: defaultdict[str, list[Telling]] = defaultdict(list)
    for row in await ask.whole("chronicle_tellings"):
        sure = Telling(str(row["source"]), float(str(row["confidence"])))
        tellings[str(row["event"])].append(sure)
    places: defaultdict[str, list[str]] = defaultdict(list)
    for row in await ask.whole("chronicle_places"):
        places[str(row["event"])].append(str(row["place"]))
    spans = await _spans(ask)
    days: defaultdict[str, list[Span]] = defaultdict(list)
    for row in await ask.whole("chronicle_days"):
        span, event = spans.get(str(row["span"])), str(row["event"])
        if span and span not in days[event]:  # one date may be read from two calendars
            days[event].append(span)
    told = {
        event: Told(
            event,
            str(row["label"]),
            str(row["type"]).rpartition("/")[2],
            tuple(sorted(tellings[event], key=lambda t: t.source)),
            tuple(sorted(places[event])),
            len(days[event]),
        )
        for row in await ask.whole("chronicle_events")
        if (event := str(row["event"])) in tellings
    }
    dated = [
        Dated(told[event], *span)
        for event, dates in days.items()
        if event in told
        for span in dates
    ]
    sources = {
        str(row["source"]): Source(str(row["doc"]), frozenset(str(row["languages"]).split()))
        for row in await ask.question("sources")
    }
    undated = sorted((t for t in told.values() if not t.dates), key=lambda t: (t.label, t.event))
    return Chronicle(in_order(dated), tuple(undated), sources)


async def _spans(ask: Asker) -> dict[str, Span]:
    """Time-spans by IRI: EDTF, first and last day."""
    facts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in await ask.whole("chronicle_spans"):
        facts[str(row["span"])][str(row["fact"]).removeprefix(KG)] = str(row["told"])

    def day(told: Mapping[str, str], name: str) -> int | None:
        return int(told[name]) if name in told else None

    return {
        iri: (told["edtf"], day(told, "earliestDay"), day(told, "latestDay"))
        for iri, told in facts.items()
        if "edtf" in told
    }


def in_order(dated: Iterable[Dated]) -> tuple[Dated, ...]:
    """By first day (where that is open, by the last), then the shorter first, then by name."""

    def key(entry: Dated) -> tuple[int, int, str, str, str]:
        first = entry.first if entry.first is not None else entry.last
        last = entry.last if entry.last is not None else entry.first
        return first or 0, last or 0, entry.told.label, entry.told.event, entry.edtf

    return tuple(sorted((d for d in dated if (d.first, d.last) != (None, None)), key=key))
