"""The plain page of whatever has no page of its own: its triples, and what points to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.engine.model import Row, Term
from kg.serve.site import page, site_of


@dataclass(frozen=True, slots=True)
class Fact:
    """A triple's predicate and its other end."""

    predicate: str  #: IRI
    other: Term


@dataclass(frozen=True, slots=True)
class NodeShown:
    """All that the page shows."""

    iri: str
    facts: tuple[Fact, ...]
    pointing: tuple[Fact, ...]  #: subjects of triples with the node as object


async def node_page(request: Request, iri: str) -> Response | None:
    """The page of ``iri``; None where the graph says nothing of it."""
    ask = site_of(request).ask
    shown = NodeShown(
        iri,
        _facts(await ask.question("facts_of", {"thing": iri})),
        _facts(await ask.question("pointing_to", {"thing": iri})),
    )
    if not shown.facts and not shown.pointing:
        return None
    return page(request, "node.html", {"shown": shown})


def _facts(rows: Sequence[Row]) -> tuple[Fact, ...]:
    return tuple(Fact(str(row["predicate"]), row["other"]) for row in rows)
