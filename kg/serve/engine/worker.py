"""A process that answers queries from one sealed generation: ``python -m kg.serve.engine.worker FOLDER``.

It reads requests from standard input, each a line of JSON, and answers on standard output in frames:
a letter, the length as four bytes (big-endian), the bytes. ``K`` kind and media type (JSON),
``D`` data, ``E`` the end, ``R`` refused (a message for the client), ``N`` no form that was asked
for fits, ``S`` stopped at a limit, ``F`` a fault of the engine. Whoever wants a query stopped kills
the process: the engine has no other way, and nothing here can be damaged.
"""

from __future__ import annotations

import ctypes
import json
import resource
import signal
import struct
import sys
from pathlib import Path
from typing import IO, Any, Final, cast

import pyoxigraph as ox

from kg.graph.vocab import PREFIXES
from kg.serve.engine.rows import COUNTERS, Counter
from kg.store.files import in_use
from kg.store.index import INDEX

GONE: Final = 3  #: exit status where the generation is not there any more
_CHUNK: Final = 64 * 2**10
_PR_SET_PDEATHSIG: Final = 1
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
_PREFIXED: Final = (ox.RdfFormat.TURTLE, ox.RdfFormat.JSON_LD)


class TooMuchError(Exception):
    """More bytes or rows than an answer may have."""


class UnfitError(Exception):
    """No media type was asked for that fits the answer."""


class Frames:
    """A file to write an answer into, sent on in frames; raises TooMuchError."""

    def __init__(self, out: IO[bytes], most: int, rows: int) -> None:
        self._out, self._most, self._rows = out, most, rows
        self._written = 0
        self._counter: Counter | None = None
        self._held = bytearray()
        self._head = b""

    def begin(self, kind: str, media: dict[str, str]) -> str:
        """Say what the answer is, with its first bytes: a fault may come before; gives its media type."""
        if kind not in media:
            raise UnfitError(kind)
        self._head = json.dumps({"kind": kind, "media": media[kind]}).encode()
        if kind == "solutions":
            self._counter = COUNTERS[media[kind]]()
        return media[kind]

    def write(self, data: bytes) -> int:
        """Take what the engine writes."""
        self._written += len(data)
        if self._written > self._most:
            raise TooMuchError(f"the answer is larger than {self._most:,} bytes")
        self._held += data
        if len(self._held) >= _CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send on what is held."""
        data = bytes(self._held)
        if self._counter and self._counter.add(data) > self._rows:
            raise TooMuchError(f"the answer has more than {self._rows:,} rows")
        if self._head:
            self.send(b"K", self._head)
            self._head = b""
        if data:
            self.send(b"D", data)
        self._held.clear()
        self._out.flush()

    def send(self, letter: bytes, data: bytes = b"") -> None:
        """Send one frame."""
        self._out.write(letter + struct.pack(">I", len(data)) + data)


def answer(store: ox.Store, request: dict[str, Any], frames: Frames) -> None:
    """Answer one request into ``frames``."""
    default = [ox.NamedNode(g) for g in request["default"]]
    named = [ox.NamedNode(g) for g in request["named"]]
    dataset: dict[str, Any] = {}  # as the query says, else the merge of all and each by name
    if default or named:
        dataset = {"default_graph": default, "named_graphs": named}
    out = cast(IO[bytes], frames)  # the engine wants no more of a file than write
    media: dict[str, str] = request["media"]
    result = store.query(
        request["text"],
        base_iri=request["base"],
        **dataset,
    )
    match result:
        case ox.QueryTriples():
            form = _TRIPLES[frames.begin("triples", media)]
            prefixes = PREFIXES if form in _PREFIXED else None
            ox.serialize(result, out, format=form, prefixes=prefixes)
        case ox.QueryBoolean():
            result.serialize(out, format=_RESULTS[frames.begin("boolean", media)])
        case ox.QuerySolutions():
            result.serialize(out, format=_RESULTS[frames.begin("solutions", media)])
    frames.flush()
    frames.send(b"E")


def main(folder: Path, memory: int) -> None:
    """Answer from the generation in ``folder`` until standard input ends."""
    end_with_parent()
    try:
        with in_use(folder):
            store = ox.Store.read_only(str(folder / INDEX))
            next(
                iter(store.quads_for_pattern(None, None, None)), None
            )  # the index's files are open
            bound_memory(memory)
            _serve(store)
    except FileNotFoundError:
        sys.exit(GONE)


def _serve(store: ox.Store) -> None:
    out = sys.stdout.buffer
    Frames(out, 0, 0).send(b"E")  # ready
    out.flush()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        frames = Frames(out, request["most"], request["rows"])
        try:
            answer(store, request, frames)
        except SyntaxError as fault:
            frames.send(b"R", str(fault).encode())
        except UnfitError as fault:
            frames.send(b"N", str(fault).encode())
        except TooMuchError as fault:
            frames.send(b"S", str(fault).encode())
        except MemoryError:
            frames.send(b"S", b"the query needs more memory than allowed")
        except (OSError, ValueError, RuntimeError) as fault:
            frames.send(b"F", str(fault).encode())
        out.flush()


def bound_memory(extra: int) -> None:
    """Let this process grow by at most ``extra`` bytes of address space from now on."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + extra
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # at the limit the engine aborts


def end_with_parent() -> None:
    """End when the process that started this one does, however that comes about."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
