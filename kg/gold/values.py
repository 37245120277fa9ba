"""The annotations of one text, and the words that they may use.

All offsets count code points of the text, end exclusive. A quote is not kept: it is
``text[start:end]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PROSE: Final = frozenset({"body", "abstract", "note"})  #: zones in which annotations may stand
ZONES: Final = PROSE | {"citation", "header", "front"}
#: kinds of names, with what the ids of their entities begin with
NAME_KINDS: Final = {"PER": "per", "LOC": "loc", "ORG": "org", "GROUP": "grp"}
DATE_KINDS: Final = frozenset("day month year range season decade century relative".split())
CALENDARS: Final = frozenset({"gregorian", "julian", "rumi", "hijri", "persian"})
CORE: Final = frozenset({"congress", "battle", "war", "treaty"})
CLAIMED: Final = "edtf"  #: the property of a claim; dates are the only ones that gold sets against

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the text of one kind; zones tile it."""

    kind: str
    language: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that the text names; ``id`` is the same in every text."""

    id: str
    kind: str  #: one of NAME_KINDS
    name: str
    native: str | None = None  #: the name in the text's language
    wikidata: str | None = None  #: Q and a number
    wikidata_also: tuple[str, ...] = ()
    equivalents: tuple[str, ...] = ()  #: ids that a careful reader might take in its place


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an entity. ``torn``: its words stand in reversed order or apart.

    Of what stands apart, ``parts`` lists all pieces; ``start`` and ``end`` are those of the whole
    or of the main piece.
    """

    start: int
    end: int
    kind: str
    entity: str
    optional: bool = False
    torn: bool = False
    parts: tuple[Span, ...] = ()  #: in the order of the page


@dataclass(frozen=True, slots=True)
class Date:
    """A date expression. ``inferred``: part of the value comes from the context.

    ``torn`` and ``parts`` are those of a mention.
    """

    start: int
    end: int
    edtf: str
    kind: str
    calendar: str
    inferred: bool = False
    optional: bool = False
    torn: bool = False
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity that takes part in an event, and as what."""

    entity: str
    role: str


@dataclass(frozen=True, slots=True)
class DateClaim:
    """What one passage says of an event's date, where passages differ."""

    edtf: str
    evidence: int  #: index into the event's evidence


@dataclass(frozen=True, slots=True)
class Event:
    """Something asserted to have happened, with the clauses that tell it."""

    id: str
    kind: str
    label: str
    evidence: tuple[Span, ...]
    name: str | None = None
    edtf: str | None = None
    wikidata: str | None = None
    optional: bool = False
    places: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    claims: tuple[DateClaim, ...] = ()

    @property
    def core(self) -> bool:
        """Whether it is of the kinds that a history can't leave out."""
        return self.kind in CORE


@dataclass(frozen=True, slots=True)
class Gold:
    """All annotations of one text; ``span`` is what of it was annotated."""

    doc: str  #: file name of the text
    span: Span
    split: str  #: "dev", or "test" for what nobody tunes on
    zones: tuple[Zone, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[Date, ...]
    events: tuple[Event, ...]


def in_order(gold: Gold) -> Gold:
    """``gold`` with everything in the order of the text, so that two can be compared.

    Entities come by their first mention, events by their first evidence.
    """
    first: dict[str, int] = {}
    for mention in sorted(gold.mentions, key=_place):
        first.setdefault(mention.entity, mention.start)
    last = gold.span[1] + 1
    return Gold(
        doc=gold.doc,
        span=gold.span,
        split=gold.split,
        zones=tuple(sorted(gold.zones, key=_place)),
        entities=tuple(sorted(gold.entities, key=lambda e: (first.get(e.id, last), e.id))),
        mentions=tuple(sorted(gold.mentions, key=lambda m: (*_place(m), m.kind, m.entity))),
        dates=tuple(sorted(gold.dates, key=lambda d: (*_place(d), d.edtf))),
        events=tuple(
            sorted(gold.events, key=lambda e: (min(e.evidence, default=(last, last)), e.id))
        ),
    )


def _place(item: Zone | Mention | Date) -> Span:
    return item.start, item.end
