"""Which events a reader wants to see: read from an address, applied to the chronicle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from extractors.dates.edtf import parse_edtf
from extractors.errors import DateError
from kg.graph.ontology import lineage
from kg.queries.saved import QueryError
from kg.serve.ask import Asker
from kg.serve.chronicle import Chronicle, Dated, Told
from kg.serve.naming import Meant, meant_by

#: parameters of an address, in the order of the form
NAMES: Final = ("type", "who", "place", "source", "told_in", "sure", "from", "to")
#: of the parameters that name things: the question that has their events, its parameter, what they may be
_NAMED: Final = {
    "who": ("events_with", "agent", ("person", "organisation", "group", "place")),
    "place": ("events_at", "place", ("place",)),
}
_THING: Final = re.compile(r"[a-z]+:?/")  #: how an IRI, or the end of one, begins


class FilterError(Exception):
    """A parameter of an address that can't be read; says which."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked for. ``events`` holds those of the person and place asked for, None for all.

    ``first`` and ``last`` are Julian Day Numbers.
    """

    type: str = ""
    source: str = ""
    told_in: str = ""
    sure: float = 0.0
    first: int | None = None
    last: int | None = None
    events: frozenset[str] | None = None
    #: by parameter, what names were taken for
    meant: Mapping[str, Meant] = field(default_factory=dict)

    def takes(self, told: Told, chronicle: Chronicle) -> bool:
        """Whether an event is wanted, whenever it was."""
        if self.events is not None and told.event not in self.events:
            return False
        if self.type and self.type not in lineage(told.type):
            return False
        return any(
            telling.confidence >= self.sure
            and (not self.source or telling.source == self.source)
            and (not self.told_in or self.told_in in chronicle.sources[telling.source].languages)
            for telling in told.tellings
            if telling.source in chronicle.sources
        )

    def meets(self, entry: Dated) -> bool:
        """Whether a date touches the time asked for; an open end reaches as far as one likes."""
        if self.first is not None and entry.last is not None and entry.last < self.first:
            return False
        return not (self.last is not None and entry.first is not None and entry.first > self.last)

    def within(self, begin: str | None, end: str | None) -> Filters:
        """The same, but no wider than from the day ``begin`` to the day ``end`` (EDTF).

        Raises FilterError.
        """
        first, last = _day(begin, last=False), _day(end, last=True)
        return replace(
            self,
            first=max((d for d in (self.first, first) if d is not None), default=None),
            last=min((d for d in (self.last, last) if d is not None), default=None),
        )

    def select(self, chronicle: Chronicle) -> Iterator[Dated]:
        """The dates that are wanted, in order."""
        for entry in chronicle.dated:
            if self.meets(entry) and self.takes(entry.told, chronicle):
                yield entry


def given(query: Mapping[str, str]) -> dict[str, str]:
    """The parameters of an address that filter, without the empty ones."""
    return {name: query[name].strip() for name in NAMES if query.get(name, "").strip()}


async def read_filters(ask: Asker, query: Mapping[str, str]) -> Filters:
    """The filters in an address's parameters.

    Persons and places are named as people do, in any script, or by the end of their IRI
    (``person/kazim-karabekir``); a name that nobody bears means what bears the nearest one.
    Raises FilterError, and what engines raise.
    """
    said = given(query)
    sets, meant = [], dict[str, Meant]()
    for name, (question, parameter, kinds) in _NAMED.items():
        if typed := said.get(name, ""):
            if _THING.match(typed):
                things = [_iri(ask, typed)]
            else:
                meant[name] = await meant_by(ask, typed, kinds)
                things = [thing.iri for thing in meant[name].things]
            sets.append(await _events(ask, question, parameter, things))
    return Filters(
        type=said.get("type", ""),
        source=_iri(ask, said["source"]) if "source" in said else "",
        told_in=said.get("told_in", ""),
        sure=_share(said.get("sure", "0")),
        first=_day(said.get("from"), last=False),
        last=_day(said.get("to"), last=True),
        events=frozenset.intersection(*sets) if sets else None,
        meant=meant,
    )


async def _events(
    ask: Asker, question: str, parameter: str, things: Iterable[str]
) -> frozenset[str]:
    try:
        rows = [row for t in things for row in await ask.question(question, {parameter: t})]
    except QueryError:  # no IRI
        return frozenset()
    return frozenset(str(row["event"]) for row in rows)


def _iri(ask: Asker, typed: str) -> str:
    return typed if "://" in typed else f"{ask.engine.base}id/{typed}"


def _share(typed: str) -> float:
    try:
        return min(1.0, max(0.0, float(typed)))
    except ValueError:
        raise FilterError("sure") from None


def _day(typed: str | None, *, last: bool) -> int | None:
    if not typed:
        return None
    try:
        date = parse_edtf(typed if not typed.lstrip("-").isdigit() else _year(typed))
    except (DateError, ValueError):
        raise FilterError("to" if last else "from") from None
    return date.latest if last else date.earliest


def _year(typed: str) -> str:
    """A year as EDTF has it: ``750`` is 0750."""
    number = int(typed)
    return f"{'-' if number < 0 else ''}{abs(number):04}" if abs(number) < 10_000 else f"Y{number}"
