"""The errors that a user can meet, one tree.

    HistkgError
    ├── SourceError          a file that can't be read as a text
    ├── LanguageDataError    a language's table or pattern file is wrong (file, line, mend)
    ├── GazetteerError       a gazetteer file is wrong (file, line, mend)
    ├── DateError            a value that is no EDTF date of the supported subset
    └── (kg adds its own below the same root: StoreError, QueryError, ShapesError)

Each message says what is wrong, where, and what to do.
"""

from __future__ import annotations

from pathlib import Path


class HistkgError(Exception):
    """Root of all errors that are told to a user without a traceback."""


class SourceError(HistkgError):
    """A file can't be read as a text: its name and the reason, with the mend."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class TableError(HistkgError):
    """A data table is wrong: file, line (1-based) and what to do."""

    def __init__(self, path: Path | str, line: int | None, problem: str) -> None:
        where = f"{path}, line {line}" if line is not None else str(path)
        super().__init__(f"{where}: {problem}")
        self.path = Path(path)
        self.line = line
        self.problem = problem


class LanguageDataError(TableError):
    """A table, pattern file or configuration of a language is wrong."""


class GazetteerError(TableError):
    """A row of the gazetteer is wrong."""


class DateError(HistkgError, ValueError):
    """A string that is not a date of the supported EDTF subset."""
