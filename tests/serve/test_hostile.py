"""What is sent to do harm is refused or bounded, and the server goes on answering."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from tests.serve.conftest import serving

SECONDS = 2.0
NESTED = "".join(f"OPTIONAL {{ ?a{n} ?b{n} ?c{n} " for n in range(30)) + "}" * 30
BINDS = " ".join(f"BIND(CONCAT(?b{n}, ?b{n}) AS ?b{n + 1})" for n in range(60))
GROWN = "REPLACE(" * 12 + "'a'" + ", '.', '$0$0$0$0$0$0$0$0$0')" * 12
EXISTS = "".join(f"FILTER NOT EXISTS {{ ?x{n} ?y{n} ?z{n} " for n in range(200)) + "}" * 200
TEMPLATE = " ".join(f"?a <a:{n}> [ ?e ?c ] ." for n in range(5_000))
BOMBS = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "nested optional": f"SELECT * {{ {NESTED} }} ORDER BY ?c29",
    "unbounded path": "SELECT (COUNT(*) AS ?n) { ?a (!<a:b>|^!<a:b>)* ?b . ?b (!<a:b>|^!<a:b>)+ ?c }",
    "order by everything": "SELECT * { ?a ?b ?c . ?d ?b ?e } ORDER BY ?e ?c ?a ?d ?b",
    "group_concat": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?f))) AS ?x) { ?a ?b ?c . ?d ?e ?f }",
    "regex": "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(?c, ?f), '^(a+)+(b+)+$')) }",
    "brackets": f"ASK {{ FILTER({'(' * 20_000}1{')' * 20_000}) }}",
    "groups": f"ASK {'{' * 20_000}{'}' * 20_000}",
    "path in path": f"SELECT * {{ ?a {'(' * 5_000}!<a:b>{')*' * 5_000} ?b }}",
    "long path": f"ASK {{ ?a {'/'.join(['(!<a:b>|^!<a:b>)'] * 40)} ?b FILTER(?b = 1) }}",
    "bind chain": f"SELECT (STRLEN(?b60) AS ?n) {{ BIND('ab' AS ?b0) {BINDS} }}",
    "replace": f"SELECT (STRLEN({GROWN}) AS ?n) {{}}",
    "group_concat of all": "SELECT (GROUP_CONCAT(?c; separator='') AS ?x) { ?a ?b ?c . ?d ?b ?e }",
    "subselects": f"SELECT * {{ {'{ SELECT * {' * 5_000} ?a ?b ?c {'} }' * 5_000} }}",
    "exists in exists": f"ASK {{ ?a ?b ?c {EXISTS} }}",
    "template": f"CONSTRUCT {{ {TEMPLATE} }} {{ ?a ?b ?c . ?d ?e ?f }}",
    "constructed": "CONSTRUCT { ?a ?b ?f . ?d ?e ?c } { ?a ?b ?c . ?d ?e ?f }",
}


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile") / "log"


@pytest.fixture(scope="module")
def hostile(samples_store: Path, log: Path) -> Iterator[str]:
    options = ("--store", str(samples_store), "--time-limit", str(SECONDS), "--row-limit", "20000")
    with serving(*options, log=log) as address:
        yield address


def _alive(address: str) -> None:
    since = time.monotonic()
    answer = httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, timeout=20)
    assert answer.json()["boolean"]
    assert httpx.get(f"{address}/sparql", timeout=20).status_code == 200
    assert time.monotonic() - since < 5  # at once, on a machine that is busy


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs(hostile: str, bomb: str) -> None:
    since = time.monotonic()
    try:
        answer = httpx.post(f"{hostile}/sparql", data={"query": BOMBS[bomb]}, timeout=60)
        assert answer.status_code in (400, 503)
        assert answer.headers["content-type"].startswith("text/plain")
    except httpx.RemoteProtocolError:
        pass  # broken off while it was sent
    assert time.monotonic() - since < SECONDS + 10
    _alive(hostile)


def test_many_values(hostile: str) -> None:
    values = " ".join(map(str, range(30_000)))
    query = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {values} }} VALUES ?b {{ {values} }} }}"
    answer = httpx.post(f"{hostile}/sparql", data={"query": query}, timeout=60)
    assert answer.status_code in (413, 503)
    _alive(hostile)


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "application/sparql-query"},
        {"content-type": "application/x-www-form-urlencoded"},
    ],
)
def test_ten_megabytes(hostile: str, headers: dict[str, str]) -> None:
    body = b"query=ASK{}" + b" " * 10_000_000

    def pieces() -> Iterator[bytes]:
        yield from (body[n : n + 65536] for n in range(0, len(body), 65536))

    for content in (body, pieces()):
        try:
            answer = httpx.post(f"{hostile}/sparql", content=content, headers=headers, timeout=60)
            assert answer.status_code == 413
        except httpx.WriteError:
            pass  # the server does not read to the end what it will not take
    _alive(hostile)


def test_a_long_address(hostile: str) -> None:
    host = urlsplit(hostile)
    with socket.create_connection((host.hostname, host.port)) as connection:  # type: ignore[arg-type]
        try:
            connection.sendall(b"GET /sparql?query=" + b"a" * 10_000_000)
            said = connection.recv(100)
        except OSError:
            said = b""
    assert not said or said.split()[1].startswith(b"4")
    _alive(hostile)


def test_a_client_that_goes_ends_its_query(samples_store: Path) -> None:
    options = ("--store", str(samples_store), "--time-limit", "100", "--workers", "2")
    with serving(*options) as address:
        host = urlsplit(address)
        request = f"GET /sparql?query={quote(BOMBS['cross product'])} HTTP/1.1\r\nHost: x\r\n\r\n"
        for _ in range(3):  # there is one process for all of these
            with socket.create_connection((host.hostname, host.port)) as connection:  # type: ignore[arg-type]
                connection.sendall(request.encode())
                time.sleep(0.3)
        _alive(address)


def test_rows_are_bounded_and_the_end_is_missing(hostile: str, log: Path) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT %d"
    full = httpx.get(f"{hostile}/sparql", params={"query": query % 20_000}, timeout=60)
    assert len(full.json()["results"]["bindings"]) == 20_000
    got: list[bytes] = []
    with pytest.raises(httpx.RemoteProtocolError):
        _read(f"{hostile}/sparql", query % 20_001, got)
    assert b"".join(got).endswith(
        b"This answer is not complete: the answer has more than 20,000 rows\n"
    )
    assert "more than 20,000 rows" in log.read_text(encoding="utf-8")


def _read(address: str, query: str, got: list[bytes]) -> None:
    with httpx.stream("GET", address, params={"query": query}, timeout=60) as answer:
        for chunk in answer.iter_bytes():
            got.append(chunk)


class _Trap(BaseHTTPRequestHandler):
    """Notes who comes."""

    def do_GET(self) -> None:  # named by http.server
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "/secret")
            self.end_headers()
            return
        body = b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def trap() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), _Trap)
    server.asked = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
        "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { BIND(<URL> AS ?x) FILTER(1<2)SERVICE?x#>\n{ ?s ?p ?o } }",
        "SELECT * FROM <URL> { ?s ?p ?o }",
        "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <URL>",
        "DESCRIBE <URL>",
    ],
)
def test_nobody_is_asked(hostile: str, trap: HTTPServer, query: str) -> None:
    url = f"http://127.0.0.1:{trap.server_port}/secret"
    for more in ({}, {"default-graph-uri": url}, {"named-graph-uri": url}):
        httpx.get(f"{hostile}/sparql", params={"query": query.replace("URL", url), **more})
    httpx.get(f"{hostile}/graphs", params={"graph": url})
    assert trap.asked == []  # type: ignore[attr-defined]


def test_a_redirect_is_no_way_round(samples_store: Path, trap: HTTPServer) -> None:
    host = f"127.0.0.1:{trap.server_port}"
    with serving("--store", str(samples_store), "--service-host", host) as address:
        for path, status in (("/sparql", 200), ("/redirect", 502)):
            query = f"SELECT * {{ SERVICE <http://{host}{path}> {{ ?s ?p ?o }} }}"
            answer = httpx.get(f"{address}/sparql", params={"query": query})
            assert answer.status_code == status
    assert trap.asked == ["/sparql", "/redirect"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/data/../../etc/passwd.ttl",
        "/id/%2e%2e/%2e%2e/etc/passwd",
        "/graphs/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/api/queries/..%2f..%2fkg%2fserve%2fquestions%2fgraphs",
        "/data/x%00.ttl",
        "/id/%ff",
        "/id/%22%3e%3cscript%3e",
    ],
)
def test_paths_lead_nowhere_else(hostile: str, path: str) -> None:
    host = urlsplit(hostile)
    with socket.create_connection((host.hostname, host.port)) as connection:  # type: ignore[arg-type]
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        said = b""
        while piece := connection.recv(65536):
            said += piece
    assert said.split()[1] in (b"400", b"404")
    assert b"root:" not in said
    assert b"<script>" not in said


def test_headers_and_logs_have_one_line_each(hostile: str, log: Path) -> None:
    evil = "a:b\r\nSet-Cookie: x=y\r\n\r\n"
    for address in ("/sparql", "/graphs", "/id/"):
        answer = httpx.get(f"{hostile}{address}", params={"graph": evil, "query": evil})
        assert "set-cookie" not in answer.headers
    answer = httpx.get(f"{hostile}/sparql", headers={"host": 'evil"><x'})
    assert "evil" not in answer.text
    assert "\nSet-Cookie" not in log.read_text(encoding="utf-8")


def test_sixteen_clients(hostile: str) -> None:
    faults: list[object] = []
    until = time.monotonic() + 5

    def client(number: int) -> None:
        query = "SELECT ?s ?label { ?s <https://histkg.example/ns#label> ?label } LIMIT %d"
        with httpx.Client(timeout=60) as http:
            while time.monotonic() < until:
                answer = http.get(f"{hostile}/sparql", params={"query": query % (number + 1)})
                if answer.status_code != 200:
                    faults.append((answer.status_code, answer.text))
                elif len(answer.json()["results"]["bindings"]) != number + 1:
                    faults.append(answer.text)

    threads = [threading.Thread(target=client, args=(n,)) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
