"""Queries over HTTP: forms, caches, faults, clients."""

from __future__ import annotations

import shutil
import subprocess
from urllib.parse import quote

import httpx
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

TREATIES = "SELECT ?t { ?t a <https://histkg.example/ns#Treaty> } ORDER BY ?t LIMIT 3"
ABOUT = "CONSTRUCT { ?s a ?o } { ?s a ?o } LIMIT 2"


@pytest.fixture
def sparql(server: str) -> str:
    return f"{server}/sparql"


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        (TREATIES, "application/sparql-results+xml", "application/sparql-results+xml"),
        (TREATIES, "text/csv, */*;q=0.1", "text/csv; charset=utf-8"),
        (TREATIES, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (TREATIES, "application/json", "application/json"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        (ABOUT, "*/*", "text/turtle; charset=utf-8"),
        (ABOUT, "application/ld+json", "application/ld+json"),
        (ABOUT, "application/rdf+xml;q=0.9, text/turtle;q=0.8", "application/rdf+xml"),
        ("DESCRIBE <a:b>", "application/n-triples", "application/n-triples"),
    ],
)
def test_forms(sparql: str, query: str, accept: str, media: str) -> None:
    answer = httpx.get(sparql, params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media
    assert answer.headers["vary"] == "Accept"
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (TREATIES, "text/turtle"),
        (ABOUT, "text/csv"),
        ("ASK {}", "text/csv"),
        ("ASK {}", "image/png"),
    ],
)
def test_no_form_fits(sparql: str, query: str, accept: str) -> None:
    answer = httpx.get(sparql, params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 406


def test_what_the_client_has_is_not_sent_again(sparql: str) -> None:
    first = httpx.get(sparql, params={"query": TREATIES})
    again = {"if-none-match": first.headers["etag"]}
    second = httpx.get(sparql, params={"query": TREATIES}, headers=again)
    assert (second.status_code, second.content) == (304, b"")
    other = httpx.get(sparql, params={"query": TREATIES}, headers={**again, "accept": "text/csv"})
    assert other.status_code == 200
    assert "etag" not in httpx.get(sparql, params={"query": "SELECT (NOW() AS ?t) {}"}).headers


def test_head_has_no_body(sparql: str) -> None:
    answer = httpx.head(sparql, params={"query": TREATIES})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "application/sparql-results+json"


def test_options(sparql: str) -> None:
    answer = httpx.options(sparql, headers={"origin": "http://elsewhere.example"})
    assert answer.status_code == 204
    assert "POST" in answer.headers["access-control-allow-methods"]


def test_people_get_a_page(sparql: str) -> None:
    answer = httpx.get(sparql, headers={"accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sparql-page")


def test_the_parser_says_what_is_wrong(sparql: str) -> None:
    answer = httpx.get(sparql, params={"query": "SELECT * {\n ?s ?p }"})
    assert answer.status_code == 400
    assert "error at 2:" in answer.text


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ("query=ASK{}&query=ASK{}", 400),
        ("", 400),
        ("update=CLEAR%20ALL", 400),
        ("query=CLEAR%20ALL", 400),
        ("query=LOAD%20%3Chttp://127.0.0.1/%3E", 400),
        ("query=%FF", 400),
        ("query=ASK{}&default-graph-uri=no%20iri", 400),
        ("query=ASK{}&using-graph-uri=a:b", 400),
    ],
)
def test_bad_requests(sparql: str, form: str, status: int) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = httpx.post(sparql, content=form, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")


def test_a_dataset_in_the_query_is_heeded(sparql: str) -> None:
    def ask(query: str, **more: str) -> bool:
        said: bool = httpx.get(sparql, params={"query": query, **more}).json()["boolean"]
        return said

    ontology = "https://histkg.example/graph/ontology"
    assert ask("ASK { ?s ?p ?o }")
    assert not ask("ASK FROM <http://127.0.0.1/none> { ?s ?p ?o }")
    assert ask(f"ASK FROM <{ontology}> {{ ?s ?p ?o }}")
    assert not ask(f"ASK FROM NAMED <{ontology}> {{ ?s ?p ?o }}")
    assert not ask(f"ASK FROM <{ontology}> {{ ?s ?p ?o }}", **{"default-graph-uri": "a:b"})


def test_a_relative_iri_is_one_of_the_graph(sparql: str) -> None:
    query = "ASK { <id/event/treaty-of-kars> a ?type }"
    assert httpx.get(sparql, params={"query": query}).json()["boolean"]


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper(sparql: str, method: str) -> None:
    client = SPARQLWrapper(sparql)
    client.setMethod(method)
    client.setQuery(TREATIES)
    client.setReturnFormat(JSON)
    assert len(client.queryAndConvert()["results"]["bindings"]) == 3
    client.setReturnFormat(XML)
    assert len(client.queryAndConvert().getElementsByTagName("result")) == 3
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().count(b"/id/event/") == 3
    client.setQuery(ABOUT)
    client.setReturnFormat(TURTLE)
    assert b" a " in client.queryAndConvert()


def test_rdflib(sparql: str) -> None:
    graph = rdflib.Graph(SPARQLStore(sparql))
    assert len(list(graph.query(TREATIES))) == 3
    kars = rdflib.URIRef("https://histkg.example/id/event/treaty-of-kars")
    assert (kars, rdflib.RDF.type, None) in graph


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_curl(sparql: str) -> None:
    def curl(*arguments: str) -> str:
        done = subprocess.run(["curl", "-sf", *arguments], capture_output=True, text=True)
        assert done.returncode == 0
        return done.stdout

    assert "sd:Service" in curl(sparql)
    assert '"bindings"' in curl("--data-urlencode", f"query={TREATIES}", sparql)
    assert '"bindings"' in curl(f"{sparql}?query={quote(TREATIES)}")
    direct = ("-H", "Content-Type: application/sparql-query", "-H", "Accept: text/csv")
    assert curl(*direct, "--data-binary", TREATIES, sparql).startswith("t\n")
