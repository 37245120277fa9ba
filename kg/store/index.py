"""An index: what the documents say under the names of their graphs, and all of it merged.

The default graph of an index is the RDF merge of its named graphs: a triple that ten sources state
is ten quads and one triple. Questions that don't ask who says so are asked of it; an answer has then
no row twice, and the time that one takes does not grow with the number of witnesses.
https://www.w3.org/TR/rdf11-mt/#shared-blank-nodes-unions-and-merges (our graphs share no blank nodes)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox

INDEX: Final = "merged"  #: the folder; "index" was one without a merge, which nobody reads any more
MUCH: Final = 2_000_000  #: bytes from which on loading in bulk is quicker

_GRAPH: Final = re.compile(rb" <([^<>]*)> \.\n")  #: N-Quads have line breaks nowhere else
_FORGET: Final = """
DELETE {{ ?s ?p ?o }} WHERE {{
  GRAPH {graph} {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != {graph}) }}
}}"""


def load(index: ox.Store, paths: Sequence[Path]) -> None:
    """Load N-Quads files: much in bulk, which costs its time whatever the size, little without.

    All quads must name a graph.
    """
    if sum(path.stat().st_size for path in paths) > MUCH:
        quads = cast("IO[bytes]", _Joined(_said_and_merged(paths)))
        index.bulk_load(input=quads, format=ox.RdfFormat.N_QUADS)
        return
    for lines in _said_and_merged(paths):
        index.load(input=BytesIO(lines), format=ox.RdfFormat.N_QUADS)


def forget(index: ox.Store, paths: Iterable[Path]) -> None:
    """Take the graphs of N-Quads files out of ``index``, and of the merge what no other graph says."""
    for path in paths:
        for graph in _graphs(path):
            index.update(_FORGET.format(graph=graph))
            index.remove_graph(graph)


def _said_and_merged(paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        lines = path.read_bytes()
        yield lines
        yield _GRAPH.sub(b" .\n", lines)


def _graphs(path: Path) -> list[ox.NamedNode]:
    """The graphs that an N-Quads file writes to."""
    names = set(_GRAPH.findall(path.read_bytes()))
    return [ox.NamedNode(name.decode()) for name in sorted(names)]


class _Joined:
    """Blocks of bytes read one after the other, as one file."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._block = BytesIO()

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size``; none at the end of the last block."""
        while not (data := self._block.read(size)):
            block = next(self._blocks, None)
            if block is None:
                return b""
            self._block = BytesIO(block)
        return data
