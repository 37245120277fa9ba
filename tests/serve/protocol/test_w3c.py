"""The W3C's own tests of what an endpoint must do, run from their manifests.

``KNOWN`` names what fails, and why; updates are no business of a server that only reads.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import httpx
import pytest
import rdflib
from rdflib import RDF, Namespace

from tests.serve.conftest import serving
from tests.serve.protocol import w3c
from tests.serve.stores import make_store

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_CANONICAL = "the engine keeps numbers by value: 1.0e6 comes back as 1000000, -3 as an xsd:integer"
KNOWN = {"csv03": _CANONICAL, "tsv03": _CANONICAL}

pytestmark = pytest.mark.skipif(not w3c.W3C.is_dir(), reason=f"the tests are not in {w3c.W3C}")


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = make_store(tmp_path_factory.mktemp("w3c") / "store", w3c.all_quads())
    with serving("--store", str(store)) as address:
        yield f"{address}/sparql"


def _named(tests: list[w3c.ProtocolTest] | list[w3c.ResultTest]) -> list[object]:
    return [
        pytest.param(
            test,
            id=test.name,
            marks=[pytest.mark.xfail(reason=KNOWN[test.name], strict=True)]
            if test.name in KNOWN
            else [],
        )
        for test in tests
    ]


QUERIES = [t for t in w3c.protocol_tests() if not t.name.startswith("update_")]
FORMS = {
    "boolean": "application/sparql-results+json",
    "tabular": "application/sparql-results+json",
    "RDF": "text/turtle",
}


@pytest.mark.parametrize("test", _named(QUERIES))
def test_protocol(endpoint: str, test: w3c.ProtocolTest) -> None:
    for exchange in test.exchanges:
        answer = httpx.request(
            exchange.method,
            f"{endpoint}{exchange.path}",
            headers=exchange.headers,
            content=exchange.body,
        )
        expected = exchange.expected
        assert f"{answer.status_code // 100}xx" in expected.statuses
        if expected.form:
            media = answer.headers["content-type"].partition(";")[0]
            assert media == FORMS[expected.form]
        if expected.boolean is not None:
            assert answer.json()["boolean"] is expected.boolean
        if answer.status_code >= 400:
            assert answer.headers["content-type"].startswith("text/plain")
            assert answer.text.strip()


RESULT_TESTS = [t for folder in w3c.RESULTS for t in w3c.result_tests(folder)]
MEDIA = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".srj": "application/sparql-results+json",
}


@pytest.mark.parametrize("test", _named(RESULT_TESTS))
def test_results(endpoint: str, test: w3c.ResultTest) -> None:
    media = MEDIA[test.answer.suffix]
    answer = httpx.get(
        endpoint,
        params={
            "query": test.query.read_text(encoding="utf-8"),
            "default-graph-uri": w3c.graph_of(test.data),
        },
        headers={"accept": media},
    )
    assert answer.headers["content-type"].startswith(media)
    assert _rows(answer.text, test.answer) == _rows(
        test.answer.read_text(encoding="utf-8"), test.answer
    )


def _rows(text: str, form: Path) -> object:
    """The solutions of ``text``, those that differ by names of blank nodes alone being the same."""
    if form.suffix == ".srj":
        said = json.loads(text)
        if "boolean" in said:
            return said["boolean"]
        rows = [
            {n: v | {"value": "_:"} if v["type"] == "bnode" else v for n, v in row.items()}
            for row in said["results"]["bindings"]
        ]
        return sorted(said["head"]["vars"]), Counter(json.dumps(r, sort_keys=True) for r in rows)
    delimiter = "," if form.suffix == ".csv" else "\t"
    quoting = csv.QUOTE_MINIMAL if form.suffix == ".csv" else csv.QUOTE_NONE
    table = list(csv.reader(StringIO(text), delimiter=delimiter, quoting=quoting))
    order = sorted(range(len(table[0])), key=table[0].__getitem__)
    return [table[0][i] for i in order], Counter(
        tuple("_:" if row[i].startswith("_:") else row[i] for i in order) for row in table[1:]
    )


@pytest.mark.parametrize("form", ["text/turtle", "application/rdf+xml", "application/n-triples"])
def test_service_description(endpoint: str, form: str) -> None:
    """``returns-rdf``, ``has-endpoint-triple`` and ``conforms-to-schema`` of the manifest."""
    answer = httpx.get(endpoint, headers={"accept": form})
    assert answer.headers["content-type"].startswith(form)
    graph = rdflib.Graph().parse(data=answer.text, format=form)
    services = list(graph.subjects(RDF.type, SD.Service))
    assert len(services) == 1
    assert list(graph.objects(services[0], SD.endpoint)) == [rdflib.URIRef(endpoint)]
    kinds = {
        SD.defaultDataset: SD.Dataset,
        SD.defaultGraph: SD.Graph,
        SD.namedGraph: SD.NamedGraph,
    }
    for predicate, kind in kinds.items():
        assert list(graph.objects(None, predicate))
        for thing in graph.objects(None, predicate):
            assert (thing, RDF.type, kind) in graph
    for predicate in graph.predicates():
        assert predicate == RDF.type or predicate in SD
    assert {str(g).rpartition("/")[2] for g in graph.objects(None, SD.name)} >= {"data1.rdf"}


def test_all_entries_of_the_service_description_are_run() -> None:
    _, entries = w3c.manifest("service-description")
    assert {w3c.short(e) for e in entries} == {
        "returns-rdf",
        "has-endpoint-triple",
        "conforms-to-schema",
    }
