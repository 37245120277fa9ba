"""``kg serve`` at its beginning and end."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from tests.serve.stores import make_store


def run(*options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kg", "serve", *options]
    wide = {**os.environ, "COLUMNS": "200"}
    return subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=wide, start_new_session=True
    )


@pytest.fixture
def store(tmp_path: Path) -> Path:
    node = ox.NamedNode("a:b")
    return make_store(tmp_path / "store", [ox.Quad(node, node, node, node)])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_ends_in_order(store: Path, number: signal.Signals) -> None:
    with run("--store", str(store), "--port", "0") as process:
        assert process.stderr
        said = process.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert address
        assert httpx.get(f"{address[0]}/sparql?query=ASK{{}}", timeout=60).json()["boolean"]
        os.killpg(process.pid, number)  # as the keyboard does: to the processes behind it too
        rest = process.stderr.read()
        assert process.wait(20) in (0, -number)
        assert rest == ""
    workers = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    assert str(store) not in workers


def test_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with run("--backend", "http://127.0.0.1:1/", "--port", str(port)) as process:
            _, said = process.communicate(timeout=60)
            assert process.returncode == 2
            assert f"port {port} is taken" in said
            assert "--port 0" in said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--store", "nowhere"], "make one: kg build TEXTS --store nowhere"),
        (["--store", "a", "--backend", "http://b/"], "can't both be served"),
        (["--backend", "localhost:7878"], "name a URL"),
        (["--host", "no.such.host.invalid", "--backend", "http://b/"], "can't listen at"),
    ],
)
def test_what_can_not_be_served(tmp_path: Path, options: list[str], said: str) -> None:
    with run(*options) as process:
        _, told = process.communicate(timeout=60)
        assert process.returncode == 2
        assert said in told
        assert "Traceback" not in told
