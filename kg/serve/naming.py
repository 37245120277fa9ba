"""Names of things as people type them, for the saved queries."""

from __future__ import annotations

import asyncio
import csv
from io import StringIO
from itertools import islice

import pyoxigraph as ox

from kg.queries.resolve import NAMES, Known, index_names, look_up
from kg.queries.saved import Resolve
from kg.serve.ask import Asker
from kg.serve.protocol.accept import CSV


async def resolver_of(ask: Asker) -> Resolve:
    """A look-up that raises UnknownNameError; raises what engines raise."""
    known = await ask.summary(known_names)

    def resolve(typed: str) -> list[ox.NamedNode]:
        return look_up(typed, known)

    return resolve


async def known_names(ask: Asker) -> Known:
    """All names of the graph, asked for as CSV, which is read several times as fast as JSON."""
    body = await ask.body(NAMES, {"solutions": CSV})
    return await asyncio.to_thread(_index, body, ask.engine.base)


def _index(body: bytes, base: str) -> Known:
    table = csv.reader(StringIO(body.decode(), newline=""))
    return index_names(islice(((row[0], row[1]) for row in table), 1, None), base)
