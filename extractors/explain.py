"""What was read out of a text, with the rule, table row or model behind each piece: for people."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.confidence import calibrate
from extractors.language import load_language
from extractors.model import (
    Claim,
    DateMention,
    Entity,
    Event,
    Extent,
    Extraction,
    Mention,
    Reading,
    Source,
    Zone,
)
from extractors.origins import date_origin, event_origin, name_origin
from extractors.pipeline import extract_document
from extractors.text.readings import Document

#: How far (characters) about a name the words may stand that told what it is.
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found in a text, and by what. Offsets are the source's, in code points."""

    start: int
    end: int
    what: str  #: an entity's type, "date", an event's type, or that with a role or property
    words: str
    value: str
    rule: str
    origin: str  #: files and lines of the table rows behind the rule, or a model's folder
    confidence: float


def explain(extraction: Extraction) -> list[Finding]:
    """All that was found, in the order of the text: mentions, dates, events and their claims."""
    text = extraction.source.text
    entities = {e.key: e for e in extraction.entities}
    events = {e.key: e.label for e in extraction.events}
    labels = {key: e.label for key, e in entities.items()} | events
    found = [_mention(m, text, entities[m.entity]) for m in extraction.mentions]
    found += [_date(date, text) for date in extraction.dates]
    for event in extraction.events:
        found += _tellings(event, text)
        found += (_claim(event, claim, text, labels) for claim in event.claims)
    return sorted(found, key=lambda f: (f.start, f.end, f.what, f.value))


def explain_text(code: str, text: str) -> list[Finding]:
    """All that is found in ``text``, taken for prose in the language ``code``.

    Raises LanguageDataError when there is no such language or its tables are wrong.
    """
    language = load_language(code).code
    reading = Reading(text, language, "body", 0, array("l", range(len(text))))
    document = Document((Zone("body", 0, len(text), language),), (reading,), ())
    return explain(calibrate(extract_document(Source("", text, ""), document)))


def _mention(mention: Mention, text: str, entity: Entity) -> Finding:
    at = mention.extent
    around = text[max(0, at.start - _NEAR) : at.end + _NEAR]
    words = text[at.start : at.end]
    origin = name_origin(mention.rule, mention.language, words, around, entity.gazetteer)
    value = _with_id(entity.label, entity.gazetteer)
    return _finding(at, mention.type, text, value, mention.rule, origin, mention.confidence)


def _date(date: DateMention, text: str) -> Finding:
    rule = date.rule if date.anchor == "written" else f"{date.rule}, {date.anchor}"
    origin = date_origin(date.rule, date.language)
    return _finding(date.extent, "date", text, date.value.edtf, rule, origin, date.confidence)


def _tellings(event: Event, text: str) -> Iterator[Finding]:
    for t in event.tellings:
        value = _with_id(event.label, event.gazetteer) + _mood(t.polarity, t.modality, None)
        origin = event_origin(t.rule, event.type)
        yield _finding(t.trigger, event.type, text, value, t.rule, origin, t.confidence)


def _claim(event: Event, claim: Claim, text: str, labels: dict[str, str]) -> Finding:
    speaker = labels.get(claim.speaker) if claim.speaker else None
    return _finding(
        claim.words or claim.passage,
        f"{event.type} {claim.role or claim.property}",
        text,
        labels.get(claim.value, claim.value) + _mood(claim.polarity, claim.modality, speaker),
        claim.rule,
        event_origin(claim.rule, event.type, claim.role or claim.property),
        claim.confidence,
    )


def _finding(
    at: Extent, what: str, text: str, value: str, rule: str, origin: str, confidence: float
) -> Finding:
    words = " ".join(text[at.start : at.end].split())
    return Finding(at.start, at.end, what, words, value, rule, origin, confidence)


def _with_id(label: str, gazetteer: str | None) -> str:
    return f"{label} [{gazetteer}]" if gazetteer else label


def _mood(polarity: str, modality: str, speaker: str | None) -> str:
    said = [m for m in (polarity, modality) if m not in ("asserted", "fact")]
    said += [f"of {speaker}"] if speaker else []
    return f" ({', '.join(said)})" if said else ""
