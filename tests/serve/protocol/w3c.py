"""The W3C's SPARQL 1.1 tests, read from their manifests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib import Namespace
from rdflib.collection import Collection

from tests.serve.stores import quads_of

W3C = Path(__file__).parents[4] / "shared" / "w3c"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
KASEI = "http://kasei.us/2009/09/sparql/data"
RESULTS = ("csv-tsv-res", "json-res")


@dataclass(frozen=True)
class Expected:
    """What a response must be like."""

    statuses: tuple[str, ...]  #: as ``2xx``
    boolean: bool | None = None
    form: str = ""  #: boolean, tabular, RDF


@dataclass(frozen=True)
class Exchange:
    """One request, and what is expected of its response."""

    method: str
    path: str  #: behind the endpoint's own
    headers: dict[str, str]
    body: bytes
    expected: Expected


@dataclass(frozen=True)
class ProtocolTest:
    """Requests to send in their order."""

    name: str
    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True)
class ResultTest:
    """A query over a file's triples, and the file with its answer."""

    name: str
    data: Path
    query: Path
    answer: Path


def manifest(folder: str) -> tuple[rdflib.Graph, list[rdflib.URIRef]]:
    """A manifest's graph and its entries in their order; empty where it is not at hand."""
    path = W3C / folder / "manifest.ttl"
    graph = rdflib.Graph()
    if not path.exists():
        return graph, []
    graph.parse(path)
    head = next(graph.objects(None, MF.entries))
    return graph, [e for e in Collection(graph, head) if isinstance(e, rdflib.URIRef)]


def short(entry: rdflib.term.Node) -> str:
    """The name behind ``#``."""
    return str(entry).rpartition("#")[2]


def protocol_tests() -> Iterator[ProtocolTest]:
    """The tests of the SPARQL Protocol."""
    graph, entries = manifest("protocol")
    for entry in entries:
        action = graph.value(entry, MF.action)
        requests = Collection(graph, graph.value(action, HT.requests))
        yield ProtocolTest(short(entry), tuple(_exchange(graph, r) for r in requests))


def _exchange(graph: rdflib.Graph, request: rdflib.term.Node) -> Exchange:
    said = graph.value(request, HT.headers)
    headers = {
        str(graph.value(h, HT.fieldName)): str(graph.value(h, HT.fieldValue))
        for h in (Collection(graph, said) if said else ())
    }
    content = graph.value(request, HT.body)
    body = b""
    if content is not None:
        encoding = str(graph.value(content, CNT.characterEncoding))
        body = str(graph.value(content, CNT.chars)).encode(encoding)
    response = graph.value(request, HT.resp)
    boolean = graph.value(response, MF.expectedBoolean)
    return Exchange(
        str(graph.value(request, HT.methodName)),
        str(graph.value(request, HT.absolutePath)).removeprefix("/sparql/"),
        headers,
        body,
        Expected(
            tuple(str(s)[-3:].lower() for s in graph.objects(response, MF.expectedStatus)),
            None if boolean is None else boolean.toPython(),  # type: ignore[attr-defined]
            str(graph.value(response, MF.expectedFormat) or ""),
        ),
    )


def result_tests(folder: str) -> Iterator[ResultTest]:
    """The tests of a form of results."""
    graph, entries = manifest(folder)
    for entry in entries:
        action = graph.value(entry, MF.action)
        named = (graph.value(action, QT.data), graph.value(action, QT.query))
        answer = graph.value(entry, MF.result)
        data, query, expected = (W3C / folder / Path(str(n)).name for n in (*named, answer))
        yield ResultTest(short(entry), data, query, expected)


def graph_of(data: Path) -> str:
    """The graph of the test store that holds a file's triples."""
    return f"http://w3c.example/{data.parent.name}/{data.name}"


def all_quads() -> Iterator[ox.Quad]:
    """All that the tests ask, each file in a graph of its own."""
    for number in (1, 2, 3):
        yield from quads_of(W3C / "protocol" / f"data{number}.nt", f"{KASEI}/data{number}.rdf")
    for folder in RESULTS:
        for data in sorted({test.data for test in result_tests(folder)}):
            yield from quads_of(data, graph_of(data))
