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
from kg.serve.dates import date_in_words
from kg.serve.engine.model import Row
from kg.serve.markup import Block, Mark, blocks
from kg.serve.quotes import Quote, quote_of, said, stretches
from kg.serve.site import Site, page, site_of, words_for
from kg.serve.words import Words
from kg.store.documents import read_text
from kg.store.folder import find_store

PART: Final = 50_000  #: code points on one page


@dataclass(frozen=True, slots=True)
class Warned:
    """A finding of validation."""

    severity: str  #: Violation or Warning
    message: str
    focus: str  #: IRI
    label: str
    at: tuple[int, int] | None  #: where in the text


@dataclass(frozen=True, slots=True)
class Told:
    """An event that the source tells of, and where it does so first."""

    iri: str
    label: str
    type: str
    start: int


@dataclass(frozen=True, slots=True)
class SourceShown:
    """All that the page shows."""

    iri: str
    doc: str
    length: int
    languages: tuple[str, ...]
    notes: tuple[str, ...]
    events: tuple[Told, ...]
    warnings: tuple[Warned, ...]
    part: int  #: from 1
    parts: int
    blocks: tuple[Block, ...] | None  #: None where the text is not at hand
    passages: tuple[tuple[Quote, str, str], ...]  #: then these, with their event and its label


async def source_page(request: Request, iri: str) -> Response:
    """The page of the source ``iri``; ``?part=`` or ``?at=FROM-TO`` says which part of a long text."""
    shown = await source(
        site_of(request),
        iri,
        words_for(request),
        part=request.query_params.get("part", ""),
        at=request.query_params.get("at", ""),
    )
    return page(request, "source.html", {"shown": shown})


async def source(site: Site, iri: str, w: Words, *, part: str = "", at: str = "") -> SourceShown:
    """What there is to show of a source; raises what engines raise."""
    ask, given = site.ask, {"source": iri}
    rows = await ask.question("source_is", given)
    known = next(row for row in rows if "doc" in row)
    length = int(str(known["length"]))
    text = await anyio.to_thread.run_sync(_text, site, iri, str(known["hash"]))
    parts = max(1, -(-length // PART))
    looked_for = _looked_for(at, length)
    number = looked_for[0] // PART + 1 if looked_for else _number(part, parts)
    passages = () if text is not None else _passages(await ask.question("passages_in", given))
    return SourceShown(
        iri=iri,
        doc=str(known["doc"]),
        length=length,
        languages=tuple(str(r["language"]) for r in rows if "language" in r),
        notes=tuple(str(r["note"]) for r in rows if "note" in r),
        events=tuple(
            Told(str(r["event"]), str(r["label"]), str(r["type"]), int(str(r["start"])))
            for r in await ask.question("events_in", given)
            if "event" in r
        ),
        warnings=_warned(
            await ask.question("warnings_in", {**given, "language": w.language}),
            await ask.question("warnings_at", given),
        ),
        part=number,
        parts=parts if text is not None else 1,
        blocks=None if text is None else await _blocks(ask, iri, text, number, looked_for, w),
        passages=passages,
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
    ask: Asker, iri: str, text: str, number: int, looked_for: tuple[int, int] | None, w: Words
) -> tuple[Block, ...]:
    start = (number - 1) * PART
    given = {"source": iri, "from": str(start), "to": str(start + PART)}
    marks = [Mark("found", "", "", (looked_for,))] if looked_for else []
    for name in ("mentions_in", "dates_in", "triggers_in"):
        marks += (_mark(row, name, w) for row in await ask.question(name, given))
    zones = [
        (int(str(r["start"])), int(str(r["end"])), str(r["kind"]), str(r["language"]))
        for r in await ask.question("zones_of", given)
    ]
    return blocks(text[start : start + PART], start, zones, list(dict.fromkeys(marks)))


def _mark(row: Row, question: str, w: Words) -> Mark:
    thing = str(row["thing"])
    kinds = {"dates_in": "date", "triggers_in": "event"}
    label = date_in_words(str(row["edtf"]), w) if "edtf" in row else str(row["label"])
    return Mark(
        kind=kinds.get(question) or thing.partition("/id/")[2].partition("/")[0],
        thing=thing,
        label=label,
        parts=stretches(int(str(row["start"])), int(str(row["end"])), said(row, "pieces")),
    )


def _looked_for(at: str, length: int) -> tuple[int, int] | None:
    """The stretch that ``FROM-TO`` names; None for what is none of this text."""
    first, _, last = at.partition("-")
    if not (first.isascii() and first.isdigit() and (last or first).isascii()):
        return None
    start = int(first[:12])
    end = int(last[:12]) if last.isdigit() else start + 1
    return (start, min(end, length)) if start < min(end, length) else None


def _number(part: str, parts: int) -> int:
    asked = int(part[:9]) if part.isascii() and part.isdigit() else 1
    return min(max(1, asked), parts)


def _passages(rows: Sequence[Row]) -> tuple[tuple[Quote, str, str], ...]:
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
