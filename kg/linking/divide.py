"""The things to be linked shared out among processes; what is decided is what one process would decide."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Final

from extractors.errors import HistkgError
from kg.identity.things import Thing
from kg.linking.decide import KEPT, decide
from kg.linking.fit import best_fits
from kg.linking.memory import seldom_collecting
from kg.linking.model import LinkDecision
from kg.linking.reference import Reference
from kg.linking.verdicts import Verdicts
from kg.linking.where import Context


class LinkingStoppedError(HistkgError):
    """Linking ended before its end."""


MANY: Final = 4_000  #: things from which on more processes than one are worth their start
SHARE: Final = 500  #: things that a process is given at a time

_reference: Reference  # of a process that works for another; opened when it starts


def decided_among(
    workers: int, path: Path, things: Sequence[Thing], verdicts: Verdicts, context: Context
) -> Iterator[LinkDecision]:
    """A decision on each of ``things``, in their order, by the reference set at ``path`` alone.

    The processes end with the iterator. Raises LinkingStoppedError where one of them is ended from
    without.
    """
    shares = [things[at : at + SHARE] for at in range(0, len(things), SHARE)]
    tasks = [
        (share, [verdicts.rejected(t.iri) for t in share], _around(share, context))
        for share in shares
    ]
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _open, (path,)) as pool:
        try:
            for decisions in pool.map(_share, tasks):
                yield from decisions
        except BrokenProcessPool:
            raise LinkingStoppedError(
                "a process that compares names was ended from without (by a lack of memory, "
                "perhaps); try again with --workers 1"
            ) from None


def _around(things: Sequence[Thing], context: Context) -> Context:
    """The part of ``context`` that ``things`` ask for."""
    near = {
        iri
        for t in things
        for iri in (t.iri, *(i for i, _ in t.places), *(i for i, _ in t.companions))
    }
    return Context(
        {iri: spot for iri in near if (spot := context.spots.get(iri))},
        {iri: name for iri in near if (name := context.names.get(iri))},
        settled=context.settled,
        linked=near & context.linked,
    )


def _open(path: Path) -> None:
    global _reference
    _reference = Reference(path)


@seldom_collecting()
def _share(
    task: tuple[Sequence[Thing], Sequence[frozenset[str]], Context],
) -> list[LinkDecision]:
    things, rejected, context = task
    refused = dict(zip((t.iri for t in things), rejected, strict=True))
    named = {thing.iri: thing for thing in things}
    return [
        decide(
            named[iri],
            best_fits(named[iri], (c for c in few if c.item not in refused[iri]), context, KEPT),
        )
        for iri, few in _reference.find(things)
    ]
