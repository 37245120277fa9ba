"""Identifiers lead to pages and data."""

from __future__ import annotations

import httpx
import pyoxigraph as ox
import pytest

KARS = "event/treaty-of-kars"
IRI = ox.NamedNode(f"https://histkg.example/id/{KARS}")


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        ("text/html,*/*;q=0.8", f"/page/{KARS}"),
        ("text/turtle", f"/data/{KARS}.ttl"),
        ("application/ld+json", f"/data/{KARS}.jsonld"),
        ("application/n-triples, text/html;q=0.5", f"/data/{KARS}.nt"),
    ],
)
def test_an_identifier_leads_where_it_is_wanted(server: str, accept: str, target: str) -> None:
    answer = httpx.get(f"{server}/id/{KARS}", headers={"accept": accept})
    assert answer.status_code == 303
    assert answer.headers["location"] == target
    assert answer.headers["vary"] == "Accept"
    assert httpx.get(f"{server}{target}").status_code == 200


def test_nothing_that_fits(server: str) -> None:
    answer = httpx.get(f"{server}/id/{KARS}", headers={"accept": "image/png"})
    assert answer.status_code == 406


@pytest.mark.parametrize(
    "path",
    ["id/event/nothing", "data/event/nothing.ttl", f"data/{KARS}", f"data/{KARS}.xml", "id/"],
)
def test_what_is_not_there(server: str, path: str) -> None:
    assert httpx.get(f"{server}/{path}").status_code == 404


@pytest.mark.parametrize(
    ("ending", "form"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("nt", ox.RdfFormat.N_TRIPLES),
    ],
)
def test_the_data_are_the_thing_with_its_claims(
    server: str, ending: str, form: ox.RdfFormat
) -> None:
    answer = httpx.get(f"{server}/data/{KARS}.{ending}")
    graph = ox.Store()
    graph.extend(ox.parse(input=answer.text, format=form))
    quoted = """
        PREFIX kg: <https://histkg.example/ns#> PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        ASK { %s a kg:Treaty . ?claim rdf:subject %s ; kg:passage/oa:hasSelector/oa:exact ?quote }
    """
    assert graph.query(quoted % (IRI, IRI))
    unquoted = (
        "ASK { ?claim <https://histkg.example/ns#passage> ?p FILTER NOT EXISTS { ?p ?x ?y } }"
    )
    assert not graph.query(unquoted)


def test_a_place_has_what_happened_there(server: str) -> None:
    answer = httpx.get(f"{server}/data/place/kars.nt")
    assert "rdf-syntax-ns#object> <https://histkg.example/id/place/kars>" in answer.text


def test_no_header_is_made_of_an_address(server: str) -> None:
    answer = httpx.get(f"{server}/id/event/x%0d%0aset-cookie:%20a=b")
    assert answer.status_code == 404
    assert "set-cookie" not in answer.headers
