"""What the project promises to those who build on it, tried on the samples through the command."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
COLUMNS = {
    "mentions": "doc,start,end,text,type,entity,label,wikidata",
    "dates": "doc,start,end,text,edtf",
    "event_passages": "event,type,label,wikidata,doc,start,end",
    "event_claims": "event,property,value,value_label,role,doc,start,end",
}
MENTION_TYPES = {"Person", "Place", "Organisation", "Group"}
EVENT_TYPES = set(
    "Congress Battle War Treaty Occupation Withdrawal Declaration Communication Meeting Appointment "
    "Removal Foundation Dissolution Travel Aid Uprising Massacre Detention Birth Death Other".split()
)

Row = dict[str, str]
Table = Callable[[str], list[Row]]


def kg(*arguments: object, hash_seed: int = 0) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, which must end well."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed), "COLUMNS": "80"},
    )
    assert done.returncode == 0, done.stderr.decode()
    return done


@pytest.fixture(scope="session")
def table(samples_store: Path) -> Table:
    """Rows of a saved query of the contract, as a spreadsheet would read them."""
    known: dict[str, list[Row]] = {}

    def rows(name: str) -> list[Row]:
        if name not in known:
            done = kg("query", name, "--format", "csv", "--store", samples_store)
            said = done.stdout.decode("utf-8")
            assert said.splitlines()[0] == COLUMNS[name]
            known[name] = list(csv.DictReader(io.StringIO(said, "")))
        return known[name]

    return rows


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """The samples as they stand in their files: no newline is translated."""
    return {path.name: path.read_bytes().decode("utf-8") for path in SAMPLES.glob("*.txt")}


@pytest.mark.parametrize("name", COLUMNS)
def test_the_four_tables_have_their_columns_and_speak_of_every_sample(
    name: str, table: Table, texts: dict[str, str]
) -> None:
    assert {row["doc"] for row in table(name)} == set(texts)


@pytest.mark.parametrize("name", ["mentions", "dates"])
def test_every_quote_is_what_stands_in_the_file(
    name: str, table: Table, texts: dict[str, str]
) -> None:
    for row in table(name):
        start, end = int(row["start"]), int(row["end"])
        assert texts[row["doc"]][start:end] == row["text"] != "", row


@pytest.mark.parametrize("name", ["event_passages", "event_claims"])
def test_every_passage_lies_in_its_file(name: str, table: Table, texts: dict[str, str]) -> None:
    for row in table(name):
        assert 0 <= int(row["start"]) < int(row["end"]) <= len(texts[row["doc"]]), row


def test_types_and_properties_are_those_of_the_contract(table: Table) -> None:
    assert {row["type"] for row in table("mentions")} == MENTION_TYPES
    assert {row["type"] for row in table("event_passages")} <= EVENT_TYPES
    claims = table("event_claims")
    assert {row["property"] for row in claims} == {"date", "place", "actor"}
    assert all(bool(row["role"]) == (row["property"] == "actor") for row in claims)
    told = {row["event"] for row in table("event_passages")}
    assert {row["event"] for row in claims} <= told


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The samples in another folder, and a store of them built by one worker."""
    folder = tmp_path_factory.mktemp("elsewhere")
    shelf, store = folder / "a shelf", folder / "store"
    shelf.mkdir()
    for path in SAMPLES.glob("*.txt"):
        shutil.copyfile(path, shelf / path.name)
    kg("build", shelf, "--store", store, "--workers", 1, hash_seed=7)
    return shelf, store


def graphs(store: Path) -> dict[str, bytes]:
    """The N-Quads of each document and of its report, by path."""
    files = (store / "documents").glob("*/*.nq")
    return {str(path.relative_to(store)): path.read_bytes() for path in files}


@pytest.mark.xdist_group("elsewhere")
def test_two_builds_on_two_paths_give_the_same_bytes(
    samples_store: Path, elsewhere: tuple[Path, Path], tmp_path: Path
) -> None:
    here, there = graphs(samples_store), graphs(elsewhere[1])
    assert set(here) == set(there)
    assert len(here) == 2 * len(list(SAMPLES.glob("*.txt")))
    assert [name for name in here if here[name] != there[name]] == []
    assert all(lines == sorted(lines) for lines in (g.splitlines() for g in here.values()))
    exports = []
    for number, store in enumerate((samples_store, elsewhere[1])):
        out = tmp_path / f"{number}.nq"
        kg("export", "--format", "nquads", "-o", out, "--store", store)
        exports.append(sorted(out.read_bytes().splitlines()))
    assert exports[0] == exports[1]


@pytest.mark.xdist_group("elsewhere")
def test_a_second_build_reads_nothing(elsewhere: tuple[Path, Path]) -> None:
    shelf, store = elsewhere
    before = graphs(store)
    times = {path: path.stat().st_mtime_ns for path in (store / "documents").rglob("*")}
    said = kg("build", shelf, "--store", store).stderr.decode()
    assert "[1/" not in said, said
    assert graphs(store) == before
    assert {path: path.stat().st_mtime_ns for path in times} == times
