"""The timeline: events in order, as a list that anybody reads, and as data for the drawing over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.graph.ontology import event_types
from kg.graph.vocab import TYPE
from kg.serve.addresses import address, page_of
from kg.serve.chronicle import Chronicle, Dated, chronicle
from kg.serve.dates import date_in_words, year_in_words
from kg.serve.direction import isolated
from kg.serve.eras import Stretch, day_of, edtf_day, iso, stretches, year_of
from kg.serve.filters import NAMES, FilterError, Filters, given, read_filters
from kg.serve.labels import label_of
from kg.serve.parts import part_asked, part_of
from kg.serve.site import Site, page, site_of, words_for
from kg.serve.vocabulary import named
from kg.serve.words import Words

_LISTED: Final = 100  #: dates on one page
_DRAWN: Final = 2000  #: dates drawn; beyond them counts
_COUNTS: Final = 60  #: stretches of time with counts, at most
_OFFERED: Final = 200  #: names proposed while one types


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: pairs of value and name."""

    types: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]


async def choices(site: Site, told: Chronicle, w: Words) -> Choices:
    """What there is to filter by in this graph."""
    tops = {event_types().get(entry.told.type, entry.told.type) for entry in told.dated}
    types = sorted(((t, named(f"{TYPE}{t}", w.language)) for t in tops), key=lambda t: t[1])
    slug = len(f"{site.engine.base}id/")
    sources = sorted(((iri[slug:], s.doc) for iri, s in told.sources.items()), key=lambda s: s[1])
    languages = sorted({code for s in told.sources.values() for code in s.languages})
    people = await site.ask.question("actors")
    places = await site.ask.question("busy_places")
    return Choices(
        tuple(types),
        tuple(sources),
        tuple(languages),
        tuple(label_of(site.ask, str(r["agent"]), w, str(r["label"])) for r in people[:_OFFERED]),
        tuple(label_of(site.ask, str(r["place"]), w, str(r["label"])) for r in places[:_OFFERED]),
    )


async def timeline(request: Request) -> Response:
    """``/timeline``"""
    site, w = site_of(request), words_for(request)
    told = await site.ask.summary(chronicle)
    wrong, filters = "", Filters()
    try:
        filters = await read_filters(site.ask, request.query_params)
    except FilterError as fault:
        wrong = str(fault)
    entries = [] if wrong else list(filters.select(told))
    said = given(request.query_params)
    listed, turn = part_of(
        entries,
        part_asked(request.query_params),
        _LISTED,
        lambda n: address("/timeline", {**said, "part": n}),
    )
    values = {
        "total": len(entries),
        "docs": {iri: source.doc for iri, source in told.sources.items()},
        "years": _by_year(listed, w),
        "eras": [_era(s, said, w) for s in stretches(entries, _COUNTS)],
        "turn": turn,
        "undated": sum(filters.takes(t, told) for t in told.undated),
        "wrong": wrong,
        "meant": filters.meant,
        "given": {name: said.get(name, "") for name in NAMES},
        "choices": await choices(site, told, w),
        "data": address("/timeline.json", said),
        "here": "/timeline",
        "other": address("/map", said),
    }
    return page(request, "timeline.html", values, status=400 if wrong else 200)


async def timeline_data(request: Request) -> Response:
    """``/timeline.json``: ``items``, or where these are more than ``most`` ``counts``.

    ``begin`` and ``end`` narrow it to the window that is drawn.
    """
    site, w = site_of(request), words_for(request)
    told = await site.ask.summary(chronicle)
    try:
        filters = (await read_filters(site.ask, request.query_params)).within(
            request.query_params.get("begin"), request.query_params.get("end")
        )
        most = min(_DRAWN, int(request.query_params.get("most", _DRAWN)))
    except (FilterError, ValueError) as fault:
        return JSONResponse({"error": str(fault)}, status_code=400)
    entries = list(filters.select(told))
    answer: dict[str, Any] = {"total": len(entries)}
    if len(entries) > most:
        answer["counts"] = [_counted(s) for s in stretches(entries, _COUNTS)]
    else:
        answer["items"] = [item(entry, site, w) for entry in entries]
    return JSONResponse(answer)


def item(entry: Dated, site: Site, w: Words) -> dict[str, Any]:
    """A date as the drawing wants it; ``end`` is the day after the last."""
    first, last = entry.first, entry.last
    return {
        "page": page_of(entry.told.event, site.engine.base),
        "label": isolated(label_of(site.ask, entry.told.event, w, entry.told.label)),
        "type": event_types().get(entry.told.type, entry.told.type),
        "kind": named(f"{TYPE}{entry.told.type}", w.language),
        "date": date_in_words(entry.edtf, w),
        "shape": entry.shape,
        "about": entry.about,
        "start": iso(first) if first is not None else None,
        "end": iso(last + 1) if last is not None else None,
        "rivals": entry.told.dates - 1,
    }


def _counted(stretch: Stretch) -> dict[str, Any]:
    return {
        "start": iso(stretch.first),
        "end": iso(stretch.last + 1),
        "from": edtf_day(stretch.first),
        "to": edtf_day(stretch.last),
        "count": stretch.count,
    }


def _by_year(entries: Sequence[Dated], w: Words) -> list[tuple[str, list[Dated]]]:
    years = groupby(entries, key=lambda e: year_of(day_of(e)))
    return [(year_in_words(year, w), list(those)) for year, those in years]


def _era(stretch: Stretch, said: dict[str, str], w: Words) -> dict[str, Any]:
    first, last = edtf_day(stretch.first), edtf_day(stretch.last)
    begins, ends = year_of(stretch.first), year_of(stretch.last)
    name = year_in_words(begins, w)
    if begins == ends and stretch.last - stretch.first < 31:
        name = date_in_words(first[:-3], w)
    elif begins != ends:
        name = f"{name}–{year_in_words(ends, w)}"
    href = address("/timeline", {**said, "from": first, "to": last})
    return {"name": name, "href": href, "count": stretch.count}
