"""Identifiers as addresses: ``/id/X`` leads to the page of a thing or to its data, ``/data/X.ttl`` is the data."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.queries.saved import bind, load_query
from kg.serve.addresses import data_of, page_of, thing_at
from kg.serve.ask import QUESTIONS
from kg.serve.engine.model import NoFormError, Query
from kg.serve.protocol.accept import JSON_LD, N_TRIPLES, TURTLE, Form, best
from kg.serve.protocol.asked import iri
from kg.serve.protocol.faults import RequestError, open_to_programs
from kg.serve.protocol.sparql import answered
from kg.serve.site import site_of

_HTML: Final = Form("text/html", "text/html")
_ENDINGS: Final = {"ttl": TURTLE, "jsonld": JSON_LD, "nt": N_TRIPLES}
_FORMS: Final = {media: ending for ending, media in _ENDINGS.items()}


@open_to_programs("GET", "HEAD")
async def identifier(request: Request) -> Response:
    """To the page for people, to the data for programs."""
    site = site_of(request)
    thing = await _thing(request, request.path_params["path"])
    form = best(
        ", ".join(request.headers.getlist("accept")), [_HTML, *(Form(m, m) for m in _FORMS)]
    )
    if form is None:
        raise NoFormError(f"there are a page and {', '.join(_FORMS)}")
    base = site.engine.base
    target = page_of(thing, base) if form == _HTML else data_of(thing, base, _FORMS[form.media])
    return RedirectResponse(target, 303, {"vary": "Accept"})


@open_to_programs("GET", "HEAD")
async def data(request: Request) -> Response:
    """What the graph says of a thing: its triples, and the claims about it with their passages."""
    path, _, ending = request.path_params["path"].rpartition(".")
    if ending not in _ENDINGS:
        raise RequestError(404, f"the data end in {', '.join(f'.{e}' for e in _ENDINGS)}")
    thing = await _thing(request, path)
    text = bind(load_query("data_of", QUESTIONS), {"thing": thing}, lambda _: [])
    form = Form(_ENDINGS[ending], _ENDINGS[ending])
    return await answered(request, Query(text), "", {"triples": [form]})


async def _thing(request: Request, path: str) -> str:
    """IRI of the thing; raises RequestError where the graph has nothing of it."""
    site = site_of(request)
    thing = iri(thing_at(path, site.engine.base), "address")
    if not await site.ask.question("thing_is_there", {"thing": thing}):
        raise RequestError(404, f"the graph has nothing of {thing}")
    return thing
