"""Clients that keep to no rule of HTTP are let go of, and the server goes on answering."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.serve.patience import Impatient
from kg.serve.running import listen, url_of
from tests.serve.conftest import serving

PATIENCE = 0.5


class Hasty(Impatient):
    patience = PATIENCE


async def _echo(request: Request) -> Response:
    return PlainTextResponse(await request.body())


@pytest.fixture(scope="module")
def hasty() -> Iterator[str]:
    listening = listen("127.0.0.1", 0)
    app = Starlette(routes=[Route("/", _echo, methods=["GET", "POST"])])
    server = uvicorn.Server(uvicorn.Config(app, http=Hasty, log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield url_of(listening)
    server.should_exit = True
    thread.join(10)


def connect(address: str) -> socket.socket:
    where = urlsplit(address)
    return socket.create_connection((where.hostname, where.port), timeout=20)  # type: ignore[arg-type]


POST = b"POST / HTTP/1.1\r\nHost: x\r\n"
SLOW = {
    "nothing": (b"", b""),
    "a head": (b"GET / HTTP/1.1\r\nHost: x\r\n", b"X-A: b\r\n"),
    "a line": (b"GET /", b"a"),
    "a body": (POST + b"Content-Length: 1000\r\n\r\n", b"a"),
    "chunks": (POST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "the second head": (b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\n", b"X-A: b\r\n"),
}


@pytest.mark.parametrize("slow", SLOW)
def test_a_request_without_an_end_is_let_go(hasty: str, slow: str) -> None:
    first, then = SLOW[slow]
    since = time.monotonic()
    with connect(hasty) as connection, suppress(ConnectionError):
        connection.sendall(first)
        connection.settimeout(0.05)
        while True:
            assert time.monotonic() - since < 10, "still connected"
            connection.sendall(then)
            with suppress(TimeoutError):
                if not connection.recv(65536):
                    break
    assert httpx.post(hasty, content=b"well").text == "well"


def test_a_request_that_ends_in_time_is_answered(hasty: str) -> None:
    with connect(hasty) as connection:
        for _ in range(3):  # together they take longer than one may
            connection.sendall(POST + b"Content-Length: 2\r\n\r\n")
            time.sleep(PATIENCE / 2)
            connection.sendall(b"ok")
            said = b""
            while not said.endswith(b"ok"):
                said += connection.recv(65536) or pytest.fail("hung up on")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clients") / "log"


@pytest.fixture(scope="module")
def hostile(samples_store: Path, log: Path) -> Iterator[str]:
    with serving("--store", str(samples_store), "--time-limit", "2", log=log) as address:
        yield address


def _said(address: str, *pieces: bytes) -> bytes:
    """All that the server says to ``pieces``, until it closes the connection."""
    said = b""
    with connect(address) as connection, suppress(ConnectionError):
        for piece in pieces:
            connection.sendall(piece)
        while got := connection.recv(65536):
            said += got
    return said


def _alive(address: str) -> None:
    assert httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, timeout=20).json()["boolean"]


END = b"Connection: close\r\n\r\n"


@pytest.mark.parametrize(
    "lines",
    [
        b"X-Large: " + b"a" * 2_000_000,
        b"\r\n".join([b"X-Many: a"] * 100_000),
        b"X\x00: \x00",
        b": x",
    ],
    ids=["large", "many", "null", "nameless"],
)
def test_heads_are_bounded(hostile: str, lines: bytes) -> None:
    said = _said(hostile, b"GET / HTTP/1.1\r\nHost: x\r\n" + lines + b"\r\n" + END)
    assert not said or said.split()[1] in (b"400", b"431")
    _alive(hostile)


@pytest.mark.parametrize("name", ["Accept", "Accept-Language", "Cookie", "If-None-Match", "Range"])
def test_long_lists_in_headers_take_no_time(hostile: str, name: str) -> None:
    one = {"Range": "0-1,", "Accept": "a/b;q=0.1,", "Cookie": "a=b;"}.get(name, "aa;q=0.1,")
    value = ("bytes=" if name == "Range" else "") + one * (60_000 // len(one)) + "a/b"
    for path in ("/sparql?query=ASK+{}", "/static/style.css", "/search?q=kars"):
        httpx.get(f"{hostile}{path}", timeout=60)  # made ready
        since = time.monotonic()
        answer = httpx.get(f"{hostile}{path}", headers={name: value})
        assert answer.status_code in (200, 206, 400, 406, 416)
        assert len(answer.content) < 1_000_000
        assert time.monotonic() - since < 5  # at once, on a machine that is busy


def test_many_fields_are_too_many(hostile: str) -> None:
    for path in ("/sparql", "/api/queries/battles"):
        answer = httpx.get(f"{hostile}{path}?" + "a=b&" * 5_000)
        assert answer.status_code == 400
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = httpx.post(f"{hostile}/sparql", content="a=b&" * 100_000, headers=form)
    assert answer.status_code == 400


def test_chunks_without_end_are_not_taken(hostile: str) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(3_000):
            yield b"ASK {} " * 1000

    headers = {"content-type": "application/sparql-query"}
    with suppress(httpx.WriteError, httpx.RemoteProtocolError, httpx.ReadError):
        answer = httpx.post(f"{hostile}/sparql", content=endless(), headers=headers, timeout=60)
        assert answer.status_code == 413
    with suppress(httpx.WriteError, httpx.RemoteProtocolError, httpx.ReadError):
        answer = httpx.request("GET", f"{hostile}/", content=endless(), timeout=60)
        assert answer.status_code == 200
    _alive(hostile)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "gzip, gzip", "x" * 1000])
def test_nothing_is_unpacked(hostile: str, coding: str) -> None:
    bomb = gzip.compress(b"SELECT * { ?s ?p ?o }" + b" " * 50_000_000)
    headers = {"content-type": "application/sparql-query", "content-encoding": coding}
    answer = httpx.post(f"{hostile}/sparql", content=bomb, headers=headers)
    assert answer.status_code == 415
    plain = {**headers, "content-encoding": "identity"}
    assert httpx.post(f"{hostile}/sparql", content="ASK {}", headers=plain).status_code == 200


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /sparql?query=ASK%20%7B%7D HTTP/1.0\r\n\r\n",
        b"GET / HTTP/0.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"CONNECT evil.example:80 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 500,
    ],
)
def test_odd_requests_are_answered_or_refused(hostile: str, log: Path, request_: bytes) -> None:
    said = _said(hostile, request_)
    assert not said or said.split()[1] in (b"200", b"400", b"404", b"405", b"415", b"501", b"505")
    assert b"Traceback" not in log.read_bytes()
    _alive(hostile)


def test_requests_in_a_row_are_answered_one_by_one(hostile: str) -> None:
    one = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: x\r\n"
    said = _said(hostile, (one + b"\r\n") * 300 + one + END)
    assert said.count(b"HTTP/1.1 200 OK") == 301


def test_a_request_that_breaks_off_leaves_no_trace(hostile: str, log: Path) -> None:
    head = b"Host: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK"
    for path in (b"/sparql", b"/review/decide"):
        with connect(hostile) as connection:
            connection.sendall(b"POST " + path + b" HTTP/1.1\r\n" + head)
            time.sleep(0.2)
    _alive(hostile)
    assert b"Traceback" not in log.read_bytes()


@pytest.mark.parametrize(
    "typed", ["\u202ekars\u2066", "kars\x00\x07", "\ufeff\u200b", "\U0001f4a9" * 90]
)
def test_what_is_typed_turns_nothing_round(hostile: str, typed: str) -> None:
    answer = httpx.get(f"{hostile}/search", params={"q": typed}, timeout=60)
    assert answer.status_code == 200
    assert "\x00" not in answer.text
    assert "\u202e" not in answer.text
    told = httpx.get(f"{hostile}/api/queries/{quote(typed)}")
    assert told.status_code == 404
    assert "\u202e" not in told.text
    assert "\x00" not in told.text
