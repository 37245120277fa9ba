"""The polite client against a server that fails as it is told; the server keeps the times."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from email.utils import formatdate
from typing import Any

import pytest

from kg.linking.online.cache import Cache
from kg.linking.online.client import manners_of, retry_after
from kg.linking.online.faults import GivenUpError, UnansweredError
from kg.linking.online.manners import OWN, POLITE
from kg.linking.online.transport import Answer
from tests.linking.online.servers import (
    BROKEN,
    SECONDS_AT_START,
    Answering,
    Server,
    VirtualClock,
    cuts,
    drips,
    drips_headers,
    hangs_up,
    redirects_in_circles,
    says,
    serving,
)

QUICK = replace(POLITE, deadline=1.0)
LATER = formatdate(SECONDS_AT_START + 40, usegmt=True)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(VirtualClock(), says({"fine": True})) as running:
        yield running


def read(answer: Answer) -> Any:
    return json.loads(answer.body)


def ask(server: Server, manners: Any = QUICK, path: str = "") -> Any:
    client = server.client(manners, "histkg (a@b.example)")
    return client.ask(urllib.request.Request(server.address + path), read)


@pytest.mark.parametrize(
    ("fault", "gap"),
    [
        pytest.param(says({}, 429, Retry_After="30"), 30.0, id="429 with seconds"),
        pytest.param(says({}, 429, Retry_After=LATER), 40.0, id="429 with a date"),
        pytest.param(says({}, 429, Retry_After="1"), 1.5, id="429 sooner than we would come"),
        pytest.param(says({}, 503, Retry_After="30"), 30.0, id="503"),
        pytest.param(says({}, 429), 1.5, id="429 without a word"),
        pytest.param(says({}, 500), 1.5, id="500"),
        pytest.param(says({}, 502), 1.5, id="502"),
        pytest.param(says({}, 504), 1.5, id="504"),
        pytest.param(cuts, 1.5, id="cut"),
        pytest.param(hangs_up, 1.5, id="hung up"),
        pytest.param(BROKEN, 1.5, id="broken JSON"),
        pytest.param(says(b"\xff\xfe\xfd"), 1.5, id="no text"),
        pytest.param(drips, 1.5, id="drip"),
        pytest.param(drips_headers, 1.5, id="drip of headers"),
    ],
)
def test_a_passing_fault_is_waited_for(server: Server, fault: Answering, gap: float) -> None:
    server.faults.append(fault)
    assert ask(server) == {"fine": True}
    assert server.gaps() == [gap]
    assert {asked.agent for asked in server.asked} == {"histkg (a@b.example)"}


def test_backoff_doubles_and_ends(server: Server) -> None:
    server.faults.extend([says({}, 500)] * 9)
    with pytest.raises(UnansweredError, match="HTTP 500") as raised:
        ask(server)
    assert raised.value.less
    assert server.gaps() == [1.5, 3.0, 6.0]


def test_a_slow_drip_holds_nobody_longer_than_the_deadline(server: Server) -> None:
    server.faults.extend([drips] * 2)
    began = time.monotonic()
    with pytest.raises(UnansweredError, match=r"no answer within 0\.3 s"):
        ask(server, replace(POLITE, deadline=0.3, attempts=2))
    assert time.monotonic() - began < 3.0


def test_circles_of_redirects_end_and_every_hop_keeps_the_pause(server: Server) -> None:
    server.faults.extend([redirects_in_circles] * 99)
    with pytest.raises(UnansweredError, match="in circles"):
        ask(server)
    assert len(server.asked) == QUICK.attempts
    assert min(server.gaps()) >= QUICK.pause


def test_a_redirect_on_the_host_is_followed(server: Server) -> None:
    server.faults.append(says({}, 307, Location="/other?x=1"))
    assert ask(server) == {"fine": True}
    assert server.asked[1].path == "/other?x=1"
    assert server.gaps() == [QUICK.pause]


def test_a_redirect_to_another_host_is_told_and_not_followed(server: Server) -> None:
    server.faults.append(says({}, 301, Location="http://elsewhere.example/sparql"))
    with pytest.raises(GivenUpError, match=r"moved to http://elsewhere\.example/sparql"):
        ask(server)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_who_refuses_us_is_not_asked_again(server: Server, status: int) -> None:
    server.faults.append(says(b"You have been banned", status))
    client = server.client(QUICK)
    for _ in range(3):
        with pytest.raises(GivenUpError, match=f"HTTP {status} .You have been banned"):
            client.ask(urllib.request.Request(server.address), read)
    assert len(server.asked) == 1


def test_who_wants_a_long_rest_is_left_alone(server: Server) -> None:
    server.faults.append(says({}, 429, Retry_After="3600"))
    client = server.client(QUICK)
    for _ in range(2):
        with pytest.raises(GivenUpError, match="3600 s"):
            client.ask(urllib.request.Request(server.address), read)
    assert len(server.asked) == 1
    assert server.clock.time == 0.0


@pytest.mark.parametrize("passed", [1.0, 3599.0, 3601.0])
def test_the_next_run_keeps_to_a_rest_too(server: Server, passed: float) -> None:
    server.faults.append(says({}, 429, Retry_After="3600"))
    with closing(Cache(None, 0.0, server.clock.wall)) as cache:
        for _ in range(2):
            client = server.client(QUICK)
            client.heed(cache)
            try:
                client.ask(urllib.request.Request(server.address), read)
            except GivenUpError:
                server.clock.time += passed
    assert [gap >= 3600.0 for gap in server.gaps()] == ([True] if passed > 3000 else [])


def test_a_bad_question_is_asked_once(server: Server) -> None:
    server.faults.append(says(b"parse error", 400))
    with pytest.raises(UnansweredError, match="parse error") as raised:
        ask(server)
    assert raised.value.less
    assert len(server.asked) == 1


def test_the_breaker_gives_one_rest_and_then_up(server: Server) -> None:
    server.faults.extend([says({}, 500)] * 99)
    client = server.client(QUICK)
    for _ in range(2):
        with pytest.raises(UnansweredError):
            client.ask(urllib.request.Request(server.address), read)
    with pytest.raises(GivenUpError, match="6 requests in a row failed"):
        client.ask(urllib.request.Request(server.address), read)
    assert len(server.asked) == QUICK.failures + 1
    assert server.gaps()[-1] == QUICK.rest


def test_a_service_that_comes_back_within_the_rest_is_asked_on(server: Server) -> None:
    server.faults.extend([says({}, 500)] * QUICK.failures)
    client = server.client(QUICK)
    with pytest.raises(UnansweredError):
        client.ask(urllib.request.Request(server.address), read)
    assert client.ask(urllib.request.Request(server.address), read) == {"fine": True}
    server.faults.extend([says({}, 500)] * 3)
    assert client.ask(urllib.request.Request(server.address), read) == {"fine": True}


def test_an_answer_without_end_is_not_taken(server: Server) -> None:
    server.faults.append(says(b" " * 5000))
    with pytest.raises(UnansweredError, match="more than 1,000 bytes"):
        ask(server, replace(QUICK, size=1000))


def test_nobody_there() -> None:
    with serving(VirtualClock(), says({})) as gone:
        pass
    with pytest.raises(UnansweredError, match="the connection failed"):
        ask(gone)
    assert gone.clock.time > 0


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("12", 12.0), (LATER, 40.0), ("9" * 400, 604_800.0), ("-3", 0.0), ("soon", 0.0), (None, 0.0)],
)
def test_retry_after_in_all_its_forms(said: str | None, seconds: float) -> None:
    assert retry_after(said, SECONDS_AT_START) == seconds


def test_only_this_machine_is_asked_without_pause() -> None:
    assert manners_of("http://127.0.0.1:7878/query") is OWN
    assert manners_of("http://localhost/query") is OWN
    assert manners_of("https://query.wikidata.org/sparql") is POLITE
    assert manners_of("http://127.example.org/") is POLITE
