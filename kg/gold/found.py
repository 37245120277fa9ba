"""What the extractors found in a text, as gold annotations: a draft for a person to correct.

Gold knows only what is asserted as a fact, the top types of events, and dates as the one thing that
passages may dispute; the rest is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

from extractors.model import Claim, DateMention, EntityType, Event, Extent, Extraction
from extractors.model import Entity as FoundEntity
from extractors.model import Mention as FoundMention
from extractors.names.gazetteer import load_gazetteer
from kg.gold import values as gold
from kg.gold.values import NAME_KINDS, Gold, Span, in_order
from kg.graph.ontology import event_types

KINDS: Final[Mapping[EntityType, str]] = {
    "Person": "PER",
    "Place": "LOC",
    "Organisation": "ORG",
    "Group": "GROUP",
}
_FACT: Final = ("asserted", "fact")
_ROLE: Final = "participant"  #: of whom the text gives no other


def found_gold(extraction: Extraction) -> Gold:
    """``extraction`` as a draft of gold annotations, of the split "dev".

    Of two mentions (or dates) of one stretch the first holds, as it does in the graph.
    """
    keys = _Keys(extraction)
    mentions: dict[Span, gold.Mention] = {}
    for mention in extraction.mentions:
        mentions.setdefault(_hull(mention.extent), _mention(mention, keys))
    dates: dict[Span, gold.Date] = {}
    for date in extraction.dates:
        dates.setdefault(_hull(date.extent), _date(date))
    named = {mention.entity for mention in mentions.values()}
    events = [_event(event, keys, named) for event in extraction.events if _told(event)]
    return in_order(
        Gold(
            doc=extraction.source.name,
            span=(0, len(extraction.source.text)),
            split="dev",
            zones=tuple(gold.Zone(z.kind, z.language, z.start, z.end) for z in extraction.zones),
            entities=tuple(e for e in keys.entities() if e.id in named),
            mentions=tuple(mentions.values()),
            dates=tuple(dates.values()),
            events=tuple(events),
        )
    )


class _Keys:
    """The ids of gold for the document's entities: ``loc:`` and the key, or the gazetteer's id."""

    def __init__(self, extraction: Extraction) -> None:
        self._entities = extraction.entities
        taken: set[str] = set()
        self._ids: dict[str, str] = {}
        for entity in extraction.entities:
            prefix = NAME_KINDS[KINDS[entity.type]]
            key = f"{prefix}:{entity.gazetteer or entity.key}"
            if key in taken:  # two entities of one gazetteer entry
                key = f"{prefix}:{entity.key}"
            taken.add(key)
            self._ids[entity.key] = key
        self._kinds = {e.key: KINDS[e.type] for e in extraction.entities}

    def id(self, key: str) -> str:
        return self._ids[key]

    def kind(self, key: str) -> str:
        return self._kinds[key]

    def entities(self) -> Iterable[gold.Entity]:
        for entity in self._entities:
            yield self._entity(entity)

    def _entity(self, entity: FoundEntity) -> gold.Entity:
        entry = load_gazetteer().entries.get(entity.gazetteer or "")
        return gold.Entity(
            id=self._ids[entity.key],
            kind=KINDS[entity.type],
            name=entry.label("en") if entry else entity.label,
            native=entity.label,
            wikidata=(entry.wikidata or None) if entry else None,
        )


def _mention(mention: FoundMention, keys: _Keys) -> gold.Mention:
    extent = mention.extent
    return gold.Mention(
        start=extent.start,
        end=extent.end,
        kind=keys.kind(mention.entity),
        entity=keys.id(mention.entity),
        torn=_torn(extent),
        parts=_on_page(extent),
    )


def _date(date: DateMention) -> gold.Date:
    return gold.Date(
        start=date.extent.start,
        end=date.extent.end,
        edtf=date.value.edtf,
        kind=date.kind,
        calendar=date.value.calendar,
        inferred=date.anchor != "written",
        torn=_torn(date.extent),
        parts=_on_page(date.extent),
    )


def _event(event: Event, keys: _Keys, named: set[str]) -> gold.Event:
    """``event`` with what is asserted of it; entities only as far as the text names them."""
    evidence = tuple(sorted(_told(event)))
    claims = [c for c in event.claims if (c.polarity, c.modality) == _FACT]
    actors = [c for c in claims if c.property == "actor"]
    places = [c for c in claims if c.property == "place"]
    entry = load_gazetteer().entries.get(event.gazetteer or "")
    participants = (gold.Participant(keys.id(c.value), c.role or _ROLE) for c in actors)
    value, disputed = _date_of(claims, evidence)
    return gold.Event(
        id=event.key,
        kind=event_types()[event.type].lower(),
        label=event.label,
        evidence=evidence,
        name=event.name.text if event.name else None,
        edtf=value,
        wikidata=(entry.wikidata or None) if entry else None,
        places=tuple(k for k in dict.fromkeys(keys.id(c.value) for c in places) if k in named),
        participants=tuple(p for p in dict.fromkeys(participants) if p.entity in named),
        claims=disputed,
    )


def _told(event: Event) -> set[Span]:
    """The passages that assert ``event`` as a fact."""
    return {_hull(t.passage) for t in event.tellings if (t.polarity, t.modality) == _FACT}


def _date_of(
    claims: Iterable[Claim], evidence: tuple[Span, ...]
) -> tuple[str | None, tuple[gold.DateClaim, ...]]:
    """The value that most passages give (of as many: the surer one), and all where they differ."""
    said = [c for c in claims if c.property == "date" and _hull(c.passage) in evidence]
    if not said:
        return None, ()
    often = Counter(c.value for c in said)
    best = max(said, key=lambda c: (often[c.value], c.confidence))
    if len(often) == 1:
        return best.value, ()
    disputed = dict.fromkeys(
        gold.DateClaim(c.value, evidence.index(_hull(c.passage)))
        for c in sorted(said, key=lambda c: _hull(c.passage))
    )
    return best.value, tuple(disputed)


def _hull(extent: Extent) -> Span:
    return extent.start, extent.end


def _torn(extent: Extent) -> bool:
    """Whether the pieces are read in another order than that of the page."""
    return any(left[0] > right[0] for left, right in pairwise(extent.parts))


def _on_page(extent: Extent) -> tuple[Span, ...]:
    return tuple(sorted(extent.parts))
