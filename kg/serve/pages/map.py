"""The map: where events took place, as a table that anybody reads, and as data for the drawing over it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.serve.addresses import address, page_of
from kg.serve.ask import Asker
from kg.serve.chronicle import Chronicle, chronicle
from kg.serve.dates import year_in_words
from kg.serve.eras import day_of, year_of
from kg.serve.filters import NAMES, FilterError, Filters, given, read_filters
from kg.serve.pages.timeline import choices
from kg.serve.parts import part_asked, part_of
from kg.serve.policy import policy
from kg.serve.site import page, site_of, words_for
from kg.serve.words import Words

_LISTED: Final = 100  #: places in the table


@dataclass(frozen=True, slots=True)
class Name:
    """What a place was called; days are Julian Day Numbers, None where the gazetteer knows no end."""

    text: str
    language: str
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where events took place: its coordinates in degrees where they are known."""

    iri: str
    label: str
    position: tuple[float, float] | None
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Busy:
    """A place with its events: how many by year, how many without a date."""

    place: Place
    label: str
    years: Mapping[int, int]
    undated: int

    @property
    def count(self) -> int:
        """Events there."""
        return sum(self.years.values()) + self.undated

    def names_then(self) -> list[str]:
        """The names that the place had in the years of its events, but for the label."""
        if not self.years:
            return []
        first, last = min(self.years), max(self.years)
        found = [
            name.text
            for name in self.place.names
            if (name.first is None or year_of(name.first) <= last)
            and (name.last is None or year_of(name.last) >= first)
        ]
        return [name for name in dict.fromkeys(found) if name != self.label]


async def places(ask: Asker) -> Mapping[str, Place]:
    """The places of events by IRI; use it as ``await site.ask.summary(places)``."""
    names: defaultdict[str, list[Name]] = defaultdict(list)
    for row in await ask.whole("place_names"):
        first, last = row.get("first"), row.get("last")
        days = int(str(first)) if first else None, int(str(last)) if last else None
        names[str(row["place"])].append(Name(str(row["name"]), str(row["language"]), *days))
    found = {}
    for row in await ask.whole("places"):
        iri, lat, long = str(row["place"]), row.get("lat"), row.get("long")
        position = (float(str(lat)), float(str(long))) if lat and long else None
        in_order = sorted(names[iri], key=lambda n: (n.first or 0, n.language, n.text))
        found[iri] = Place(iri, str(row["label"]), position, tuple(in_order))
    return found


async def busy(ask: Asker, told: Chronicle, filters: Filters, w: Words) -> list[Busy]:
    """The places of the events that are wanted, the busiest first."""
    known = await ask.summary(places)
    labels = {
        str(row["place"]): str(row["name"])
        for row in await ask.question("place_labels", {"language": w.language})
    }
    years: defaultdict[str, Counter[int]] = defaultdict(Counter)
    seen: set[str] = set()
    for entry in filters.select(told):
        if entry.told.event not in seen:  # of several dates the first
            seen.add(entry.told.event)
            for place in entry.told.places:
                years[place][year_of(day_of(entry))] += 1
    undated: Counter[str] = Counter()
    if filters.first is None and filters.last is None:
        undated.update(p for t in told.undated if filters.takes(t, told) for p in t.places)
    found = [
        Busy(known[iri], labels.get(iri, known[iri].label), years[iri], undated[iri])
        for iri in known
        if iri in years or iri in undated
    ]
    return sorted(found, key=lambda b: (-b.count, b.label, b.place.iri))


async def map_page(request: Request) -> Response:
    """``/map``"""
    site, w = site_of(request), words_for(request)
    told = await site.ask.summary(chronicle)
    wrong, found, filters = "", list[Busy](), Filters()
    try:
        filters = await read_filters(site.ask, request.query_params)
        found = await busy(site.ask, told, filters, w)
    except FilterError as fault:
        wrong = str(fault)
    said = given(request.query_params)
    listed, turn = part_of(
        found,
        part_asked(request.query_params),
        _LISTED,
        lambda n: address("/map", {**said, "part": n}),
    )
    years = [year for b in found for year in b.years]
    values = {
        "found": listed,
        "total": len(found),
        "turn": turn,
        "span": (min(years), max(years)) if years else (),
        "wrong": wrong,
        "meant": filters.meant,
        "given": {name: said.get(name, "") for name in NAMES},
        "choices": await choices(site, told, w),
        "data": address("/map.json", said),
        "other": address("/timeline", said),
        "at": lambda b: _at(b, said, site.engine.base),
        "spoken": lambda year: year_in_words(year, w),
        "tiles": site.settings.tiles or "",
    }
    answer = page(request, "map.html", values, status=400 if wrong else 200)
    if tiles := site.settings.tiles:
        answer.headers["content-security-policy"] = policy(images=[origin_of(tiles)])
    return answer


def origin_of(tiles: str) -> str:
    """From whom pictures come, as policies have it; ``{s}`` stands for any of the server's names.

    >>> origin_of("https://{s}.tiles.example:8443/{z}/{x}/{y}.png")
    'https://*.tiles.example:8443'
    """
    parts = urlsplit(tiles.replace("{s}", "*"))
    return f"{parts.scheme}://{parts.netloc}"


async def map_data(request: Request) -> Response:
    """``/map.json``: the places whose coordinates are known, with counts by year."""
    site, w = site_of(request), words_for(request)
    told = await site.ask.summary(chronicle)
    said = given(request.query_params)
    try:
        filters = await read_filters(site.ask, request.query_params)
    except FilterError as fault:
        return JSONResponse({"error": str(fault)}, status_code=400)
    found = await busy(site.ask, told, filters, w)
    base = site.engine.base
    answer = [_drawn(b, _at(b, said, base), base) for b in found if b.place.position]
    return JSONResponse({"places": answer})


def _drawn(found: Busy, timeline: str, base: str) -> dict[str, Any]:
    return {
        "page": page_of(found.place.iri, base),
        "label": found.label,
        "position": found.place.position,
        "names": [_name(name) for name in found.place.names],
        "years": sorted(found.years.items()),
        "undated": found.undated,
        "timeline": timeline,
    }


def _name(name: Name) -> dict[str, Any]:
    return {
        "text": name.text,
        "language": name.language,
        "first": None if name.first is None else year_of(name.first),
        "last": None if name.last is None else year_of(name.last),
    }


def _at(found: Busy, said: Mapping[str, str], base: str) -> str:
    """The timeline of a place, within what was asked for."""
    return address("/timeline", {**said, "place": found.place.iri.removeprefix(f"{base}id/")})
