"""What a person is shown of a thing, looked up in the index of a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.curation.passages import Passage, Passages, various
from kg.graph.terms import MERGED
from kg.graph.vocab import KG, OA, RDF, SKOS

ENTITIES: Final = ("Person", "Place", "Organisation", "Group")


@dataclass(frozen=True, slots=True)
class Side:
    """A thing as it is shown; its passages are looked up when they are needed."""

    iri: str  #: in the whole store
    kind: str  #: Person, Place, …; of an event its type
    label: str
    names: tuple[str, ...]  #: others than the label
    mentions: int  #: of an event, passages that tell of it


class Reader:
    """Looks up things and their passages."""

    def __init__(self, index: ox.Store, base: str) -> None:
        self.index = index
        self.base = base
        self.passages = Passages(index)

    def whole(self, iri: str) -> str:
        """The IRI that a person wrote, in full."""
        return iri if "://" in iri else f"{self.base}id/{iri}"

    def short(self, iri: str) -> str:
        """The IRI as a person writes it."""
        return iri.removeprefix(f"{self.base}id/")

    def subjects(self, predicate: str, value: ox.NamedNode) -> list[ox.NamedNode]:
        """All nodes with that value, by IRI."""
        quads = self.index.quads_for_pattern(None, ox.NamedNode(predicate), value, MERGED)
        found = {q.subject for q in quads if isinstance(q.subject, ox.NamedNode)}
        return sorted(found, key=lambda n: n.value)

    def values(self, node: ox.NamedNode, predicate: str) -> list[str]:
        """All values of a property, IRIs and words alike, sorted."""
        quads = self.index.quads_for_pattern(node, ox.NamedNode(predicate), None, MERGED)
        return sorted(
            {q.object.value for q in quads if isinstance(q.object, ox.NamedNode | ox.Literal)}
        )

    def number(self, node: ox.NamedNode, predicate: str) -> float:
        """A number that a property has; 0 where it has none."""
        return float(next(iter(self.values(node, predicate)), "0"))

    def canonical(self, iri: str) -> str:
        """What a document's thing is in the whole store."""
        joined = self.subjects(f"{KG}joins", ox.NamedNode(iri))
        return joined[0].value if joined else iri

    def joined(self, iri: str) -> list[str]:
        """What the documents' things are that are one in it."""
        return self.values(ox.NamedNode(iri), f"{KG}joins")

    def wholes(self, iri: str) -> set[str]:
        """All that a place lies in, as the gazetteer has it."""
        found: set[str] = set()
        waiting = [iri]
        while waiting:
            above = set(self.values(ox.NamedNode(waiting.pop()), f"{KG}partOf")) - found
            found |= above
            waiting += sorted(above)
        return found

    def label(self, iri: str) -> str:
        """The one label to show."""
        return next(iter(self.values(ox.NamedNode(iri), f"{KG}label")), self.short(iri))

    def side(self, iri: str) -> Side:
        """The thing of that IRI, of the store or of a document."""
        thing = ox.NamedNode(self.canonical(iri))
        label = self.label(thing.value)
        names = [
            *self.values(thing, f"{SKOS}prefLabel"),
            *self.values(thing, f"{SKOS}altLabel"),
        ]
        types = self.values(thing, f"{KG}eventType")
        classes = [t.removeprefix(KG) for t in self.values(thing, f"{RDF}type")]
        kind = (
            types[0].rpartition("/")[2]
            if types
            else next((c for c in ENTITIES if c in classes), "")
        )
        others = tuple(dict.fromkeys(n for n in names if n != label))
        return Side(thing.value, kind, label, others, len(self._shown_by(thing.value)))

    def shown(self, iri: str, most: int) -> list[Passage]:
        """Up to ``most`` passages that name the thing or tell of the event, of many documents."""
        found: list[Passage] = []
        for node in self._shown_by(iri):
            if "/claim/" in node.value:
                passage = self.passages.of_claim(node, around=True)
            else:
                passage = self.passages.of_mention(node)
            if passage:
                found.append(passage)
        return various(found, most)

    def _shown_by(self, iri: str) -> list[ox.NamedNode]:
        """The mentions of a thing; of an event, the claims that a passage tells of it."""
        mentions = self.subjects(f"{OA}hasBody", ox.NamedNode(iri))
        if mentions:
            return mentions
        told = ox.NamedNode(f"{RDF}predicate"), ox.NamedNode(f"{RDF}type")
        return [
            claim
            for claim in self.passages.claims_of(ox.NamedNode(iri))
            if next(iter(self.index.quads_for_pattern(claim, *told, MERGED)), None)
        ]
