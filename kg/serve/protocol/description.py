"""The service's description (SPARQL 1.1 Service Description)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from kg.graph.vocab import PREFIXES, RDF
from kg.serve.protocol.accept import FORMS, Form
from kg.serve.site import site_of

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_HOST: Final = re.compile(r"[\w.-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?", re.ASCII)
_NAMES: Final = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
}
_WRITERS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


def address_of(request: Request) -> str:
    """Scheme and host as the client knows them, where what it says is a host; else the settings'."""
    settings = site_of(request).settings
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        host = f"{settings.host}:{settings.port}"
    return f"{request.url.scheme}://{host}"


async def description(request: Request, form: Form) -> Response:
    """The description in one of the forms of triples."""
    site = site_of(request)
    graphs = [str(row["graph"]) for row in await site.ask.question("graphs")]
    triples = _triples(f"{address_of(request)}/sparql", graphs, bool(site.settings.service_hosts))
    body = ox.serialize(
        triples, format=_WRITERS[form.engine], prefixes={"sd": SD, "rdf": PREFIXES["rdf"]}
    )
    return Response(body, headers={"content-type": form.content_type, "vary": "Accept"})


def _triples(endpoint: str, graphs: list[str], federated: bool) -> Iterator[ox.Triple]:
    service, dataset, default = (
        ox.BlankNode("service"),
        ox.BlankNode("dataset"),
        ox.BlankNode("all"),
    )
    yield _typed(service, "Service")
    yield ox.Triple(service, _sd("endpoint"), ox.NamedNode(endpoint))
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    if federated:
        yield ox.Triple(service, _sd("feature"), _sd("BasicFederatedQuery"))
    for media in dict.fromkeys(form.engine for forms in FORMS.values() for form in forms):
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + _NAMES[media]))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield _typed(dataset, "Dataset")
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield _typed(default, "Graph")
    for number, graph in enumerate(graphs):
        named = ox.BlankNode(f"graph{number}")
        yield ox.Triple(dataset, _sd("namedGraph"), named)
        yield _typed(named, "NamedGraph")
        yield ox.Triple(named, _sd("name"), ox.NamedNode(graph))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{SD}{name}")


def _typed(node: ox.BlankNode, name: str) -> ox.Triple:
    return ox.Triple(node, ox.NamedNode(f"{RDF}type"), _sd(name))
