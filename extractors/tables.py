"""Strict reading of the TSV tables that hold language knowledge and the gazetteer.

A table is UTF-8, tab-separated, with a header line; blank lines and lines that begin with ``#``
are comments. An unknown, missing or repeated column, a row of the wrong width, an empty required
cell and a repeated key are errors that name file, line and mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import LanguageDataError, TableError


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column, and the line (1-based) it stands on."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def alternatives(self, column: str) -> tuple[str, ...]:
        """The cell split at ``|``, without empty parts."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())

    def error(self, problem: str) -> TableError:
        """An error to raise about this row."""
        return LanguageDataError(self.path, self.line, problem)


def read_table(
    path: Path,
    columns: Iterable[str],
    *,
    required: Iterable[str] = (),
    key: Iterable[str] = (),
    error: type[TableError] = LanguageDataError,
) -> list[Row]:
    """Rows of the table at ``path``.

    ``columns`` are all columns the table must have (any order), ``required`` those whose cells may
    not be empty, ``key`` those that together may not repeat. Raises ``error`` (a TableError).
    """
    wanted, key = list(columns), tuple(key)
    rows: list[Row] = []
    seen: dict[tuple[str, ...], int] = {}
    header: list[str] | None = None
    for number, line in _lines(path, error):
        cells = line.split("\t")
        if header is None:
            header = [c.strip() for c in cells]
            _check_header(path, number, header, wanted, error)
            continue
        if len(cells) > len(header):
            raise error(
                path, number, f"{len(cells)} cells under {len(header)} columns; remove a tab"
            )
        cells += [""] * (len(header) - len(cells))
        row = Row(path, number, {h: c.strip() for h, c in zip(header, cells, strict=True)})
        for column in required:
            if not row[column]:
                raise error(path, number, f"the column '{column}' is empty; fill it in")
        if key:
            identity = tuple(row[column] for column in key)
            if identity in seen:
                raise error(
                    path,
                    number,
                    f"{' / '.join(identity)} stands already in line {seen[identity]}; remove one",
                )
            seen[identity] = number
        rows.append(row)
    if header is None:
        raise error(path, 1, f"the file is empty; its first line must be: {' '.join(wanted)}")
    return rows


def _lines(path: Path, error: type[TableError]) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors put a byte order mark first
    except FileNotFoundError:
        raise error(path, None, "the file is missing") from None
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise error(path, line, "not UTF-8; save the file as UTF-8") from None
    for number, row in enumerate(text.split("\n"), 1):
        if row.strip() and not row.startswith("#"):
            yield number, row.rstrip("\r")


def _check_header(
    path: Path, line: int, header: list[str], wanted: list[str], error: type[TableError]
) -> None:
    for column in header:
        if header.count(column) > 1:
            raise error(path, line, f"the column '{column}' stands twice; remove one")
        if column not in wanted:
            raise error(
                path, line, f"unknown column '{column}'; the columns are: {', '.join(wanted)}"
            )
    for column in wanted:
        if column not in header:
            raise error(path, line, f"the column '{column}' is missing; add it")
