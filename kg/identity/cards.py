"""Cards: what identity needs to know of the things that one document tells of.

A card is written by the worker that read the document, depends on the document alone, and stands
beside its graph (``cards.json``). IRIs in it are those of the document's graph; days are day numbers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

Form = tuple[str, tuple[str, ...], tuple[str, ...], tuple[int, ...]]
"""A name without titles: language, folded words, their keys, and how common each word is: how many
people of the gazetteer bear it (PARTICLE: it makes a name of the word beside it alone); of an
organisation's name 1 for a noun that names many (committee)."""

PARTICLE: Final = 9999  #: of a word such as ibn, abd, von, al-Din

Days = tuple[int, int]  #: first and last day


@dataclass(frozen=True, slots=True)
class EntityCard:
    """A person, place, organisation or group."""

    iri: str
    type: str
    label: str
    wish: str = ""  #: the short IRI that it would like to have
    names: tuple[tuple[str, str, int], ...] = ()  #: text, language, how often
    forms: tuple[Form, ...] = ()
    titles: tuple[str, ...] = ()  #: keys of titles behind the name, which tell people apart
    gazetteer: str | None = None
    mentions: int = 0
    first: int | None = None  #: days of the events, asserted as facts, in which it takes part
    last: int | None = None
    lived: tuple[int | None, int | None] = (None, None)  #: birth and death, where they are told
    companions: tuple[tuple[str, int], ...] = ()  #: who is named near it, how often
    places: tuple[tuple[str, int], ...] = ()  #: places named near it, how often
    wholes: tuple[str, ...] = ()  #: what the place is part of, from near to far
    ambiguous: bool = False  #: the gazetteer has its name for something that it is not told to be


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event; dates, places and actors are those asserted as facts."""

    iri: str
    type: str  #: the type of the contract (Treaty)
    kind: str  #: the type as told (Armistice)
    label: str
    wish: str = ""
    names: tuple[tuple[str, str], ...] = ()  #: text, language
    told_by: tuple[str, ...] = ()  #: what tells its name: entities' IRIs, "=KEY", numbers
    gazetteer: str | None = None
    spans: tuple[Days, ...] = ()
    places: tuple[str, ...] = ()
    actors: tuple[tuple[str, str], ...] = ()  #: role, IRI
    part_of: tuple[str, ...] = ()
    passages: int = 0
    around: Days | None = None  #: of an event without a date: the time of what is told beside it


@dataclass(frozen=True, slots=True)
class DocumentCards:
    """All cards of one document, in the order of their IRIs."""

    slug: str
    entities: tuple[EntityCard, ...] = ()
    events: tuple[EventCard, ...] = ()


def to_json(cards: DocumentCards) -> str:
    """One line of JSON, the same for the same cards."""
    return json.dumps(asdict(cards), ensure_ascii=False, sort_keys=True) + "\n"


def from_json(text: str) -> DocumentCards:
    """The cards that ``to_json`` wrote; raises ValueError, KeyError or TypeError for anything else."""
    said = json.loads(text)
    return DocumentCards(
        said["slug"],
        tuple(EntityCard(**_frozen(card)) for card in said["entities"]),
        tuple(EventCard(**_frozen(card)) for card in said["events"]),
    )


def _frozen(said: dict[str, Any]) -> dict[str, Any]:
    return {name: _tuple(value) for name, value in said.items()}


def _tuple(value: Any) -> Any:
    return tuple(_tuple(v) for v in value) if isinstance(value, list) else value


_NAMED_TOGETHER: Final = 20  #: companions and places that a card keeps at most


def most(counts: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Those of the highest counts, each IRI once, in a fixed order."""
    total: dict[str, int] = {}
    for iri, count in counts:
        total[iri] = total.get(iri, 0) + count
    return tuple(sorted(total.items(), key=lambda c: (-c[1], c[0]))[:_NAMED_TOGETHER])
