"""How pages ask: a saved question with its parameters bound, the answer as rows, kept while the graph is the same."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import pyoxigraph as ox

from kg.queries.saved import bind, load_query
from kg.serve.engine.model import JSON, Engine, Kind, Query, Row, rows_of

QUESTIONS: Final = (
    Path(__file__).parent / "questions"
)  #: of pages alone, written as the saved queries are
_KEPT: Final = 50_000  #: rows of answers
_LARGE: Final = 2**18  #: bytes of an answer that takes long to read
_AGE: Final = 60.0  #: seconds that a summary of a graph without a version is good for
_MEDIA: Final[dict[Kind, str]] = {"solutions": JSON, "boolean": JSON, "triples": "text/turtle"}
Made = TypeVar("Made")


@dataclass(slots=True)
class Asker:
    """Asks an engine on behalf of pages; answers are kept under the graph's version."""

    engine: Engine
    _kept: OrderedDict[tuple[str, str], list[Row]] = field(default_factory=OrderedDict)
    _rows: int = 0  #: in all that is kept; an answer counts for one more
    _summaries: dict[object, tuple[str, float, Any]] = field(default_factory=dict)
    _making: dict[object, asyncio.Lock] = field(default_factory=dict)

    async def rows(self, text: str) -> list[Row]:
        """Solutions of ``text`` (SPARQL), at best from what was answered before.

        Raises what engines raise.
        """
        version = await self.engine.version()
        key = version, text
        if version and key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        rows = await self._answer(text)
        if version and key not in self._kept:
            self._kept[key] = rows
            self._rows += len(rows) + 1
        while self._rows > _KEPT:
            self._rows -= len(self._kept.popitem(last=False)[1]) + 1
        return rows

    async def question(self, name: str, given: Mapping[str, str] | None = None) -> list[Row]:
        """Solutions of ``questions/NAME.rq`` with ``given`` bound; things are given as whole IRIs, a space between.

        Raises QueryError for parameters that the question can't have, and what engines raise.
        """
        return await self.rows(bind(load_query(name, QUESTIONS), given or {}, _several))

    async def summary(self, make: Callable[[Asker], Awaitable[Made]]) -> Made:
        """What ``make`` computes from the whole graph: once while the graph is the same.

        Raises what ``make`` raises.
        """
        async with self._making.setdefault(make, asyncio.Lock()):
            version = await self.engine.version()
            was, since, made = self._summaries.get(make, ("", -_AGE, None))
            if was != version or (not version and time.monotonic() - since >= _AGE):
                made = await make(self)
                self._summaries[make] = version, time.monotonic(), made
            return cast(Made, made)

    def made(self, make: Callable[[Asker], Awaitable[Made]]) -> Made | None:
        """What ``summary`` computed last, be it of an older graph; None before the first time."""
        return cast("Made | None", self._summaries.get(make, ("", 0.0, None))[2])

    async def whole(self, name: str) -> list[Row]:
        """As ``question``, for answers that are large: they are not kept."""
        return await self._answer(bind(load_query(name, QUESTIONS), {}, _no_names))

    async def body(
        self, text: str, media: Mapping[Kind, str] = _MEDIA, *, page: bool = True
    ) -> bytes:
        """The answer to ``text`` (SPARQL) as bytes; raises what engines raise."""
        answer = await self.engine.answer(Query(text), media, page=page)
        async with aclosing(answer.chunks) as chunks:
            return b"".join([chunk async for chunk in chunks])

    async def _answer(self, text: str) -> list[Row]:
        body = await self.body(text)
        return await asyncio.to_thread(rows_of, body) if len(body) > _LARGE else rows_of(body)


def _several(iris: str) -> list[ox.NamedNode]:
    return [ox.NamedNode(iri) for iri in iris.split()]


def _no_names(typed: str) -> list[ox.NamedNode]:  # pages know the IRIs
    raise AssertionError(f"a name where an IRI is wanted: {typed}")
