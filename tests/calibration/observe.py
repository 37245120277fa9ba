"""What the extractors said of annotated texts, each with its confidence and whether it is right."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from extractors.confidence import (
    claim_family,
    claim_layer,
    date_family,
    mention_family,
    telling_family,
)
from extractors.events.lexicon import event_types
from extractors.model import Claim, Extent, Extraction, Telling
from extractors.pipeline import extract
from extractors.text.source import read_source
from tests.scoring.dates import agreement, pair_dates
from tests.scoring.events import Reader, actors_of, places_of, same_type
from tests.scoring.gold import Annotation, Document, Row, Tables
from tests.scoring.names import pair_mentions

_Told = TypeVar("_Told", Claim, Telling)


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing said: how sure it was said, and how right it is by the gold (0 to 1)."""

    document: str
    layer: str
    family: str
    confidence: float
    right: float


def observe(text: Path, gold: Path, *, calibrated: bool) -> list[Observation]:
    """Everything said in the annotated part of ``text`` on which its ``gold`` has an opinion.

    A mention is right where a gold mention of its type overlaps, a date where its days are the
    gold's, a telling where its event is paired with one of the gold (of a near type: half), a
    claim where its event is so paired and its value is one of that event's. Left out is what is
    denied, planned, rumoured or quoted, and what the gold marks as optional.
    """
    annotation: Annotation = json.loads(gold.read_text(encoding="utf-8"))
    extraction = extract(read_source(text), calibrated=calibrated)
    document = Document(annotation, Tables(_tables(extraction, annotation)))
    return [*_mentions(document), *_dates(document), *_events(document)]


def _tables(extraction: Extraction, gold: Annotation) -> dict[str, dict[str, list[Row]]]:
    """The rows that the scorer reads, with confidence, layer and family besides."""
    labels = {e.key: e.label for e in extraction.entities}
    rows: dict[str, list[Row]] = defaultdict(list)
    first, last = gold["span"]

    def add(table: str, at: Extent, layer: str, family: str, sure: float, **more: str) -> None:
        if first <= at.start and at.end <= last:
            how = {"layer": layer, "family": family, "confidence": str(sure)}
            rows[table].append({"start": str(at.start), "end": str(at.end), **how, **more})

    for mention in extraction.mentions:
        family, what = mention_family(mention), {"type": mention.type, "entity": mention.entity}
        add("mentions", mention.extent, "mention", family, mention.confidence, **what)
    for date in extraction.dates:
        family, edtf = date_family(date), date.value.edtf
        add("dates", date.extent, "date", family, date.confidence, edtf=edtf)
    for event in extraction.events:
        kind = event_types()[event.type].counts_as
        for telling in _facts(event.tellings):
            family, what = telling_family(telling), {"event": event.key, "type": kind}
            sure = telling.confidence
            add("event_passages", telling.passage, "telling", family, sure, **what)
        for claim in _facts(event.claims):
            if claim.property == "part_of":
                continue
            what = {"event": event.key, "property": claim.property, "value": claim.value}
            what["value_label"] = labels.get(claim.value, claim.value)
            layer, family = claim_layer(claim), claim_family(claim)
            add("event_claims", claim.passage, layer, family, claim.confidence, **what)
    return {table: {gold["doc"]: found} for table, found in rows.items()} | {
        table: {}
        for table in ("mentions", "dates", "event_passages", "event_claims")
        if table not in rows
    }


def _facts(said: Iterable[_Told]) -> Iterator[_Told]:
    return (s for s in said if s.polarity == "asserted" and s.modality == "fact")


def _observation(document: Document, row: Row, right: float) -> Observation:
    return Observation(document.name, row["layer"], row["family"], float(row["confidence"]), right)


def _mentions(document: Document) -> Iterator[Observation]:
    gold = document.gold["mentions"]
    paired = {j: gold[i] for i, j in pair_mentions(document).items()}
    for j, row in enumerate(document.mentions):
        if not paired.get(j, {}).get("optional"):
            yield _observation(document, row, float(j in paired))


def _dates(document: Document) -> Iterator[Observation]:
    gold = document.gold["dates"]
    paired = {j: gold[i] for i, j in pair_dates(document).items()}
    for j, row in enumerate(document.dates):
        means = paired.get(j, {})
        if not means.get("optional"):
            same = agreement(means.get("edtf"), row["edtf"]) == 1
            yield _observation(document, row, float(same))


def _events(document: Document) -> Iterator[Observation]:
    reader = Reader(document)
    passages = document.tables.of("event_passages", document.name)
    keys = list(dict.fromkeys(row["event"] for row in passages))
    paired = {keys[j]: reader.gold[i] for i, j in reader.pairs.items()}
    for row in passages:
        means = paired.get(row["event"])
        if means is None:
            yield _observation(document, row, 0.0)
        elif not means["optional"]:
            yield _observation(document, row, same_type(means["type"], row["type"].lower()))
    for row in document.tables.of("event_claims", document.name):
        means = paired.get(row["event"])
        if row["event"] in keys and not (means and means["optional"]):
            right = _claim_agrees(reader, means, row) if means else 0.0
            yield _observation(document, row, right)


def _claim_agrees(reader: Reader, gold: Annotation, row: Row) -> float:
    if row["property"] == "date":
        dates = [gold["edtf"], *(c["value"] for c in gold.get("claims", ()) if c.get("value"))]
        return max(agreement(date, row["value"]) for date in dates)
    wanted = places_of(gold) if row["property"] == "place" else actors_of(gold)
    return float(None not in reader.matched({row["value"]: row}, wanted))
