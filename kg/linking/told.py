"""What texts assert of events as a fact, each with the words that say so, for statements elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

_DATES: Final = """
PREFIX kg: <https://histkg.example/ns#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?event ?type ?who ?first ?last ?calendar ?title ?language ?quote WHERE {
  ?claim rdf:subject ?event ; rdf:predicate kg:date ; rdf:object ?span ;
    kg:polarity kg:asserted ; kg:modality kg:fact ; kg:passage ?passage .
  FILTER NOT EXISTS { ?claim kg:rank kg:deprecated }
  ?event kg:eventType ?type .
  ?span kg:earliestDay ?first ; kg:latestDay ?last ; kg:calendar ?calendar .
  ?passage oa:hasSource ?source ; oa:hasSelector ?selector .
  ?source dcterms:title ?title .
  ?selector oa:exact ?quote .
  OPTIONAL { ?passage dcterms:language ?language }
  OPTIONAL { ?event kg:actor ?who . ?who a kg:Person }
} ORDER BY ?event ?first ?last ?title ?quote ?who
"""


_RELATED: Final = """
PREFIX kg: <https://histkg.example/ns#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?event ?role ?value ?title ?language ?quote WHERE {
  ?claim rdf:subject ?event ; kg:polarity kg:asserted ; kg:modality kg:fact ; kg:passage ?passage .
  FILTER NOT EXISTS { ?claim kg:rank kg:deprecated }
  {
    ?claim rdf:predicate kg:place ; rdf:object ?value .
    BIND("place" AS ?role)
  } UNION {
    ?claim rdf:predicate kg:participation ; rdf:object ?participation .
    ?participation kg:agent ?value ; kg:role ?as .
    BIND(STRAFTER(STR(?as), "/role/") AS ?role)
  }
  ?passage oa:hasSource ?source ; oa:hasSelector ?selector .
  ?source dcterms:title ?title .
  ?selector oa:exact ?quote .
  OPTIONAL { ?passage dcterms:language ?language }
} ORDER BY ?event ?role ?value ?title ?quote
"""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that say something, their language (a code, "" where it is not known), their source."""

    title: str
    language: str
    words: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that a text gives, with where it says so."""

    event: str
    type: str
    who: str
    first: int
    last: int
    julian: bool
    quote: Quote


def dated(index: ox.Store) -> Iterator[Dated]:
    """Every date that a text asserts of an event as a fact."""
    for row in index.query(_DATES):  # type: ignore[union-attr]
        yield Dated(
            _text(row["event"]),
            _text(row["type"]).rpartition("/")[2],
            _text(row["who"]),
            int(_text(row["first"])),
            int(_text(row["last"])),
            _text(row["calendar"]).endswith("#julian"),
            _quote(row),
        )


@dataclass(frozen=True, slots=True)
class Related:
    """A place or an actor that a text gives to an event; ``role`` is "place" or that of the actor."""

    event: str
    role: str
    value: str  #: IRI
    quote: Quote


def related(index: ox.Store) -> Iterator[Related]:
    """Every place and actor that a text asserts of an event as a fact."""
    for row in index.query(_RELATED):  # type: ignore[union-attr]
        yield Related(_text(row["event"]), _text(row["role"]), _text(row["value"]), _quote(row))


def _quote(row: ox.QuerySolution) -> Quote:
    return Quote(_text(row["title"]), _text(row["language"]), _text(row["quote"]))


def _text(term: object) -> str:
    return str(getattr(term, "value", "") or "")
