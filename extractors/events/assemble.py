"""The events of a document, from the triggers, names and dates of all its readings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from extractors.events.drafts import FETCHED, Draft
from extractors.events.labels import label_of, slug
from extractors.events.lexicon import event_types
from extractors.events.merging import Group, merge
from extractors.events.telling import read_drafts
from extractors.model import Claim, DateSpan, Event, Extent, Name, NameSpan, Reading, Telling
from extractors.text.extent import source_extent

if TYPE_CHECKING:
    from extractors.names.settle import Names

#: A quote longer than this is cut to what stands about the trigger.
_QUOTE = 300
#: A footnote's mark stands at most this many characters behind the name it explains.
_LEAN = 12


def assemble_events(
    docs: Sequence[Doc], names: Names, dates: Sequence[Sequence[DateSpan]]
) -> tuple[Event, ...]:
    """The events that ``docs`` (one a reading) tell of, in source offsets, in order of telling.

    ``names.spans`` and ``dates`` have one sequence a reading, in reading offsets. Events told only
    as plans, rumours or denied are kept and marked so.
    """
    drafts: list[Draft] = []
    for index, (doc, spans, found) in enumerate(zip(docs, names.spans, dates, strict=True)):
        if doc._.triggers is None:
            continue  # of its language no events are read
        topic = _anchored(doc._.reading, docs, names)
        drafts += read_drafts(index, doc, spans, list(found), topic)
    groups = merge(drafts)
    readings: list[Reading] = [doc._.reading for doc in docs]
    entities = {e.key: e for e in names.entities}
    taken: dict[str, int] = {}
    keys: dict[int, str] = {}
    named: list[tuple[str, Name | None, tuple[str, ...]]] = []
    for group in groups:
        name, told_by = _name(group, readings)
        label = label_of(group, entities, name.text if name else None)
        key = slug(f"{group.kind}-{label}")
        taken[key] = taken.get(key, 0) + 1
        keys[id(group)] = f"{key}-{taken[key]}" if taken[key] > 1 else key
        named.append((label, name, told_by))
    return tuple(
        _event(keys, label, name, told_by, group, readings)
        for group, (label, name, told_by) in zip(groups, named, strict=True)
    )


def _anchored(note: Reading, docs: Sequence[Doc], names: Names) -> NameSpan | None:
    """The name in the running text on which the mark of ``note`` stands."""
    if note.anchor is None:
        return None
    for doc, spans in zip(docs, names.spans, strict=True):
        reading: Reading = doc._.reading
        offsets = reading.offsets
        if reading.kind == "note" or not offsets[0] <= note.anchor <= offsets[-1]:
            continue
        at = bisect_left(offsets, note.anchor)
        if at and offsets[at - 1] > note.anchor:
            continue  # a line put into true order
        before = [s for s in spans if 0 <= at - s.end <= _LEAN]
        return max(before, key=lambda s: s.end, default=None)
    return None


def _event(
    keys: dict[int, str],
    label: str,
    name: Name | None,
    told_by: tuple[str, ...],
    group: Group,
    readings: list[Reading],
) -> Event:
    tellings: list[Telling] = []
    claims: list[Claim] = []
    for draft in group.drafts:
        reading = readings[draft.reading]
        start, end = _quote(draft)
        passage = source_extent(reading, start, end)
        tellings.append(
            Telling(
                passage=passage,
                trigger=source_extent(reading, draft.trigger_start, draft.trigger_end),
                language=reading.language,
                rule=draft.trigger.rule,
                confidence=draft.confidence,
                polarity=draft.polarity,
                modality=draft.modality,
            )
        )
        claims += _claims(draft, passage, reading)
        if group.part_of is not None and draft.course is not None:
            claims += _course_claims(draft, passage, group.part_of, keys, readings)
    return Event(
        key=keys[id(group)],
        type=_type(group),
        label=label,
        tellings=tuple(dict.fromkeys(tellings)),
        claims=tuple(dict.fromkeys(claims)),
        name=name,
        gazetteer=group.gazetteer,
        told_by=told_by,
    )


def _type(group: Group) -> str:
    """The finest type told, where all that are finer than the rest agree."""
    fine = {d.type for d in group.drafts if d.type != event_types()[d.type].counts_as}
    return fine.pop() if len(fine) == 1 else group.kind


def _claims(draft: Draft, passage: Extent, reading: Reading) -> list[Claim]:
    claims: list[Claim] = []
    if draft.date is not None:
        date = draft.date.span
        claims.append(
            Claim(
                property="date",
                value=date.value.edtf,
                passage=passage,
                words=source_extent(reading, date.start, date.end),
                rule=f"{draft.trigger.rule} date:{draft.date_rule}",
                confidence=round(draft.confidence * date.confidence, 3),
                date=date.value,
                polarity=draft.polarity,
                modality=draft.modality,
                speaker=draft.speaker,
            )
        )
    for argument in draft.arguments:
        span = argument.span
        claims.append(
            Claim(
                property=argument.property,
                value=span.entity,
                passage=passage,
                words=source_extent(reading, span.start, span.end) if argument.beside else None,
                rule=f"{draft.trigger.rule} {argument.slot}",
                confidence=round(draft.confidence * span.confidence, 3),
                role=argument.role,
                polarity=draft.polarity,
                modality=draft.modality,
                speaker=draft.speaker,
            )
        )
    return claims


def _course_claims(
    draft: Draft, passage: Extent, whole: Group, keys: dict[int, str], readings: list[Reading]
) -> list[Claim]:
    """That it was part of a named event; and the date of that, where it has none of its own."""
    claims = [
        Claim(
            property="part_of",
            value=keys[id(whole)],
            passage=passage,
            words=None,
            rule=f"{draft.trigger.rule} course",
            confidence=draft.confidence,
            polarity=draft.polarity,
            modality=draft.modality,
            speaker=draft.speaker,
        )
    ]
    if draft.date is not None:
        return claims
    dated = next(d for d in whole.drafts if d.date is not None)
    assert dated.date is not None
    reading, date = readings[dated.reading], dated.date.span
    claims.append(
        Claim(
            property="date",
            value=date.value.edtf,
            passage=source_extent(reading, *_quote(dated)),
            words=source_extent(reading, date.start, date.end),
            rule=f"{draft.trigger.rule} date:course",
            confidence=round(draft.confidence * date.confidence * FETCHED, 3),
            date=date.value,
            polarity=draft.polarity,
            modality=draft.modality,
            speaker=draft.speaker,
        )
    )
    return claims


def _quote(draft: Draft) -> tuple[int, int]:
    if draft.end - draft.start <= _QUOTE:
        return draft.start, draft.end
    low = max(draft.start, draft.trigger_end - _QUOTE)
    return low, min(draft.end, low + _QUOTE)


def _name(group: Group, readings: list[Reading]) -> tuple[Name | None, tuple[str, ...]]:
    """The fullest form of the event's proper name, in the language that tells of it first.

    With it what tells that name from others.
    """
    best: Name | None = None
    told_by: tuple[str, ...] = ()
    for draft in group.drafts:
        if draft.name is None:
            continue
        reading = readings[draft.reading]
        name = Name(_written(draft, reading.text), reading.language)
        text = name.text
        if best is None or (name.language == best.language and len(text) > len(best.text)):
            best, told_by = name, draft.name.key
    return best, told_by


def _written(draft: Draft, text: str) -> str:
    """The name as the text writes it, without the case ending of its last word."""
    name = draft.name
    assert name is not None
    words = text[name.start : name.end]
    if name.head != (0, 0):
        words += " " + text[name.head[0] : name.head[1]]
    tail = draft.hit.form.tail
    if tail and words.casefold().endswith(tail.casefold()):
        words = words[: -len(tail)]
    return " ".join(words.split())
