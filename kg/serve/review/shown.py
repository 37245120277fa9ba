"""What a case shows: who or what it is about, what may be chosen, why, and the passages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

import pyoxigraph as ox

from kg.curation.apart import events_apart
from kg.curation.contradictions import Contradiction
from kg.curation.index import ENTITIES, Reader, Side
from kg.curation.passages import Passage
from kg.curation.pending import Case, MaybeItem, MaybeOne, Option
from kg.curation.reasons import strongest_first
from kg.graph.vocab import DCTERMS, KG, OA, TYPE, WD

_PASSAGES: Final = 4  #: shown of each thing or value


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """Words of a document, with those marked that matter."""

    document: str
    source: str  #: IRI
    at: int  #: code point in the document
    before: str
    marked: str
    behind: str
    language: str = ""  #: of the part of the document that it stands in; "" where that is not known


@dataclass(frozen=True, slots=True)
class ShownThing:
    """A thing, with the passages that name it or tell of it."""

    iri: str
    label: str
    kind: str  #: IRI of a class or event type; "" where it is not known
    names: tuple[str, ...]
    mentions: int
    passages: tuple[ShownPassage, ...]


@dataclass(frozen=True, slots=True)
class ShownOption:
    """An item that a thing may be."""

    item: str
    address: str
    label: str
    description: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value that is claimed: an EDTF string or a place's IRI."""

    value: str
    label: str
    claims: int
    passages: tuple[ShownPassage, ...]


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A case; what its kind has not is empty."""

    kind: Literal["identity", "links", "claims"]
    things: tuple[ShownThing, ...] = ()
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    options: tuple[ShownOption, ...] = ()
    event: str = ""  #: IRI
    label: str = ""
    what: str = ""  #: date or place
    values: tuple[ShownValue, ...] = ()
    apart: bool = False  #: whether the dates may be those of two events that documents tell of


def shown(case: Case, reader: Reader) -> ShownCase:
    """All that a page shows of a case."""
    if isinstance(case, MaybeOne):
        things = tuple(_thing(side, reader) for side in case.sides)
        reasons = tuple(strongest_first(case.evidence))
        return ShownCase("identity", things, case.score, reasons)
    if isinstance(case, MaybeItem):
        return ShownCase(
            "links",
            (_thing(case.thing, reader),),
            reasons=tuple(strongest_first(case.because)),
            options=tuple(_option(option) for option in case.options),
        )
    return ShownCase(
        "claims",
        event=case.event,
        label=case.label,
        what=case.what,
        values=_values(case, reader),
        apart=bool(events_apart(case, reader)),
    )


def _thing(side: Side, reader: Reader) -> ShownThing:
    kind = f"{KG if side.kind in ENTITIES else TYPE}{side.kind}" if side.kind else ""
    passages = _passages(reader.shown(side.iri, _PASSAGES), reader)
    return ShownThing(side.iri, side.label, kind, side.names, side.mentions, passages)


def _option(option: Option) -> ShownOption:
    return ShownOption(
        option.item,
        f"{WD}{option.item}",
        option.label,
        option.description,
        option.score,
        tuple(strongest_first(option.evidence)),
    )


def _values(case: Contradiction, reader: Reader) -> tuple[ShownValue, ...]:
    return tuple(
        ShownValue(
            value.value,
            value.label,
            len(value.claims),
            _passages(reader.passages.of_claims(value.claims, _PASSAGES), reader),
        )
        for value in case.values
    )


def _passages(found: Iterable[Passage], reader: Reader) -> tuple[ShownPassage, ...]:
    return tuple(
        ShownPassage(
            p.document,
            p.source,
            p.start,
            p.text[: p.mark[0]],
            p.marked,
            p.text[p.mark[1] :],
            _language(reader, p.source, p.start),
        )
        for p in found
    )


def _language(reader: Reader, source: str, at: int) -> str:
    """That of the zone of a document that holds a code point."""
    for zone in reader.subjects(f"{DCTERMS}isPartOf", ox.NamedNode(source)):
        if reader.number(zone, f"{OA}start") <= at < reader.number(zone, f"{OA}end"):
            found = next(iter(reader.values(zone, f"{DCTERMS}language")), "")
            return "" if found == "und" else found
    return ""
