"""A build killed at any moment leaves the last complete generation and can be run again."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.construction.corpus import build
from kg.store.snapshot import open_snapshot
from tests.store.conftest import TEXTS, write_shelf

MOMENTS = 50
FIRST = {name: TEXTS[name] for name in ("kars.txt", "sivas.txt")}
SECOND = {
    "kars.txt": "The Treaty of Lausanne was signed on 24 July 1923.\n",
    "vienna.txt": TEXTS["vienna.txt"],
}


class Builder:
    """The program that runs builds and kills them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, shelf: Path, store: Path, seconds: float | None = None) -> tuple[str, float]:
        """Build, killed after ``seconds``; what became of it and how long it ran."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        limit = "" if seconds is None else seconds
        self._process.stdin.write(f"{shelf}\t{store}\t{limit}\n")
        self._process.stdin.flush()
        said, took = self._process.stdout.readline().split("\t")
        return said, float(took)


@contextmanager
def builder(folder: Path) -> Iterator[Builder]:
    shelf = write_shelf(folder / "warm-up")
    program = Path(__file__).with_name("killed_builds.py")
    with subprocess.Popen(
        [sys.executable, str(program), str(shelf), str(folder / "nothing")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield Builder(process)
        assert process.stdin is not None
        process.stdin.close()


def put(shelf: Path, texts: dict[str, str]) -> None:
    """Make the shelf hold exactly ``texts``."""
    for old in shelf.glob("*.txt"):
        old.unlink()
    write_shelf(shelf, texts)


def answers(store: Path) -> frozenset[str]:
    """All that readers of the store are told."""
    with open_snapshot(store) as snapshot:
        return frozenset(map(str, snapshot.index))


def files(store: Path) -> dict[str, bytes]:
    """The files that are the truth."""
    return {
        str(p.relative_to(store)): p.read_bytes()
        for p in sorted(store.glob("documents/*/*"))
        if p.name != "record.json"
    }


@pytest.fixture
def expected(tmp_path: Path) -> list[tuple[frozenset[str], dict[str, bytes]]]:
    """What uninterrupted builds of both states of the shelf give."""
    cold = []
    for number, texts in enumerate((FIRST, SECOND)):
        store = tmp_path / f"cold-{number}"
        shelf = write_shelf(tmp_path / f"cold-shelf-{number}", texts)
        build([shelf], store, workers=0)
        cold.append((answers(store), files(store)))
    return cold


def test_fifty_killed_builds(
    tmp_path: Path, expected: list[tuple[frozenset[str], dict[str, bytes]]]
) -> None:
    chance = random.Random(1918)
    shelf, store = write_shelf(tmp_path / "shelf", FIRST), tmp_path / "store"
    complete = [state for state, _ in expected]
    killed, seen = 0, set()
    with builder(tmp_path) as builds:
        assert builds.run(shelf, store)[0] == "done 0"
        put(shelf, SECOND)
        said, whole = builds.run(shelf, store)
        assert said == "done 0"
        for number in range(MOMENTS):
            now = number % 2
            put(shelf, (FIRST, SECOND)[now])
            said, _ = builds.run(shelf, store, chance.uniform(0, whole))
            killed += said == "killed"
            answer = answers(store)
            assert answer in complete
            seen.add(complete.index(answer))
            if number % 10 > 7:  # run again, to the end
                assert builds.run(shelf, store)[0] == "done 0"
                assert answers(store) == complete[now]
                assert files(store) == expected[now][1]
                assert not (store / "staging").exists()
                assert len(list((store / "generations").iterdir())) == 1
    assert killed > MOMENTS // 2
    assert seen == {0, 1}
