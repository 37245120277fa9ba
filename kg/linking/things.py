"""The things of a store, as linking needs them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thing:
    """A person, place, organisation, group or event of the store."""

    iri: str
    type: str  #: Person, Place, Organisation, Group, Event
    kind: str = ""  #: an event's finest type
    label: str = ""
    names: tuple[tuple[str, str, int], ...] = ()  #: text, language, how often
    titles: tuple[str, ...] = ()
    gazetteer: str | None = None  #: identifier of its entry
    documents: tuple[str, ...] = ()  #: slugs
    mentions: int = 0  #: of an event, passages
    first: int | None = None  #: days of what it does, or of the event
    last: int | None = None
    lived: tuple[int | None, int | None] = (None, None)
    companions: tuple[tuple[str, int], ...] = ()  #: IRIs named near it; of an event, its actors
    places: tuple[tuple[str, int], ...] = ()  #: IRIs named near it; of an event, where it was
    spans: tuple[tuple[int, int], ...] = ()  #: an event's dates, as the documents tell them
    joins: tuple[str, ...] = ()  #: IRIs of the documents that are one in it
