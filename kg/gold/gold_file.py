"""Gold annotations as a JSON file (``data/samples/README.md`` says what stands in it)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from kg.gold.check import event_kinds
from kg.gold.problems import GoldError, Problem, refusal
from kg.gold.records import Record
from kg.gold.values import (
    CLAIMED,
    Date,
    DateClaim,
    Entity,
    Event,
    Gold,
    Mention,
    Participant,
    Zone,
    in_order,
)

T = TypeVar("T")


def load_json(path: Path) -> Any:
    """What the JSON file ``path`` holds; raises GoldError with the line that is no JSON."""
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise GoldError(f"{path}: not UTF-8 (byte {fault.start}); save it as UTF-8") from None
    except json.JSONDecodeError as fault:
        raise GoldError(
            f"{path}: no JSON (line {fault.lineno}, column {fault.colno}: {fault.msg})"
        ) from None
    except RecursionError:
        raise GoldError(f"{path}: nested too deeply to be annotations") from None


def read_gold(path: Path, text: str) -> Gold:
    """The annotations of ``text`` in ``path``; raises GoldError where a field or quote is wrong."""
    gold, problems = parse_gold(load_json(path), text)
    if problems:
        raise refusal(str(path), problems)
    return gold


def parse_gold(given: Any, text: str) -> tuple[Gold, list[Problem]]:
    """The annotations in ``given``, and what is wrong with its fields and quotes.

    With problems, the annotations have stand-ins in place of what could not be read.
    """
    top = Record(given, "the file", text)
    start_end = top.integers("span", default=(0, len(text)))
    if len(start_end) != 2:
        top.wrong("'span' must be two numbers, start and end")
        start_end = (0, len(text))
    gold = Gold(
        doc=top.words("doc"),
        span=(start_end[0], start_end[1]),
        split=top.words("split"),
        zones=_each(top.records("zones", "zone"), _zone),
        entities=_each(top.records("entities", "entity"), _entity),
        mentions=_each(top.records("mentions", "mention"), _mention),
        dates=_each(top.records("dates", "date"), _date),
        events=_each(top.records("events", "event"), _event),
    )
    top.done()
    return gold, top.problems


def write_gold(gold: Gold, text: str) -> str:
    """``gold`` as the text of a JSON file, in the order of ``text``; same gold, same bytes."""
    gold = in_order(gold)
    given = {
        "doc": gold.doc,
        "span": list(gold.span),
        "split": gold.split,
        "zones": [
            {"kind": z.kind, "lang": z.language, "start": z.start, "end": z.end} for z in gold.zones
        ],
        "entities": [_of_entity(e) for e in gold.entities],
        "mentions": [_of_mention(m, text) for m in gold.mentions],
        "dates": [_of_date(d, text) for d in gold.dates],
        "events": [_of_event(e, text) for e in gold.events],
    }
    return json.dumps(given, ensure_ascii=False, indent=1) + "\n"


def _each(records: Iterable[Record], read: Callable[[Record], T]) -> tuple[T, ...]:
    values = []
    for record in records:
        values.append(read(record))
        record.done()
    return tuple(values)


def _zone(r: Record) -> Zone:
    return Zone(r.words("kind"), r.words("lang"), r.integer("start"), r.integer("end"))


def _entity(r: Record) -> Entity:
    return Entity(
        id=r.words("id"),
        kind=r.words("type"),
        name=r.words("name"),
        native=r.words_or_none("name_native"),
        wikidata=r.words_or_none("qid"),
        wikidata_also=r.strings("qid_also"),
        equivalents=r.strings("equiv"),
    )


def _mention(r: Record) -> Mention:
    start, end = r.quoted()
    return Mention(
        start=start,
        end=end,
        kind=r.words("type"),
        entity=r.words("entity"),
        optional=r.flag("optional"),
        torn=r.flag("scrambled"),
        parts=r.spans("parts"),
    )


def _date(r: Record) -> Date:
    start, end = r.quoted()
    return Date(
        start=start,
        end=end,
        edtf=r.words("edtf"),
        kind=r.words("kind"),
        calendar=r.words("calendar"),
        inferred=r.flag("underspecified"),
        optional=r.flag("optional"),
        torn=r.flag("displaced"),
        parts=r.spans("parts"),
    )


def _event(r: Record) -> Event:
    event = Event(
        id=r.words("id"),
        kind=r.words("type"),
        label=r.words("label"),
        evidence=_each(r.records("evidence", "evidence"), Record.quoted),
        name=r.words_or_none("name"),
        edtf=r.words_or_none("edtf"),
        wikidata=r.words_or_none("qid"),
        optional=r.flag("optional"),
        places=r.strings("places"),
        participants=_each(r.records("participants", "participant"), _participant),
        claims=_each(r.records("claims", "claim", required=False), _claim),
    )
    if r.flag("core", default=event.core) != event.core and event.kind in event_kinds():
        r.wrong(f"'core' must be {str(event.core).lower()} for the type '{event.kind}'")
    return event


def _participant(r: Record) -> Participant:
    return Participant(r.words("entity"), r.words("role"))


def _claim(r: Record) -> DateClaim:
    if (said := r.words("property")) not in (CLAIMED, ""):
        r.wrong(f"'property' is '{said}'; only '{CLAIMED}' can be claimed")
    return DateClaim(r.words("value"), r.integer("evidence_index"))


def _of_entity(entity: Entity) -> dict[str, Any]:
    given: dict[str, Any] = {
        "id": entity.id,
        "type": entity.kind,
        "name": entity.name,
        "qid": entity.wikidata,
        "name_native": entity.native,
    }
    if entity.wikidata_also:
        given["qid_also"] = list(entity.wikidata_also)
    if entity.equivalents:
        given["equiv"] = list(entity.equivalents)
    return given


def _quote(text: str, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text[start:end]}


def _of_mention(m: Mention, text: str) -> dict[str, Any]:
    given = {**_quote(text, m.start, m.end), "type": m.kind, "entity": m.entity}
    return {**given, **_marks(m, "scrambled")}


def _of_date(d: Date, text: str) -> dict[str, Any]:
    given = {
        **_quote(text, d.start, d.end),
        "edtf": d.edtf,
        "kind": d.kind,
        "calendar": d.calendar,
        "underspecified": d.inferred,
    }
    return {**given, **_marks(d, "displaced")}


def _marks(item: Mention | Date, torn: str) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if item.optional:
        given["optional"] = True
    if item.torn:
        given[torn] = True
    if item.parts:
        given["parts"] = [list(part) for part in item.parts]
    return given


def _of_event(event: Event, text: str) -> dict[str, Any]:
    given: dict[str, Any] = {
        "id": event.id,
        "type": event.kind,
        "label": event.label,
        "name": event.name,
        "edtf": event.edtf,
        "places": list(event.places),
        "participants": [{"entity": p.entity, "role": p.role} for p in event.participants],
        "evidence": [_quote(text, *span) for span in event.evidence],
        "qid": event.wikidata,
        "core": event.core,
        "optional": event.optional,
    }
    if event.claims:
        given["claims"] = [
            {"property": CLAIMED, "value": c.edtf, "evidence_index": c.evidence}
            for c in event.claims
        ]
    return given
