"""The addresses for programs."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from kg.serve.protocol.faults import ALL_METHODS
from kg.serve.protocol.graphs import graphs
from kg.serve.protocol.sparql import sparql


def endpoints() -> list[BaseRoute]:
    """All of them; each says itself which methods it takes."""
    return [
        Route("/sparql", sparql, methods=ALL_METHODS),
        Route("/graphs", graphs, methods=ALL_METHODS),
        Route("/graphs/{path:path}", graphs, methods=ALL_METHODS),
    ]
