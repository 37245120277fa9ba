"""A client of the Reconciliation API 0.2 against a small service that holds to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from extractors.dates.edtf import day_number
from kg.identity.things import Thing
from kg.linking.model import Candidate
from kg.linking.online.cache import Cache
from kg.linking.online.items import Items
from kg.linking.online.lookup import Lookup
from kg.linking.online.reconcile import Reconciliation
from kg.linking.online.sparql import Endpoint
from tests.linking.online.servers import Row, Server, VirtualClock, reconciles, says, serving
from tests.linking.online.world import thing

WIKIDATA = "http://www.wikidata.org/entity/"
ROWS = (
    Row("Q101", ("Halil Pasha", "Halil Paşa"), "Q5", "Ottoman grand vizier"),
    Row("Q102", ("Halil Kut", "Halil Paşa"), "Q5"),
    Row("Q401", ("Treaty of Kars",), "Q131569"),
)
HALIL = thing("halil", "Person", ("Halil Paşa", "tr"))
TREATY = thing("treaty", "Event", ("Treaty of Kars", "en"), ("Treaty of Kars", "tr"))
NOBODY = thing("nobody", "Person", ("Xyz", "en"))


@contextmanager
def service(space: str = WIKIDATA, batch: int = 10) -> Iterator[Server]:
    with serving(VirtualClock(), reconciles(ROWS, space, batch)) as running:
        yield running


def find(
    server: Server, *things: Thing, cache: Cache | None = None, told: list[str] | None = None
) -> dict[str, tuple[Candidate, ...]]:
    with closing(cache or Cache(None, 9.0, server.clock.wall)) as kept:
        tell = (told if told is not None else []).append
        lookup = Lookup(server.address, kept, tell)
        asked = Reconciliation(server.address, server.client(), lookup, None, tell)
        return dict(asked.find(things))


def queries(server: Server) -> list[dict[str, object]]:
    bodies = [asked.body for asked in server.asked if asked.method == "POST"]
    return [q for body in bodies for q in json.loads(parse_qs(body)["queries"][0]).values()]


def test_candidates_are_what_the_service_says() -> None:
    with service() as server:
        got = find(server, HALIL, TREATY, NOBODY)
        assert {iri: [c.item for c in few] for iri, few in got.items()} == {
            "halil": ["Q101", "Q102"],
            "treaty": ["Q401"],
            "nobody": [],
        }
        assert got["halil"][0] == Candidate(
            "Q101",
            (("Halil Pasha", "", False),),
            ("Q5",),
            description="Ottoman grand vizier",
            source=server.address,
        )
        assert [asked.method for asked in server.asked] == ["GET", "POST"]


def test_type_and_days_go_along() -> None:
    day = day_number(1921, 10, 13)
    treaty = replace(TREATY, spans=((day, day),))
    halil = replace(HALIL, lived=(day_number(1881, 1, 1), None))
    with service() as server:
        find(server, halil, treaty)
        assert queries(server) == [
            {
                "query": "Halil Paşa",
                "limit": 10,
                "type": "Q5",
                "type_strict": "should",
                "properties": [{"pid": "P569", "v": "1881-01-01"}],
            },
            {
                "query": "Treaty of Kars",
                "limit": 10,
                "type": "Q1190554",
                "type_strict": "should",
                "properties": [{"pid": "P585", "v": "1921-10-13"}],
            },
        ]


def test_batches_are_as_large_as_the_service_takes() -> None:
    with service(batch=2) as server:
        things = [replace(HALIL, iri=f"{n}", names=((f"Halil {n}", "tr", 1),)) for n in range(5)]
        assert len(find(server, *things)) == 5
        assert [asked.method for asked in server.asked] == ["GET", "POST", "POST", "POST"]
        assert min(server.gaps()) >= 1.0


def test_identifiers_of_another_collection_name_no_item() -> None:
    told: list[str] = []
    with service("https://gazetteer.example/place/") as server:
        assert find(server, HALIL, told=told) == {"halil": ()}
        assert "type" not in queries(server)[0]  # whose types are not Wikidata's
        assert told == [f"{server.address}: 2 candidates name no item of Wikidata; left out"]


def test_identifiers_that_are_items_count_in_any_collection() -> None:
    rows = (Row("http://www.wikidata.org/entity/Q101", ("Halil Paşa",), "person"),)
    with serving(VirtualClock(), reconciles(rows, "https://gazetteer.example/")) as server:
        assert [c.item for c in find(server, HALIL)["halil"]] == ["Q101"]


def test_a_collection_that_tells_of_items_serves_too() -> None:
    rows = (
        Row("place:7", ("Kars",), "place"),
        Row("place:8", ("Kars",), "place"),
    )
    links = {"place:7": '{"type": "closeMatch", "identifier": "wd:Q201"}'}
    kars = thing("kars", "Place", ("Kars", "tr"))
    told: list[str] = []
    sound = reconciles(rows, "https://gazetteer.example/place/", links=links)
    with serving(VirtualClock(), sound) as server:
        server.address += "?key=secret"
        with closing(Cache(None, 9.0, server.clock.wall)) as cache:
            lookup = Lookup(server.address.partition("?")[0], cache, told.append)
            asked = Reconciliation(server.address, server.client(), lookup, None, told.append)
            got = dict(asked.find([kars]))
            assert [c.item for c in got["kars"]] == ["Q201"]
            kept = cache.get(lookup.service, "manifest", [lookup.service])
        assert "secret" not in f"{kept} {told} {got}"
        paths = [f"{asked.method} {asked.path}" for asked in server.asked]
        assert paths == [
            "GET /sparql?key=secret",
            "POST /sparql?key=secret",
            "GET /properties?key=secret",
            "POST /sparql?key=secret",
        ]
        assert told == [f"{lookup.service}: 1 candidates name no item of Wikidata; left out"]


def test_faults_are_waited_for_and_answers_kept() -> None:
    with service() as server:
        server.faults.extend([says({}, 429, Retry_After="9"), says({"queries": []}, 500)])
        assert len(find(server, HALIL)) == 1
        assert server.gaps()[:2] == [9.0, 3.0]


def test_results_that_miss_a_question_are_broken() -> None:
    with service() as server:
        server.faults.extend([server.sound, says({"q0": {"result": []}})])
        assert len(find(server, HALIL, TREATY)) == 2
        assert len(server.asked) == 3


@pytest.mark.parametrize("said", [{"name": "no space"}, {"results": {"bindings": []}}])
def test_what_is_no_such_service_is_told(said: object) -> None:
    told: list[str] = []
    with serving(VirtualClock(), says(said)) as server:
        assert find(server, HALIL, told=told) == {}
        assert len(server.asked) == 1
        assert "not as a service of the Reconciliation API" in told[0]


def test_an_endpoint_tells_more_of_the_candidates(server: Server) -> None:
    with service() as names, closing(Cache(None, 9.0, server.clock.wall)) as cache:
        endpoint = Endpoint(server.address, server.client())
        items = Items(endpoint, Lookup(server.address, cache, print))
        lookup = Lookup(names.address, cache, print)
        asked = Reconciliation(names.address, names.client(), lookup, items, print)
        candidates = dict(asked.find([HALIL]))["halil"]
        assert ("Halil Paşa", "tr", True) in candidates[1].labels
        assert candidates[1].source == names.address
