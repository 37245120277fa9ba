"""``/search?q=``: things by a name in any script, mistyped or transliterated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import anyio
from starlette.requests import Request
from starlette.responses import Response

from kg.serve.direction import plain
from kg.serve.search.index import Found
from kg.serve.search.keeping import names_index
from kg.serve.site import page, site_of

KINDS: Final = ("event", "person", "place", "organisation", "group", "source")
_LONGEST: Final = 200  #: characters of a query
_FEW: Final = 12  #: of a kind, where all kinds are shown


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind, and how many there are in all."""

    kind: str
    found: tuple[Found, ...]
    number: int


async def search_page(request: Request) -> Response:
    """``/search``"""
    typed = plain(request.query_params.get("q", "")[:_LONGEST])
    kind = request.query_params.get("kind", "")
    index = await site_of(request).ask.summary(names_index)
    found = await anyio.to_thread.run_sync(index.find, typed)
    groups = grouped(found, kind if kind in KINDS else "")
    return page(request, "search.html", {"searched": typed, "groups": groups, "kind": kind})


def grouped(found: Sequence[Found], kind: str) -> tuple[Group, ...]:
    """By kind, that with the nearest name first; all of ``kind`` where one is given, else some of each."""
    groups: dict[str, list[Found]] = {}
    for each in found:
        groups.setdefault(each.thing.kind, []).append(each)
    return tuple(
        Group(name, tuple(each if kind else each[:_FEW]), len(each))
        for name, each in groups.items()
        if kind in ("", name)
    )
