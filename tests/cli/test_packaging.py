from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kg import __version__
from kg.assets import asset

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pinned(lock: str) -> dict[str, str]:
    """Versions by package name; a package may stand once for each Python version."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, re.MULTILINE))


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~\[ ;]", r)[0].lower().replace("_", "-") for r in requirements}


@pytest.mark.parametrize(
    ("lock", "extra"), [("requirements.lock", "install"), ("requirements-dev.lock", "dev")]
)
def test_every_requirement_is_locked_with_its_hashes(lock: str, extra: str) -> None:
    wanted = names(PROJECT["dependencies"] + PROJECT["optional-dependencies"][extra])
    assert not wanted - set(pinned(lock)), "run: make lock"
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text  # no registry is named
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert "--hash=sha256:" in entry, entry


def test_both_locks_agree() -> None:
    run, dev = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert {n: v for n, v in dev.items() if n in run} == run


def test_the_version_stands_in_one_place() -> None:
    assert "version" in PROJECT["dynamic"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)


def test_what_ships_is_found_in_the_checkout() -> None:
    for name in ("ontology/histkg.ttl", "queries/mentions.rq", "data/samples"):
        assert asset(name).exists(), name
