"""What one clause tells: the draft of an event, in reading offsets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from extractors.events.clauses import Dated, Named
from extractors.events.lexicon import Hit, Trigger, frames
from extractors.events.naming import EventName
from extractors.model import Modality, NameSpan, Polarity

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
    polarity: Polarity = "asserted"
    modality: Modality = "fact"
    confidence: float = 0.8
    refers: bool = False  #: points back to an event told before (this treaty, the congress)
    aside: bool = False  #: stands as the time or place of something else

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


def meets(trigger: Trigger, filled: list[Argument], date: Dated | None, name: object) -> bool:
    """Whether all that the row needs was found."""
    have = {a.property for a in filled} | {a.role for a in filled} | {a.slot for a in filled}
    if date is not None:
        have.add("date")
    if name is not None:
        have.add("name")
    return all(need & have for need in trigger.needs)
