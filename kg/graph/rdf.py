"""N-Quads lines and Oxigraph's answers as rdflib graphs in memory."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.graph.one_graph import OneGraph

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def parse_lines(lines: Iterable[str]) -> Graph:
    """The triples of N-Quads lines, whatever graph they are in; raises SyntaxError."""
    return graph_of(ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_QUADS))


def graph_of(found: Iterable[ox.Quad | ox.Triple]) -> Graph:
    """The triples of Oxigraph's quads or triples."""
    graph = Graph(OneGraph())
    known: dict[object, Node] = {}

    def term(value: object) -> Node:
        made = known.get(value)
        if made is None:
            made = known[value] = _term(value)
        return made

    add = graph.store.add
    for item in found:
        add((term(item.subject), term(item.predicate), term(item.object)), context=graph)
    return graph


def _term(value: object) -> Node:
    if isinstance(value, ox.NamedNode):
        return URIRef(value.value)
    if isinstance(value, ox.BlankNode):
        return BNode(value.value)
    if not isinstance(value, ox.Literal):
        raise TypeError(f"no RDF 1.1 term: {value}")
    if value.language:
        return Literal(value.value, lang=value.language)
    if value.datatype.value == _STRING:
        return Literal(value.value)
    return Literal(value.value, datatype=URIRef(value.datatype.value))
