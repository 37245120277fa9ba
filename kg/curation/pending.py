"""What is uncertain in a store and waits for a person: things that may be one, links, contradictions.

What people decided already is left out, also before a build has applied it. The terminal and
whatever else shows these ask here; ``verdicts`` writes what is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

import pyoxigraph as ox

from kg.curation.apart import events_apart
from kg.curation.contradictions import Contradiction, contradictions
from kg.curation.index import Reader, Side
from kg.curation.model import NONE, Curation
from kg.graph.vocab import DCTERMS, KG, RDFS, SKOS, WD

Kind = Literal["identity", "links", "claims"]
KINDS: Final[tuple[Kind, ...]] = ("identity", "links", "claims")


@dataclass(frozen=True, slots=True)
class MaybeOne:
    """Two things that may be one; IRIs are those of the decision, of a document or the gazetteer."""

    one: str
    other: str
    score: float
    evidence: tuple[str, ...]
    sides: tuple[Side, Side]

    @property
    def weight(self) -> int:
        """How much hangs on it: mentions of both."""
        return self.sides[0].mentions + self.sides[1].mentions


@dataclass(frozen=True, slots=True)
class Option:
    """A Wikidata item that a thing may be."""

    item: str
    label: str
    description: str
    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MaybeItem:
    """A thing whose item a person must choose."""

    thing: Side
    options: tuple[Option, ...]  #: the best first
    because: tuple[str, ...] = ()  #: why it was not decided

    @property
    def weight(self) -> int:
        """How much hangs on it: mentions."""
        return self.thing.mentions


Case = MaybeOne | MaybeItem | Contradiction


def pending(
    index: ox.Store, base: str, curation: Curation = NONE, kinds: tuple[Kind, ...] = KINDS
) -> list[Case]:
    """All that waits for a person, that on which most hangs first."""
    reader = Reader(index, base)
    find: dict[Kind, Callable[[], Iterator[Case]]] = {
        "identity": lambda: _pairs(reader, curation),
        "links": lambda: _links(reader, curation),
        "claims": lambda: _claims(reader, curation),
    }
    cases = [case for kind in kinds for case in find[kind]()]
    return sorted(cases, key=lambda c: -c.weight)  # of equals, in the order of kinds and IRIs


def _pairs(reader: Reader, curation: Curation) -> Iterator[MaybeOne]:
    decided = {
        frozenset((reader.whole(p.one), reader.whole(p.other)))
        for p in (*curation.same, *curation.different)
    }
    for node in reader.subjects(f"{KG}verdict", ox.NamedNode(f"{KG}unsure")):
        one, other = reader.values(node, f"{KG}about")
        sides = reader.side(one), reader.side(other)
        names = [{iri, side.iri} for iri, side in zip((one, other), sides, strict=True)]
        if any(frozenset((a, b)) in decided for a in names[0] for b in names[1]):
            continue
        evidence = tuple(reader.values(node, f"{KG}evidence"))
        yield MaybeOne(one, other, reader.number(node, f"{KG}score"), evidence, sides)


def _claims(reader: Reader, curation: Curation) -> Iterator[Contradiction]:
    apart = {frozenset((reader.whole(p.one), reader.whole(p.other))) for p in curation.different}
    for case in contradictions(reader, curation.claims):
        # whoever parted the events said that both dates are right
        if not any(frozenset(pair) in apart for pair in events_apart(case, reader)):
            yield case


def _links(reader: Reader, curation: Curation) -> Iterator[MaybeItem]:
    answered = {reader.whole(v.thing) for v in curation.links if v.verdict == "accepted"}
    refused = {(reader.whole(v.thing), v.item) for v in curation.links if v.verdict == "rejected"}
    for node in reader.subjects(f"{KG}state", ox.NamedNode(f"{KG}review")):
        for iri in reader.values(node, f"{KG}of"):
            options = [
                option
                for candidate in reader.values(node, f"{KG}candidate")
                if (option := _option(reader, candidate)) and (iri, option.item) not in refused
            ]
            if iri in answered or not options:
                continue
            ordered = sorted(options, key=lambda o: (-o.score, o.item))
            because = tuple(reader.values(node, f"{KG}evidence"))
            yield MaybeItem(reader.side(iri), tuple(ordered), because)


def _option(reader: Reader, candidate: str) -> Option | None:
    node = ox.NamedNode(candidate)
    item = next((i for i in reader.values(node, f"{KG}item") if i.startswith(WD)), None)
    if item is None:
        return None
    named = (*reader.values(node, f"{RDFS}label"), *reader.values(node, f"{SKOS}prefLabel"))
    told = reader.values(node, f"{DCTERMS}description")
    return Option(
        item.removeprefix(WD),
        next(iter(named), ""),
        next(iter(told), ""),
        reader.number(node, f"{KG}score"),
        tuple(reader.values(node, f"{KG}evidence")),
    )
