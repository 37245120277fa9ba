"""What the whole suite shares: one build of the samples."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

#: a loaded machine is slow, not wrong
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

SAMPLES = Path(__file__).parents[1] / "data" / "samples"


@pytest.fixture(scope="session")
def samples_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of ``data/samples``, built by the command; for reading only.

    It is built once: workers of pytest-xdist share it, and all but the first wait at a lock.
    """
    folder = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        folder = folder.parent
    store, done = folder / "samples", folder / "samples.done"
    with (folder / "samples.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(store, ignore_errors=True)
            _build(store)
            done.touch()
    return store


@pytest.fixture(scope="session")
def linked_store(samples_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of ``samples_store`` linked by the command to a small reference set."""
    folder = tmp_path_factory.mktemp("linked")
    store = folder / "store"
    shutil.copytree(samples_store, store)
    items = Path(__file__).parent / "linking" / "items.ttl"
    command = [sys.executable, "-m", "kg", "link", "--store", str(store), "--reference", str(items)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"the samples can't be linked:\n{done.stderr}"
    return store


def _build(store: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", str(SAMPLES), "--store", str(store)]
    built = subprocess.run([*command, "--workers", "2"], capture_output=True, text=True)
    assert built.returncode == 0, f"the samples can't be built:\n{built.stderr}"
