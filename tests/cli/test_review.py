"""``kg review`` at a terminal: keys, what is shown, what is written and when."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.construction.corpus import build
from kg.curation.files import read_curation
from tests.cli.conftest import Run
from tests.curation.test_apart import TEXTS
from tests.store.conftest import write_shelf

CONTROLS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\u200e\u2067\u2069\r]")


class Terminal:
    """``kg review`` at a terminal of 80 columns, as a person sees it."""

    def __init__(self, store: Path, *options: str, **env: str) -> None:
        terminal, other = pty.openpty()
        self._terminal = terminal
        self.seen = ""
        self._coming = b""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kg", "review", "--store", str(store), *options],
            stdin=other,
            stdout=other,
            stderr=other,
            start_new_session=True,
            env={
                **os.environ,
                "COLUMNS": "80",
                "TERM": "xterm",
                "GIT_CONFIG_GLOBAL": "/dev/null",
                **env,
            },
            cwd=store.parent,
        )
        os.close(other)

    def wait_for(self, words: str) -> str:
        """What was shown since the last call, up to ``words``, which will be there soon."""
        end = time.monotonic() + 60
        while words not in CONTROLS.sub("", self._coming.decode("utf-8", "replace")):
            if time.monotonic() > end or not self._read():
                raise AssertionError(f"{words!r} not in: {self._coming.decode()}")
        before, _, after = CONTROLS.sub("", self._coming.decode("utf-8")).partition(words)
        self._coming = after.encode()
        self.seen += before + words
        return before + words

    def _read(self) -> bool:
        """Take in what is shown now; False where nothing will be shown any more."""
        if select.select([self._terminal], [], [], 0.1)[0]:
            try:
                self._coming += os.read(self._terminal, 65536)
            except OSError:  # the other end is closed
                return False
        return True

    def press(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._terminal)


Sit = Callable[..., Terminal]


@pytest.fixture
def sit(own: Path) -> Iterator[Sit]:
    sat: list[Terminal] = []

    def start(*options: str, **env: str) -> Terminal:
        sat.append(Terminal(own, *(options or ("--author", "A. Reader")), **env))
        return sat[-1]

    yield start
    for terminal in sat:
        terminal.close()


def test_one_key_each_and_written_at_once(sit: Sit, own: Path) -> None:
    folder = own.parent / "curation"
    terminal = sit()
    first = terminal.wait_for("[q]uit")
    assert "1 of 3: Which Wikidata item is this?" in first
    assert "Q219024" in first
    assert "city in Turkey" in first
    terminal.press("2")
    second = terminal.wait_for("[q]uit")
    assert read_curation(folder).links[0].item == "Q219024"
    assert "Which date is right?" in second
    assert "2 1921-10-23  1 claim" in second
    terminal.press("r")
    terminal.wait_for("Which is wrong? [1-2]")
    terminal.press("2")
    third = terminal.wait_for("[q]uit")
    assert [(c.verdict, c.value) for c in read_curation(folder).claims] == [("wrong", "1921-10-23")]
    assert "صبري باشا" in third
    terminal.press("n")
    terminal.wait_for("no reason)")
    terminal.press("they signed in different years\n")
    terminal.wait_for("[q]uit")
    terminal.press("r")
    end = terminal.wait_for("apply it to the graph")
    (pair,) = read_curation(folder).different
    assert pair.because == "they signed in different years"
    assert pair.author == "A. Reader"
    assert "1 on identity, 1 on links, 1 on claims" in end
    assert "kg build and kg link, to" in end
    assert terminal.process.wait(20) == 0
    lines = [line for line in terminal.seen.splitlines() if str(folder) not in line]
    assert max(map(len, lines)) <= 80


def test_a_key_without_a_meaning_changes_nothing(sit: Sit, own: Path) -> None:
    folder = own.parent / "curation"
    terminal = sit("--kind", "identity", "--author", "A")
    terminal.wait_for("[q]uit")
    terminal.press("x")  # no choice: it asks again
    terminal.wait_for("[q]uit")
    terminal.press("b")  # nothing is before it: it is shown again
    terminal.wait_for("[q]uit")
    terminal.press("q")
    assert "Nothing was decided" in terminal.wait_for("Nothing was decided")
    assert not folder.exists()


def test_another_answer_takes_the_place_of_the_first(sit: Sit, own: Path) -> None:
    folder = own.parent / "curation"
    terminal = sit()
    terminal.wait_for("[q]uit")
    terminal.press("r")
    terminal.wait_for("Which date")
    terminal.wait_for("[q]uit")
    terminal.press("b")
    terminal.wait_for("Decided: none of these items")
    terminal.wait_for("[u]ndo")
    terminal.press("1")
    terminal.wait_for("Which date")
    assert [(v.item, v.verdict) for v in read_curation(folder).links] == [("Q83080", "accepted")]
    terminal.wait_for("[q]uit")
    terminal.press("b")
    terminal.wait_for("[q]uit")
    terminal.press("u")
    terminal.wait_for("[q]uit")
    assert read_curation(folder).links == ()


def test_nothing_is_lost_when_it_is_killed(sit: Sit, own: Path) -> None:
    terminal = sit()
    terminal.wait_for("[q]uit")
    terminal.press("1")
    terminal.wait_for("Which date")
    os.killpg(terminal.process.pid, signal.SIGKILL)
    assert len(read_curation(own.parent / "curation").links) == 1


def test_who_decides_is_asked_where_nobody_says_so(sit: Sit, own: Path) -> None:
    terminal = sit("--kind", "links")
    terminal.wait_for("Your name")
    terminal.press("B. Reader\n")
    terminal.wait_for("[q]uit")
    terminal.press("1")
    terminal.wait_for("apply it")
    assert read_curation(own.parent / "curation").links[0].author == "B. Reader"


def test_without_a_terminal_it_reads_lines(kg: Run, own: Path) -> None:
    folder = own.parent / "decisions"
    options = ("--store", own, "--curation", folder, "--author", "A")
    done = kg("review", *options, input="s\ns\nr\n")
    assert done.returncode == 0
    assert len(read_curation(folder).different) == 1
    assert "[صبري باشا]" in CONTROLS.sub("", done.stdout)  # marked without colours
    again = kg("review", *options[:2], "--kind", "identity", input="")
    assert again.stdout == "Nothing waits for a decision.\n"  # the folder is remembered
    assert kg("review", "--store", own, "--kind", "dates").returncode == 2


def test_dates_of_two_events_are_one_key(kg: Run, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build([write_shelf(tmp_path / "shelf", TEXTS)], store, workers=0)
    done = kg("review", "--store", store, "--kind", "claims", "--author", "A", input="t\n")
    assert "[1-2] right  [r] wrong  [t]wo events" in done.stdout
    assert "they are the dates of two events" in done.stdout
    assert len(read_curation(tmp_path / "curation").different) == 1
