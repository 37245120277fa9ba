"""Claims about one event that can not all hold: dates that do not meet, places apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import pyoxigraph as ox

from kg.curation.claims import RANKS, Told, means
from kg.curation.index import Reader
from kg.curation.model import ClaimVerdict
from kg.graph.vocab import KG, RDF

_ASSERTED: Final = f"""
SELECT DISTINCT ?claim ?event ?value ?source ?rank WHERE {{
  ?claim <{RDF}predicate> <%s> ; <{RDF}subject> ?event ; <{RDF}object> ?value ;
         <{KG}polarity> <{KG}asserted> ; <{KG}modality> <{KG}fact> ; <{KG}rank> ?rank ;
         <{KG}passage>/<http://www.w3.org/ns/oa#hasSource> ?source .
}}
"""


@dataclass(frozen=True, slots=True)
class Value:
    """A date or place that is claimed for an event, and the claims (IRIs) that say so."""

    value: str  #: EDTF, or the IRI of a place
    label: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Values of one property of an event that can not all be right, the most told first."""

    event: str
    label: str
    what: str  #: date or place
    values: tuple[Value, ...]

    @property
    def weight(self) -> int:
        """How much hangs on it: claims."""
        return sum(len(v.claims) for v in self.values)


@dataclass(frozen=True, slots=True)
class _Claim:
    iri: str
    value: str
    days: tuple[int, int] | None
    source: str
    rank: str


def contradictions(
    reader: Reader, verdicts: Sequence[ClaimVerdict] = ()
) -> Iterator[Contradiction]:
    """All that is not settled by a preferred claim or by ``verdicts``, by event."""
    for name in ("date", "place"):
        for event, claims in sorted(_asserted(reader, name).items()):
            said = [v for v in verdicts if v.property == name]
            ranked = {c.iri: _rank(reader, event, name, c, said) for c in claims}
            if RANKS["preferred"] in ranked.values():
                continue
            claims = [c for c in claims if ranked[c.iri] != RANKS["wrong"]]
            against = _apart(claims) if name == "date" else _elsewhere(reader, claims)
            if against:
                values = _values(reader, [c for c in claims if c.value in against], name)
                yield Contradiction(event, reader.label(event), name, values)


def _asserted(reader: Reader, name: str) -> dict[str, list[_Claim]]:
    found: dict[str, list[_Claim]] = defaultdict(list)
    rows = reader.index.query(_ASSERTED % f"{KG}{name}")
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        claim, event, value = row["claim"], row["event"], row["value"]
        # looked up here: to the engine, what is optional costs the square of what there is
        days = _days(reader, value) if name == "date" else None
        if name == "date" and days is None:
            continue
        shown = next(iter(reader.values(value, f"{KG}edtf")), value.value)
        said = _Claim(claim.value, shown, days, row["source"].value, row["rank"].value)
        found[event.value].append(said)
    return {event: sorted(claims, key=lambda c: c.iri) for event, claims in found.items()}


def _days(reader: Reader, time: ox.NamedNode) -> tuple[int, int] | None:
    """First and last day of a time; None for one without."""
    first, last = (reader.values(time, f"{KG}{name}Day") for name in ("earliest", "latest"))
    return (int(first[0]), int(last[0])) if first and last else None


def _rank(
    reader: Reader, event: str, name: str, claim: _Claim, verdicts: Iterable[ClaimVerdict]
) -> str:
    """The claim's rank, or that which a verdict will give it at the next build."""
    node = ox.NamedNode(claim.iri)
    for verdict in verdicts:
        passage = reader.passages.of_claim(node)
        if passage is None or passage.document != verdict.document:
            continue
        told = Told(claim.iri, event, name, (claim.value,), reader.passages.text(node))
        aliases = {iri: {iri, *reader.joined(iri)} for iri in (event, claim.value) if "://" in iri}
        if means(verdict, told, aliases, reader.base):
            return RANKS[verdict.verdict]
    return claim.rank


def _apart(claims: Sequence[_Claim]) -> set[str]:
    """Dates that have no day in common, but those that another claim has as parts of one time."""
    spans = {c.value: c.days for c in claims if c.days}
    found: set[str] = set()
    for (one, a), (other, b) in combinations(sorted(spans.items()), 2):
        meet = a[0] <= b[1] and b[0] <= a[1]
        within = any(s[0] <= min(a[0], b[0]) and max(a[1], b[1]) <= s[1] for s in spans.values())
        if not meet and not within:
            found |= {one, other}
    return found


def _elsewhere(reader: Reader, claims: Sequence[_Claim]) -> set[str]:
    """Places of different documents, neither of which lies in the other."""
    sources: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        sources[claim.value].add(claim.source)
    found: set[str] = set()
    for one, other in combinations(sorted(sources), 2):
        together = sources[one] & sources[other]
        if not together and one not in reader.wholes(other) and other not in reader.wholes(one):
            found |= {one, other}
    return found


def _values(reader: Reader, claims: Sequence[_Claim], name: str) -> tuple[Value, ...]:
    by_value: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        by_value[claim.value].append(claim.iri)
    ordered = sorted(by_value.items(), key=lambda v: (-len(v[1]), v[0]))
    return tuple(
        Value(value, reader.label(value) if name == "place" else value, tuple(iris))
        for value, iris in ordered
    )
