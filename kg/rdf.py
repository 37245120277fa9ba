"""N-Quads lines and other RDF as rdflib graphs in memory."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node


def parse_lines(lines: Iterable[str]) -> Graph:
    """The triples of N-Quads lines, whatever graph they are in; raises SyntaxError."""
    graph = Graph()
    known: dict[ox.NamedNode | ox.BlankNode | ox.Literal, Node] = {}

    def term(value: object) -> Node:
        assert isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal)
        found = known.get(value)
        if found is None:
            found = known[value] = _term(value)
        return found

    add = graph.store.add
    for quad in ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_QUADS):
        add((term(quad.subject), term(quad.predicate), term(quad.object)), context=graph)
    return graph


def _term(value: ox.NamedNode | ox.BlankNode | ox.Literal) -> Node:
    if isinstance(value, ox.NamedNode):
        return URIRef(value.value)
    if isinstance(value, ox.BlankNode):
        return BNode(value.value)
    if value.language:
        return Literal(value.value, lang=value.language)
    if value.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
        return Literal(value.value)
    return Literal(value.value, datatype=URIRef(value.datatype.value))
