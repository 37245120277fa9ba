"""Answers kept between runs: with an age, also that there was nothing, safe from a sudden end."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kg.linking.online.cache import Cache
from kg.linking.online.faults import OnlineError
from tests.linking.online.servers import VirtualClock

DAY = 86_400.0


def test_answers_and_misses_are_kept_until_they_are_too_old(tmp_path: Path) -> None:
    clock = VirtualClock()
    path = tmp_path / "new" / "cache.sqlite"
    with closing(Cache(path, 7.0, clock.wall)) as cache:
        cache.put("s", "named", {'"Kars"@tr': ["Q1"], '"Sars"@tr': []})
    clock.time = 6 * DAY
    with closing(Cache(path, 7.0, clock.wall)) as cache:
        names = ['"Kars"@tr', '"Sars"@tr', '"Gümrü"@tr']
        assert cache.get("s", "named", names) == {'"Kars"@tr': ["Q1"], '"Sars"@tr': []}
        assert cache.get("other", "named", names) == {}
        cache.put("s", "named", {'"Sars"@tr': ["Q2"]})
        clock.time = 8 * DAY
        assert cache.get("s", "named", names) == {'"Sars"@tr': ["Q2"]}


def test_what_was_written_before_a_kill_is_there(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    program = (
        "import sys, time; from pathlib import Path; from kg.linking.online.cache import Cache\n"
        "cache = Cache(Path(sys.argv[1]), 7.0, time.time)\n"
        "for n in range(10**9):\n"
        "    cache.put('s', 'k', {f'{n} {m}': n for m in range(50)})\n"
        "    print(n, flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, path], stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        try:
            while int(run.stdout.readline()) < 20:
                pass
            with pytest.raises(OnlineError, match="another run of kg link"):
                Cache(path, 7.0, lambda: 0.0)
        finally:
            run.kill()
    with closing(Cache(path, 7.0, lambda: 0.0)) as cache:
        for n in range(21):
            assert len(cache.get("s", "k", [f"{n} {m}" for m in range(50)])) == 50
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("SELECT count(*) % 50 FROM answer").fetchone() == (0,)


@pytest.mark.parametrize("content", [b"Dear diary, " * 200, None])
def test_a_file_of_something_else_is_left_alone(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "diary"
    if content is None:
        with closing(sqlite3.connect(path)) as base:
            base.execute("CREATE TABLE diary (day)")
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(OnlineError, match=r"diary: is no cache of answers.*name another --cache"):
        Cache(path, 7.0, lambda: 0.0)
    assert path.read_bytes() == before
