"""The examples that stand in ``triggers.tsv``: each row shows a text and what it must give.

A text marks its names and dates: ``{P:…}`` a person, ``{L:…}`` a place, ``{O:…}`` an organisation,
``{G:…}`` a group, ``{D=1919-05-15:…}`` a date with its EDTF value. What it must give is an event
type and ``property=value`` pairs, parted by semicolons; ``nothing`` where it tells of no event::

    {G:Yunanlılar} {D=1919-05-15:15 Mayıs 1919}'da {L:İzmir}'i işgal etti.
    Occupation; occupier=Yunanlılar; place=İzmir; date=1919-05-15

An example holds if one event has all that; what it says beside that is free.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.tokens import Doc

import extractors.pipeline  # noqa: F401 - registers what a Doc carries
from extractors.dates.edtf import parse_edtf
from extractors.events.assemble import assemble_events
from extractors.events.lexicon import load_lexicon, trigger_rows
from extractors.language import load_language
from extractors.model import DateSpan, DateValue, Entity, EntityType, Event, NameSpan, Reading
from extractors.names.settle import Names
from extractors.words import find_words

_MARKED = re.compile(r"\{(?P<kind>[PLOG]|D=(?P<edtf>[^:}]+)):(?P<text>[^}]+)\}")
_TYPES: dict[str, EntityType] = {"P": "Person", "L": "Place", "O": "Organisation", "G": "Group"}


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: line of the table, and what is wrong."""

    line: int
    problem: str


def failed_examples(code: str) -> Iterator[Failure]:
    """The examples of ``triggers.tsv`` of the language ``code`` that do not hold.

    Raises LanguageDataError when a table is wrong.
    """
    for row in trigger_rows(load_language(code)):
        problem = example_fault(row["example"], row["gives"], code)
        if problem:
            yield Failure(row.line, problem)


def example_fault(text: str, gives: str, code: str) -> str | None:
    """What is wrong with the example ``text``; None if it gives what it must."""
    told = [_said(event, entities) for event, entities in read_example(text, code)]
    found = "; ".join(" | ".join(sorted(t)) for t in told) or "nothing"
    if gives == "nothing":
        return None if not told else f"'{text}' must give nothing, gives {found}"
    wanted = {part.strip() for part in gives.split(";") if part.strip()}
    if any(wanted <= said for said in told):
        return None
    return f"'{text}' must give {gives}, gives {found}"


def read_example(text: str, code: str) -> list[tuple[Event, dict[str, str]]]:
    """The events that a marked-up text states as facts, each with the labels of its entities."""
    return [
        (event, labels)
        for event, labels in read_all(text, code)
        if any(t.modality == "fact" and t.polarity == "asserted" for t in event.tellings)
    ]


def read_all(text: str, code: str) -> list[tuple[Event, dict[str, str]]]:
    """All events of a marked-up text, plans and speech too, with the labels of its entities."""
    plain, names, dates, entities = _unmark(text)
    language = load_language(code)
    doc = Doc(_blank().vocab)
    doc._.reading = Reading(plain, code, "body", 0, array("q", range(len(plain))))
    doc._.words = find_words(plain, language)
    doc._.triggers = tuple(load_lexicon(code).find(doc._.words))
    events = assemble_events([doc], Names(entities=entities, spans=(names,)), [dates])
    labels = {e.key: e.label for e in entities}
    return [(event, labels) for event in events]


def _said(event: Event, labels: dict[str, str]) -> set[str]:
    said = {event.type}
    if event.name is not None:
        said.add(f"name={event.name.text}")
    for claim in event.claims:
        value = labels.get(claim.value, claim.value)
        said.add(f"{claim.role or claim.property}={value}")
    return said


def _unmark(
    text: str,
) -> tuple[str, tuple[NameSpan, ...], list[DateSpan], tuple[Entity, ...]]:
    plain, at = "", 0
    names: list[NameSpan] = []
    dates: list[DateSpan] = []
    entities: dict[str, Entity] = {}
    for match in _MARKED.finditer(text):
        plain += text[at : match.start()]
        start = len(plain)
        plain += match["text"]
        at = match.end()
        if match["edtf"]:
            span = parse_edtf(match["edtf"])
            value = DateValue(match["edtf"], span.earliest, span.latest)
            dates.append(DateSpan(start, len(plain), value, "day", "example", "written", 1.0))
            continue
        kind = _TYPES[match["kind"]]
        key = f"{kind}:{match['text']}"
        entities.setdefault(key, Entity(key, kind, match["text"], ()))
        names.append(NameSpan(start, len(plain), kind, key, "example", 1.0))
    return plain + text[at:], tuple(names), dates, tuple(entities.values())


@cache
def _blank() -> spacy.language.Language:
    return spacy.blank("xx")
