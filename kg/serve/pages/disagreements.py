"""``/disagreements``: the events on which sources disagree, and who says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.addresses import address
from kg.serve.ask import Asker
from kg.serve.claims import claims_about
from kg.serve.disagreement import Disagreement, disagreements
from kg.serve.parts import Turn, part_asked, part_of
from kg.serve.site import page, site_of

#: what sources may disagree on, with the question that finds the events
ABOUT: Final = {
    "date": "disputed_dates",
    "place": "disputed_places",
    "actor": "disputed_actors",
    "denial": "disputed_events",
}
_PAGE: Final = 20  #: events


@dataclass(frozen=True, slots=True)
class Disputed:
    """An event that sources disagree on."""

    iri: str
    label: str
    types: tuple[str, ...]  #: IRIs


@dataclass(frozen=True, slots=True)
class Dispute:
    """An event with its disagreements."""

    event: Disputed
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class DisputesShown:
    """All that the page shows."""

    about: str
    type: str
    numbers: dict[str, int]  #: of events by what is disagreed on
    types: tuple[str, ...]  #: IRIs
    disputes: tuple[Dispute, ...]
    turn: Turn


async def disagreements_page(request: Request) -> Response:
    """``/disagreements``"""
    asked = request.query_params
    about = asked.get("about", "")
    shown = await disputes(
        site_of(request).ask,
        about if about in ABOUT else "date",
        asked.get("type", ""),
        part_asked(asked),
    )
    return page(request, "disagreements.html", {"shown": shown})


async def disputes(ask: Asker, about: str, type_: str = "", part: int = 1) -> DisputesShown:
    """The events that are disputed; ``type_``: only those of it (last part of its IRI); raises what engines raise."""
    lists = {name: await disputed(ask, name) for name in ABOUT}
    types = sorted({t for event in lists[about] for t in event.types})
    events = [
        e for e in lists[about] if not type_ or type_ in {t.rpartition("/")[2] for t in e.types}
    ]
    chosen, turn = part_of(
        events, part, _PAGE, lambda n: address("", {"about": about, "type": type_, "part": n})
    )
    return DisputesShown(
        about=about,
        type=type_,
        numbers={name: len(found) for name, found in lists.items()},
        types=tuple(types),
        disputes=await _with_claims(ask, about, chosen),
        turn=turn,
    )


async def disputed(ask: Asker, about: str) -> tuple[Disputed, ...]:
    """The events that are disputed in this; raises what engines raise."""
    found: dict[str, tuple[str, list[str]]] = {}
    for row in await ask.question(ABOUT[about]):
        _, types = found.setdefault(str(row["event"]), (str(row["label"]), []))
        if str(row["type"]) not in types:
            types.append(str(row["type"]))
    return tuple(Disputed(iri, label, tuple(types)) for iri, (label, types) in found.items())


async def _with_claims(ask: Asker, about: str, events: Sequence[Disputed]) -> tuple[Dispute, ...]:
    if not events:
        return ()
    iris = [event.iri for event in events]
    claims = await claims_about(ask, iris)
    larger: dict[str, frozenset[str]] = {}
    for row in await ask.question("places_within", {"event": " ".join(iris)}):
        place = str(row["place"])
        larger[place] = larger.get(place, frozenset()) | {str(row["larger"])}
    return tuple(
        Dispute(
            event,
            tuple(d for d in disagreements(claims.get(event.iri, ()), larger) if d.about == about),
        )
        for event in events
    )
