"""A reference set read from RDF files into SQLite, triple by triple.

What is said of one item may stand anywhere: memory does not grow with the files. Items without a
name that could be found are left out, but for the classes above others.
"""

from __future__ import annotations

import bz2
import gzip
import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import IO, Any, Final, cast

import pyoxigraph as ox

from extractors.errors import HistkgError
from kg.linking.classes import HUMAN
from kg.linking.memory import seldom_collecting
from kg.linking.names import cores
from kg.linking.reference import family_keys, keys_of
from kg.linking.shape import Facts, item_of

_TABLES: Final = """
CREATE TABLE item (item INTEGER PRIMARY KEY, first INTEGER, last INTEGER, lat REAL, lon REAL,
                   description TEXT, english INTEGER);
CREATE TABLE name (item INTEGER, text TEXT, language TEXT, alias INTEGER);
CREATE TABLE key (key TEXT, item INTEGER);
CREATE TABLE class (item INTEGER, class INTEGER, PRIMARY KEY (item, class)) WITHOUT ROWID;
CREATE TABLE above (class INTEGER, parent INTEGER, PRIMARY KEY (class, parent)) WITHOUT ROWID;
CREATE TABLE made (of TEXT);
"""
_INDEXES: Final = "CREATE INDEX name_item ON name (item); CREATE INDEX key_item ON key (key, item);"
_ITEM: Final = """
INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (item) DO UPDATE SET
    first = min(coalesce(first, excluded.first), coalesce(excluded.first, first)),
    last = max(coalesce(last, excluded.last), coalesce(excluded.last, last)),
    lat = coalesce(lat, excluded.lat), lon = coalesce(lon, excluded.lon),
    description = CASE WHEN excluded.description <> '' AND (description = '' OR
        excluded.english > english) THEN excluded.description ELSE description END,
    english = max(english, excluded.english)
"""
_NAME: Final = "INSERT INTO name VALUES (?, ?, ?, ?)"
_KEY: Final = "INSERT INTO key VALUES (?, ?)"
_CLASS: Final = "INSERT OR IGNORE INTO class VALUES (?, ?)"
_ABOVE: Final = "INSERT OR IGNORE INTO above VALUES (?, ?)"
_MANY: Final = 20_000  #: rows that are written together
_PACKED: Final = (".gz", ".bz2")


class ReferenceSetError(HistkgError):
    """A file of a reference set can't be read as RDF."""


@seldom_collecting()
def load_reference(files: Sequence[Path], path: Path) -> bool:
    """Make the reference set at ``path`` of RDF files (Turtle, N-Triples …, also in .gz and .bz2).

    Whether it was made: one that was made of the same bytes is left. What was there before stays
    until the new one is whole. Raises ReferenceSetError (file, reason), OSError.
    """
    made_of = _digest(files)
    if path.exists() and made_of == _made_of(path):
        return False
    fresh = path.with_name(f"{path.name}.part")
    fresh.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(fresh)) as base:
            base.executescript(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;"
            )
            base.executescript(_TABLES)
            writer = _Writer(base)
            for file in files:
                for item, facts in _items(file):
                    writer.add(item, facts)
            writer.flush()
            base.executescript(_INDEXES)
            base.execute("INSERT INTO made VALUES (?)", (made_of,))
            base.commit()
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return True


class _Writer:
    """Rows that wait to be written together."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._rows: dict[str, list[tuple[Any, ...]]] = {
            s: [] for s in (_ITEM, _NAME, _KEY, _CLASS, _ABOVE)
        }
        self._count = 0

    def add(self, item: str, facts: Facts) -> None:
        """Take in what is said of an item; of one item more may come."""
        number = int(item[1:])
        rows = self._rows
        lat, lon = facts.position or (None, None)
        english = int("en" in facts.descriptions)
        rows[_ITEM].append((number, facts.first, facts.last, lat, lon, facts.description, english))
        rows[_CLASS] += ((number, int(c[1:])) for c in sorted(facts.classes))
        rows[_ABOVE] += ((number, int(c[1:])) for c in sorted(facts.above))
        keys: dict[str, None] = {}
        for text, language, alias in sorted(facts.labels):
            found = {key: None for core in cores(text, language) for key in keys_of(core)}
            if found:  # what no name can be like needs no place
                keys |= found
                if HUMAN in facts.classes and not alias:
                    keys |= dict.fromkeys(family_keys(cores(text, language)[0]))
                rows[_NAME].append((number, text, language, alias))
        rows[_KEY] += ((key, number) for key in keys)
        self._count += 1
        if self._count % _MANY == 0:
            self.flush()

    def flush(self) -> None:
        """Write all that waits."""
        for statement, rows in self._rows.items():
            self._base.executemany(statement, rows)
            rows.clear()
        self._base.commit()


def _items(file: Path) -> Iterator[tuple[str, Facts]]:
    """Each item with what stands together about it."""
    kind = ox.RdfFormat.from_extension(file.name.removesuffix(_packed(file)).rpartition(".")[2])
    if kind is None:
        raise ReferenceSetError(f"{file}: its ending names no form of RDF; call it .ttl, .nt …")
    subject, facts = "", Facts()
    try:
        with _open(file) as stream:
            for quad in ox.parse(stream, format=kind, lenient=True):
                if not isinstance(quad.subject, ox.NamedNode):
                    continue
                if quad.subject.value != subject:
                    if item := item_of(subject):
                        yield item, facts
                    subject, facts = quad.subject.value, Facts()
                value = quad.object
                if isinstance(value, ox.Literal):
                    facts.add(quad.predicate.value, value.value, value.language or "")
                elif isinstance(value, ox.NamedNode):
                    facts.add(quad.predicate.value, value.value)
    except (SyntaxError, ValueError, EOFError) as fault:
        raise ReferenceSetError(f"{file}: is no RDF that can be read ({fault})") from None
    if item := item_of(subject):
        yield item, facts


def _open(path: Path) -> IO[bytes]:
    match path.suffix:
        case ".gz":
            return cast("IO[bytes]", gzip.open(path, "rb"))
        case ".bz2":
            return bz2.open(path, "rb")
        case _:
            return path.open("rb")


def _packed(path: Path) -> str:
    return path.suffix if path.suffix in _PACKED else ""


def _digest(files: Sequence[Path]) -> str:
    total = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def _made_of(path: Path) -> str:
    try:
        with closing(sqlite3.connect(path)) as base:
            row = base.execute("SELECT of FROM made").fetchone()
    except sqlite3.Error:
        return ""
    return str(row[0]) if row else ""
