"""What the ontology calls its classes, properties, event types and roles, in the interface's languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

import pyoxigraph as ox

from kg.assets import asset
from kg.graph.vocab import RDFS, SKOS

_FILES: Final = ("histkg.ttl", "event-types.ttl")
_LABELS: Final = (f"{RDFS}label", f"{SKOS}prefLabel")


def named(iri: str, language: str) -> str:
    """The ontology's label of ``iri`` in ``language``, else in English, else the IRI's last part.

    >>> named("https://histkg.example/type/Congress", "tr")
    'kongre'
    """
    known = labels()
    last = iri.rstrip("/").rpartition("#")[2].rpartition("/")[2]
    return known.get((iri, language)) or known.get((iri, "en")) or last


@cache
def labels() -> Mapping[tuple[str, str], str]:
    """All labels of the ontology, by IRI and language."""
    found: dict[tuple[str, str], str] = {}
    for name in _FILES:
        data = (asset("ontology") / name).read_bytes()
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
            said, thing = quad.object, quad.subject
            if quad.predicate.value in _LABELS and isinstance(said, ox.Literal):
                assert isinstance(thing, ox.NamedNode)
                found[thing.value, said.language or ""] = said.value
    return found
