"""What several sources say of one event, and what people decided, gathered from a store.

Two plain questions find the events; what is said of them is looked up by subject, so that the cost
grows with what is compared and not with the store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from heapq import nsmallest
from typing import Final

import pyoxigraph as ox
from rdflib import Graph

from kg.graph.rdf import graph_of
from kg.graph.terms import MERGED
from kg.graph.vocab import DCTERMS, KG, OA, RDF
from kg.validation.facts import Facts, Said, read_facts
from kg.validation.where import Locator
from kg.validation.witness import Witness

_DATED_TWICE: Final = f"""
SELECT ?event WHERE {{
  ?claim <{RDF}predicate> <{KG}date> ; <{RDF}subject> ?event ; <{KG}passage> ?passage .
  ?passage <{OA}hasSource> ?source .
}} GROUP BY ?event HAVING (COUNT(DISTINCT ?source) > 1)
"""
_DENIED: Final = f"""
SELECT DISTINCT ?event WHERE {{
  ?denial <{KG}polarity> <{KG}denied> ; <{KG}modality> <{KG}fact> ; <{RDF}subject> ?event .
}}
"""
_SUBJECT: Final = ox.NamedNode(f"{RDF}subject")
_PREDICATE: Final = ox.NamedNode(f"{RDF}predicate")
_DATE: Final = ox.NamedNode(f"{KG}date")
_TYPE: Final = ox.NamedNode(f"{RDF}type")
_TITLE: Final = ox.NamedNode(f"{DCTERMS}title")
#: the way from a claim to its value and to the title of its source
_ONWARD: Final = frozenset({f"{KG}passage", f"{OA}hasSelector", f"{RDF}object"})

_SAMPLE: Final = 100  #: decisions, and links, that are looked at


def by_source(facts: Facts) -> Iterator[Facts]:
    """The same facts with the claims of one source at a time."""
    claims: dict[str, list[Said]] = defaultdict(list)
    for claim in facts.claims:
        claims[claim.passage.partition("/passage/")[0]].append(claim)
    for source in sorted(claims):
        yield replace(facts, claims=claims[source])


def facts_between(store: ox.Store) -> tuple[Facts, Locator]:
    """The dates of events that more than one source dates, all claims of events with a denial."""
    dated, denied = _events(store, _DATED_TWICE), _events(store, _DENIED)
    graph = graph_of(_triples(store, dated, denied))
    facts = read_facts(graph)
    return facts, Locator(graph, facts)


def curation_witnesses(store: ox.Store) -> list[Witness]:
    """The decisions of people that speak of what no document tells any more."""
    quads = store.quads_for_pattern(None, ox.NamedNode(f"{KG}missing"), None, MERGED)
    return sorted(
        (q.subject.value, "missing", q.object.value)
        for q in quads
        if isinstance(q.subject, ox.NamedNode) and isinstance(q.object, ox.Literal)
    )


def decided(store: ox.Store) -> Graph:
    """A sample of the decisions and of the links with their candidates, for the shapes.

    All of a kind are written by one function, so that what is wrong with one is so with many; to look
    at each would take longer than to make them. Their IRIs end in hashes: the least are a fair sample.
    """
    found: list[ox.Quad] = []
    for kind in ("Decision", "Link"):
        quads = store.quads_for_pattern(None, _TYPE, ox.NamedNode(f"{KG}{kind}"), MERGED)
        iris = (q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode))
        for iri in nsmallest(_SAMPLE, iris):
            own = list(store.quads_for_pattern(ox.NamedNode(iri), None, None, MERGED))
            found += own
            for quad in own:
                candidate = quad.predicate.value == f"{KG}candidate"
                if candidate and isinstance(quad.object, ox.NamedNode):
                    found += store.quads_for_pattern(quad.object, None, None, MERGED)
    return graph_of(found)


def _events(store: ox.Store, query: str) -> list[ox.NamedNode]:
    answer = store.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    found = {row["event"] for row in answer}
    return sorted((e for e in found if isinstance(e, ox.NamedNode)), key=lambda e: e.value)


def _triples(
    store: ox.Store, dated: list[ox.NamedNode], denied: list[ox.NamedNode]
) -> Iterator[ox.Quad]:
    told: set[ox.NamedNode] = set()
    for events, whole in ((denied, True), (dated, False)):
        for event in events:
            yield from store.quads_for_pattern(event, _TYPE, None, MERGED)
            for quad in store.quads_for_pattern(None, _SUBJECT, event, MERGED):
                claim = quad.subject
                if whole or any(store.quads_for_pattern(claim, _PREDICATE, _DATE, MERGED)):
                    yield from _described(store, claim, told)


def _described(store: ox.Store, node: object, told: set[ox.NamedNode]) -> Iterator[ox.Quad]:
    """The node's own triples and those of what stands behind it."""
    if not isinstance(node, ox.NamedNode) or node in told:
        return
    told.add(node)
    for quad in store.quads_for_pattern(node, None, None, MERGED):
        yield quad
        if quad.predicate.value in _ONWARD:
            yield from _described(store, quad.object, told)
        elif quad.predicate.value == f"{OA}hasSource" and isinstance(quad.object, ox.NamedNode):
            yield from store.quads_for_pattern(quad.object, _TITLE, None, MERGED)
