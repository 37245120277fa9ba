"""Graphs in files from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from extractors.errors import HistkgError


class GraphFileError(HistkgError):
    """A file that is no graph in a form that is read here."""


FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}


def read_graph_file(path: Path) -> list[str]:
    """The statements of the file as N-Quads lines, sorted; raises GraphFileError.

    The form is told by the file's ending.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        endings = ", ".join(FORMATS)
        raise GraphFileError(
            f"{path}: what form is this? Name the file so that it ends in {endings}"
        )
    try:
        parsed = ox.parse(path=str(path), format=form)
        return sorted({f"{quad} .\n" for quad in parsed})
    except FileNotFoundError:
        raise GraphFileError(f"{path}: there is no such file") from None
    except SyntaxError as fault:
        raise GraphFileError(f"{path}: {fault}; mend the file there") from None
    except (OSError, ValueError) as fault:
        raise GraphFileError(f"{path}: {fault}") from None
