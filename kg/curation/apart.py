"""Events of different documents that were joined into one and may be two: their dates do not meet."""

from __future__ import annotations

from itertools import combinations
from typing import Final

import pyoxigraph as ox

from extractors.dates.edtf import parse_edtf
from kg.curation.contradictions import Contradiction, Value
from kg.curation.index import Reader
from kg.graph.vocab import KG, OA

_SOURCE: Final = "/id/source/"


def events_apart(case: Contradiction, reader: Reader) -> list[tuple[str, str]]:
    """The documents' events (IRIs) that would be apart if the dates are those of several events.

    None where the dates are not of different documents, or the gazetteer says that it is one event.
    """
    if case.what != "date":
        return []
    own = [case.event, *reader.joined(case.event)]
    tellers = [(value, _events(value, own, reader)) for value in case.values]
    found: dict[tuple[str, str], None] = {}
    for (one, a), (other, b) in combinations(tellers, 2):
        if not _meet(one, other):
            pairs = ((p, q) for p in sorted(a - b) for q in sorted(b - a))
            found |= dict.fromkeys((min(pair), max(pair)) for pair in pairs)
    return list(found)


def _events(value: Value, own: list[str], reader: Reader) -> set[str]:
    """Which of the documents' events have a claim of the value: an IRI ends with its document."""
    slugs = {
        source.partition(_SOURCE)[2]
        for claim in value.claims
        for passage in reader.values(ox.NamedNode(claim), f"{KG}passage")
        for source in reader.values(ox.NamedNode(passage), f"{OA}hasSource")
    }
    return {iri for iri in own for slug in slugs if _is_of(iri, slug)}


def _is_of(iri: str, slug: str) -> bool:
    last = iri.rpartition("/")[2]
    number = last.removeprefix(f"{slug}-")
    return last == slug or (number != last and number.isdigit())


def _meet(one: Value, other: Value) -> bool:
    a, b = parse_edtf(one.value), parse_edtf(other.value)
    if None in (a.earliest, a.latest, b.earliest, b.latest):
        return True
    return a.earliest <= b.latest and b.earliest <= a.latest  # type: ignore[operator]
