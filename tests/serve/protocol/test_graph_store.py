"""Graphs over HTTP: the reading part of the W3C's Graph Store Protocol tests, and what is ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pyoxigraph as ox
import pytest
from rdflib import RDFS

from tests.serve.conftest import serving
from tests.serve.protocol import w3c
from tests.serve.stores import BASE, make_store

KNOWN = {
    "get_of_put__default_graph": "the default graph is the union of all graphs, and no graph of its own"
}
_REQUEST = re.compile(r"^ {4}(GET|HEAD|PUT|POST|DELETE) (\S+) HTTP/1.1$", re.MULTILINE)
_RESPONSE = re.compile(r"#### Response\s+(\d{3}) [^\n]*\n(.*)", re.DOTALL)


@dataclass(frozen=True)
class Reading:
    """A request for a graph; ``graph`` is its Turtle, "" where there is to be none."""

    name: str
    method: str
    path: str  #: behind the graph store's, or ``?graph=`` and such a path
    status: int
    graph: str


def readings() -> Iterator[Reading]:
    """The tests that read."""
    graph, entries = w3c.manifest("http-rdf-update")
    for entry in entries:
        comment = next(str(c) for c in graph.objects(entry, RDFS.comment) if "####" in str(c))
        request, response = _REQUEST.search(comment), _RESPONSE.search(comment)
        assert request
        assert response
        if request[1] not in ("GET", "HEAD"):
            continue
        path = re.sub(
            r"^(\?graph=)?(http://\$HOST\$/)?\$(GRAPHSTORE|NEWPATH)\$/?", r"\1", request[2]
        )
        _, _, body = response[2].partition("\n\n")
        body = body.replace("$HOST$", "h.example").replace("$GRAPHSTORE$", "gs")
        status = int(response[1])
        if status == 200 and not body.strip():
            body = "<http://h.example/1> a <http://h.example/2> ."
        yield Reading(w3c.short(entry), request[1], path, status, body if status == 200 else "")


def _path(reading: Reading) -> str:
    """Where this test's graph stands: each has a graph store of its own."""
    own = reading.path.removeprefix("?graph=").replace("$GRAPHSTORE$/", "")
    return f"{reading.name}/{own.removeprefix('http://$HOST$/') or 'new'}"


def _triples(turtle: str) -> list[ox.Triple]:
    return [q.triple for q in ox.parse(input=turtle, format=ox.RdfFormat.TURTLE)]


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    quads = [
        ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(f"{BASE}graph/{_path(reading)}"))
        for reading in (*readings(), Reading("own", "GET", "a", 200, "<a:1> <a:2> 'x'@tr ."))
        for t in _triples(reading.graph)
    ]
    store = make_store(tmp_path_factory.mktemp("graphs") / "store", quads)
    with serving("--store", str(store)) as address:
        yield f"{address}/graphs"


@pytest.mark.parametrize(
    "reading",
    [
        pytest.param(
            r,
            id=r.name,
            marks=[pytest.mark.xfail(reason=KNOWN[r.name], strict=True)] if r.name in KNOWN else [],
        )
        for r in readings()
    ],
)
def test_w3c(graphs: str, reading: Reading) -> None:
    address = f"{graphs}/{_path(reading)}"
    if reading.path.startswith("?graph="):
        address = f"{graphs}?graph={BASE}graph/{_path(reading)}"
    if reading.path == "?default":
        address = f"{graphs}?default"
    answer = httpx.request(reading.method, address, headers={"accept": "text/turtle"})
    assert answer.status_code == reading.status
    if reading.status == 200:
        assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    if reading.method == "GET" and reading.graph:
        found, expected = ox.Dataset(), ox.Dataset()
        for dataset, turtle in ((found, answer.text), (expected, reading.graph)):
            for triple in _triples(turtle):
                dataset.add(ox.Quad(*triple))
            dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        assert found == expected


def test_the_default_graph_is_all_of_it(graphs: str) -> None:
    answer = httpx.get(f"{graphs}?default", headers={"accept": "application/n-triples"})
    assert '<a:1> <a:2> "x"@tr .' in answer.text


def test_a_graph_is_named_once(graphs: str) -> None:
    for address in (graphs, f"{graphs}?default&graph=a:b", f"{graphs}/own/a?default"):
        assert httpx.get(address).status_code == 400
    assert httpx.get(graphs, params={"graph": "no iri"}).status_code == 400
    assert httpx.get(graphs, params={"graph": "a:b> } #"}).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_is_written(graphs: str, method: str) -> None:
    answer = httpx.request(method, f"{graphs}?default")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
