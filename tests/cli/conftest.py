"""The command run as a user runs it, and a store to run it on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.construction.corpus import build
from tests.curation.conftest import own as own
from tests.curation.conftest import unsure as unsure
from tests.store.conftest import write_shelf

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def kg() -> Run:
    """``kg ARGUMENTS`` in a process of its own; no run may end in a traceback."""

    def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "kg", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1"},
            **options,  # type: ignore[call-overload]
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done  # type: ignore[no-any-return]

    return run


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a few tiny texts, not to be written to."""
    folder = tmp_path_factory.mktemp("cli")
    build([write_shelf(folder / "shelf")], folder / "store", workers=0)
    return folder / "store"
