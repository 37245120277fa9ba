from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store.files import StoreError, build_lock, in_use, remove_unused, replace_file

HOLD = """
import sys, time
from pathlib import Path
from kg.store.files import build_lock
with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_replacing_a_file_leaves_no_other_behind(tmp_path: Path) -> None:
    replace_file(tmp_path / "current", "0001\n")
    replace_file(tmp_path / "current", "0002\n")
    assert [p.name for p in tmp_path.iterdir()] == ["current"]
    assert (tmp_path / "current").read_text() == "0002\n"


def test_a_second_build_is_told_who_holds_the_store(tmp_path: Path) -> None:
    with (
        build_lock(tmp_path),
        pytest.raises(StoreError, match=rf"process {os.getpid()} on .* since 20"),
        build_lock(tmp_path),
    ):
        pass
    with build_lock(tmp_path):
        pass  # free again


def test_a_killed_build_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match=f"process {other.pid} "), build_lock(tmp_path):
            pass
        other.send_signal(signal.SIGKILL)
    with build_lock(tmp_path):
        pass


def test_a_generation_that_is_read_is_not_removed(tmp_path: Path) -> None:
    generation = tmp_path / "0001"
    generation.mkdir()
    (generation / "sealed").write_text("{}")
    with in_use(generation):
        assert not remove_unused(generation)
        assert generation.exists()
    assert remove_unused(generation)
    assert not generation.exists()
    with pytest.raises(FileNotFoundError), in_use(generation):
        pass


def test_a_lock_in_a_place_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="can't be written"), build_lock(tmp_path / "missing"):
        pass
