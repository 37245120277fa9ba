"""The ontology as the code needs it: event types, roles, and the quads of its graph."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

import pyoxigraph as ox

from kg.assets import asset
from kg.graph.vocab import RDFS, ROLE, SKOS, TYPE

FILES: Final = ("histkg.ttl", "event-types.ttl")


@cache
def ontology_triples() -> tuple[ox.Triple, ...]:
    """All triples of the ontology's files."""
    found: dict[ox.Triple, None] = {}
    for name in FILES:
        path = asset("ontology") / name
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            found[quad.triple] = None
    return tuple(found)


@cache
def event_types() -> Mapping[str, str]:
    """Every event type with its top type, which results speak of (``Armistice`` → ``Treaty``)."""
    return {name: chain[-1] for name, chain in _chains().items()}


def lineage(event_type: str) -> tuple[str, ...]:
    """``event_type`` and what is broader, up to the top; an unknown type is alone.

    >>> lineage("Armistice")
    ('Armistice', 'Treaty')
    """
    return _chains().get(event_type, (event_type,))


@cache
def roles() -> frozenset[str]:
    """The roles that somebody may take part in (``signatory``)."""
    scheme = ox.NamedNode(ROLE.removesuffix("/"))
    return frozenset(
        _node(t.subject).removeprefix(ROLE)
        for t in ontology_triples()
        if t.predicate.value == f"{SKOS}inScheme" and t.object == scheme
    )


@cache
def labels(language: str) -> Mapping[str, str]:
    """Labels of all terms in ``language`` by IRI."""
    wanted = (f"{SKOS}prefLabel", f"{RDFS}label")
    return {
        _node(t.subject): t.object.value
        for t in ontology_triples()
        if t.predicate.value in wanted
        and isinstance(t.object, ox.Literal)
        and t.object.language == language
    }


@cache
def _chains() -> Mapping[str, tuple[str, ...]]:
    broader: dict[str, str] = {}
    for triple in ontology_triples():
        name = _node(triple.subject)
        if not name.startswith(TYPE):
            continue
        if triple.predicate.value == f"{SKOS}topConceptOf":
            broader[name.removeprefix(TYPE)] = ""
        elif triple.predicate.value == f"{SKOS}broader":
            broader[name.removeprefix(TYPE)] = _node(triple.object).removeprefix(TYPE)
    chains: dict[str, tuple[str, ...]] = {}
    for name in sorted(broader):
        chain = [name]
        while above := broader.get(chain[-1]):
            chain.append(above)
        chains[name] = tuple(chain)
    return chains


def _node(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)
