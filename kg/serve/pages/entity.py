"""The pages of people, places, organisations and groups: names, life line, company, passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kg.graph.vocab import KG
from kg.serve.ask import Asker
from kg.serve.engine.model import Row
from kg.serve.pages.about import About, Named, about
from kg.serve.quotes import Quote, quote_of, said
from kg.serve.site import page, site_of, words_for

KINDS: Final = tuple(f"{KG}{name}" for name in ("Person", "Place", "Organisation", "Group"))
_SHOWN: Final = 300  #: events on one page; the timeline has them all


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling of a name as texts have it."""

    text: str
    language: str
    mentions: int
    sources: int
    first: str  #: name of the first source


@dataclass(slots=True)
class Happening:
    """An event in a life line, with the part that the thing has in it."""

    iri: str
    label: str
    type: str
    dates: list[str] = field(default_factory=list)
    day: int | None = None  #: the first
    roles: list[str] = field(default_factory=list)
    there: bool = False


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who took part in the same events."""

    iri: str
    label: str
    events: int


@dataclass(frozen=True, slots=True)
class Linked:
    """A larger or a smaller thing."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Held:
    """A power that held a place, and when (EDTF)."""

    iri: str
    label: str
    years: str
    note: str


@dataclass(frozen=True, slots=True)
class EntityShown:
    """All that the page shows."""

    about: About
    kind: str  #: IRI of the class
    spellings: tuple[Spelling, ...]
    facts: dict[str, tuple[str, ...]]  #: kind, existed, note
    at: tuple[float, float] | None  #: latitude and longitude
    named: tuple[tuple[str, tuple[Named, ...]], ...]  #: names of a time, by their years (EDTF)
    held: tuple[Held, ...]
    wholes: tuple[Linked, ...]
    parts: tuple[Linked, ...]
    life: tuple[Happening, ...]
    more: int  #: events that are not shown
    company: tuple[Companion, ...]
    concordance: tuple[tuple[Quote, float], ...]
    mentions: int


async def entity_page(request: Request, iri: str, kind: str) -> Response:
    """The page of the person, place, organisation or group ``iri``."""
    shown = await entity(site_of(request).ask, iri, kind, words_for(request).language)
    return page(request, "entity.html", {"shown": shown})


async def entity(ask: Asker, iri: str, kind: str, language: str) -> EntityShown:
    """What there is to show of an entity; raises what engines raise."""
    given = {"thing": iri}
    facts = await ask.question("thing_is", given)
    attested = await ask.question("attested", given)
    life = life_line(await ask.question("life_of", given))
    spellings = tuple(
        Spelling(
            str(r["name"]),
            str(r["language"]),
            int(str(r["mentions"])),
            int(str(r["sources"])),
            str(r["first"]),
        )
        for r in attested
        if "name" in r
    )
    lies = [(float(str(r["lat"])), float(str(r["long"]))) for r in facts if "lat" in r]
    return EntityShown(
        about=await about(ask, iri, language),
        kind=kind,
        spellings=spellings,
        facts={name: _each(facts, name) for name in ("kind", "existed", "note")},
        at=lies[0] if lies else None,
        named=_named(await ask.question("names_in_time", given)),
        held=tuple(
            Held(str(r["power"]), str(r["label"]), str(r["years"]), said(r, "note"))
            for r in await ask.question("held_by", given)
        ),
        wholes=_linked(facts, "whole"),
        parts=_linked(facts, "part"),
        life=life[:_SHOWN],
        more=max(0, len(life) - _SHOWN),
        company=tuple(
            Companion(str(r["other"]), str(r["label"]), int(str(r["events"])))
            for r in await ask.question("company_of", given)
            if "other" in r
        ),
        concordance=tuple(
            (quote_of(r), float(str(r["confidence"])))
            for r in await ask.question("concordance", given)
        ),
        mentions=sum(spelling.mentions for spelling in spellings),
    )


def life_line(rows: Sequence[Row]) -> tuple[Happening, ...]:
    """Events in the order of their first days, undated ones last."""
    found: dict[str, Happening] = {}
    for row in rows:
        iri = str(row["event"])
        event = found.setdefault(iri, Happening(iri, str(row["label"]), str(row["type"])))
        event.there = event.there or "there" in row
        if "role" in row and str(row["role"]) not in event.roles:
            event.roles.append(str(row["role"]))
        if "edtf" in row and str(row["edtf"]) not in event.dates:
            event.dates.append(str(row["edtf"]))
            day = int(str(row["day"]))
            event.day = day if event.day is None else min(day, event.day)
    return tuple(sorted(found.values(), key=lambda e: (e.day is None, e.day or 0, e.label)))


def _named(rows: Sequence[Row]) -> tuple[tuple[str, tuple[Named, ...]], ...]:
    by_years: dict[str, dict[str, Named]] = {}
    for row in rows:  # what several languages write alike stands once
        name = Named(str(row["name"]), row["name"].language)
        by_years.setdefault(str(row["years"]), {}).setdefault(name.text, name)
    return tuple((years, tuple(names.values())) for years, names in by_years.items())


def _each(rows: Sequence[Row], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(row[name]) for row in rows if name in row))


def _linked(rows: Sequence[Row], name: str) -> tuple[Linked, ...]:
    found = {str(r[name]): str(r[f"{name}_label"]) for r in rows if name in r}
    return tuple(Linked(iri, label) for iri, label in found.items())
