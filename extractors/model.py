"""The values that flow through the extractors.

Two kinds of offsets exist and never mix: *source* offsets count the code points of a source's text
as read, *reading* offsets those of a reading's clean text. Both are half-open. Everything that
leaves the extractors (an ``Extraction``) is in source offsets; what works on a reading keeps
reading offsets and asks ``Reading.extent`` at the end.

Day numbers are Julian Day Numbers at noon (integers; 1970-01-01 is 2440588), the same in every
calendar. Date values are EDTF (levels 0 and 1 as far as ``extractors.dates.edtf`` reads them).
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Literal

ZoneKind = Literal["body", "abstract", "note", "citation", "header", "front"]
PROSE: frozenset[ZoneKind] = frozenset({"body", "abstract", "note"})

EntityType = Literal["Person", "Place", "Organisation", "Group"]

Polarity = Literal["asserted", "denied"]
Modality = Literal["fact", "plan", "rumour", "quoted"]


@dataclass(frozen=True, slots=True)
class Source:
    """A text as read: UTF-8 decoded, no newline translation, no normalisation."""

    name: str  #: file name, unique in a store
    text: str
    sha256: str  #: of the file's bytes, hexadecimal


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the source (source offsets) of one kind; zones tile the text without a gap."""

    kind: ZoneKind
    start: int
    end: int
    language: str  #: code of a language with tables, or an ISO 639-1 code without, or "und"


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """Where something stands in the source: the hull, and its pieces where it is not in one piece.

    ``parts`` is empty for a stretch in one piece; else the pieces (source offsets) in the order in
    which they are read. The quote of an extent is ``text[start:end]``.
    """

    start: int
    end: int
    parts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Clean text of one stretch of prose in one language, with its way back to the source.

    Line ends are spaces, a paragraph's end is a blank line (two newlines), footnote marks,
    page headers and the notes that stood in between are gone, right-to-left lines are in reading
    order. ``offsets[i]`` is the source offset of the character ``text[i]``.
    """

    text: str
    language: str
    kind: ZoneKind
    order: int  #: position among the readings of its document
    offsets: array[int]
    repaired: tuple[tuple[int, int], ...] = ()  #: stretches (reading offsets) put into true order
    anchor: int | None = None  #: of a note: source offset of the mark in the body it hangs on


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entity as this document writes it."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that a document speaks of; ``key`` is unique within the document.

    ``gazetteer`` is the id of the curated entry that it is, where that is sure.
    """

    key: str
    type: EntityType
    label: str
    names: tuple[Name, ...]
    gazetteer: str | None = None


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name as found in a reading (reading offsets), already told whom it means."""

    start: int
    end: int
    type: EntityType
    entity: str  #: Entity.key
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the source that names an entity."""

    extent: Extent
    type: EntityType
    entity: str  #: Entity.key
    language: str
    rule: str  #: what found it: a rule's name, with the table row or model where there is one
    confidence: float  #: 0 to 1


@dataclass(frozen=True, slots=True)
class DateValue:
    """A time-span: EDTF, and its first and last day as day numbers (None: open or unknown)."""

    edtf: str
    earliest: int | None
    latest: int | None
    calendar: str = "gregorian"  #: as written: gregorian, julian, rumi, hijri, persian


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date expression as found in a reading (reading offsets), already given its value."""

    start: int
    end: int
    value: DateValue
    kind: str  #: day, month, year, range, season, decade, century, relative
    rule: str  #: the pattern that read it
    anchor: str  #: how what is not written was filled in: "written", or a rule's name
    confidence: float


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression of the prose, with its value."""

    extent: Extent
    value: DateValue
    kind: str
    language: str
    rule: str
    anchor: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Claim:
    """What one passage says of an event: one property, one value.

    ``property`` is date (``value`` an EDTF string; ``date`` set), place or actor (``value`` an
    Entity.key; an actor has a ``role``), part_of (``value`` an Event.key). ``passage`` is where the
    statement stands, ``words`` where the value itself is named, if it is.
    """

    property: Literal["date", "place", "actor", "part_of"]
    value: str
    passage: Extent
    words: Extent | None
    rule: str
    confidence: float
    role: str = ""
    date: DateValue | None = None
    polarity: Polarity = "asserted"
    modality: Modality = "fact"
    speaker: str | None = None  #: Entity.key of whose speech it is, where modality is "quoted"


@dataclass(frozen=True, slots=True)
class Telling:
    """One passage that tells of an event."""

    passage: Extent
    trigger: Extent
    language: str
    rule: str
    confidence: float
    polarity: Polarity = "asserted"
    modality: Modality = "fact"


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a document: every passage that tells of it, every claim that is made of it.

    ``told_by`` is what tells its proper name from others of its type, whatever the order and the
    language: each an Entity.key, a number in digits or a folded word, sorted.
    """

    key: str  #: unique within the document
    type: str  #: an event type of the ontology, e.g. "Congress"
    label: str
    tellings: tuple[Telling, ...]
    claims: tuple[Claim, ...]
    name: Name | None = None  #: its proper name, where the text gives one
    gazetteer: str | None = None
    told_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one source."""

    source: Source
    zones: tuple[Zone, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    events: tuple[Event, ...]
    notes: tuple[str, ...] = field(default=())  #: remarks for a person, e.g. mixed newlines
