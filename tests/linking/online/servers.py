"""Servers on loopback for tests: one that fails as it is told, a SPARQL server, one of reconciliation."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs

from kg.linking.online.client import Client
from kg.linking.online.manners import POLITE, Manners

SECONDS_AT_START = 1_700_000_000.0  #: since 1970, of a virtual clock


class VirtualClock:
    """Time that passes when somebody sleeps, and only then."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def wall(self) -> float:
        return SECONDS_AT_START + self.time

    def sleep(self, seconds: float) -> None:
        assert 0 < seconds < 3600
        self.time += seconds


@dataclass(frozen=True)
class Asked:
    """A request as a server saw it."""

    at: float
    method: str
    path: str
    agent: str
    body: str


Answering = Callable[["Handler"], None]


@dataclass
class Server:
    """Answers each request by the next fault; when there are none left, by ``sound``."""

    clock: VirtualClock
    sound: Answering
    faults: deque[Answering] = field(default_factory=deque)
    asked: list[Asked] = field(default_factory=list)
    address: str = ""

    def gaps(self) -> list[float]:
        """Seconds between one request and the next."""
        times = [asked.at for asked in self.asked]
        return [later - sooner for sooner, later in pairwise(times)]

    def client(self, manners: Manners = POLITE, agent: str = "tests") -> Client:
        return Client(agent, clock=self.clock, jitter=lambda: 0.5, manners=lambda _: manners)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Any

    def do_GET(self) -> None:  # named by http.server
        scene: Server = self.server.scene
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length)
        agent = self.headers.get("User-Agent", "")
        scene.asked.append(
            Asked(scene.clock.time, self.command, self.path, agent, self.body.decode())
        )
        answer = scene.faults.popleft() if scene.faults else scene.sound
        try:
            answer(self)
        except OSError:
            self.close_connection = True  # the client has hung up

    do_POST = do_GET  # noqa: N815

    def reply(self, status: int, body: bytes, headers: Mapping[str, str] = {}) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(clock: VirtualClock, sound: Answering) -> Iterator[Server]:
    scene = Server(clock, sound)
    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    http.scene = scene  # type: ignore[attr-defined]
    scene.address = f"http://127.0.0.1:{http.server_address[1]}/sparql"
    thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield scene
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def says(said: object, status: int = 200, **headers: str) -> Answering:
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.reply(status, body, named)


def cuts(handler: Handler) -> None:
    """The connection ends in the middle of the answer."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"results": ')


def hangs_up(handler: Handler) -> None:
    """The connection ends before the answer."""
    handler.connection.shutdown(socket.SHUT_RDWR)


def drips(handler: Handler) -> None:
    """A byte every now and then, for longer than anybody waits."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(300):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def drips_headers(handler: Handler) -> None:
    """Not even the headers come to an end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(300):
        handler.wfile.write(f"X-{n}: 1\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.05)


def redirects_in_circles(handler: Handler) -> None:
    handler.reply(302, b"", {"Location": handler.path})


BROKEN = says(b'{"head": {}, "results": {"bindi')


def passes_on(address: str) -> Answering:
    """What the server at ``address`` answers."""

    def answer(handler: Handler) -> None:
        query = handler.path.partition("?")[2]
        request = urllib.request.Request(
            f"{address}?{query}" if query else address,
            data=handler.body if handler.command == "POST" else None,
            headers={
                name: handler.headers[name]
                for name in ("Accept", "Content-Type")
                if name in handler.headers
            },
        )
        try:
            with urllib.request.urlopen(request) as response:
                handler.reply(
                    200, response.read(), {"Content-Type": response.headers["Content-Type"]}
                )
        except HTTPError as error:
            with error:
                handler.reply(error.code, error.read())

    return answer


@contextmanager
def oxigraph(data: Path, folder: Path) -> Iterator[str]:
    """A SPARQL server with the triples of a file; its address."""
    program = Path(sys.executable).with_name("oxigraph")
    subprocess.run(
        [program, "load", "--location", folder, "--file", data], check=True, capture_output=True
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "serve-read-only", "--location", folder, "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            server.terminate()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the SPARQL server ended at once"
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the SPARQL server does not start")


@dataclass(frozen=True)
class Row:
    """A candidate that a reconciliation service knows."""

    id: str
    names: tuple[str, ...]
    type: str
    description: str = ""


def reconciles(
    rows: Sequence[Row],
    space: str,
    batch: int = 10,
    links: Mapping[str, str] = {},
) -> Answering:
    """A service of the Reconciliation API 0.2, which holds its client to the specification.

    ``links``: what it tells of Wikidata's identifiers for its own, by data extension.
    """

    def answer(handler: Handler) -> None:
        if handler.command == "GET":
            manifest = {"versions": ["0.2"], "name": "Tests", "identifierSpace": space}
            manifest |= {"schemaSpace": space, "batchSize": batch}
            if handler.path.startswith("/properties"):
                called = {"x:names": "Names", "x:links": "Links", "x:type": "Types"}
                rows = [{"id": pid, "name": name} for pid, name in called.items()]
                manifest = {"properties": rows}
            elif links:
                host = f"http://{handler.headers['Host']}"
                where = {"service_url": host, "service_path": "/properties?key=secret"}
                manifest["extend"] = {"propose_properties": where, "property_settings": []}
            handler.reply(200, json.dumps(manifest).encode())
            return
        if "extend" in (form := parse_qs(handler.body.decode())):
            wanted = json.loads(form["extend"][0])
            assert wanted["properties"] == [{"id": "x:links"}]
            extended = {i: {"x:links": [{"str": links.get(i, "")}]} for i in wanted["ids"]}
            meta = [{"id": "x:links", "name": "Links"}]
            handler.reply(200, json.dumps({"meta": meta, "rows": extended}).encode())
            return
        queries = json.loads(form["queries"][0])
        assert 0 < len(queries) <= batch
        found = {key: {"result": list(_matches(query))} for key, query in queries.items()}
        handler.reply(200, json.dumps(found).encode())

    def _matches(query: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        assert set(query) <= {"query", "type", "limit", "properties", "type_strict"}
        assert all(set(p) == {"pid", "v"} for p in query.get("properties", []))
        words = query["query"].casefold().split()
        for row in rows[: query["limit"]]:
            exact = any(name.casefold().split() == words for name in row.names)
            if exact or any(set(words) & set(name.casefold().split()) for name in row.names):
                yield {
                    "id": row.id,
                    "name": row.names[0],
                    "description": row.description,
                    "type": [{"id": row.type, "name": row.type}],
                    "score": 100.0 if exact else 50.0,
                    "match": exact,
                }

    return answer
