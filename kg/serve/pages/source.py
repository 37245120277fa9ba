"""The page of a source: its text as it was read, with its zones and all that was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import anyio
from starlette.requests import Request
from starlette.responses import Response

from kg.serve.ask import Asker
from kg.serve.engine.model import Row
from kg.serve.found import Found, Told, found_in, within
from kg.serve.markup import Block, Mark, blocks
from kg.serve.parts import Turn, part_asked, part_of
from kg.serve.quotes import Quote, Stretch, quote_of, said
from kg.serve.site import Site, page, site_of, words_for
from kg.serve.words import Words
from kg.store.documents import read_text
from kg.store.folder import find_store

PART: Final = 20_000  #: code points on one page


@dataclass(frozen=True, slots=True)
class Warned:
    """A finding of validation."""

    severity: str  #: Violation or Warning
    message: str
    focus: str  #: IRI
    label: str
    at: tuple[int, int] | None  #: where in the text


@dataclass(frozen=True, slots=True)
class SourceShown:
    """All that the page shows."""

    iri: str
    doc: str
    length: int
    languages: tuple[str, ...]
    notes: tuple[str, ...]
    warnings: tuple[Warned, ...]
    turn: Turn
    events: tuple[Told, ...]  #: in this part
    blocks: tuple[Block, ...] | None  #: None where the text is not at hand
    passages: tuple[tuple[Quote, str, str], ...]  #: then these, with their event and its label


async def source_page(request: Request, iri: str) -> Response:
    """The page of the source ``iri``; ``?part=`` or ``?at=FROM-TO`` says which part of a long text."""
    shown = await source(
        site_of(request),
        iri,
        words_for(request),
        part=part_asked(request.query_params),
        at=request.query_params.get("at", ""),
    )
    return page(request, "source.html", {"shown": shown})


async def source(site: Site, iri: str, w: Words, *, part: int = 1, at: str = "") -> SourceShown:
    """What there is to show of a source; raises what engines raise."""
    ask, given = site.ask, {"source": iri}
    rows = await ask.question("source_is", given)
    known = next(row for row in rows if "doc" in row)
    length = int(str(known["length"]))
    text = await anyio.to_thread.run_sync(_text, site, iri, str(known["hash"]))
    looked_for = _looked_for(at, length)
    asked = looked_for[0] // PART + 1 if looked_for else part
    points, turn = part_of(range(length), asked, PART, "?part={}#text".format)
    stretch = (points[0], points[-1] + 1) if points else (0, 0)
    found = await found_in(ask, iri, stretch, w)
    report = {"report": f"{iri}/report"}
    return SourceShown(
        iri=iri,
        doc=str(known["doc"]),
        length=length,
        languages=tuple(str(r["language"]) for r in rows if "language" in r),
        notes=tuple(str(r["note"]) for r in rows if "note" in r),
        warnings=_warned(
            await ask.question("warnings_in", {**report, "language": w.language}),
            await ask.question("warnings_at", report),
        ),
        turn=turn,
        events=found.events,
        blocks=None if text is None else await _blocks(ask, iri, text, stretch, found, looked_for),
        passages=await _passages(ask, iri, stretch) if text is None else (),
    )


def _text(site: Site, iri: str, named: str) -> str | None:
    """The source's text, where the server has a store."""
    if site.settings.store is None:
        return None
    return _read(site.settings.store, iri.rpartition("/")[2], named.removeprefix("sha256:"))


@lru_cache(maxsize=8)
def _read(store: Path, slug: str, sha256: str) -> str | None:
    return read_text(find_store(store), slug, sha256)


async def _blocks(
    ask: Asker,
    iri: str,
    text: str,
    stretch: Stretch,
    found: Found,
    looked_for: Stretch | None,
) -> tuple[Block, ...]:
    start, end = stretch
    zones = [
        (int(str(r["start"])), int(str(r["end"])), str(r["kind"]), str(r["language"]))
        for r in await ask.question("zones_of", within(iri, stretch))
    ]
    sought = [Mark("found", "", "", (looked_for,))] if looked_for else []
    return blocks(text[start:end], start, zones, [*sought, *found.marks])


def _looked_for(at: str, length: int) -> Stretch | None:
    """The stretch that ``FROM-TO`` names; None for what is none of this text."""
    first, _, last = at.partition("-")
    if not (first.isascii() and first.isdigit() and (last or first).isascii()):
        return None
    start = int(first[:12])
    end = int(last[:12]) if last.isdigit() else start + 1
    return (start, min(end, length)) if start < min(end, length) else None


async def _passages(ask: Asker, iri: str, stretch: Stretch) -> tuple[tuple[Quote, str, str], ...]:
    rows = await ask.question("passages_in", within(iri, stretch))
    return tuple((quote_of(row), str(row["event"]), str(row["label"])) for row in rows)


def _warned(rows: Sequence[Row], places: Sequence[Row]) -> tuple[Warned, ...]:
    first: dict[str, tuple[int, int]] = {}
    for row in places:
        first.setdefault(str(row["result"]), (int(str(row["start"])), int(str(row["end"]))))
    return tuple(
        Warned(
            severity=str(row["severity"]).rpartition("#")[2],
            message=str(row["message"]),
            focus=str(row["focus"]),
            label=said(row, "label"),
            at=first.get(str(row["result"])),
        )
        for row in rows
    )
