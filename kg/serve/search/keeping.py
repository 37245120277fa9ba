"""The index of names of the graph as it is: asked for once a generation."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Final

import anyio

from kg.queries.saved import load_query
from kg.serve.ask import QUESTIONS
from kg.serve.engine.model import JSON, Engine, EngineError, Query
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
        answer = await self.engine.answer(query, {"solutions": JSON})
        async with aclosing(answer.chunks) as chunks:
            return b"".join([chunk async for chunk in chunks])


def _made_of(told: Sequence[bytes], base: str) -> Index:
    """The index; things that no text speaks of have a label in it, and can't be found."""
    names, types, counts = (_bindings(body) for body in told)
    events = {row["thing"]["value"]: row["type"]["value"] for row in types}
    numbers = {r["thing"]["value"]: int(r["number"]["value"]) for r in counts if "thing" in r}
    own = f"{base}id/"
    spelt: dict[tuple[str, str, str], None] = {}
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    shown: dict[str, str] = {}
    for row in names:
        iri, name = row["thing"]["value"], row["name"]["value"]
        if not iri.startswith(own) or iri.removeprefix(own).partition("/")[0] not in _KINDS:
            continue
        language = row["name"].get("xml:lang", "")
        match row["property"]["value"].rpartition("#")[2].rpartition("/")[2]:
            case "label" | "title":
                shown[iri] = name
            case "prefLabel":
                labels[iri].setdefault(language, name)
        if iri in numbers or iri.startswith(f"{own}source/"):
            spelt[iri, name, language] = None
    things = (
        _thing(iri, iri.removeprefix(own).partition("/")[0], shown, labels, events, numbers)
        for iri in sorted(shown)
    )
    return index_of(things, spelt)


def _bindings(body: bytes) -> list[dict[str, dict[str, str]]]:
    try:
        found: list[dict[str, dict[str, str]]] = json.loads(body)["results"]["bindings"]
    except (ValueError, KeyError, TypeError) as fault:
        raise EngineError(f"an answer is not SPARQL 1.1 JSON ({fault})") from None
    return found


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
