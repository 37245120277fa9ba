"""Which claims of a document a person's verdict means, and the ranks that they get.

A claim is known again by what it says and by the words that it rests on, whatever has become of
offsets and rules since: its document, event, property and value, and a passage that holds the
quote, or that the quote holds. White space counts for nothing; of an empty quote all passages do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.curation.model import ClaimVerdict
from kg.graph.ontology import lineage
from kg.graph.vocab import KG, OA, RDF

RANKS: Final[Mapping[str, str]] = {"wrong": f"{KG}deprecated", "preferred": f"{KG}preferred"}
_PROPERTY_OF: Final[Mapping[str, str]] = {
    f"{RDF}type": "type",
    f"{KG}date": "date",
    f"{KG}place": "place",
    f"{KG}participation": "actor",
    f"{KG}partOf": "part_of",
}

_RANK: Final = re.compile(rf"^<([^<>]*)> <{re.escape(KG)}rank> <[^<>]*> (<[^<>]*> \.\n)$")

Aliases = Mapping[str, Collection[str]]
"""By the IRI that a thing has in a document, all IRIs by which a person may name it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as a document's graph tells it."""

    iri: str
    event: str
    property: str
    values: tuple[str, ...]  #: how its value may be written, IRIs as in the document's graph
    quote: str  #: its passage, white space folded


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's verdict and the claims (IRIs) that it means; none where nothing is meant any more."""

    verdict: ClaimVerdict
    claims: tuple[str, ...]


def judge(
    told: Sequence[Told], verdicts: Iterable[ClaimVerdict], aliases: Aliases, base: str
) -> list[Judgement]:
    """The claims among ``told``, all of one document, that each of ``verdicts`` means."""
    return [
        Judgement(verdict, tuple(c.iri for c in told if means(verdict, c, aliases, base)))
        for verdict in verdicts
    ]


def means(verdict: ClaimVerdict, claim: Told, aliases: Aliases, base: str) -> bool:
    """Whether ``verdict`` speaks of ``claim``; the document is taken to be the right one."""

    def named(written: str, things: Iterable[str]) -> bool:
        either = {written, f"{base}id/{written}"}
        return any(not either.isdisjoint((thing, *aliases.get(thing, ()))) for thing in things)

    quote = folded(verdict.quote)
    return (
        verdict.property == claim.property
        and (quote in claim.quote or claim.quote in quote)
        and named(verdict.event, [claim.event])
        and named(verdict.value, claim.values)
    )


def ranks(judgements: Iterable[Judgement]) -> dict[str, str]:
    """The rank (IRI) of every claim that is judged; what is wrong by one verdict is wrong."""
    found: dict[str, str] = {}
    for judgement in judgements:
        for claim in judgement.claims:
            if found.get(claim) != RANKS["wrong"]:
                found[claim] = RANKS[judgement.verdict.verdict]
    return found


def rank_claims(lines: Sequence[str], ranked: Mapping[str, str]) -> list[str]:
    """Sorted N-Quads ``lines`` with the claims' ranks replaced, sorted."""
    if not ranked:
        return list(lines)
    return sorted(_ranked(line, ranked) for line in lines)


def _ranked(line: str, ranked: Mapping[str, str]) -> str:
    said = _RANK.match(line)
    if said is None or said[1] not in ranked:
        return line
    return f"<{said[1]}> <{KG}rank> <{ranked[said[1]]}> {said[2]}"


def read_claims(graph: bytes) -> list[Told]:
    """All claims in a document's graph (N-Quads), by IRI."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    wanted = {
        *(f"{RDF}{name}" for name in ("subject", "predicate", "object")),
        *(f"{KG}{name}" for name in ("passage", "agent", "edtf")),
        *(f"{OA}{name}" for name in ("hasSelector", "exact")),
    }
    for quad in ox.parse(graph, format=ox.RdfFormat.N_QUADS):
        if quad.predicate.value in wanted:
            said[_value(quad.subject)][quad.predicate.value] = _value(quad.object)
    return [_told(iri, own, said) for iri, own in sorted(said.items()) if f"{RDF}predicate" in own]


def _told(iri: str, own: Mapping[str, str], said: Mapping[str, Mapping[str, str]]) -> Told:
    kind, value = _PROPERTY_OF[own[f"{RDF}predicate"]], own[f"{RDF}object"]
    behind = said.get(value, {})
    selector = said.get(own[f"{KG}passage"], {}).get(f"{OA}hasSelector", "")
    values: tuple[str, ...] = (behind.get(f"{KG}edtf") or behind.get(f"{KG}agent") or value,)
    if kind == "type":
        values = lineage(value.removeprefix(KG))
    quote = folded(said.get(selector, {}).get(f"{OA}exact", ""))
    return Told(iri, own[f"{RDF}subject"], kind, values, quote)


def folded(words: str) -> str:
    """``words`` with one space for all white space between them."""
    return " ".join(words.split())


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
