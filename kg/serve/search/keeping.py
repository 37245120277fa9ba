"""The index of names of the graph as it is: asked for once a generation."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Final

import anyio

from kg.queries.saved import load_query
from kg.serve.ask import QUESTIONS
from kg.serve.engine.model import JSON, Engine, Query, rows_of
from kg.serve.search.index import Index, Thing, index_of

_KINDS: Final = frozenset({"event", "person", "place", "organisation", "group", "source"})
_STALE: Final = 300.0  #: seconds, where the engine does not know of generations


@dataclass(slots=True)
class Names:
    """The names of an engine's graph."""

    engine: Engine
    index: Index | None = None  #: the last one; None until it has been asked for
    _version: str = ""
    _made: float = 0.0
    _lock: anyio.Lock = field(default_factory=anyio.Lock)

    async def current(self) -> Index:
        """The index of the graph's present generation; raises what engines raise."""
        async with self._lock:
            version = await self.engine.version()
            fresh = version == self._version if version else time.monotonic() - self._made < _STALE
            if self.index is None or not fresh:
                told = [await self._ask(name) for name in ("all_names", "all_types", "all_told")]
                base = self.engine.base
                self.index = await anyio.to_thread.run_sync(_made_of, told, base)
                self._version, self._made = version, time.monotonic()
            return self.index

    async def _ask(self, name: str) -> bytes:
        query = Query(load_query(name, QUESTIONS).text)
        answer = await self.engine.answer(query, {"solutions": JSON}, page=True)
        async with aclosing(answer.chunks) as chunks:
            return b"".join([chunk async for chunk in chunks])


def _made_of(told: Sequence[bytes], base: str) -> Index:
    names, types, counts = (rows_of(body) for body in told)
    events = {str(row["thing"]): str(row["type"]) for row in types}
    numbers = {str(row["thing"]): int(str(row["number"])) for row in counts if "thing" in row}
    own = f"{base}id/"
    spelt: list[tuple[str, str, str]] = []
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    shown: dict[str, str] = {}
    for row in names:
        iri, name = str(row["thing"]), row["name"]
        if not iri.startswith(own) or iri.removeprefix(own).partition("/")[0] not in _KINDS:
            continue
        match str(row["property"]).rpartition("#")[2].rpartition("/")[2]:
            case "label" | "title":
                shown[iri] = str(name)
            case "prefLabel":
                labels[iri].setdefault(name.language, str(name))
        spelt.append((iri, str(name), name.language))
    things = (
        _thing(iri, iri.removeprefix(own).partition("/")[0], shown, labels, events, numbers)
        for iri in sorted(shown)
    )
    return index_of(things, dict.fromkeys(spelt))


def _thing(
    iri: str,
    kind: str,
    shown: dict[str, str],
    labels: dict[str, dict[str, str]],
    events: dict[str, str],
    numbers: dict[str, int],
) -> Thing:
    return Thing(
        iri=iri,
        kind=kind,
        label=shown[iri],
        labels=labels.get(iri, {}),
        type=events.get(iri, ""),
        told=numbers.get(iri, 0),
    )
