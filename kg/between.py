"""What several sources say of one event, gathered from a store."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from kg.facts import Facts, read_facts
from kg.rdf import graph_of
from kg.vocab import KG, OA, RDF
from kg.where import Locator

#: the claims of events of which more than one source asserts something as a fact
_CLAIMS: Final = f"""
PREFIX kg: <{KG}>
PREFIX oa: <{OA}>
PREFIX rdf: <{RDF}>
CONSTRUCT {{
  ?claim rdf:subject ?event ; rdf:predicate ?predicate ; rdf:object ?object ;
    kg:passage ?passage ; kg:polarity ?polarity ; kg:modality ?modality ; kg:rank ?rank .
  ?passage oa:hasSource ?source ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end ; oa:exact ?exact .
  ?source <http://purl.org/dc/terms/title> ?title .
  ?event rdf:type ?type .
  ?object kg:edtf ?edtf ; kg:earliestDay ?first ; kg:latestDay ?last .
}} WHERE {{
  {{
    SELECT DISTINCT ?event WHERE {{
      ?a rdf:subject ?event ; rdf:predicate kg:date ; kg:passage/oa:hasSource ?one .
      ?b rdf:subject ?event ; rdf:predicate kg:date ; kg:passage/oa:hasSource ?other .
      FILTER(STR(?one) < STR(?other))
    }}
  }}
  ?event rdf:type ?type .
  ?claim rdf:subject ?event ; rdf:predicate ?predicate ; rdf:object ?object ;
    kg:passage ?passage ; kg:polarity ?polarity ; kg:modality ?modality ; kg:rank ?rank .
  ?passage oa:hasSource ?source ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end ; oa:exact ?exact .
  ?source <http://purl.org/dc/terms/title> ?title .
  OPTIONAL {{ ?object kg:edtf ?edtf ; kg:earliestDay ?first ; kg:latestDay ?last }}
}}
"""


def facts_between(store: ox.Store) -> tuple[Facts, Locator]:
    """Facts about the events that more than one source dates, with the way to their passages."""
    answer = store.query(_CLAIMS, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QueryTriples)
    graph = graph_of(answer)
    facts = read_facts(graph)
    return facts, Locator(graph, facts)
