"""The page of an event: what it was, what sources disagree on, and every claim with its passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.ask import Asker
from kg.serve.calendars import InCalendar, date_in_calendars
from kg.serve.claims import claims_about
from kg.serve.disagreement import Disagreement, Said, disagreements, said_by
from kg.serve.engine.model import Row
from kg.serve.pages.about import About, about
from kg.serve.parts import Turn, part_asked, part_of
from kg.serve.quotes import said
from kg.serve.site import page, site_of, words_for
from kg.serve.tellings import Telling, passages_of, tellings_of
from kg.serve.words import Words

_SHOWN: Final = 25  #: passages on one page


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that sources give, in the calendars of its time."""

    said: Said
    calendars: tuple[InCalendar, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An event that is part of this one, or that this one is part of."""

    iri: str
    label: str
    edtf: str = ""


@dataclass(frozen=True, slots=True)
class EventShown:
    """All that the page shows."""

    about: About
    types: tuple[str, ...]  #: IRIs
    dates: tuple[Dated, ...]
    places: tuple[Said, ...]
    actors: tuple[tuple[str, tuple[Said, ...]], ...]  #: by role
    wholes: tuple[Part, ...]
    parts: tuple[Part, ...]
    known: tuple[str, ...]  #: EDTF of what the gazetteer knows
    notes: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]
    tellings: tuple[Telling, ...]  #: those of this part that count
    others: tuple[Telling, ...]  #: plans, denials, rumours, what was taken back
    turn: Turn  #: of the passages


async def event_page(request: Request, iri: str) -> Response:
    """The page of the event ``iri``; ``?part=`` or ``?claim=`` says which part of many passages."""
    asked = request.query_params
    part, claim = part_asked(asked), asked.get("claim", "")
    shown = await event(site_of(request).ask, iri, words_for(request), part=part, claim=claim)
    return page(request, "event.html", {"shown": shown})


async def event(ask: Asker, iri: str, w: Words, *, part: int = 1, claim: str = "") -> EventShown:
    """What there is to show of an event, with the passages of a part or those around a claim.

    ``claim`` is the claim's anchor. Raises what engines raise.
    """
    given = {"event": iri}
    claims = (await claims_about(ask, [iri])).get(iri, ())
    passages = passages_of(claims)
    if sought := next((c.passage for c in claims if c.anchor == claim), None):
        part = passages.index(sought) // _SHOWN + 1
    chosen, turn = part_of(passages, part, _SHOWN, "?part={}#told".format)
    tellings = await tellings_of(ask, claims, chosen)
    rows = await ask.question("event_is", given)
    within = await ask.question("places_within", given)
    larger = {str(r["place"]): frozenset[str]() for r in within}
    for row in within:
        larger[str(row["place"])] |= {str(row["larger"])}
    return EventShown(
        about=await about(ask, iri, w.language),
        types=_once(rows, "type"),
        dates=tuple(_dated(found, w) for found in said_by(claims, "date")),
        places=said_by(claims, "place"),
        actors=_by_role(said_by(claims, "actor")),
        wholes=_parts(rows, "whole"),
        parts=_parts(rows, "part"),
        known=_once(rows, "known"),
        notes=_once(rows, "note"),
        disagreements=tuple(disagreements(claims, larger)),
        tellings=tuple(t for t in tellings if t.counts),
        others=tuple(t for t in tellings if not t.counts),
        turn=turn,
    )


def _dated(found: Said, w: Words) -> Dated:
    value = found.value
    return Dated(found, date_in_calendars(value.edtf, value.earliest, value.latest, w))


def _by_role(actors: Sequence[Said]) -> tuple[tuple[str, tuple[Said, ...]], ...]:
    roles = dict.fromkeys(actor.value.role for actor in actors)
    return tuple((role, tuple(a for a in actors if a.value.role == role)) for role in roles)


def _once(rows: Sequence[Row], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(row[name]) for row in rows if name in row))


def _parts(rows: Sequence[Row], name: str) -> tuple[Part, ...]:
    found: dict[str, Part] = {}
    for row in rows:
        if name in row:
            part = Part(str(row[name]), str(row[f"{name}_label"]), said(row, "edtf"))
            if part.edtf or part.iri not in found:
                found[part.iri] = part
    return tuple(found.values())
