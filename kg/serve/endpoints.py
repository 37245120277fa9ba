"""The addresses for programs."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from kg.serve.api import api, description, queries, query
from kg.serve.dereference import data, identifier
from kg.serve.protocol.faults import ALL_METHODS
from kg.serve.protocol.graphs import graphs
from kg.serve.protocol.sparql import sparql


def endpoints() -> list[BaseRoute]:
    """All of them; each says itself which methods it takes."""
    return [
        Route("/api", api),
        Route("/api/openapi.json", description, methods=ALL_METHODS),
        Route("/api/queries", queries, methods=ALL_METHODS),
        Route("/api/queries/{name}", query, methods=ALL_METHODS),
        Route("/id/{path:path}", identifier, methods=ALL_METHODS),
        Route("/data/{path:path}", data, methods=ALL_METHODS),
        Route("/sparql", sparql, methods=ALL_METHODS),
        Route("/graphs", graphs, methods=ALL_METHODS),
        Route("/graphs/{path:path}", graphs, methods=ALL_METHODS),
    ]
