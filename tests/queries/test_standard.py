"""Every query, saved or of a page, is SPARQL 1.1 alone: another's parser and algebra know all of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import URIRef

from kg.queries.saved import XSD, SavedQuery, list_queries
from kg.serve.ask import QUESTIONS

QUERIES = [*list_queries(), *list_queries(QUESTIONS)]
#: SPARQL 1.1's casts (section 17.5); whatever else is called by an IRI is an engine's own
CASTS = {f"{XSD}{name}" for name in "boolean double float decimal integer dateTime string".split()}
#: Virtuoso sorts no more under a LIMIT, and answers with an error
MOST_SORTED = 10_000


def parts(of: object) -> Iterator[CompValue]:
    """Every part of a query's algebra."""
    if isinstance(of, CompValue):
        yield of
    if isinstance(of, dict):
        for held in of.values():
            yield from parts(held)
    elif isinstance(of, list | tuple | set) and not isinstance(of, str):
        for held in of:
            yield from parts(held)


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: q.name)
def test_it_is_sparql_1_1(query: SavedQuery) -> None:
    algebra = translateQuery(parseQuery(query.text)).algebra
    used = list(parts(algebra))
    assert {str(p.iri) for p in used if p.name == "Function"} <= CASTS
    assert not [p for p in used if p.name == "ServiceGraphPattern"]
    limits = [p.length for p in used if p.name == "Slice" and p.length is not None]
    assert all(limit <= MOST_SORTED for limit in limits)


def test_a_function_of_an_engines_own_is_found() -> None:
    text = "SELECT * { ?s ?p ?o FILTER(!<http://jena.apache.org/ARQ/function#e>()) } LIMIT 20000"
    used = list(parts(translateQuery(parseQuery(text)).algebra))
    assert [p.iri for p in used if p.name == "Function"] == [
        URIRef("http://jena.apache.org/ARQ/function#e")
    ]
    assert [p.length for p in used if p.name == "Slice"] == [20_000]
