"""From a node at fault to the passages that a person must look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import Graph, URIRef

from kg.graph.vocab import DCTERMS, OA
from kg.validation.facts import Facts, Said

#: shapes that compare what several passages say of one event
_OF_DATES: Final = frozenset({"DatesAgree", "DatesAgreeOnCalendar", "BattleEndsInTime"})
_OF_DENIAL: Final = "SourcesAgree"
_MOST: Final = 4


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A passage: document, place (code points, half-open), words, IRI."""

    document: str
    start: int
    end: int
    quote: str
    iri: str = ""


class Locator:
    """Finds the passages of claims, mentions, time-spans, participations, entities and events."""

    def __init__(self, graph: Graph, facts: Facts) -> None:
        self._selector = _column(graph, f"{OA}hasSelector")
        self._target = _column(graph, f"{OA}hasTarget")
        self._bodies = _inverse(graph, f"{OA}hasBody")
        self._sources = _column(graph, f"{OA}hasSource")
        self._titles = _column(graph, f"{DCTERMS}title")
        self._quotes = {q.iri: q for q in facts.quotes}
        self._of_selector = {s: p for p, s in self._selector.items()}
        self._claims: dict[str, list[Said]] = defaultdict(list)
        for claim in facts.claims:
            for node in (claim.iri, claim.event, claim.value, facts.agents.get(claim.value, "")):
                self._claims[node].append(claim)

    @property
    def document(self) -> str:
        """The file name of the graph's source, several joined, "" where there is none."""
        return ", ".join(sorted(set(self._titles.values())))

    def document_of(self, node: str) -> str:
        """The file name of the source that ``node`` belongs to."""
        for source, title in self._titles.items():
            if node == source or node.startswith(f"{source}/"):
                return title
        return self.document

    def find(self, node: str, shape: str) -> tuple[Where, ...]:
        """Passages that show what is at fault at ``node``, a few at most."""
        claims = self._claims.get(node, [])
        if shape in _OF_DATES:
            claims = [c for c in claims if c.predicate == "date" and c.sure]
        if shape == _OF_DENIAL:
            denied = {(c.predicate, c.value) for c in claims if not c.asserted}
            claims = [c for c in claims if (c.predicate, c.value) in denied]
            claims.sort(key=lambda c: c.asserted)
            claims = claims[:_MOST]
        passages = {c.passage for c in claims}
        passages |= {self._target.get(m, "") for m in self._bodies.get(node, [])[:1]}
        passages |= {node, self._target.get(node, ""), self._of_selector.get(node, "")}
        found = sorted({w for p in passages if (w := self.passage(p))})
        return tuple(found[:_MOST])

    def passage(self, iri: str) -> Where | None:
        """The passage of that IRI."""
        quote = self._quotes.get(self._selector.get(iri, ""))
        if quote is None:
            return None
        title = self._titles.get(self._sources.get(iri, ""), "")
        return Where(title, quote.start, quote.end, quote.exact, iri)


def _column(graph: Graph, predicate: str) -> Mapping[str, str]:
    return {str(s): str(o) for s, o in graph.subject_objects(URIRef(predicate))}


def _inverse(graph: Graph, predicate: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    pairs: Iterable[tuple[str, str]] = (
        (str(o), str(s)) for s, o in graph.subject_objects(URIRef(predicate))
    )
    for body, mention in sorted(pairs):
        found[body].append(mention)
    return found
