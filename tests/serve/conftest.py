"""A real server over a store of the samples."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from tests.serve.stores import make_store


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port: int = s.getsockname()[1]
        return port


@contextmanager
def serving(*options: str, log: Path | None = None) -> Iterator[str]:
    """``kg serve`` as a process of its own; gives its address."""
    port = free_port()
    run = [sys.executable, "-m", "kg", "serve", "--port", str(port), *options]
    with (
        (log or Path("/dev/null")).open("wb") as said,
        subprocess.Popen(run, stderr=said) as process,
    ):
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(200):
                try:
                    httpx.get(f"{address}/static/style.css")
                    break
                except httpx.TransportError:
                    assert process.poll() is None, "kg serve ended at once"
                    time.sleep(0.05)
            yield address
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def server(samples_store: Path) -> Iterator[str]:
    """The address of a server over the samples."""
    with serving("--store", str(samples_store)) as address:
        yield address


@pytest.fixture(scope="session")
def small_server(samples_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over what one sample says: quick whatever is asked."""
    generation = samples_store / "generations" / (samples_store / "current").read_text().strip()
    quads = [
        quad
        for path in sorted((generation / "quads").glob("*.nq"))
        if path.name == "common.nq" or path.name == "source-tr-kars-1921.nq"
        for quad in ox.parse(path=str(path))
    ]
    store = make_store(tmp_path_factory.mktemp("small") / "store", quads)
    with serving("--store", str(store)) as address:
        yield address
