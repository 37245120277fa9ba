"""From an extraction to the triples of one document's named graph.

Triples travel as canonical N-Quads lines (``<s> <p> <o> <g> .\\n``, UTF-8, sorted by code point,
none twice): cheap to make, to compare, to store. Same input, same bytes: no clock, no machine, no
blank node. ``ontology/README.md`` draws the shape of what is made here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Graph

from extractors.model import Extraction

BASE = "https://histkg.example/"


@dataclass(frozen=True, slots=True)
class Run:
    """What made the claims: the software's version and a hash of all that configures it."""

    version: str
    configuration: str  #: hexadecimal hash of configuration, language tables and gazetteer


def document_quads(extraction: Extraction, *, base: str = BASE, run: Run) -> list[str]:
    """The document's named graph ``{base}graph/source/<slug>`` as sorted N-Quads lines."""
    raise NotImplementedError


def reference_quads(base: str = BASE) -> list[str]:
    """The gazetteer (``{base}graph/reference``) and ontology (``{base}graph/ontology``), sorted."""
    raise NotImplementedError


def run_quads(run: Run, base: str = BASE) -> list[str]:
    """The run's description (``{base}graph/run``), sorted."""
    raise NotImplementedError


def document_rdf(quads: Iterable[str]) -> Graph:
    """The quads' triples as one rdflib graph in memory, for SHACL."""
    raise NotImplementedError
