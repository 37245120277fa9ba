"""``/page/…``: the page of any thing, by what the graph says it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.graph.vocab import KG
from kg.serve.addresses import page_of, thing_at
from kg.serve.pages.entity import KINDS, entity_page
from kg.serve.pages.event import event_page
from kg.serve.pages.node import node_page
from kg.serve.pages.source import source_page
from kg.serve.site import site_of

PageOf = Callable[[Request, str], Awaitable[Response]]
#: the first class that a thing is of decides on its page
PAGES: Final[tuple[tuple[str, PageOf], ...]] = (
    (f"{KG}Event", event_page),
    (f"{KG}Source", source_page),
    *((kind, partial(entity_page, kind=kind)) for kind in KINDS),
)


async def thing(request: Request) -> Response:
    """``/page/{path}``"""
    site = site_of(request)
    iri = thing_at(request.path_params["path"], site.engine.base)
    rows = await site.ask.question("what_is", {"thing": iri})
    classes = {str(row["class"]) for row in rows if "class" in row}
    for name, shown in PAGES:
        if name in classes:
            return await shown(request, iri)
    for row in rows:
        if not classes and "joined" in row:  # it was found to be one with others
            return RedirectResponse(page_of(str(row["joined"]), site.engine.base))
    plain = await node_page(request, iri)
    if plain is None:
        raise HTTPException(404)
    return plain
