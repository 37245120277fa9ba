"""What of the gazetteer belongs into an export: the entries of which the documents speak.

With an entry comes what the reference graph says of all that it points to: the places that it is
part of, the time in which it existed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.graph.terms import MERGED
from kg.store.snapshot import Snapshot


def without_unspoken(snapshot: Snapshot, files: Iterable[Path], folder: Path) -> list[Path]:
    """``files`` without entries of the gazetteer that no document speaks of.

    Files that hold such entries have a copy of the same name in ``folder`` in their place.
    """
    unspoken = _unspoken(snapshot)
    ends = tuple(f" <{snapshot.base}graph/{name}> .\n" for name in ("reference", "view"))
    chosen: list[Path] = []
    for path in files:
        if path.name in ("common.nq", "view.nq"):
            kept = folder / path.name
            with (
                path.open(encoding="utf-8", newline="\n") as lines,
                kept.open("w", encoding="utf-8", newline="\n") as out,
            ):
                out.writelines(
                    line
                    for line in lines
                    if not line.endswith(ends) or line[1 : line.index(">")] not in unspoken
                )
            path = kept
        chosen.append(path)
    return chosen


def _unspoken(snapshot: Snapshot) -> set[str]:
    """IRIs that the reference graph describes, but no document leads to."""
    index = snapshot.index
    reference = ox.NamedNode(f"{snapshot.base}graph/reference")
    own = {reference, ox.NamedNode(f"{snapshot.base}graph/view"), MERGED}
    described = {q.subject for q in index.quads_for_pattern(None, None, None, reference)}
    ahead = [node for node in described if _occurs(index, node, own)]
    reached = set(ahead)
    while ahead:
        for quad in index.quads_for_pattern(ahead.pop(), None, None, reference):
            thing = quad.object
            if isinstance(thing, ox.NamedNode) and thing in described and thing not in reached:
                reached.add(thing)
                ahead.append(thing)
    return {node.value for node in described - reached if isinstance(node, ox.NamedNode)}


def _occurs(index: ox.Store, node: object, own: Collection[object]) -> bool:
    """True when a graph that is not one of ``own`` names ``node``."""
    return any(quad.graph_name not in own for quad in _quads(index, node))


def _quads(index: ox.Store, node: object) -> Iterator[ox.Quad]:
    if isinstance(node, ox.NamedNode):
        yield from index.quads_for_pattern(None, None, node)
        yield from index.quads_for_pattern(node, None, None)
