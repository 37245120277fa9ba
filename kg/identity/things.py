"""Things: one line for everybody and everything that the documents tell of, for linking.

They stand in the generation as ``quads/things.jsonl``, sorted by IRI.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from kg.identity.cards import Days, EntityCard, EventCard, most
from kg.identity.unite import Cluster, pool
from kg.store.snapshot import Snapshot

THINGS: Final = "things.jsonl"


@dataclass(frozen=True, slots=True)
class Thing:
    """A person, place, organisation, group or event of the store; IRIs are canonical."""

    iri: str
    type: str  #: Person, Place, Organisation, Group, Event
    kind: str = ""  #: an event's finest type
    label: str = ""
    names: tuple[tuple[str, str, int], ...] = ()  #: text, language, how often
    titles: tuple[str, ...] = ()  #: keys of titles behind a person's name
    gazetteer: str | None = None
    documents: tuple[str, ...] = ()  #: slugs
    mentions: int = 0  #: of an event, passages
    first: int | None = None  #: days of what it does, or of the event
    last: int | None = None
    lived: tuple[int | None, int | None] = (None, None)
    companions: tuple[tuple[str, int], ...] = ()  #: named near it; of an event, its actors
    places: tuple[tuple[str, int], ...] = ()  #: named near it; of an event, where it was
    spans: tuple[Days, ...] = ()  #: an event's dates, as the documents tell them
    joins: tuple[str, ...] = ()  #: IRIs of the documents that are one in it


def things(clusters: Sequence[Cluster], iris: Mapping[str, str]) -> list[Thing]:
    """All things, by IRI; ``iris`` has the canonical IRI of every document's."""
    return sorted((_thing(cluster, iris) for cluster in clusters), key=lambda t: t.iri)


def _thing(cluster: Cluster, iris: Mapping[str, str]) -> Thing:
    card, iri = pool(cluster), iris[cluster.cards[0].iri]
    joins = tuple(c.iri for c in cluster.cards if c.iri != iri)
    if isinstance(card, EntityCard):
        return Thing(
            iri,
            card.type,
            "",
            card.label,
            card.names,
            card.titles,
            card.gazetteer,
            cluster.documents,
            card.mentions,
            card.first,
            card.last,
            card.lived,
            most([(iris.get(i, i), n) for i, n in card.companions]),
            most([(iris.get(i, i), n) for i, n in card.places]),
            (),
            joins,
        )
    return _event(card, iri, iris, cluster.documents, joins)


def _event(
    card: EventCard,
    iri: str,
    iris: Mapping[str, str],
    documents: tuple[str, ...],
    joins: tuple[str, ...],
) -> Thing:
    return Thing(
        iri,
        "Event",
        card.kind,
        card.label,
        tuple((text, language, 1) for text, language in card.names),
        (),
        card.gazetteer,
        documents,
        card.passages,
        min((a for a, _ in card.spans), default=None),
        max((b for _, b in card.spans), default=None),
        (None, None),
        most([(iris.get(i, i), 1) for _, i in card.actors]),
        most([(iris.get(i, i), 1) for i in card.places]),
        card.spans,
        joins,
    )


def to_line(thing: Thing) -> str:
    """One line of JSON."""
    return json.dumps(asdict(thing), ensure_ascii=False, sort_keys=True) + "\n"


def read_things(snapshot: Snapshot) -> tuple[Thing, ...]:
    """All things of a sealed generation, by IRI."""
    path = snapshot.folder / "quads" / THINGS
    with path.open(encoding="utf-8", newline="\n") as lines:
        return tuple(
            Thing(**{name: _tuple(value) for name, value in json.loads(line).items()})
            for line in lines
        )


def _tuple(value: Any) -> Any:
    return tuple(_tuple(v) for v in value) if isinstance(value, list) else value
