"""Names of things as people type them, for the saved queries: asked of the engine once a generation."""

from __future__ import annotations

import asyncio
import csv
import time
from contextlib import aclosing
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from typing import Final

import pyoxigraph as ox
from starlette.requests import Request

from kg.queries.resolve import NAMES, Known, index_names, look_up
from kg.queries.saved import Resolve
from kg.serve.engine.model import Engine, Query
from kg.serve.protocol.accept import CSV
from kg.serve.site import site_of

_KEPT: Final = 60.0  #: seconds that names are kept where the graph's version is not known


@dataclass(slots=True)
class Names:
    """The index of names of one engine's graph."""

    engine: Engine
    _known: Known = field(default_factory=dict)
    _version: str | None = None
    _made: float = 0.0
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def resolver(self) -> Resolve:
        """A look-up that raises UnknownNameError; raises what engines raise."""
        async with self._lock:
            version = await self.engine.version()
            old = not version and time.monotonic() - self._made > _KEPT
            if version != self._version or old:
                body = await self._asked()
                self._known = await asyncio.to_thread(_index, body, self.engine.base)
                self._version, self._made = version, time.monotonic()
        known = self._known

        def resolve(typed: str) -> list[ox.NamedNode]:
            return look_up(typed, known)

        return resolve

    async def _asked(self) -> bytes:
        """All names as CSV, which is read several times as fast as JSON."""
        answer = await self.engine.answer(Query(NAMES), {"solutions": CSV}, page=True)
        async with aclosing(answer.chunks) as chunks:
            return b"".join([chunk async for chunk in chunks])


def _index(body: bytes, base: str) -> Known:
    table = csv.reader(StringIO(body.decode(), newline=""))
    return index_names(islice(((row[0], row[1]) for row in table), 1, None), base)


def names_of(request: Request) -> Names:
    """The index of the server that the request came to."""
    state = request.app.state
    if not hasattr(state, "names"):
        state.names = Names(site_of(request).engine)
    names: Names = state.names
    return names
