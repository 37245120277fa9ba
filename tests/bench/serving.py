"""``python -m tests.bench.serving [TRIPLES [STORE]]``: the server over a graph of so many triples (a million).

Start-up until the first page is there; each page as 8 clients see it, who ask one page after the
other without a pause; saved queries through the endpoint against the engine asked in one process;
memory of all processes; 16 clients for a minute. Nothing is asked twice where there are enough
things, so that kept answers don't flatter; the load of the machine stands beside each figure.

A STORE is used if it is there, else made and kept. A benchmark, not a test: it judges nothing.
"""

from __future__ import annotations

import itertools
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
from rich.console import Console
from rich.table import Table

from kg.construction.corpus import build
from kg.graph.terms import MERGED
from kg.queries.resolve import UnknownNameError, resolver
from kg.queries.saved import SavedQuery, bind, examples, list_queries
from kg.serve.addresses import page_of
from kg.store.snapshot import Snapshot, open_snapshot
from tests.bench.processes import family, held_mb
from tests.bench.shelf import write_texts

A_TEXT, GIVEN = 8_800, 88_000  #: triples of a text, and of what ships
CLIENTS, CROWD, MINUTE = 8, 16, 60.0
ROUNDS = 3  #: of a saved query, the best counts
MANY = 200  #: pages of a kind
JSON = "application/sparql-results+json"

console = Console(highlight=False)


def load() -> str:
    """Processes that wanted to run in the last minute."""
    return f"load {os.getloadavg()[0]:.1f}"


@dataclass(slots=True)
class Server:
    """``kg serve`` at work."""

    port: int
    process: subprocess.Popen[bytes]
    started: float  #: seconds until its first page
    peak_mb: float = 0.0
    peak_rss_mb: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Note the most memory that its processes hold together."""
        while not self._stop.wait(0.5):
            pids = family(self.process.pid)
            self.peak_mb = max(self.peak_mb, sum(map(held_mb, pids)))
            self.peak_rss_mb = max(self.peak_rss_mb, sum(map(_resident_mb, pids)))

    def end(self) -> None:
        """End it."""
        self._stop.set()
        self.process.terminate()
        self.process.wait()


def _resident_mb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def serving(store: Path) -> Iterator[Server]:
    """A server over ``store``, its memory watched."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", str(port)]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--time-limit", "300"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while process.poll() is None:
        try:
            if Client(port).get("/")[0] == 200:
                break
        except OSError:
            time.sleep(0.01)
    server = Server(port, process, time.perf_counter() - began)
    watcher = threading.Thread(target=server.watch, daemon=True)
    watcher.start()
    try:
        yield server
    finally:
        server.end()
        watcher.join()


class Client:
    """A browser that keeps its connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection = HTTPConnection("127.0.0.1", port, timeout=330)

    def get(self, path: str, **headers: str) -> tuple[int, int, float]:
        """Status, bytes and seconds of an answer."""
        began = time.perf_counter()
        try:
            self._connection.request("GET", path, headers=headers)
            answer = self._connection.getresponse()
            size = len(answer.read())
        except (HTTPException, OSError):
            self._connection.close()
            raise
        return answer.status, size, time.perf_counter() - began


def pages(snapshot: Snapshot) -> dict[str, list[str]]:
    """Addresses of each kind of page, the things with most passages first."""
    found: dict[str, list[str]] = {
        name: [path]
        for name, path in (
            ("home", "/"),
            ("sources", "/sources"),
            ("disagreements", "/disagreements"),
            ("timeline", "/timeline"),
            ("map", "/map"),
            ("SPARQL page", "/sparql-page"),
        )
    }
    words: list[str] = []
    for kind, link in (
        ("Event", "^rdf:subject"),
        ("Person", "^oa:hasBody"),
        ("Place", "^oa:hasBody"),
        ("Source", "^oa:hasSource"),
    ):
        things = most(snapshot, kind, link)
        found[kind.lower()] = [page_of(iri, snapshot.base) for iri, _ in things]
        words += [label for _, label in things[:50]]
    found["search"] = [f"/search?q={quote(word)}" for word in words if word]
    return found


def most(snapshot: Snapshot, kind: str, link: str) -> list[tuple[str, str]]:
    """Things of a kind with their labels: half of them those that most points to, half any."""
    text = f"""
        PREFIX kg: <https://histkg.example/ns#> PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?thing (SAMPLE(?name) AS ?label) (COUNT(*) AS ?n) WHERE {{
          ?thing a kg:{kind} ; {link} ?x . OPTIONAL {{ ?thing kg:label ?name }}
        }} GROUP BY ?thing ORDER BY DESC(?n) ?thing"""
    rows = list(snapshot.index.query(text))  # type: ignore[arg-type]
    chosen = [*rows[: MANY // 2], *rows[MANY // 2 :: max(len(rows) // (MANY // 2), 1)]]
    return [(r[0].value, r[1].value if r[1] else "") for r in chosen[:MANY]]


def every_page(server: Server, kinds: dict[str, list[str]]) -> None:
    """Each kind of page: alone, and with clients who ask without a pause."""
    table = Table("page", "pages", "alone ms", "median ms", "99% ms", "worst ms", "kB", "not 200")
    for kind, paths in kinds.items():
        alone = Client(server.port).get(paths[-1])
        if alone[0] == 404:
            table.add_row(kind, "none yet")
            continue
        asked = paths if len(paths) > 1 else paths * 40
        share = [asked[n::CLIENTS] for n in range(CLIENTS)]
        with ThreadPoolExecutor(CLIENTS) as crowd:
            answers = list(itertools.chain(*crowd.map(lambda p: _in_turn(server.port, p), share)))
        times = sorted(1e3 * seconds for _, _, seconds in answers)
        sizes = statistics.mean(size for _, size, _ in answers) / 1e3
        bad = sum(status != 200 for status, _, _ in answers)
        table.add_row(
            *(kind, f"{len(answers)}", f"{1e3 * alone[2]:.0f}", f"{statistics.median(times):.0f}"),
            *(f"{times[int(0.99 * (len(times) - 1))]:.0f}", f"{times[-1]:.0f}"),
            *(f"{sizes:.0f}", f"{bad or ''}"),
        )
    console.print(table)
    console.print(f"{CLIENTS} clients without a pause; {load()}\n")


def _in_turn(port: int, paths: Sequence[str]) -> list[tuple[int, int, float]]:
    client = Client(port)
    return [client.get(path) for path in paths]


def texts_of(snapshot: Snapshot) -> list[tuple[SavedQuery, str]]:
    """Every saved query with its examples bound; a name that nothing bears means what is named most."""
    by_name = resolver(snapshot.index, snapshot.base)
    tops = {
        "place": most(snapshot, "Place", "^oa:hasBody")[0][0],
        "event": most(snapshot, "Event", "^rdf:subject")[0][0],
        "person": most(snapshot, "Person", "^oa:hasBody")[0][0],
    }

    def text(query: SavedQuery) -> str:
        named = " ".join(p.name for p in query.parameters)
        top = next((iri for kind, iri in tops.items() if kind in named), tops["person"])

        def resolve(typed: str) -> list[ox.NamedNode]:
            try:
                return by_name(typed)
            except UnknownNameError:
                return [ox.NamedNode(top)]

        return bind(query, dict(examples(query)), resolve)

    return [(query, text(query)) for query in list_queries()]


def saved_queries(server: Server, store: Path) -> None:
    """Each saved query through the endpoint and straight from the engine."""
    table = Table("saved query", "kB", "engine ms", "endpoint ms", "ratio")
    ratios: list[tuple[float, float, str]] = []
    with open_snapshot(store) as snapshot:
        for query, text in texts_of(snapshot):
            path = f"/sparql?{urlencode({'query': text})}"
            straight = through = float("inf")
            size = status = 0
            for _ in range(ROUNDS):  # in turn: what else the machine does meets both
                began = time.perf_counter()
                _straight(snapshot.index, text)
                straight = min(straight, time.perf_counter() - began)
                client = Client(server.port)  # one that waits is not kept open
                client.get("/static/style.css")
                status, size, seconds = client.get(path, Accept=f"{JSON}, text/turtle")
                through = min(through, seconds)
            if status != 200:
                table.add_row(query.name, "", f"{1e3 * straight:.1f}", f"status {status}")
                continue
            ratios.append((through / straight, 1e3 * (through - straight), query.name))
            table.add_row(
                *(query.name, f"{size / 1e3:.0f}", f"{1e3 * straight:.1f}"),
                *(f"{1e3 * through:.1f}", f"{through / straight:.2f}"),
            )
    console.print(table)
    middle = statistics.median(ratio for ratio, _, _ in ratios)
    more = statistics.median(ms for _, ms, _ in ratios)
    worst = max(ratios)
    console.print(
        f"ratio: median {middle:.2f}, worst {worst[0]:.2f} ({worst[2]}); "
        f"the endpoint takes {more:.1f} ms more at the median; {load()}\n"
    )


def _straight(index: ox.Store, text: str) -> bytes:
    answer = index.query(text)
    if isinstance(answer, ox.QueryTriples):
        return answer.serialize(format=ox.RdfFormat.TURTLE)
    return answer.serialize(format=ox.QueryResultsFormat.JSON)


def minute(server: Server, kinds: dict[str, list[str]]) -> None:
    """Many clients for a minute, each on a way of its own through all pages."""
    paths = list(itertools.chain(*itertools.zip_longest(*kinds.values())))
    there = [path for path in paths if path]
    until = time.monotonic() + MINUTE

    def walk(number: int) -> Counter[str]:
        client, seen = Client(server.port), Counter[str]()
        for path in itertools.cycle(there[number * 37 % len(there) :] + there[: number * 37]):
            if time.monotonic() > until:
                return seen
            try:
                status = client.get(path)[0]
            except (HTTPException, OSError) as fault:
                seen[type(fault).__name__] += 1
            else:
                seen["answers" if status in (200, 404) else f"status {status}"] += 1
        return seen

    with ThreadPoolExecutor(CROWD) as crowd:
        seen = sum(crowd.map(walk, range(CROWD)), Counter[str]())
    errors = {name: count for name, count in seen.items() if name != "answers"}
    console.print(
        f"{CROWD} clients for {MINUTE:.0f} s: {seen['answers'] / MINUTE:.0f} requests a second, "
        f"errors: {errors or 'none'}; {load()}"
    )


def main(triples: int = 1_000_000, at: str | None = None) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        store = Path(at) if at else Path(folder) / "store"
        if not store.exists():
            shelf = write_texts(Path(folder) / "shelf", max(4, (triples - GIVEN) // A_TEXT))
            build([shelf], store, workers=2)
        with open_snapshot(store) as snapshot:
            merged = snapshot.index.quads_for_pattern(None, None, None, MERGED)
            console.print(f"{sum(1 for _ in merged):,} triples")
            kinds = pages(snapshot)
        with serving(store) as server:
            console.print(f"first page after {server.started:.2f} s; {load()}\n")
            every_page(server, kinds)
            saved_queries(server, store)
            minute(server, kinds)
        console.print(
            f"memory of all processes: {server.peak_mb:,.0f} MB (shared parts once), "
            f"{server.peak_rss_mb:,.0f} MB resident summed"
        )


if __name__ == "__main__":
    main(*([int(sys.argv[1])] if sys.argv[1:] else []), *sys.argv[2:3])
