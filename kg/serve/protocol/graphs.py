"""``/graphs``: the SPARQL 1.1 Graph Store HTTP Protocol, for reading."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from kg.serve.engine.model import Query
from kg.serve.protocol.accept import TRIPLES
from kg.serve.protocol.asked import iri
from kg.serve.protocol.faults import RequestError, open_to_programs
from kg.serve.protocol.sparql import answered
from kg.serve.site import site_of

_ALL: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@open_to_programs("GET", "HEAD")
async def graphs(request: Request) -> Response:
    """``?default``, ``?graph=IRI``, or a graph by what follows ``/graphs/`` in its address."""
    named = request.query_params.getlist("graph")
    default = "default" in request.query_params
    path = request.path_params.get("path", "")
    if len(named) + default + bool(path) != 1:
        raise RequestError(400, "say ?default, ?graph=IRI, or the graph's path behind /graphs/")
    accept = ", ".join(request.headers.getlist("accept"))
    forms = {"triples": TRIPLES}
    if default:
        return await answered(request, Query(_ALL), accept, forms)  # type: ignore[arg-type]
    base = site_of(request).engine.base
    graph = iri(named[0], "graph") if named else f"{base}graph/{quote(path, safe=_SAFE)}"
    if not await _is_there(request, graph):
        raise RequestError(404, f"there is no graph {graph}")
    return await answered(request, Query(_ALL, (graph,)), accept, forms)  # type: ignore[arg-type]


_SAFE: Final = "/-._~:@!$&()*+,;="


async def _is_there(request: Request, graph: str) -> bool:
    text = f"SELECT ?p WHERE {{ GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }} }} LIMIT 1"
    return bool(await site_of(request).ask.rows(text))
