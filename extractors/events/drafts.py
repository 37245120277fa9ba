"""What one clause tells: the draft of an event, in reading offsets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from extractors.events.clauses import Dated, Named, Sentence
from extractors.events.lexicon import Hit, Trigger, frames
from extractors.events.naming import EventName
from extractors.model import Modality, NameSpan, Polarity
from extractors.words import Words

#: What a reading loses where a companion was not found beside its trigger but fetched.
FETCHED = 0.75


@dataclass(frozen=True, slots=True)
class Argument:
    """A companion of an event: who or where, as what; ``beside``: named in the same clause."""

    property: Literal["place", "actor"]
    role: str
    span: NameSpan
    slot: str
    beside: bool = True


@dataclass(slots=True, eq=False)
class Draft:
    """An event as one clause tells it."""

    reading: int
    paragraph: int
    trigger: Trigger
    hit: Hit
    type: str
    start: int
    end: int
    trigger_start: int
    trigger_end: int
    name: EventName | None = None
    date: Dated | None = None
    date_rule: str = ""
    arguments: list[Argument] = field(default_factory=list)
    speaker: str | None = None  #: Entity.key of whose speech it is told in
    polarity: Polarity = "asserted"
    modality: Modality = "fact"
    confidence: float = 0.8
    refers: bool = False  #: points back to an event told before (this treaty, the congress)
    complete: bool = True  #: has all that its row needs; else it can only join another
    aside: str = ""  #: the slot in which it stands as time or place of something else
    course: Draft | None = None  #: the named event in whose course it happens
    goes_on: Draft | None = None  #: the telling that it goes on with (a list of who was there)

    def set_date(self, date: Dated | None, rule: str) -> None:
        """Take ``date``, found by ``rule``; one from another clause counts less."""
        if date is None:
            return
        self.date, self.date_rule = date, rule
        date.used = True
        if rule in ("sentence", "shared"):
            self.confidence = round(self.confidence * FETCHED, 3)
        if rule != "sentence":
            self.start = min(self.start, date.span.start)
            self.end = max(self.end, date.span.end)

    def entities(self, property_: str) -> set[str]:
        """Keys of the entities that it names as ``property_``."""
        return {a.span.entity for a in self.arguments if a.property == property_}


def lead_role(frame: str) -> tuple[str, frozenset[str]]:
    """The role that a verb of this frame must have, and the entity types that may fill it."""
    for slots in frames()[frame].values():
        for slot in slots:
            if slot.property == "actor":
                return slot.role, slot.types
    return "", frozenset()


def arguments(frame: str, companions: Iterable[tuple[str, Named, bool]]) -> list[Argument]:
    """Companions (slot, name, beside) as the frame reads them, each entity once a property."""
    found: list[Argument] = []
    seen: set[tuple[str, str, str]] = set()
    table = frames()[frame]
    for slot, named, beside in companions:
        for row in table.get(slot, ()):
            if named.span.type not in row.types:
                continue
            key = (row.property, named.span.entity, row.role)
            if key in seen:
                continue
            seen.add(key)
            found.append(Argument(row.property, row.role, named.span, slot, beside))
    return found


def meets(trigger: Trigger, found: list[Argument], met: set[str]) -> bool:
    """Whether all that the row needs was found; ``met``: what is met beside the companions."""
    have = {a.property for a in found} | {a.role for a in found} | {a.slot for a in found} | met
    return all(need & have for need in trigger.needs)


def make_draft(
    reading: int,
    words: Words,
    sentence: Sentence,
    trigger: Trigger,
    hit: Hit,
    found: list[Argument],
    name: EventName | None = None,
    verb: Hit | None = None,
) -> Draft:
    """The draft of what ``trigger`` (at ``hit``) tells with ``found``; ``verb`` speaks of it."""
    starts, ends = [words.starts[hit.first]], [words.ends[hit.last - 1]]
    if verb is not None:
        starts.append(words.starts[verb.first])
        ends.append(words.ends[verb.last - 1])
    if name is not None:
        starts.append(name.start)
        ends.append(name.end)
    for argument in found:
        if argument.beside:
            starts.append(argument.span.start)
            ends.append(argument.span.end)
    fetched = any(not a.beside for a in found)
    return Draft(
        reading=reading,
        paragraph=sentence.paragraph,
        trigger=trigger,
        hit=hit,
        type=trigger.types[0],
        start=min(starts),
        end=max(ends),
        trigger_start=words.starts[hit.first],
        trigger_end=words.ends[hit.last - 1],
        name=name,
        arguments=found,
        confidence=round(trigger.trust * (FETCHED if fetched else 1), 3),
    )
