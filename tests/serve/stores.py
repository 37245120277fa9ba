"""Stores of whatever quads a test wants."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.store.index import INDEX
from tests.store.merged import take_in

BASE = "https://histkg.example/"


def make_store(folder: Path, quads: Iterable[ox.Quad], number: str = "0001") -> Path:
    """A store with one sealed generation that holds ``quads``; made the current one."""
    generation = folder / "generations" / number
    generation.mkdir(parents=True)
    index = ox.Store(str(generation / INDEX))
    take_in(index, quads)
    index.flush()
    del index
    (generation / "sealed").write_text(json.dumps({"content": number}), encoding="utf-8")
    (folder / "store.json").write_text(json.dumps({"format": 1, "base": BASE}), encoding="utf-8")
    (folder / "current.new").write_text(f"{number}\n", encoding="utf-8")
    (folder / "current.new").replace(folder / "current")
    return folder


def quads_of(path: Path, graph: str) -> list[ox.Quad]:
    """The triples of a file, as quads of ``graph``."""
    name = ox.NamedNode(graph)
    parsed = ox.parse(path=str(path), base_iri="http://example.org/")
    return [ox.Quad(q.subject, q.predicate, q.object, name) for q in parsed]
