"""Who may be asked, in whose name; and that nobody is asked unless somebody says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.linking.link import link_things
from kg.linking.online.client import Client
from kg.linking.online.faults import OnlineError
from kg.linking.online.settings import WIKIDATA, Settings, agent_of, open_sources
from tests.linking.online.servers import Server, VirtualClock
from tests.linking.online.world import THINGS

CONTACT = "Ayse Yilmaz <ayse@university.example>"
LOCAL = Settings(endpoint="http://127.0.0.1:7878/query")


def patient(agent: str) -> Client:
    """A client that does not wait in earnest."""
    return Client(agent, clock=VirtualClock())


def test_without_a_service_that_is_set_no_request_is_made(no_network: list[object]) -> None:
    with open_sources(Settings(contact=CONTACT), print) as sources:
        assert sources == ()
        link_things(THINGS, sources)
    assert no_network == []


def test_the_guard_would_notice(no_network: list[object]) -> None:
    with open_sources(LOCAL, print) as sources, pytest.raises(AssertionError):
        list(sources[0].find(THINGS))
    assert no_network


@pytest.mark.parametrize(
    "settings",
    [
        Settings(online=True),
        Settings(endpoint="https://qlever.example/api"),
        Settings(reconcile="https://reconcile.example/"),
        replace(LOCAL, online=True),
    ],
)
def test_without_a_contact_others_are_not_asked(settings: Settings) -> None:
    with pytest.raises(OnlineError, match="set --contact or KG_CONTACT"):
        agent_of(settings)
    assert CONTACT in agent_of(replace(settings, contact=CONTACT))


def test_this_machine_needs_no_contact() -> None:
    assert agent_of(LOCAL).startswith("histkg/")
    assert agent_of(replace(LOCAL, contact=CONTACT)).count(CONTACT) == 1


@pytest.mark.parametrize("contact", ["me", "a@b", "a@b.example\r\nX-Evil: 1", "Ayşe <a@b.example>"])
def test_a_contact_reaches_somebody(contact: str) -> None:
    with pytest.raises(OnlineError, match="holds no mail address and no page"):
        agent_of(Settings(online=True, contact=contact))


@pytest.mark.parametrize("address", ["ftp://x.example", "query.example/sparql", "http://"])
def test_an_address_is_one(address: str) -> None:
    with (
        pytest.raises(OnlineError, match="is no address of a service"),
        open_sources(Settings(endpoint=address, contact=CONTACT), print),
    ):
        pass


def test_a_password_is_not_sent() -> None:
    settings = Settings(endpoint="http://me:secret@127.0.0.1/", contact=CONTACT)
    with pytest.raises(OnlineError, match="leave it out"), open_sources(settings, print):
        pass


def test_a_key_in_an_address_stands_in_nothing_that_is_written() -> None:
    settings = Settings(reconcile="http://127.0.0.1:9/reconcile/?token=secret")
    told: list[str] = []
    with open_sources(settings, told.append, patient) as sources:
        assert [source.name for source in sources] == ["http://127.0.0.1:9/reconcile/"]
        assert list(sources[0].find(THINGS)) == []
    assert "secret" not in " ".join(told)


def test_online_means_wikidata_unless_an_endpoint_is_set() -> None:
    assert Settings(online=True).addresses[0] == WIKIDATA
    mirrored = replace(LOCAL, online=True, reconcile="https://r.example/")
    assert mirrored.addresses[0] == LOCAL.endpoint
    assert mirrored.addresses[1].endswith("/w/api.php")
    assert LOCAL.addresses == (LOCAL.endpoint, "", "")


def test_sources_ask_in_the_operators_name(server: Server, tmp_path: Path) -> None:
    settings = Settings(server.address, contact=CONTACT, cache=tmp_path / "cache.sqlite")
    told: list[str] = []
    with open_sources(settings, told.append) as sources:
        assert [source.name for source in sources] == [server.address]
        made = link_things(THINGS, sources)
    assert {d.thing: d.item for d in made.decisions}["treaty"] == "Q401"
    assert made.open == ()
    assert told == []
    assert all(CONTACT in asked.agent for asked in server.asked)
    server.asked.clear()
    with open_sources(settings, told.append) as sources:
        assert link_things(THINGS, sources) == made
    assert server.asked == []
