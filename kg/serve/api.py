"""``/api``: the saved queries for programs, and a page that shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.queries.resolve import UnknownNameError
from kg.queries.saved import (
    QueryError,
    Resolve,
    SavedQuery,
    bind,
    list_queries,
    load_query,
    query_names,
)
from kg.serve.engine.model import JSON, Kind, Query
from kg.serve.naming import resolver_of
from kg.serve.openapi import makes_triples, openapi
from kg.serve.protocol.accept import CSV, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Form
from kg.serve.protocol.asked import pairs_of
from kg.serve.protocol.faults import RequestError, open_to_programs
from kg.serve.protocol.sparql import answered
from kg.serve.site import page, site_of

_FORMS: Final[Mapping[Kind, Sequence[Form]]] = {
    "solutions": (Form("application/json", JSON), Form(JSON, JSON), Form(CSV, CSV)),
    "triples": tuple(Form(m, m) for m in (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)),
}
_ENDINGS: Final = {"": "", "json": f"application/json, {JSON_LD}", "csv": CSV}


@open_to_programs("GET", "HEAD")
async def queries(_: Request) -> Response:
    """All saved queries, by name."""
    return JSONResponse([_listed(query) for query in list_queries()])


def _listed(query: SavedQuery) -> dict[str, Any]:
    return {
        "name": query.name,
        "summary": query.summary,
        "description": query.description,
        "tags": query.tags,
        "href": f"/api/queries/{query.name}",
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "description": p.description,
                "example": p.example,
                "required": p.required,
                **({"values": p.values} if p.values else {}),
            }
            for p in query.parameters
        ],
    }


@open_to_programs("GET", "HEAD")
async def query(request: Request) -> Response:
    """The answer of one saved query."""
    name, _, ending = request.path_params["name"].partition(".")
    if name not in query_names() or ending not in _ENDINGS:
        raise RequestError(404, f"no saved query {name!r}; /api/queries lists them")
    saved = load_query(name)
    given = _given(request)
    accept = _ENDINGS[ending] or ", ".join(request.headers.getlist("accept"))
    try:
        text = bind(saved, given, await _resolver(request, saved, given))
    except UnknownNameError as fault:
        raise RequestError(404, _for_programs(fault)) from None
    except QueryError as fault:
        raise RequestError(400, _for_programs(fault)) from None
    kind: Kind = "triples" if makes_triples(saved) else "solutions"
    return await answered(request, Query(text), accept, {kind: _FORMS[kind]})


def _given(request: Request) -> dict[str, str]:
    given: dict[str, str] = {}
    for name, value in pairs_of(request.scope["query_string"], "address"):
        if name in given:
            raise RequestError(400, f"{name} is given twice; give it once")
        given[name] = value
    return given


async def _resolver(request: Request, saved: SavedQuery, given: Mapping[str, str]) -> Resolve:
    if any(p.type == "thing" and p.name in given for p in saved.parameters):
        return await resolver_of(site_of(request).ask)
    return lambda _: []


def _for_programs(fault: QueryError) -> str:
    """What is wrong, in the words of an address."""
    return str(fault).replace("--param ", "?")


@open_to_programs("GET", "HEAD")
async def description(_: Request) -> Response:
    """The API in OpenAPI 3.1."""
    return JSONResponse(openapi(list_queries()))


async def api(request: Request) -> Response:
    """The API, for people to read."""
    told = {"api": openapi(list_queries()), "example_of": _example}
    return page(request, "api.html", told)


def _example(path: str, operation: Mapping[str, Any]) -> str:
    needed = {p["name"]: p["example"] for p in operation["parameters"] if p["required"]}
    return f"{path}?{urlencode(needed)}" if needed else path
