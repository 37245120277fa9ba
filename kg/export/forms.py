"""The graph of a snapshot, or its events, as a file: streamed, sorted, the same bytes every time."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Final, TypeVar, cast

import pyoxigraph as ox

from extractors.errors import HistkgError
from kg.export.selection import without_unspoken
from kg.graph.vocab import PREFIXES
from kg.store.snapshot import Snapshot

ENDINGS: Final = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".csv": "csv",
    ".geojson": "geojson",
}
FORMS: Final = tuple(dict.fromkeys(ENDINGS.values()))
Item = TypeVar("Item")
OPEN_FILES: Final = 200  #: merged at once; a store may have more documents than a process files


class ExportError(HistkgError):
    """An export's form is unknown."""


def form_of(form: str, path: Path) -> str:
    """The export form named, or told by the ending of ``path``; raises ExportError."""
    said = form or ENDINGS.get(path.suffix.lower(), "")
    if said not in FORMS:
        wrong = f"no format '{form}'" if form else f"{path}: no format is named"
        raise ExportError(f"{wrong}; say --format {' | '.join(FORMS)}")
    return said


def export_to(
    snapshot: Snapshot, form: str, out: IO[bytes], *, view: bool = True, whole: bool = False
) -> None:
    """Write ``snapshot`` to ``out`` in ``form`` (one of ``FORMS``).

    The forms that hold a graph have of the gazetteer what the documents speak of, or all of it
    where it is to be the ``whole``; without ``view`` the graph computed from the claims is left out.
    """
    if form in ("csv", "geojson"):
        from kg.export.events import write_csv, write_geojson

        (write_csv if form == "csv" else write_geojson)(snapshot, out)
        return
    files = [f for f in snapshot.graph_files() if view or f.name != "view.nq"]
    writers: dict[str, Callable[[list[Path], IO[bytes], dict[str, str]], None]] = {
        "nquads": _write_nquads,
        "trig": _write_trig,
        "turtle": _write_turtle,
        "jsonld": _write_jsonld,
    }
    kinds = ("person", "place", "organisation", "group", "event", "time")
    own = {kind: f"{snapshot.base}id/{kind}/" for kind in kinds}
    with tempfile.TemporaryDirectory(prefix="kg-export-") as folder:
        if not whole:
            files = without_unspoken(snapshot, files, Path(folder))
        writers[form](files, out, {**PREFIXES, **own})


def _write_nquads(files: list[Path], out: IO[bytes], _: dict[str, str]) -> None:
    """By file (the graphs of one source stand together), sorted within."""
    for path in files:
        with path.open("rb") as lines:
            out.writelines(lines)


def _write_trig(files: list[Path], out: IO[bytes], prefixes: dict[str, str]) -> None:
    def quads() -> Iterator[ox.Quad]:
        for path in files:
            parsed: Iterable[ox.Quad] = ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS)
            if path.name == "common.nq":  # holds several graphs
                parsed = sorted(parsed, key=lambda quad: str(quad.graph_name))
            yield from parsed

    _serialize(quads(), out, ox.RdfFormat.TRIG, prefixes)


def _write_turtle(files: list[Path], out: IO[bytes], prefixes: dict[str, str]) -> None:
    _serialize(_triples(files), out, ox.RdfFormat.TURTLE, prefixes)


def _serialize(
    statements: Iterator[ox.Triple] | Iterator[ox.Quad],
    out: IO[bytes],
    form: ox.RdfFormat,
    prefixes: dict[str, str],
) -> None:
    """Serialize with the prefixes in a fixed order, which the library does not promise."""
    for prefix, namespace in sorted(prefixes.items()):
        out.write(f"@prefix {prefix}: <{namespace}> .\n".encode())
    body = cast("IO[bytes]", _AfterPrefixes(out))
    ox.serialize(statements, body, format=form, prefixes=prefixes)


class _AfterPrefixes:
    """Passes on what is written to it from the first line on that declares no prefix."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Write ``data``, or keep it until it is known to be no prefix."""
        if self._head is None:
            return self._out.write(data)
        self._head += data
        while self._head.startswith(b"@prefix ") and b"\n" in self._head:
            self._head = self._head.split(b"\n", 1)[1]
        if len(self._head) >= len(b"@prefix ") and not self._head.startswith(b"@prefix "):
            self._out.write(self._head)
            self._head = None
        return len(data)

    def flush(self) -> None:
        """Flush what is behind."""
        self._out.flush()


def _write_jsonld(files: list[Path], out: IO[bytes], _: dict[str, str]) -> None:
    from kg.export.jsonld import write_nodes

    write_nodes(groupby(_triples(files), key=lambda triple: triple.subject), out)


def _triples(files: list[Path]) -> Iterator[ox.Triple]:
    """The triples of all files, without their graphs: sorted, none twice."""
    with tempfile.TemporaryDirectory(prefix="kg-export-") as folder:
        lines = (line for line, _ in groupby(_merged(files, Path(folder))))
        for batch in _batched(lines, 5000):
            yield from map(
                _as_triple, ox.parse(input="".join(batch), format=ox.RdfFormat.N_TRIPLES)
            )


def _as_triple(quad: ox.Quad) -> ox.Triple:
    return quad.triple


def _merged(files: list[Path], folder: Path) -> Iterator[str]:
    """Sorted N-Triples lines of sorted N-Quads files, merged in rounds of ``OPEN_FILES``."""
    while len(files) > OPEN_FILES:
        merged: list[Path] = []
        for number, some in enumerate(_batched(files, OPEN_FILES)):
            target = folder / f"{len(files)}-{number}.nt"
            with target.open("w", encoding="utf-8", newline="\n") as out:
                out.writelines(_merged(list(some), folder))
            merged.append(target)
        files = merged
    with ExitStack() as opened:
        yield from heapq.merge(
            *(
                map(
                    _without_graph if path.suffix == ".nq" else str,
                    opened.enter_context(path.open(encoding="utf-8", newline="\n")),
                )
                for path in files
            )
        )


def _without_graph(line: str) -> str:
    return line[: line.rindex(" <")] + " .\n"


def _batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """``itertools.batched``, which Python 3.11 lacks."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch
