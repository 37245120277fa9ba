"""The pages and saved queries on another's endpoint: a real one, and ones that fail."""

from __future__ import annotations

import queue
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import httpx
import pytest

from kg.queries.saved import SavedQuery, examples, list_queries
from kg.serve.openapi import makes_triples
from tests.linking.online import servers
from tests.linking.online.servers import VirtualClock, says
from tests.serve.conftest import free_port, serving

SELECT = "SELECT * { ?s ?p ?o } LIMIT 1"


@contextmanager
def oxigraph(data: Path, folder: Path) -> Iterator[str]:
    """An Oxigraph server whose default graph is the union of all."""
    program = Path(sys.executable).with_name("oxigraph")
    subprocess.run(
        [program, "load", "--location", folder, "--file", data], check=True, capture_output=True
    )
    port = free_port()
    command = [program, "serve-read-only", "--union-default-graph", "--location", folder]
    command += ["--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(600):
                assert server.poll() is None, "oxigraph ended at once"
                try:
                    socket.create_connection(("127.0.0.1", port), 0.2).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def backend(samples_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a SPARQL server over an export of the samples."""
    folder = tmp_path_factory.mktemp("backend")
    export = [sys.executable, "-m", "kg", "export", "--all", "--format", "nquads"]
    export += ["-o", str(folder / "all.nq"), "--store", str(samples_store)]
    subprocess.run(export, check=True, capture_output=True)
    with (
        oxigraph(folder / "all.nq", folder / "store") as endpoint,
        serving("--backend", endpoint) as address,
    ):
        yield address


@pytest.mark.parametrize("query", list_queries(), ids=lambda q: q.name)
def test_saved_queries_answer_as_they_do_on_the_store(
    server: str, backend: str, query: SavedQuery
) -> None:
    media = "application/n-triples" if makes_triples(query) else "text/csv"
    given = dict(examples(query))
    one, other = (
        httpx.get(
            f"{address}/api/queries/{query.name}",
            params=given,
            headers={"accept": media},
            timeout=60,
        )
        for address in (server, backend)
    )
    assert one.status_code == other.status_code == 200
    assert sorted(one.text.splitlines()) == sorted(other.text.splitlines())


def test_the_endpoint_passes_on(backend: str) -> None:
    answer = httpx.get(
        f"{backend}/sparql", params={"query": SELECT}, headers={"accept": "text/csv"}
    )
    assert answer.text.startswith("o,p,s\r\n")
    assert "etag" not in answer.headers
    assert httpx.get(f"{backend}/sparql", params={"query": "ASK { ?s a ?o }"}).json()["boolean"]
    graph = httpx.get(f"{backend}/graphs/ontology", headers={"accept": "text/turtle"})
    assert "Treaty" in graph.text
    refused = httpx.get(f"{backend}/sparql", params={"query": "SELECT * {"})
    assert refused.status_code == 400
    assert "expected" in refused.text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", "28 sources"),
        ("/sources", "tr-kars-1921.txt"),
        ("/page/source/tr-kars-1921", "tr-kars-1921.txt"),
        ("/page/event/treaty-of-kars", "Kars Antlaşması"),
        ("/page/person/kazim-karabekir", "كاظم قره بكير"),
        ("/page/place/kars", "tr-kars-1921.txt"),
        ("/disagreements", "Treaty of Berlin"),
        ("/timeline?from=1921&to=1921", "Treaty of Kars"),
        ("/map?from=1921&to=1921", "Kars"),
        ("/search?q=karabekr", "/page/person/kazim-karabekir"),
        ("/sparql-page?query=treaties", "PREFIX kg:"),
    ],
)
def test_pages_are_served(backend: str, path: str, said: str) -> None:
    answer = httpx.get(f"{backend}{path}", timeout=120)
    assert answer.status_code == 200
    assert said in answer.text


JSON = "application/sparql-results+json"
ROW = b'{"s":{"type":"uri","value":"a:b"}}'
FAULTS = {
    "500": (says(b"no", 500), 502),
    "400": (says(b"I don't like it", 400), 400),
    "404": (says(b"no", 404), 502),
    "429": (says(b"slowly", 429), 503),
    "503": (says(b"slowly", 503), 503),
    "504": (says(b"too long", 504), 503),
    "html": (says(b"<html>", 200, Content_Type="text/html"), 502),
    "hangs up": (servers.hangs_up, 502),
    "never answers": (servers.drips_headers, 503),
}


@pytest.fixture(scope="module")
def failing() -> Iterator[tuple[servers.Server, str]]:
    with (
        servers.serving(VirtualClock(), says(b"", 500)) as backend,
        serving("--backend", backend.address, "--time-limit", "1", "--row-limit", "100") as address,
    ):
        yield backend, f"{address}/sparql"


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_become_answers(failing: tuple[servers.Server, str], fault: str) -> None:
    backend, endpoint = failing
    backend.sound, expected = FAULTS[fault]
    answer = httpx.get(endpoint, params={"query": SELECT})
    assert answer.status_code == expected
    assert answer.headers["content-type"].startswith("text/plain")
    assert ("retry-after" in answer.headers) == (fault in ("429", "503"))


@pytest.mark.parametrize("fault", ["cut", "slow", "rows"])
def test_an_answer_that_breaks_off_does_not_look_whole(
    failing: tuple[servers.Server, str], fault: str
) -> None:
    backend, endpoint = failing
    rows = b'{"head":{"vars":["s"]},"results":{"bindings":[' + b",".join([ROW] * 101) + b"]}}"

    def cut(handler: servers.Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        handler.wfile.write(rows[:1000])
        handler.wfile.flush()
        if fault == "slow":
            time.sleep(3)

    backend.sound = says(rows, 200, Content_Type=JSON) if fault == "rows" else cut
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(endpoint, params={"query": SELECT})


ROWS = b'{"head":{"vars":["s"]},"results":{"bindings":[%s]}}' % b",".join([ROW] * 3)


def test_what_was_found_until_the_time_was_over_is_not_the_answer(
    failing: tuple[servers.Server, str],
) -> None:
    backend, endpoint = failing
    backend.sound = says(ROWS, 200, Content_Type=JSON, X_SQL_State="S1TAT")  # as Virtuoso does
    answer = httpx.get(endpoint, params={"query": SELECT})
    assert answer.status_code == 503
    assert "before it was done" in answer.text


@pytest.mark.parametrize(("most", "whole"), [("3", False), ("4", True)])
def test_an_answer_as_long_as_the_endpoint_gives_any_is_not_taken_for_whole(
    failing: tuple[servers.Server, str], most: str, whole: bool
) -> None:
    backend, endpoint = failing
    backend.sound = says(ROWS, 200, Content_Type=JSON, X_SPARQL_MaxRows=most)  # as Virtuoso does
    with nullcontext() if whole else pytest.raises(httpx.RemoteProtocolError):
        assert httpx.get(endpoint, params={"query": SELECT}).content == ROWS


def works_on(begun: str, heard: queue.Queue[str]) -> servers.Answering:
    """An endpoint that answers a part at best, until it is hung up on; then it says so to ``heard``."""

    def answer(handler: servers.Handler) -> None:
        if begun != "nothing":
            handler.wfile.write(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\n".encode())
        if begun == "rows":
            handler.wfile.write(b'Content-Length: 10000000\r\n\r\n{"head":{"vars":["s"]},')
        handler.connection.settimeout(20)
        with suppress(ConnectionResetError):
            assert handler.connection.recv(1) == b""
        heard.put("hung up")

    return answer


BEGUN = ["nothing", "a head", "rows"]


@pytest.mark.parametrize("begun", BEGUN)
def test_when_the_time_is_over_the_endpoint_is_hung_up_on(
    failing: tuple[servers.Server, str], begun: str
) -> None:
    backend, endpoint = failing
    heard: queue.Queue[str] = queue.Queue()
    backend.sound = works_on(begun, heard)
    since = time.monotonic()
    if begun == "rows":
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(endpoint, params={"query": SELECT}, timeout=20)
    else:
        assert httpx.get(endpoint, params={"query": SELECT}, timeout=20).status_code == 503
    assert heard.get(timeout=10)
    assert time.monotonic() - since < 10


@pytest.fixture(scope="module")
def patient() -> Iterator[tuple[servers.Server, str]]:
    with (
        servers.serving(VirtualClock(), says(b"", 500)) as backend,
        serving("--backend", f"{backend.address}?timeout=100s", "--time-limit", "100") as address,
    ):
        yield backend, f"{address}/sparql"


@pytest.mark.parametrize("begun", BEGUN)
def test_when_the_client_goes_the_endpoint_is_hung_up_on(
    patient: tuple[servers.Server, str], begun: str
) -> None:
    backend, endpoint = patient
    heard: queue.Queue[str] = queue.Queue()
    backend.sound = works_on(begun, heard)
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(endpoint, params={"query": SELECT}, timeout=0.5)
    assert heard.get(timeout=10)
    assert backend.asked[-1].path == "/sparql?timeout=100s"  # what its address asks of it is kept


def test_endpoints_that_dawdle_do_not_use_up_the_threads(
    failing: tuple[servers.Server, str],
) -> None:
    backend, endpoint = failing
    backend.sound = servers.drips_headers
    with ThreadPoolExecutor(25) as clients:
        for _ in range(2):
            asked = [
                clients.submit(httpx.get, endpoint, params={"query": SELECT}, timeout=30)
                for _ in range(25)
            ]
            assert {a.result().status_code for a in asked} == {503}
    backend.sound = says(ROWS, 200, Content_Type=JSON)
    assert httpx.get(endpoint, params={"query": SELECT}).content == ROWS


def test_nobody_there() -> None:
    with serving("--backend", f"http://127.0.0.1:{free_port()}/query") as address:
        answer = httpx.get(f"{address}/sparql", params={"query": SELECT})
        assert answer.status_code == 502
        assert "is it running?" in answer.text
        assert httpx.get(address).status_code == 502
