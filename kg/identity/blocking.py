"""Which things are worth comparing: those that share a key, in blocks of bounded size.

Every thing has ladders: a key, then what refines it (a second word, a title, a decade). Things that
share a ladder's first rung are a block; a block that is too large is split by the next rung, and one
that is too large on its last is not compared pair by pair, but each thing with its next neighbours.
So the number of pairs grows with the number of things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

Ladder = tuple[str, ...]
Pair = tuple[str, str]  #: two IRIs, the lesser first

BOUND: Final = 24  #: a larger block is split
NEIGHBOURS: Final = 6  #: so many next things a thing is compared with where it can't be split


def candidate_pairs(ladders: Mapping[str, Sequence[Ladder]]) -> list[Pair]:
    """Pairs of things (by IRI) that share the first rung of a ladder, sorted, each once."""
    rungs = [(ladder, iri) for iri, own in sorted(ladders.items()) for ladder in sorted(set(own))]
    found: set[Pair] = set()
    _split(rungs, 0, found)
    return sorted(found)


def _split(rungs: Sequence[tuple[Ladder, str]], depth: int, found: set[Pair]) -> None:
    blocks: dict[str, list[tuple[Ladder, str]]] = defaultdict(list)
    for ladder, iri in rungs:
        if depth < len(ladder):
            blocks[ladder[depth]].append((ladder, iri))
    for block in blocks.values():
        members = sorted({iri for _, iri in block})
        if len(members) <= BOUND:
            found.update((a, b) for i, a in enumerate(members) for b in members[i + 1 :])
        elif all(len(ladder) == depth + 1 for ladder, _ in block):
            _neighbours([iri for _, iri in sorted(block)], found)
        else:
            _split(block, depth + 1, found)


def _neighbours(ordered: Sequence[str], found: set[Pair]) -> None:
    unique = list(dict.fromkeys(ordered))
    for i, one in enumerate(unique):
        for other in unique[i + 1 : i + 1 + NEIGHBOURS]:
            found.add((min(one, other), max(one, other)))
