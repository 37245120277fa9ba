"""From the extraction of one document to its cards."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from extractors.language import language_codes
from extractors.model import Claim, Entity, Event, Extraction
from extractors.names.gazetteer import Entry, load_gazetteer
from extractors.names.keys import name_key
from extractors.names.lives import existence
from kg.graph.identity import Identities, identify
from kg.graph.iris import source_slug
from kg.graph.ontology import lineage
from kg.graph.reference import reference_iri
from kg.identity.cards import Days, DocumentCards, EntityCard, EventCard, most
from kg.identity.forms import forms_of, is_known, titles_of

_WORD: Final = re.compile(r"[^\W\d_]+")
_NEAR: Final = 200  #: code points within which two names are named together
_BESIDE: Final = 2  #: so many events before and behind say when one without a date was
_VAGUE: Final = 3700  #: days; a longer span does not say when somebody acted


def document_cards(extraction: Extraction, base: str) -> DocumentCards:
    """The cards of all that ``extraction`` tells of, with the IRIs that its graph has."""
    known = identify(extraction, base)
    told = _Told(extraction, known, base)
    entities = {}
    for entity in extraction.entities:
        entities[known.entities[entity.key]] = told.entity(entity)
    events = {known.events[event.key]: told.event(event) for event in extraction.events}
    return DocumentCards(
        source_slug(extraction.source.name),
        tuple(card for _, card in sorted(entities.items())),
        tuple(card for _, card in sorted(events.items())),
    )


class _Told:
    """What the document says of each entity and event, gathered once."""

    def __init__(self, extraction: Extraction, known: Identities, base: str) -> None:
        self._known, self._base = known, base
        self._written: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        for mention in extraction.mentions:
            quote = extraction.source.text[mention.extent.start : mention.extent.end]
            self._written[mention.entity][" ".join(quote.split()), mention.language] += 1
        self._types = {e.key: e.type for e in extraction.entities}
        self._near = _named_together(extraction)
        self._acted: dict[str, list[Days]] = defaultdict(list)
        self._lived: dict[str, dict[str, Days]] = defaultdict(dict)
        for event in extraction.events:
            self._gather(event)
        self._dated = sorted(
            (t.passage.start, s)
            for event in extraction.events
            for s in _spans(event)
            for t in event.tellings
            if s[1] - s[0] <= _VAGUE
        )

    def _around(self, event: Event) -> Days | None:
        """The time of the dated events told next to the event's passages."""
        near: list[Days] = []
        for telling in event.tellings:
            at = bisect_left(self._dated, (telling.passage.start, (0, 0)))
            near += [s for _, s in self._dated[max(0, at - _BESIDE) : at + _BESIDE]]
        return (min(s[0] for s in near), max(s[1] for s in near)) if near else None

    def _gather(self, event: Event) -> None:
        spans, kind = _spans(event), lineage(event.type)[-1]
        if not spans:
            return
        for claim in _facts(event):
            if claim.property not in ("actor", "place"):
                continue
            if kind not in ("Birth", "Death"):
                self._acted[claim.value] += [s for s in spans if s[1] - s[0] <= _VAGUE]
            elif claim.role == "person":
                self._lived[claim.value].setdefault(kind, spans[0])

    def entity(self, entity: Entity) -> EntityCard:
        iri = self._known.entities[entity.key]
        entry = load_gazetteer().entries.get(entity.gazetteer or "")
        acted = self._acted[entity.key]
        near = [(self._known.entities[k], self._types[k], n) for k, n in self._near[entity.key]]
        counts = self._written[entity.key]
        return EntityCard(
            iri=iri,
            type=entity.type,
            label=entity.label,
            wish=self._known.wishes.get(iri, ""),
            names=tuple(
                (n.text, n.language, max(1, counts[n.text, n.language])) for n in entity.names
            ),
            forms=forms_of(entity),
            titles=titles_of(entity),
            gazetteer=entity.gazetteer,
            mentions=counts.total(),
            first=min((a for a, _ in acted), default=None),
            last=max((b for _, b in acted), default=None),
            lived=_life(entry, self._lived[entity.key]),
            companions=most([(i, n) for i, t, n in near if t != "Place"]),
            places=most([(i, n) for i, t, n in near if t == "Place"]),
            wholes=tuple(_wholes(entry, self._base)) if entity.type == "Place" else (),
            ambiguous=not entity.gazetteer and is_known(entity),
        )

    def event(self, event: Event) -> EventCard:
        iri = self._known.events[event.key]
        sure = list(_facts(event))
        spans = set(_spans(event))
        entry = load_gazetteer().entries.get(event.gazetteer or "")
        if entry is not None and (span := _entry_days(entry)) is not None:
            spans.add(span)
        entities = self._known.entities
        language = event.name.language if event.name else ""
        return EventCard(
            iri=iri,
            type=lineage(event.type)[-1],
            kind=event.type,
            label=event.label,
            wish=self._known.wishes.get(iri, ""),
            names=((event.name.text, language),) if event.name else (),
            told_by=tuple(sorted({self._token(word, language) for word in event.told_by})),
            gazetteer=event.gazetteer,
            spans=tuple(sorted(spans)),
            places=tuple(
                sorted(
                    {
                        *(entities[c.value] for c in sure if c.property == "place"),
                        *(_named_after(entry.id, self._base) if entry else ()),
                    }
                )
            ),
            actors=tuple(
                sorted({(c.role, entities[c.value]) for c in sure if c.property == "actor"})
            ),
            part_of=tuple(
                sorted({self._known.events[c.value] for c in sure if c.property == "part_of"})
            ),
            passages=len({t.passage for t in event.tellings}),
            around=None if spans else self._around(event),
        )

    def _token(self, word: str, language: str) -> str:
        """What tells a name from others, across languages: an IRI, a number, or "=" and a key."""
        if word in self._known.entities:
            return self._known.entities[word]
        return word if word.isdigit() else f"={name_key(word, language) or word}"


def _facts(event: Event) -> Iterator[Claim]:
    return (c for c in event.claims if c.polarity == "asserted" and c.modality == "fact")


def _days(claim: Claim) -> Days | None:
    """First and last day of a claim of a date, where both are known."""
    value = claim.date if claim.property == "date" else None
    if value is None or value.earliest is None or value.latest is None:
        return None
    return value.earliest, value.latest


def _spans(event: Event) -> list[Days]:
    return [s for c in _facts(event) if (s := _days(c)) is not None]


def _named_together(extraction: Extraction) -> Mapping[str, list[tuple[str, int]]]:
    """For each entity the others that are named near it, and how often."""
    ordered = sorted((m.extent.start, m.entity) for m in extraction.mentions)
    pairs: Counter[tuple[str, str]] = Counter()
    for i, (start, entity) in enumerate(ordered):
        for other_start, other in ordered[i + 1 :]:
            if other_start - start > _NEAR:
                break
            if other != entity:
                pairs[entity, other] += 1
                pairs[other, entity] += 1
    near: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (entity, other), count in sorted(pairs.items()):
        near[entity].append((other, count))
    return near


# what the gazetteer knows


def _entry_days(entry: Entry) -> Days | None:
    value = existence(entry)
    if value is None or value.earliest is None or value.latest is None:
        return None
    return value.earliest, value.latest


@cache
def _named_after(event: str, base: str) -> tuple[str, ...]:
    """Places that stand in the names of an event of the gazetteer."""
    gazetteer = load_gazetteer()
    found = {
        reference_iri(places[0], base)
        for name in gazetteer[event].names
        if name.language in language_codes("names")
        for word in _WORD.findall(name.text)
        if len(places := _places_of(word, name.language)) == 1
    }
    return tuple(sorted(found))


def _places_of(word: str, language: str) -> list[Entry]:
    return [f.entry for f in load_gazetteer().find(word, language) if f.entry.type == "Place"]


def _life(entry: Entry | None, told: Mapping[str, Days]) -> tuple[int | None, int | None]:
    """Earliest day of birth and latest day of death, as the document or the gazetteer tells them."""
    value = existence(entry) if entry is not None and entry.type == "Person" else None
    if value is not None:
        return value.earliest, value.latest
    born, died = told.get("Birth"), told.get("Death")
    return (born[0] if born else None), (died[1] if died else None)


def _wholes(entry: Entry | None, base: str) -> Iterable[str]:
    entries = load_gazetteer().entries
    seen: set[str] = set()
    while entry is not None and entry.part_of in entries and entry.part_of not in seen:
        seen.add(entry.part_of)
        entry = entries[entry.part_of]
        yield reference_iri(entry, base)
