"""What sources claim of an event, as pages show it: passages, each with the claims that it makes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from kg.graph.vocab import KG, RDF
from kg.serve.ask import Asker
from kg.serve.engine.model import Row
from kg.serve.quotes import Quote, quote_of, said

#: by predicate, in the order in which claims are shown
PROPERTIES: Final = {
    f"{RDF}type": "type",
    f"{KG}date": "date",
    f"{KG}place": "place",
    f"{KG}participation": "actor",
    f"{KG}partOf": "part_of",
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
    source: str  #: IRI
    doc: str
    confidence: float
    rule: str
    date_rule: str  #: what read the date, with how what is not written was filled in; or ""
    denied: bool
    modality: str  #: IRI
    rank: str  #: last part of the IRI: normal, preferred, deprecated
    words: str  #: of the source, for the value
    speaker: tuple[str, str] | None  #: IRI and label of who is quoted
    because: str  #: why a person decided on it
    author: str

    @property
    def counts(self) -> bool:
        """Whether the source says it, as a fact, and nobody took it back."""
        return not self.denied and self.modality == f"{KG}fact" and self.rank != "deprecated"


@dataclass(frozen=True, slots=True)
class Telling:
    """A passage with the claims that it makes."""

    quote: Quote
    claims: tuple[Claim, ...]

    @property
    def counts(self) -> bool:
        """Whether anything in it counts."""
        return any(claim.counts for claim in self.claims)


async def tellings_of(ask: Asker, event: str) -> tuple[Telling, ...]:
    """All passages that tell of ``event``, by source; raises what engines raise."""
    given = {"event": event}
    claims = await ask.question("claims_of", given)
    words = by_claim(await ask.question("claims_words", given))
    values = values_of(
        await ask.question("claims_values", given), await ask.question("claims_agents", given)
    )
    dated = by_claim(await ask.question("claims_dated", given))
    said_so = await ask.question("claims_said", given)
    people = by_claim([*said_so, *await ask.question("claims_judged", given)])
    languages = {
        (str(r["source"]), str(r["start"])): str(r["language"])
        for r in await ask.question("languages_of", given)
    }
    tellings = []
    for _, rows in groupby(claims, lambda r: (str(r["source"]), str(r["start"]), str(r["end"]))):
        told = list(rows)
        quote = quote_of(
            told[0],
            [word for row in told for word in words[str(row["claim"])]],
            languages.get((str(told[0]["source"]), str(told[0]["start"])), ""),
        )
        made = (_claim(row, values, words, dated, people) for row in told)
        tellings.append(Telling(quote, tuple(sorted(made, key=_order))))
    return tuple(tellings)


async def claims_about(ask: Asker, events: Sequence[str]) -> Mapping[str, tuple[Claim, ...]]:
    """The claims about each of some events, without passages; raises what engines raise."""
    given = {"event": " ".join(events)}
    rows = await ask.question("claims_about", given)
    values = values_of(
        await ask.question("claims_values", given), await ask.question("claims_agents", given)
    )
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for row in rows:
        found[str(row["event"])].append(_claim(row, values, {}, {}, {}))
    return {event: tuple(claims) for event, claims in found.items()}


def by_claim(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    """Rows by their ?claim."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[str(row["claim"])].append(row)
    return found


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


def _claim(
    row: Row,
    values: Mapping[str, Value],
    words: Mapping[str, Sequence[Row]],
    dated: Mapping[str, Sequence[Row]],
    people: Mapping[str, Sequence[Row]],
) -> Claim:
    iri, target = str(row["claim"]), str(row["object"])
    read = next(iter(dated.get(iri, ())), None)
    known = {name: str(term) for told in people.get(iri, ()) for name, term in told.items()}
    return Claim(
        iri=iri,
        about=PROPERTIES.get(str(row["predicate"]), "other"),
        value=values.get(target, Value(target)),
        source=str(row["source"]),
        doc=str(row["doc"]),
        confidence=float(str(row["confidence"])),
        rule=str(row["rule"]),
        date_rule=f"{said(read, 'date_rule')}; {said(read, 'anchor')}" if read else "",
        denied=str(row["polarity"]) == f"{KG}denied",
        modality=str(row["modality"]),
        rank=str(row["rank"]).removeprefix(KG),
        words=" … ".join(said(word, "words") for word in words.get(iri, ())),
        speaker=(known["speaker"], known["speaker_label"]) if "speaker" in known else None,
        because=known.get("because", ""),
        author=known.get("author", ""),
    )


def _order(claim: Claim) -> tuple[int, str, str]:
    return [*PROPERTIES.values(), "other"].index(claim.about), claim.value.label, claim.iri
