"""Every saved query gives the answers that the samples' texts, read by a person, call for.

``expected/NAME.tsv`` holds what the answer of ``queries/NAME.rq`` must and must not contain. It is
written from the texts, not from an output:

- a line ``# KEY=VALUE<tab>KEY=VALUE…`` opens a block and gives the parameters (``#`` alone: none);
  ``in order`` among them means that the rows that must be there come in the order of the file;
- the next line names columns: ``must`` (yes, no), ``xfail`` (why the build does not get it right
  yet; empty where it does), and columns of the answer;
- in a row an empty cell is not looked at; ``-`` wants nothing there; ``>=2`` wants at least that
  number; ``…words…`` wants the words somewhere in the cell; ``a; b`` wants both among the cell's
  parts (the answer's own separator is a comma).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.queries.answers import write_answer
from kg.queries.resolve import resolver
from kg.queries.saved import load_query, query_names, run_query
from kg.store.snapshot import open_snapshot

EXPECTED = Path(__file__).parent / "expected"
OWN = ("must", "xfail")
ELSEWHERE = {"overruled"}  #: nobody decides anything of the samples: tests/curation asks it

Row = dict[str, str]
Ask = Callable[[str, tuple[tuple[str, str], ...]], list[Row]]


@dataclass(frozen=True, slots=True)
class Block:
    """What one call of a query must and must not answer."""

    query: str
    line: int  #: where it begins in its file
    parameters: tuple[tuple[str, str], ...]
    ordered: bool
    rows: tuple[Row, ...]

    def __str__(self) -> str:
        return f"{self.query}:{self.line}"

    def wanted(self) -> list[Row]:
        """Rows that must be there and are known to be."""
        return [row for row in self.rows if row["must"] == "yes" and not row["xfail"]]


def read_blocks(path: Path) -> Iterator[Block]:
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith("#")]
    assert starts, f"{path.name}: a line '#' must open a block"
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        told = [part for part in lines[start].removeprefix("#").strip().split("\t") if part]
        given = tuple(tuple(part.split("=", 1)) for part in told if part != "in order")
        table = [line for line in lines[start + 1 : end] if line.strip()]
        rows = [
            dict(zip(table[0].split("\t"), line.split("\t"), strict=True)) for line in table[1:]
        ]
        assert all(set(OWN) <= set(row) and row["must"] in ("yes", "no") for row in rows), path.name
        yield Block(path.stem, start + 1, given, "in order" in told, tuple(rows))  # type: ignore[arg-type]


BLOCKS = [block for path in sorted(EXPECTED.glob("*.tsv")) for block in read_blocks(path)]
ROWS = [
    pytest.param(
        block,
        row,
        id=f"{block}+{number}",
        marks=[pytest.mark.xfail(reason=row["xfail"], strict=True)] if row["xfail"] else [],
    )
    for block in BLOCKS
    for number, row in enumerate(block.rows, 2)
]


@pytest.fixture(scope="session")
def ask(samples_store: Path, linked_store: Path) -> Iterator[Ask]:
    """Ask a saved query of the samples, of links those that are linked; each question is put once."""
    known: dict[object, list[Row]] = {}
    with open_snapshot(samples_store) as plain, open_snapshot(linked_store) as linked:

        def answer(name: str, parameters: tuple[tuple[str, str], ...]) -> list[Row]:
            if (name, parameters) not in known:
                query = load_query(name)
                snapshot = linked if "links" in query.tags else plain
                resolve = resolver(snapshot.index, snapshot.base)
                made = run_query(snapshot.index, query, dict(parameters), resolve)
                out = io.BytesIO()
                form = "csv" if hasattr(made, "variables") else "ttl"
                write_answer(made, form, out, snapshot.index, {})
                known[name, parameters] = _rows(form, out.getvalue().decode("utf-8"))
            return known[name, parameters]

        yield answer


def _rows(form: str, text: str) -> list[Row]:
    if form == "csv":
        return list(csv.DictReader(io.StringIO(text, "")))
    return [{"turtle": " ".join(line.split())} for line in text.splitlines()]


def agrees(row: Row, answer: Row) -> bool:
    """Whether a row of an answer has all that ``row`` asks for."""
    return all(_fits(cell, answer[name]) for name, cell in row.items() if name not in OWN and cell)


def _fits(wanted: str, cell: str) -> bool:
    cell = " ".join(cell.split())
    if wanted == "-":
        return not cell
    if wanted.startswith(">="):
        return float(cell or 0) >= float(wanted.removeprefix(">="))
    if wanted.startswith("…") and wanted.endswith("…"):
        return wanted.strip("…") in cell
    parts = {cell, *cell.split(", ")}
    return all(part in parts for part in re.split(r"; ", wanted))


def test_every_query_has_its_expected_answer() -> None:
    asked = set(query_names()) - ELSEWHERE
    assert {path.stem for path in EXPECTED.glob("*.tsv")} == asked
    for name in sorted(asked):
        assert any(block.wanted() for block in BLOCKS if block.query == name), name


@pytest.mark.parametrize(("block", "row"), ROWS)
def test_answer(block: Block, row: Row, ask: Ask) -> None:
    answer = ask(block.query, block.parameters)
    said = {name: cell for name, cell in row.items() if name not in OWN and cell}
    there = any(agrees(row, given) for given in answer)
    assert there == (row["must"] == "yes"), f"{said} among {len(answer)} rows"


@pytest.mark.parametrize("block", [b for b in BLOCKS if b.ordered], ids=str)
def test_rows_come_in_the_order_promised(block: Block, ask: Ask) -> None:
    answer = ask(block.query, block.parameters)
    places = [
        next((i for i, given in enumerate(answer) if agrees(row, given)), -1)
        for row in block.wanted()
    ]
    assert places == sorted(places)
