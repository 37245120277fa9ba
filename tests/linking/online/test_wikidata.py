"""Candidates from a real SPARQL endpoint, sound and with faults before it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace

import pytest

from kg.identity.things import Thing
from kg.linking.link import link_things
from kg.linking.model import Candidate
from kg.linking.online.cache import Cache
from kg.linking.online.items import Items
from kg.linking.online.lookup import Lookup
from kg.linking.online.manners import POLITE
from kg.linking.online.search import Search
from kg.linking.online.sparql import Endpoint
from kg.linking.online.wikidata import Wikidata
from tests.linking.online.servers import (
    BROKEN,
    Answering,
    Handler,
    Server,
    VirtualClock,
    cuts,
    drips,
    hangs_up,
    passes_on,
    redirects_in_circles,
    says,
    serving,
)
from tests.linking.online.world import EXPECTED, LATEST, THINGS, found, numbers, source, thing


@pytest.fixture
def cache(server: Server) -> Iterator[Cache]:
    with closing(Cache(None, 90.0, server.clock.wall)) as kept:
        yield kept


def test_candidates_bear_the_name_in_any_language(server: Server, cache: Cache) -> None:
    told: list[str] = []
    assert {
        iri: numbers(few) for iri, few in found(source(server, cache, told)).items()
    } == EXPECTED
    assert told == []
    assert min(server.gaps()) >= POLITE.pause
    assert len(server.asked) == 3  # names, facts, classes


def test_facts_come_with_classes_closed(server: Server, cache: Cache) -> None:
    candidates = {c.item: c for few in found(source(server, cache, [])).values() for c in few}
    assert candidates["Q401"] == Candidate(
        "Q401",
        (("Treaty of Kars", "en", False),),
        ("Q131569", "Q1190554"),
        candidates["Q401"].first,
        candidates["Q401"].first,
        description="treaty of 1921",
        source=server.address,
    )
    halil = candidates["Q102"]
    assert ("Halil Paşa", "tr", True) in halil.labels
    assert halil.last == LATEST
    assert (candidates["Q201"].lat, candidates["Q201"].lon) == (40.6, 43.1)
    assert candidates["Q201"].classes == ("Q515", "Q486972", "Q27096213")


def test_what_is_known_is_not_asked_again(server: Server, cache: Cache) -> None:
    first = found(source(server, cache, []))
    asked = len(server.asked)
    assert found(source(server, cache, [])) == first
    assert len(server.asked) == asked
    server.clock.time += 91 * 86_400.0
    assert found(source(server, cache, [])) == first
    assert len(server.asked) == 2 * asked


class Told:
    """A source that has its candidates already."""

    name = "told"

    def __init__(self, candidates: Mapping[str, tuple[Candidate, ...]]) -> None:
        self._candidates = candidates

    def find(self, things: Sequence[Thing]) -> Iterator[tuple[str, tuple[Candidate, ...]]]:
        return ((t.iri, self._candidates[t.iri]) for t in things)


def linked(candidates: Mapping[str, tuple[Candidate, ...]]) -> Mapping[str, tuple[str, str | None]]:
    """State and item of every thing."""
    made = link_things(THINGS, [Told(candidates)])
    return {decision.thing: (decision.state, decision.item) for decision in made.decisions}


def test_candidates_are_enough_to_link(server: Server, cache: Cache) -> None:
    made = linked(found(source(server, cache, [])))
    assert made["treaty"] == ("linked", "Q401")
    assert made["enver"] == ("linked", "Q402")
    assert made["nobody"] == ("nil", None)
    assert made["halil"][0] == "review"  # a century apart, and the thing has no days


FAULTS = {
    "429": says({}, 429, Retry_After="30"),
    "503": says({}, 503, Retry_After="20"),
    "500": says({}, 500),
    "cut": cuts,
    "hung up": hangs_up,
    "broken": BROKEN,
    "no table": says({"error": "late"}),
    "drip": drips,
    "circle": redirects_in_circles,
}


@pytest.mark.parametrize("faults", [*([name] for name in FAULTS), list(FAULTS)], ids=" ".join)
def test_with_faults_the_candidates_are_those_without(
    server: Server, cache: Cache, faults: list[str]
) -> None:
    sound = found(source(server, cache, []))
    order = [name for name in faults for _ in range(2)]
    random.Random(7).shuffle(order)
    told: list[str] = []
    with (
        closing(Cache(None, 90.0, server.clock.wall)) as empty,
        serving(VirtualClock(), server.sound) as failing,
    ):
        failing.faults.extend(FAULTS[name] for name in order)
        # a real second for the drips
        failing.client = lambda *_: Server.client(failing, replace(POLITE, deadline=1.0))  # type: ignore[method-assign]
        rest = list(THINGS)
        got: dict[str, tuple[Candidate, ...]] = {}
        for _ in range(4):  # what was left is taken up by the next run
            got |= found(source(failing, empty, told), rest)
            rest = [t for t in THINGS if t.iri not in got]
            failing.clock.time += 600.0
        assert {iri: numbers(few) for iri, few in got.items()} == EXPECTED
        assert [replace(c, source="") for iri in got for c in got[iri]] == [
            replace(c, source="") for iri in got for c in sound[iri]
        ]
        assert linked(got) == linked(sound)
        assert not failing.faults
        assert min(failing.gaps()) >= POLITE.pause
        for name, gap in zip(order, failing.gaps(), strict=False):
            assert gap >= {"429": 30.0, "503": 20.0, "circle": 1.0}.get(name, 1.5), name


def test_a_batch_that_is_too_much_is_split_once(server: Server, cache: Cache) -> None:
    sound = server.sound
    sizes: list[int] = []

    def careful(handler: Handler) -> None:
        sizes.append(len(handler.body))
        (says(b"too large", 413) if sizes[-1] > 0.75 * sizes[0] else sound)(handler)

    server.sound = careful
    got = found(source(server, cache, []))
    assert {iri: numbers(few) for iri, few in got.items()} == EXPECTED
    assert sizes[0] > sizes[1] + 500


def test_a_dead_endpoint_leaves_all_open_and_says_so_once(server: Server, cache: Cache) -> None:
    server.faults.extend([says(b"maintenance", 500)] * 999)
    told: list[str] = []
    assert found(source(server, cache, told)) == {}
    assert told
    assert "not asked any more in this run" in told[-1]
    assert len(server.asked) == POLITE.failures + 1
    server.faults.clear()
    assert {iri: numbers(few) for iri, few in found(source(server, cache, [])).items()} == EXPECTED


def test_what_is_cached_is_linked_though_the_endpoint_is_dead(server: Server, cache: Cache) -> None:
    found(source(server, cache, []), THINGS[:1])
    server.faults.extend([says(b"", 500)] * 999)
    assert found(source(server, cache, [])).keys() == {"halil"}


def searching(server: Server, cache: Cache, api: Server) -> Wikidata:
    answers = Lookup(server.address, cache, print)
    endpoint = Endpoint(server.address, server.client())
    search = Search(api.address, api.client())
    kept = Lookup(api.address, cache, print)
    return Wikidata(endpoint, Items(endpoint, answers), answers, search, kept)


def items(*numbers: str) -> Answering:
    return says({"search": [{"id": number} for number in numbers], "success": 1})


def test_what_no_exact_name_finds_is_searched_for(server: Server, cache: Cache) -> None:
    with serving(server.clock, items()) as api:
        api.faults.extend([items(), items("Q102", "P31", "Q99")])
        things = [thing("kut", "Person", ("Kut Halil Paşa", "az")), THINGS[0]]
        got = found(searching(server, cache, api), things)
        # of a number that is no item any more nothing is known
        assert {iri: numbers(few) for iri, few in got.items()} == {
            "kut": ["Q102"],
            "halil": ["Q101", "Q102"],
        }
        languages = [asked.path.partition("&language=")[2][:2] for asked in api.asked]
        assert languages == ["az", "en"]
        assert "wbsearchentities" in api.asked[0].path
        assert "maxlag=5" in api.asked[0].path
        assert found(searching(server, cache, api), things) == got
        assert len(api.asked) == 2


def test_a_search_that_lags_is_asked_later(server: Server, cache: Cache) -> None:
    lag = {"error": {"code": "maxlag", "info": "Waiting for a server: 6 seconds lagged"}}
    with serving(server.clock, items("Q102")) as api:
        api.faults.append(says(lag, Retry_After="5"))
        things = [thing("kut", "Person", ("Kut Halil", "tr"))]
        assert numbers(found(searching(server, cache, api), things)["kut"]) == ["Q102"]
        assert api.gaps() == [5.0]


def test_thousands_of_items(shared_endpoint: str) -> None:
    with (
        serving(VirtualClock(), passes_on(shared_endpoint)) as server,
        closing(Cache(None, 90.0, server.clock.wall)) as cache,
    ):
        names = ("Kars", "Erzurum", "Sivas", "Trabzon", "Batumi", "Tiflis", "Bursa", "İzmir")
        things = [thing(name, "Place", (name, "tr")) for name in names]
        got = found(source(server, cache, []), things)
        assert got.keys() == set(names)
        assert [name for name in names if not got[name]] == []
        assert all(c.labels for few in got.values() for c in few)
