"""What sources claim of events: a value each, who says so and how surely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.graph.iris import passage_place
from kg.graph.vocab import KG, RDF
from kg.serve.ask import Asker
from kg.serve.engine.model import Row, Term

#: by predicate, in the order in which claims are shown
PROPERTIES: Final = {
    f"{RDF}type": "type",
    f"{KG}date": "date",
    f"{KG}place": "place",
    f"{KG}participation": "actor",
    f"{KG}partOf": "part_of",
}
#: the manner of a claim of which nothing else is said
_PLAIN: Final[Row] = {
    "polarity": Term("uri", f"{KG}asserted"),
    "modality": Term("uri", f"{KG}fact"),
    "rank": Term("uri", f"{KG}normal"),
}


@dataclass(frozen=True, slots=True)
class Value:
    """What is claimed: a time-span with its days, an actor in a role, a place, a larger event."""

    iri: str  #: of the thing to link to; of an actor the agent, not the participation
    label: str = ""
    role: str = ""  #: IRI
    edtf: str = ""
    calendar: str = ""  #: IRI
    earliest: int | None = None  #: day numbers
    latest: int | None = None

    @property
    def days(self) -> tuple[int, int] | None:
        """First and last day, where both are known."""
        known = self.earliest is not None and self.latest is not None
        return (self.earliest, self.latest) if known else None  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of one source."""

    iri: str
    about: str  #: one of those of ``PROPERTIES``
    value: Value
    passage: str  #: IRI
    source: str  #: IRI
    doc: str
    denied: bool
    modality: str  #: IRI
    rank: str  #: last part of the IRI: normal, preferred, deprecated

    @property
    def anchor(self) -> str:
        """Where it stands on its event's page."""
        return f"claim-{self.iri.rpartition('/claim/')[2]}".replace("/", "-")

    @property
    def counts(self) -> bool:
        """Whether the source says it, as a fact, and nobody took it back."""
        return not self.denied and self.modality == f"{KG}fact" and self.rank != "deprecated"


async def claims_about(ask: Asker, events: Sequence[str]) -> Mapping[str, tuple[Claim, ...]]:
    """The claims about each of some events, as their sources go on; raises what engines raise."""
    given = {"event": " ".join(events)}
    rows = await ask.question("claims_about", given)
    apart = {str(row["claim"]): row for row in await ask.question("claims_apart", given)}
    values = values_of(
        await ask.question("claims_values", given), await ask.question("claims_agents", given)
    )
    titles = await ask.summary(docs)
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for row in rows:
        place = passage_place(str(row["passage"]))
        source = place.source if place else ""
        manner = apart.get(str(row["claim"]), _PLAIN)
        claim = _claim(row, values, manner, source, titles.get(source, source))
        found[str(row["event"])].append(claim)
    return {event: tuple(sorted(claims, key=_as_told)) for event, claims in found.items()}


async def docs(ask: Asker) -> Mapping[str, str]:
    """Names of sources by IRI; use it as ``await ask.summary(docs)``."""
    return {str(row["source"]): str(row["doc"]) for row in await ask.question("sources")}


def _as_told(claim: Claim) -> tuple[str, int, int, str]:
    place = passage_place(claim.passage)
    start, end = (place.start, place.end) if place else (0, 0)
    return claim.doc, start, end, claim.iri


def values_of(facts: Iterable[Row], agents: Iterable[Row]) -> Mapping[str, Value]:
    """Values by the claims' object, put together from the rows that speak of it."""
    labels = {str(row["agent"]): str(row["label"]) for row in agents}
    told: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in facts:
        told[str(row["object"])][str(row["fact"]).removeprefix(KG)] = str(row["told"])
    return {iri: _value(iri, fields, labels) for iri, fields in told.items()}


def _value(iri: str, told: Mapping[str, str], labels: Mapping[str, str]) -> Value:
    agent = told.get("agent")
    return Value(
        iri=agent or iri,
        label=labels.get(agent, agent) if agent else told.get("label", ""),
        role=told.get("role", ""),
        edtf=told.get("edtf", ""),
        calendar=told.get("calendar", ""),
        earliest=int(told["earliestDay"]) if "earliestDay" in told else None,
        latest=int(told["latestDay"]) if "latestDay" in told else None,
    )


def _claim(row: Row, values: Mapping[str, Value], manner: Row, source: str, doc: str) -> Claim:
    target = str(row["object"])
    return Claim(
        iri=str(row["claim"]),
        about=PROPERTIES.get(str(row["predicate"]), "other"),
        value=values.get(target, Value(target)),
        passage=str(row["passage"]),
        source=source,
        doc=doc,
        denied=str(manner["polarity"]) == f"{KG}denied",
        modality=str(manner["modality"]),
        rank=str(manner["rank"]).removeprefix(KG),
    )
