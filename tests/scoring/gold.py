"""Gold annotations and the tables of a build, as the scorer reads them."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.queries.answers import write_answer
from kg.queries.resolve import resolver
from kg.queries.saved import load_query, run_query
from kg.store.snapshot import open_snapshot

Row = dict[str, str]
Span = tuple[int, int]
Annotation = dict[str, Any]  #: as data/samples/README.md describes it

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
TABLES = ("mentions", "dates", "event_passages", "event_claims")
PROSE = frozenset({"body", "abstract", "note"})


@dataclass(frozen=True, slots=True)
class Tables:
    """Rows of the contract's four queries, by the document's file name."""

    rows: dict[str, dict[str, list[Row]]]

    def of(self, table: str, document: str) -> list[Row]:
        """Rows of ``table`` that are about ``document``."""
        return self.rows[table].get(document, [])


def csv_tables(store: Path) -> dict[str, str]:
    """The four tables of the build in ``store`` as CSV, by name; raises StoreError."""
    tables = {}
    with open_snapshot(store) as snapshot:
        resolve = resolver(snapshot.index, snapshot.base)
        for name in TABLES:
            out = io.BytesIO()
            answer = run_query(snapshot.index, load_query(name), {}, resolve)
            write_answer(answer, "csv", out, snapshot.index, {})
            tables[name] = out.getvalue().decode("utf-8")
    return tables


def read_store(store: Path) -> Tables:
    """The four tables of the build in ``store``; raises StoreError."""
    tables = csv_tables(store)
    return Tables({n: _by_document(csv.DictReader(io.StringIO(t, ""))) for n, t in tables.items()})


def _by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["doc"]].append(row)
    return grouped


@dataclass(frozen=True, eq=False)
class Document:
    """One annotated text and what the build said of it; each is itself alone, so that scores keep."""

    gold: Annotation
    tables: Tables

    @property
    def name(self) -> str:
        """The text's file name."""
        return str(self.gold["doc"])

    @property
    def language(self) -> str:
        """The language that the file's name begins with."""
        return self.name[:2]

    @property
    def split(self) -> str:
        """ "dev", or "test" for what nobody tunes on."""
        return str(self.gold["split"])

    @cached_property
    def mentions(self) -> list[Row]:
        """The build's mentions, those outside of the prose left out."""
        return [r for r in self.tables.of("mentions", self.name) if self._in_prose(r)]

    @cached_property
    def dates(self) -> list[Row]:
        """The build's dates, those outside of the prose left out."""
        return [r for r in self.tables.of("dates", self.name) if self._in_prose(r)]

    @cached_property
    def entities(self) -> dict[str, Annotation]:
        """Gold entities by id."""
        return {e["id"]: e for e in self.gold["entities"]}

    def zones(self, *, prose: bool) -> list[Span]:
        """Where the prose stands, or where it does not."""
        zones = self.gold["zones"]
        return [(z["start"], z["end"]) for z in zones if (z["kind"] in PROSE) == prose]

    def _in_prose(self, row: Row) -> bool:
        return mostly_in(span(row), self.zones(prose=True))


def read_documents(tables: Tables, samples: Path = SAMPLES) -> list[Document]:
    """All annotated samples with what ``tables`` say of each."""
    paths = sorted((samples / "gold").glob("*.json"))
    return [Document(json.loads(p.read_text(encoding="utf-8")), tables) for p in paths]


def span(row: Row | Annotation) -> Span:
    """Start and end, in code points."""
    return int(row["start"]), int(row["end"])


def overlap(a: Span, b: Span) -> int:
    """Code points that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def mostly_in(a: Span, zones: Iterable[Span]) -> bool:
    """Whether more than half of ``a`` lies in one of ``zones``."""
    return any(overlap(a, zone) * 2 > a[1] - a[0] for zone in zones)


def best_pairs(weighed: Sequence[tuple[float, int, int]]) -> dict[int, int]:
    """Left to right, one to one: the heaviest pair first, then the heaviest that is still free."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, left, right in sorted(weighed, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if left not in pairs and right not in taken:
            pairs[left] = right
            taken.add(right)
    return pairs
