"""Names of things as people type them, for saved queries and filters."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Collection
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import Final

import anyio
import pyoxigraph as ox

from kg.queries.resolve import NAMES, Known, index_names, look_up
from kg.queries.saved import Resolve
from kg.serve.ask import Asker
from kg.serve.protocol.accept import CSV
from kg.serve.search.index import Thing
from kg.serve.search.keeping import names_index

_LONGEST: Final = 200  #: characters that are looked at
_WORD: Final = 4  #: letters of a word that may be mistyped
_NEAR: Final = 0.7  #: least nearness of a name
_FEW: Final = 3  #: that are equally near and all taken
_OTHERS: Final = 3


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name means: what bears it, else what bears the nearest name, and others that are near."""

    things: tuple[Thing, ...] = ()
    others: tuple[Thing, ...] = ()
    exact: bool = True  #: whether the things bear just that name


async def meant_by(ask: Asker, typed: str, kinds: Collection[str]) -> Meant:
    """What of ``kinds`` is meant by ``typed``; raises what engines raise."""
    index = await ask.summary(names_index)
    bearers = tuple(thing for thing in index.bearers(typed) if thing.kind in kinds)
    if bearers or max(map(len, typed.split()), default=0) < _WORD:
        return Meant(bearers)
    found = await anyio.to_thread.run_sync(index.find, typed[:_LONGEST])
    near = [f for f in found if f.thing.kind in kinds and f.near >= _NEAR]
    best = sum(round(f.near, 2) == round(near[0].near, 2) for f in near[:_FEW])
    things = tuple(f.thing for f in near)
    return Meant(things[:best], things[best : best + _OTHERS], exact=False)


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
