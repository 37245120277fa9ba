"""``/``: what is in the graph, and the questions that are saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from extractors.dates.edtf import calendar_day
from kg.queries.saved import SavedQuery, list_queries
from kg.serve.ask import Asker
from kg.serve.site import page, site_of

_WIDTHS: Final = (1, 2, 5, 10, 25, 50, 100, 250, 500)  #: years of a column
_COLUMNS: Final = 70  #: at most
_NO_GROUP: Final = "contract"  #: a tag that groups nothing that people look for


@dataclass(frozen=True, slots=True)
class Counted:
    """A type of events with their number."""

    type: str  #: IRI
    events: int


@dataclass(frozen=True, slots=True)
class Column:
    """Events that begin in some years, both included; years as EDTF counts them."""

    first: int
    last: int
    events: int


@dataclass(frozen=True, slots=True)
class Language:
    """What there is in one language."""

    code: str
    sources: int
    mentions: int
    dates: int


@dataclass(frozen=True, slots=True)
class HomeShown:
    """All that the page shows."""

    sources: int
    characters: int
    events: int
    types: tuple[Counted, ...]
    columns: tuple[Column, ...]
    languages: tuple[Language, ...]
    questions: tuple[tuple[str, tuple[SavedQuery, ...]], ...]  #: by tag


async def home(request: Request) -> Response:
    """``/``"""
    return page(request, "home.html", {"shown": await overview(site_of(request).ask)})


async def overview(ask: Asker) -> HomeShown:
    """What is in the graph; raises what engines raise."""
    sources = await ask.question("sources")
    types = tuple(
        Counted(str(r["type"]), int(str(r["events"])))
        for r in await ask.question("events_by_type")
        if "type" in r
    )
    days = [
        (int(str(r["day"])), int(str(r["events"])))
        for r in await ask.question("events_by_day")
        if "day" in r
    ]
    return HomeShown(
        sources=len(sources),
        characters=sum(int(str(r["length"])) for r in sources),
        events=sum(t.events for t in types),
        types=types,
        columns=columns(days),
        languages=await _languages(ask),
        questions=questions(),
    )


def columns(days: Sequence[tuple[int, int]]) -> tuple[Column, ...]:
    """Events by years, from (day number, events): as few years a column as there is room for.

    >>> columns([(2422400, 2), (2422800, 1)])
    (Column(first=1920, last=1920, events=2), Column(first=1921, last=1921, events=1))
    """
    if not days:
        return ()
    years: defaultdict[int, int] = defaultdict(int)
    for day, events in days:
        years[calendar_day(day)[0]] += events
    span = max(years) - min(years) + 1
    width = next((w for w in _WIDTHS if span // w < _COLUMNS), span // _COLUMNS + 1)
    first, last = min(years) // width, max(years) // width
    counted = [0] * (last - first + 1)
    for year, events in years.items():
        counted[year // width - first] += events
    return tuple(
        Column((first + n) * width, (first + n + 1) * width - 1, events)
        for n, events in enumerate(counted)
    )


async def _languages(ask: Asker) -> tuple[Language, ...]:
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in await ask.question("found_by_language"):
        if "language" in row:
            found[str(row["language"])][str(row["kind"])] = int(str(row["number"]))
    languages = (
        Language(code, n.get("sources", 0), n.get("mentions", 0), n.get("dates", 0))
        for code, n in found.items()
    )
    return tuple(sorted(languages, key=lambda each: (-each.mentions, -each.sources, each.code)))


@cache
def questions() -> tuple[tuple[str, tuple[SavedQuery, ...]], ...]:
    """The saved queries by their first tag that says what they are about."""
    return tuple(sorted(_by_tag(list_queries()).items()))


def _by_tag(queries: Iterable[SavedQuery]) -> dict[str, tuple[SavedQuery, ...]]:
    found: defaultdict[str, list[SavedQuery]] = defaultdict(list)
    for query in queries:
        tags = [tag for tag in query.tags if tag != _NO_GROUP] or list(query.tags)
        found[tags[0]].append(query)
    return {tag: tuple(of_tag) for tag, of_tag in found.items()}
