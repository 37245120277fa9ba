"""A process that answers queries from one sealed generation: ``python -m kg.serve.engine.worker INDEX``.

It reads requests from standard input, each a line of JSON, and answers on standard output in frames:
a letter, the length as four bytes (big-endian), the bytes. ``K`` kind and media type (JSON),
``D`` data, ``E`` the end, ``R`` refused (a message for the client), ``S`` stopped at a limit,
``F`` a fault of the engine. Whoever wants a query stopped kills the process: the engine has no
other way, and nothing here can be damaged.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
from typing import IO, Any, Final, cast

import pyoxigraph as ox

_CHUNK: Final = 64 * 2**10
_RESULTS: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
_TRIPLES: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


class TooLargeError(Exception):
    """More bytes than an answer may have."""


class Frames:
    """A file to write an answer into, sent on in frames."""

    def __init__(self, out: IO[bytes], most: int) -> None:
        self._out, self._left = out, most
        self._held = bytearray()

    def send(self, letter: bytes, data: bytes = b"") -> None:
        """Send one frame."""
        self._out.write(letter + struct.pack(">I", len(data)) + data)

    def write(self, data: bytes) -> int:
        """Take what the engine writes; raises TooLargeError."""
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError
        self._held += data
        if len(self._held) >= _CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send on what is held."""
        if self._held:
            self.send(b"D", bytes(self._held))
            self._held.clear()
            self._out.flush()


def answer(store: ox.Store, request: dict[str, Any], frames: Frames) -> None:
    """Answer one request into ``frames``."""
    default = [ox.NamedNode(g) for g in request["default"]]
    named = [ox.NamedNode(g) for g in request["named"]]
    dataset: dict[str, Any] = {}
    if default or named:
        dataset = {"default_graph": default, "named_graphs": named}
    out = cast(IO[bytes], frames)  # the engine wants no more of a file than write
    result = store.query(request["text"], use_default_graph_as_union=not dataset, **dataset)
    media: dict[str, str] = request["media"]
    match result:
        case ox.QueryTriples():
            _begin(frames, "triples", media)
            ox.serialize(result, out, format=_TRIPLES[media["triples"]])
        case ox.QueryBoolean():
            _begin(frames, "boolean", media)
            result.serialize(out, format=_RESULTS[media["boolean"]])
        case ox.QuerySolutions():
            _begin(frames, "solutions", media)
            result.serialize(out, format=_RESULTS[media["solutions"]])
    frames.flush()
    frames.send(b"E")


def _begin(frames: Frames, kind: str, media: dict[str, str]) -> None:
    frames.send(b"K", json.dumps({"kind": kind, "media": media[kind]}).encode())


def main(index: str) -> None:
    """Answer until standard input ends."""
    store = ox.Store.read_only(index)
    out = sys.stdout.buffer
    Frames(out, 0).send(b"E")  # ready
    out.flush()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        frames = Frames(out, request["most"])
        try:
            answer(store, request, frames)
        except SyntaxError as fault:
            frames.send(b"R", str(fault).encode())
        except TooLargeError:
            frames.send(b"S", b"the answer is larger than allowed")
        except (OSError, ValueError, RuntimeError) as fault:
            frames.send(b"F", str(fault).encode())
        out.flush()


def bound_memory(extra: int) -> None:
    """Let this process grow by at most ``extra`` bytes of address space from now on."""
    now = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()  # noqa: PTH123, SIM115
    resource.setrlimit(resource.RLIMIT_AS, (now + extra, now + extra))


if __name__ == "__main__":
    main(sys.argv[1])
