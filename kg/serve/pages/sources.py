"""``/sources``: every source, and how much was found in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.ask import Asker
from kg.serve.site import page, site_of


@dataclass(frozen=True, slots=True)
class Listed:
    """A source in the list."""

    iri: str
    doc: str
    length: int
    languages: tuple[str, ...]
    mentions: int
    dates: int
    events: int
    warnings: int


async def sources_page(request: Request) -> Response:
    """``/sources``"""
    site = site_of(request)
    listed = await sources(site.ask, site.engine.base)
    return page(request, "sources.html", {"sources": listed})


async def sources(ask: Asker, base: str) -> tuple[Listed, ...]:
    """All sources by name; raises what engines raise."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in await ask.question("found_in_sources"):
        if "graph" in row:
            slug = str(row["graph"]).rpartition("/")[2]
            found[slug][str(row["kind"])] = int(str(row["number"]))
    listed = []
    for row in await ask.question("sources"):
        iri = str(row["source"])
        numbers = found[iri.removeprefix(f"{base}id/source/")]
        listed.append(
            Listed(
                iri=iri,
                doc=str(row["doc"]),
                length=int(str(row["length"])),
                languages=tuple(str(row["languages"]).split()) if "languages" in row else (),
                mentions=numbers.get("mentions", 0),
                dates=numbers.get("dates", 0),
                events=numbers.get("events", 0),
                warnings=numbers.get("warnings", 0),
            )
        )
    return tuple(listed)
