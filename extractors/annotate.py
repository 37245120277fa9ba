"""What was read out of a text as JSON lines: for tools, for eyes, without a store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from extractors.model import Claim, DateMention, Event, Extent, Extraction, Mention, Telling, Zone


def to_json_lines(extraction: Extraction) -> Iterator[str]:
    """One JSON object a line (no line end): the source, then its zones, mentions, dates, events.

    ``kind`` says what a line is. Mentions, dates and events come in the order of the text. Offsets
    are code points of the source's text, end exclusive; ``quote`` is ``text[start:end]``; ``parts``
    stands where something is not in one piece. Properties come in the same order on every run.
    """
    text = extraction.source.text
    labels = {e.key: (e.label, e.gazetteer) for e in extraction.entities}
    yield _line(
        kind="source",
        name=extraction.source.name,
        sha256=extraction.source.sha256,
        characters=len(text),
        notes=list(extraction.notes),
    )
    for zone in extraction.zones:
        yield _line(**_zone(zone, text))
    for mention in sorted(extraction.mentions, key=lambda m: (m.extent, m.type, m.entity)):
        yield _line(**_mention(mention, text, labels))
    for date in sorted(extraction.dates, key=lambda d: (d.extent, d.value.edtf)):
        yield _line(**_date(date, text))
    for event in sorted(extraction.events, key=lambda e: (_first(e), e.key)):
        yield _line(**_event(event, text, labels))


Labels = dict[str, tuple[str, str | None]]


def _line(**values: Any) -> str:
    given = {key: value for key, value in values.items() if value is not None}
    return json.dumps(given, ensure_ascii=False)


def _place(extent: Extent, text: str) -> dict[str, Any]:
    place: dict[str, Any] = {
        "start": extent.start,
        "end": extent.end,
        "quote": text[extent.start : extent.end],
    }
    if extent.parts:
        place["parts"] = [list(part) for part in extent.parts]
    return place


def _zone(zone: Zone, text: str) -> dict[str, Any]:
    return {
        "kind": "zone",
        "zone": zone.kind,
        "language": zone.language,
        **_place(Extent(zone.start, zone.end), text),
    }


def _mention(mention: Mention, text: str, labels: Labels) -> dict[str, Any]:
    label, gazetteer = labels.get(mention.entity, (mention.entity, None))
    return {
        "kind": "mention",
        **_place(mention.extent, text),
        "type": mention.type,
        "entity": mention.entity,
        "label": label,
        "gazetteer": gazetteer,
        "language": mention.language,
        "rule": mention.rule,
        "confidence": mention.confidence,
    }


def _date(date: DateMention, text: str) -> dict[str, Any]:
    return {
        "kind": "date",
        **_place(date.extent, text),
        "edtf": date.value.edtf,
        "earliest": date.value.earliest,
        "latest": date.value.latest,
        "calendar": date.value.calendar,
        "precision": date.kind,
        "language": date.language,
        "rule": date.rule,
        "anchor": date.anchor,
        "confidence": date.confidence,
    }


def _event(event: Event, text: str, labels: Labels) -> dict[str, Any]:
    return {
        "kind": "event",
        "event": event.key,
        "type": event.type,
        "label": event.label,
        "name": event.name.text if event.name else None,
        "gazetteer": event.gazetteer,
        "tellings": [_telling(t, text) for t in event.tellings],
        "claims": [_claim(c, text, labels) for c in event.claims],
    }


def _telling(telling: Telling, text: str) -> dict[str, Any]:
    return {
        **_place(telling.passage, text),
        "trigger": _place(telling.trigger, text),
        "language": telling.language,
        "polarity": telling.polarity,
        "modality": telling.modality,
        "rule": telling.rule,
        "confidence": telling.confidence,
    }


def _claim(claim: Claim, text: str, labels: Labels) -> dict[str, Any]:
    given: dict[str, Any] = {
        "property": claim.property,
        "value": claim.value,
        "label": labels[claim.value][0] if claim.value in labels else None,
        "role": claim.role or None,
        "passage": _place(claim.passage, text),
        "words": _place(claim.words, text) if claim.words else None,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "speaker": claim.speaker,
        "rule": claim.rule,
        "confidence": claim.confidence,
    }
    return {key: value for key, value in given.items() if value is not None}


def _first(event: Event) -> tuple[int, int]:
    """Where the event is first told of."""
    places = [t.passage for t in event.tellings] or [c.passage for c in event.claims]
    first = min(places, default=Extent(0, 0))
    return first.start, first.end
