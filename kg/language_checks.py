"""A language's tables put to the test, and what they find in a text of the user's."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from extractors.errors import TableError
from extractors.language import load_language
from extractors.model import Event, Reading


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found in a text, and by what."""

    start: int
    what: str
    words: str
    value: str
    rule: str
    confidence: float


def check_language(code: str) -> list[str]:
    """What is wrong with the tables of ``code``, a line each; empty where all is in order.

    Each names file, line and mend. All tables are read, and every example in them is tried.
    """
    from extractors.dates.check import check_dates
    from extractors.events.examples import example_fault
    from extractors.events.lexicon import trigger_rows
    from extractors.pipeline import load_pipeline
    from extractors.text.cues import load_cues
    from extractors.text.order_cues import load_order_cues

    try:
        load_cues()
        load_order_cues()
        load_pipeline(code)
        events = (
            (row, example_fault(row["example"], row["gives"], code))
            for row in trigger_rows(load_language(code))
        )
        return check_dates(code) + [str(row.error(fault)) for row, fault in events if fault]
    except TableError as fault:
        return [str(fault)]


def explain_text(code: str, text: str) -> list[Finding]:
    """All that is found in ``text``, taken for prose in the language ``code``, in its order.

    Raises LanguageDataError when there is no such language or its tables are wrong.
    """
    from extractors.dates.discourse import resolve_dates
    from extractors.events.assemble import assemble_events
    from extractors.names.settle import settle_names
    from extractors.pipeline import annotate_reading, load_pipeline

    reading = Reading(text, load_language(code).code, "body", 0, array("l", range(len(text))))
    docs = [annotate_reading(reading, load_pipeline(code))]
    names, dates = settle_names(docs), resolve_dates(docs)
    labels = {entity.key: entity for entity in names.entities}
    found = [
        Finding(
            span.start,
            span.type,
            text[span.start : span.end],
            _with_id(labels[span.entity].label, labels[span.entity].gazetteer),
            span.rule,
            span.confidence,
        )
        for span in names.spans[0]
    ]
    found += [
        Finding(
            span.start,
            "date",
            text[span.start : span.end],
            span.value.edtf,
            span.rule if span.anchor == "written" else f"{span.rule}, {span.anchor}",
            span.confidence,
        )
        for span in dates[0]
    ]
    for event in assemble_events(docs, names, dates):
        found += _of_event(event, text, {k: e.label for k, e in labels.items()})
    return sorted(found, key=lambda f: (f.start, f.what, f.words, f.value))


def _of_event(event: Event, text: str, labels: dict[str, str]) -> list[Finding]:
    found = [
        Finding(
            telling.trigger.start,
            event.type,
            text[telling.trigger.start : telling.trigger.end],
            _with_id(event.label, event.gazetteer) + _mood(telling.polarity, telling.modality),
            telling.rule,
            telling.confidence,
        )
        for telling in event.tellings
    ]
    for claim in event.claims:
        words = claim.words or claim.passage
        what = f"{event.type} {claim.role or claim.property}"
        value = labels.get(claim.value, claim.value)
        found.append(
            Finding(
                words.start,
                what,
                text[words.start : words.end],
                value + _mood(claim.polarity, claim.modality),
                claim.rule,
                claim.confidence,
            )
        )
    return found


def _with_id(label: str, gazetteer: str | None) -> str:
    return f"{label} [{gazetteer}]" if gazetteer else label


def _mood(polarity: str, modality: str) -> str:
    said = [m for m in (polarity, modality) if m not in ("asserted", "fact")]
    return f" ({', '.join(said)})" if said else ""
