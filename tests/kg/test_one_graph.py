"""The store of one graph answers as rdflib's own does."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib.plugins.stores.memory import Memory

from kg.graph.one_graph import OneGraph

NODES = [URIRef(f"https://example.org/{name}") for name in "abc"]
TRIPLES = st.lists(st.tuples(*[st.sampled_from(NODES)] * 3), max_size=20)


@given(TRIPLES, TRIPLES)
def test_as_rdflib_does(added, removed):
    ours, theirs = Graph(OneGraph()), Graph(Memory())
    for graph in (ours, theirs):
        for triple in added:
            graph.add(triple)
        for triple in removed:
            graph.remove(triple)
    assert len(ours) == len(theirs)
    for pattern in product([None, *NODES], repeat=3):
        assert set(ours.triples(pattern)) == set(theirs.triples(pattern))
        if None not in pattern:
            assert (pattern in ours) == (pattern in theirs)


@given(TRIPLES)
def test_in_the_order_they_came(added):
    graph = Graph(OneGraph())
    for triple in added:
        graph.add(triple)
    subjects = dict.fromkeys(s for s, _, _ in added)
    assert list(dict.fromkeys(graph.subjects())) == list(subjects)
