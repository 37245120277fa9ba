"""What a graph says, gathered for the checks: claims, spans of time, participations, quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from rdflib import Graph, URIRef
from rdflib.term import Node

from kg.graph.vocab import GAZETTEER, GEO, KG, OA, RDF, SKOS

TYPE: Final = URIRef(f"{RDF}type")


@dataclass(frozen=True, slots=True)
class Span:
    """A time-span: EDTF, days (None: open or unknown), calendar."""

    edtf: str
    first: int | None
    last: int | None
    calendar: str = "gregorian"


@dataclass(frozen=True, slots=True)
class Said:
    """A claim: ``predicate`` is a local name (``type``, ``date``, ``place`` …)."""

    iri: str
    event: str
    predicate: str
    value: str
    asserted: bool
    fact: bool  #: told as a fact (and not deprecated)
    passage: str = ""

    @property
    def sure(self) -> bool:
        """Asserted as a fact."""
        return self.asserted and self.fact


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage's selector: where it stands and what it quotes."""

    iri: str
    start: int
    end: int
    exact: str


@dataclass(slots=True)
class Facts:
    """All of it, by IRI."""

    claims: list[Said] = field(default_factory=list)
    spans: dict[str, Span] = field(default_factory=dict)
    types: dict[str, set[str]] = field(default_factory=dict)  #: local names in ``kg:``
    agents: dict[str, str] = field(default_factory=dict)  #: participation → agent
    roles: dict[str, str] = field(default_factory=dict)  #: participation → role
    curated: set[str] = field(default_factory=set)  #: what stands in the gazetteer
    existence: dict[str, str] = field(default_factory=dict)  #: thing → span
    points: dict[str, tuple[float, float]] = field(default_factory=dict)  #: latitude, longitude
    quotes: list[Quote] = field(default_factory=list)

    def claims_of(self, predicate: str) -> Mapping[str, list[Said]]:
        """The claims with that predicate, by event."""
        found: dict[str, list[Said]] = defaultdict(list)
        for claim in self.claims:
            if claim.predicate == predicate:
                found[claim.event].append(claim)
        return found


def read_facts(graph: Graph) -> Facts:
    """The facts of a graph, however broken: what is missing is left out."""
    facts = Facts(
        spans=dict(_spans(graph)),
        agents=_column(graph, f"{KG}agent"),
        roles={p: _local(r) for p, r in _column(graph, f"{KG}role").items()},
        curated={str(s) for s in graph.subjects(URIRef(f"{SKOS}inScheme"), URIRef(GAZETTEER))},
        existence=_column(graph, f"{KG}existence"),
        points=dict(_points(graph)),
        quotes=list(_quotes(graph)),
    )
    for subject, kind in graph.subject_objects(TYPE):
        facts.types.setdefault(str(subject), set()).add(_local(str(kind)))
    facts.claims.extend(_claims(graph))
    return facts


def _claims(graph: Graph) -> Iterable[Said]:
    subjects, predicates = _column(graph, f"{RDF}subject"), _column(graph, f"{RDF}predicate")
    objects, passages = _column(graph, f"{RDF}object"), _column(graph, f"{KG}passage")
    polarity, modality = _column(graph, f"{KG}polarity"), _column(graph, f"{KG}modality")
    rank = _column(graph, f"{KG}rank")
    for iri in sorted(subjects):
        yield Said(
            iri=iri,
            event=subjects[iri],
            predicate=_local(predicates.get(iri, "")),
            value=objects.get(iri, ""),
            asserted=polarity.get(iri) == f"{KG}asserted",
            fact=modality.get(iri) == f"{KG}fact" and rank.get(iri) != f"{KG}deprecated",
            passage=passages.get(iri, ""),
        )


def _spans(graph: Graph) -> Iterable[tuple[str, Span]]:
    first, last = _numbers(graph, f"{KG}earliestDay"), _numbers(graph, f"{KG}latestDay")
    calendars = _column(graph, f"{KG}calendar")
    for iri, edtf in _column(graph, f"{KG}edtf").items():
        calendar = _local(calendars.get(iri, "gregorian"))
        yield iri, Span(edtf, first.get(iri), last.get(iri), calendar)


def _quotes(graph: Graph) -> Iterable[Quote]:
    starts, ends = _numbers(graph, f"{OA}start"), _numbers(graph, f"{OA}end")
    for iri, exact in _column(graph, f"{OA}exact").items():
        yield Quote(iri, starts.get(iri, -1), ends.get(iri, -1), exact)


def _points(graph: Graph) -> Iterable[tuple[str, tuple[float, float]]]:
    longitudes = _column(graph, f"{GEO}long")
    for iri, latitude in _column(graph, f"{GEO}lat").items():
        with suppress(ValueError):
            yield iri, (float(latitude), float(longitudes.get(iri, "")))


def _column(graph: Graph, predicate: str) -> dict[str, str]:
    return {str(s): str(o) for s, o in graph.subject_objects(URIRef(predicate))}


def _numbers(graph: Graph, predicate: str) -> dict[str, int]:
    found = {}
    for subject, number in graph.subject_objects(URIRef(predicate)):
        if (value := _number(number)) is not None:
            found[str(subject)] = value
    return found


def _number(term: Node) -> int | None:
    try:
        return int(str(term))
    except ValueError:
        return None


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
