"""Lines added to the files of a curation folder, and taken back; what stands there stays, to the byte."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.curation.files import (
    CLAIMS,
    IDENTITY,
    LINKS,
    MANUAL,
    NO_TERM,
    CurationError,
    File,
    Verdict,
    read_file,
)
from kg.curation.model import ClaimVerdict, LinkVerdict, Pair
from kg.curation.sssom import quoted

_CELL_ENDS: Final = re.compile(r"[\t\r\n]+")


@dataclass(frozen=True, slots=True)
class Added:
    """A line that was added to a file."""

    path: Path
    line: str


def take_back(added: Added) -> bool:
    """Take a line out again, the last one of its wording; whether it still stood there."""
    with _held(added.path.parent):
        lines = _as_it_stands(added.path).split("\n")
        where = [i for i, line in enumerate(lines) if line.removesuffix("\r") == added.line]
        if where:
            del lines[where[-1]]
            _replace(added.path, "\n".join(lines))
        return bool(where)


def add_pair(folder: Path, word: str, pair: Pair) -> Added:
    """Add that ``pair`` is ``same`` or ``different``; as ``add_link``."""
    cells = (pair.one, word, pair.other, pair.because, pair.author, pair.date)
    return _append(folder, IDENTITY, cells)


def add_link(folder: Path, link: LinkVerdict) -> Added:
    """Add ``link`` as a line at the end of its file; folder and file are made where missing.

    What the file holds stays as it is, to the byte. Raises CurationError when the file could not be
    read with the new line (nothing is then written), OSError when it can't be written.
    """
    cells = (
        link.thing if "://" in link.thing else f"histkg:{link.thing}",
        link.label,
        "skos:exactMatch",
        "Not" if link.verdict == "rejected" else "",
        f"wd:{link.item}" if link.item else NO_TERM,
        link.item_label,
        MANUAL,
        link.author,
        link.date,
        link.because,
    )
    return _append(folder, LINKS, [quoted(cell) for cell in cells])


def add_claim(folder: Path, claim: ClaimVerdict) -> Added:
    """Add what is said of a claim; as ``add_link``."""
    said = (claim.document, claim.event, claim.property, claim.value, claim.quote)
    return _append(folder, CLAIMS, (*said, claim.verdict, claim.because, claim.author, claim.date))


def _append(folder: Path, kind: File[Verdict], cells: Sequence[str]) -> Added:
    folder.mkdir(parents=True, exist_ok=True)
    with _held(folder):
        return _append_held(folder / kind.name, kind, cells)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Nobody else adds to the files of ``folder`` meanwhile: not another page, not a terminal."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _append_held(path: Path, kind: File[Verdict], cells: Sequence[str]) -> Added:
    heading = kind.heading + "\t".join(kind.columns) + "\n"
    before = _as_it_stands(path) if path.exists() else heading
    end = "\r\n" if before.partition("\n")[0].endswith("\r") else "\n"
    clean = [_CELL_ENDS.sub(" ", cell).strip() for cell in cells]
    said = dict(zip(kind.columns, clean, strict=True))
    line = "\t".join(said.get(column, "") for column in _header(before))
    ended = before if before.endswith("\n") else f"{before}{end}"
    try:
        _replace(path, f"{ended}{line}{end}", lambda fresh: read_file(fresh, kind))
    except CurationError as fault:
        raise CurationError(path, fault.line, fault.problem) from None
    return Added(path, line)


def _header(text: str) -> list[str]:
    """The columns of a table, in its own order."""
    lines = text.removeprefix("\ufeff").split("\n")
    header = next((row for row in lines if row.strip() and not row.startswith("#")), "")
    return [column.strip() for column in header.split("\t")]


def _as_it_stands(path: Path) -> str:
    """All of the file, its line ends and byte order mark as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _replace(path: Path, content: str, check: Callable[[Path], object] | None = None) -> None:
    """Put ``content`` in the place of the file at once, unless ``check`` of it raises."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(content, encoding="utf-8", newline="")
    try:
        if check:
            check(fresh)
    except CurationError:
        fresh.unlink()
        raise
    fresh.replace(path)
