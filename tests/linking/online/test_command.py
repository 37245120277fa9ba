"""``kg link`` with services: whom it asks, what it leaves open, how it goes on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from tests.linking.online.servers import Server, VirtualClock, oxigraph, passes_on, says, serving
from tests.linking.wikidata import Item, write

TEXT = """General Zoltan Petrovsky signed the Treaty of Kars on 13 October 1921 in Kars.
General Zoltan Petrovsky defeated Colonel Anton Wismar in the Battle of Velikoye on 5 May 1920.
"""
ITEMS = (
    Item("Q501", {"en": "Zoltan Petrovsky"}, (), ("Q5",), "1870", "1931"),
    Item("Q502", {"en": "Zoltan Petrovsky"}, (), ("Q5",), "1720", "1781"),
    Item("Q503", {"en": "Battle of Velikoye"}, (), ("Q178561",), at="1920-05-05"),
)
EXPECTED = {"person/zoltan-petrovsky": "Q501", "event/battle-of-velikoye-1920": "Q503"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "kars.txt").write_text(TEXT, "utf-8")
    done = run(
        "build", str(folder / "kars.txt"), "--store", str(folder / "graph"), "--workers", "0"
    )
    assert done.returncode == 0, done.stderr
    return folder / "graph"


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "graph"))


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("endpoint")
    with oxigraph(write(folder / "items.nt", ITEMS), folder / "mirror") as address:
        yield address


@pytest.fixture
def mirror(endpoint: str) -> Iterator[Server]:
    with serving(VirtualClock(), passes_on(endpoint)) as running:
        yield running


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KG_")}
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment)


def items(store: Path) -> dict[str, str]:
    """Items of the things that a service found."""
    with (store / "links.jsonl").open(encoding="utf-8") as lines:
        decisions = [json.loads(line) for line in lines]
    return {
        d["thing"].rpartition("/id/")[2]: d["item"]
        for d in decisions
        if d["state"] == "linked" and d["source"].startswith("http")
    }


def test_a_mirror_links_what_it_holds(store: Path, mirror: Server) -> None:
    done = run("link", "--store", str(store), "--endpoint", mirror.address)
    assert done.returncode == 0, done.stderr
    assert items(store) == EXPECTED
    asked = len(mirror.asked)
    again = run("link", "--store", str(store), "--endpoint", mirror.address)
    assert again.returncode == 0, again.stderr
    assert items(store) == EXPECTED
    assert len(mirror.asked) == asked  # all that was answered is kept


def test_what_stays_open_is_said_and_linked_by_the_next_run(store: Path, mirror: Server) -> None:
    mirror.faults.extend([says(b"down for repair", 403)] * 99)
    done = run("link", "--store", str(store), "--endpoint", mirror.address)
    assert done.returncode == 1
    assert "HTTP 403 (down for repair)" in " ".join(done.stderr.split())
    assert "run kg link again" in " ".join(done.stderr.split())
    assert items(store) == {}
    mirror.faults.clear()
    assert run("link", "--store", str(store), "--endpoint", mirror.address).returncode == 0
    assert items(store) == EXPECTED


def test_without_a_contact_it_refuses_to_start(store: Path) -> None:
    done = run("link", "--store", str(store), "--online")
    assert done.returncode == 2
    assert "set --contact or KG_CONTACT" in " ".join(done.stderr.split())
    assert not (store / "links.jsonl").exists()
    assert not (store / "answers.sqlite").exists()


def test_unless_somebody_is_named_nobody_is_asked(
    store: Path, no_network: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_CONTACT", "a@b.example")
    done = CliRunner().invoke(app, ["link", "--store", str(store)])
    assert done.exit_code == 0, done.output
    assert no_network == []
    assert (store / "links.jsonl").exists()
    assert not (store / "answers.sqlite").exists()
