"""All documents' things put together: who and what is one, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.curation.model import NONE, Curation, Pair
from kg.graph.vocab import BASE
from kg.identity import entities, events
from kg.identity.blocking import candidate_pairs
from kg.identity.cards import DocumentCards, EntityCard, EventCard, most
from kg.identity.clusters import Clusters
from kg.identity.evidence import Compared, Decision

Card = TypeVar("Card", EntityCard, EventCard)


@dataclass(frozen=True, slots=True)
class Cluster:
    """One thing: the cards of it (one a document's IRI), and who tells of it."""

    cards: tuple[EntityCard, ...] | tuple[EventCard, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Union:
    """What came of putting all documents together."""

    clusters: tuple[Cluster, ...]
    decisions: tuple[Decision, ...]
    vanished: tuple[Pair, ...]  #: curated pairs that speak of something that is not here


def unite(documents: Iterable[DocumentCards], curation: Curation = NONE, base: str = BASE) -> Union:
    """Put together what is one in ``documents``; their order changes nothing.

    ``curation`` names things by their IRIs, whole or from behind ``{base}id/`` on.
    """
    ordered = sorted(documents, key=lambda d: d.slug)
    things, tellers = _pooled([(d.slug, d.entities) for d in ordered], _pool_entities)
    happenings, told = _pooled([(d.slug, d.events) for d in ordered], _pool_events)
    find = _finder([*things.values(), *happenings.values()], base)
    united = _unite_entities(things, tellers, _curated(curation, find, things))
    wholes = _wholes(things, united)
    joined = _unite_events(
        {iri: events.canonical(card, united.of) for iri, card in happenings.items()},
        told,
        wholes,
        _curated(curation, find, happenings),
    )
    found = (
        *_clusters(united, things, tellers),
        *_clusters(joined, happenings, told),
    )
    decided = [*united.decisions, *joined.decisions]
    gone = (p for p in (*curation.same, *curation.different) if not (find(p.one) and find(p.other)))
    return Union(
        found,
        tuple(sorted(decided, key=lambda d: (d.one, d.other, d.verdict, d.rule))),
        tuple(gone),
    )


def _unite_entities(
    cards: Mapping[str, EntityCard], tellers: Mapping[str, frozenset[str]], curated: _Curated
) -> Clusters:
    clusters = Clusters(tellers)
    clusters.curate(*curated)
    known = entities.bearers(cards.values())
    pairs = candidate_pairs({iri: entities.ladders(card) for iri, card in cards.items()})
    wishes = {iri: card.wish or iri for iri, card in cards.items()}

    def compare_all(company: entities.Company) -> Callable[[str, str], Compared | None]:
        return lambda a, b: entities.compare(cards[a], cards[b], known, company)

    first = compare_all(entities.Company(cards.values(), lambda iri: wishes.get(iri, iri)))
    compared = [c for pair in pairs if (c := first(*pair)) is not None]
    clusters.exclude(compared)
    clusters.join_telling(compared)
    # what is known by now to be one may be in the company of two that are one, too
    again = compare_all(entities.Company(cards.values(), clusters.of))
    clusters.join_rest(lambda c: again(c.one, c.other), compared)
    return clusters


def _unite_events(
    cards: Mapping[str, EventCard],
    tellers: Mapping[str, frozenset[str]],
    within: events.Within,
    curated: _Curated,
) -> Clusters:
    clusters = Clusters(tellers)
    clusters.curate(*curated)
    pairs = candidate_pairs({iri: events.ladders(card) for iri, card in cards.items()})
    compared = [
        c for a, b in pairs if (c := events.compare(cards[a], cards[b], within)) is not None
    ]
    clusters.exclude(compared)
    clusters.join_telling(compared)
    clusters.join_rest(lambda c: c, compared)
    return clusters


# cards of one IRI


def _pooled(
    told: Sequence[tuple[str, Sequence[Card]]], pool: Callable[[Sequence[Card]], Card]
) -> tuple[dict[str, Card], dict[str, frozenset[str]]]:
    """A card for every IRI, and the documents that tell of it; the gazetteer is one more teller.

    It tells its entries apart, as a document does its things.
    """
    cards: dict[str, list[Card]] = defaultdict(list)
    tellers: dict[str, set[str]] = defaultdict(set)
    card: Card
    for slug, own in told:
        for card in own:
            cards[card.iri].append(card)
            tellers[card.iri] |= {slug, *([""] if card.gazetteer else [])}
    pooled = {iri: pool(same) for iri, same in sorted(cards.items())}
    return pooled, {iri: frozenset(tellers[iri]) for iri in pooled}


def _pool_entities(cards: Sequence[EntityCard]) -> EntityCard:
    if len(cards) == 1:
        return cards[0]
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for card in cards:
        for text, language, count in card.names:
            counts[text, language] += count
    return replace(
        max(cards, key=lambda c: (c.mentions, c.label)),
        names=tuple((*name, count) for name, count in sorted(counts.items())),
        forms=tuple(sorted({form for c in cards for form in c.forms})),
        titles=tuple(sorted({title for c in cards for title in c.titles})),
        gazetteer=next((c.gazetteer for c in cards if c.gazetteer), None),
        mentions=sum(c.mentions for c in cards),
        first=min((c.first for c in cards if c.first is not None), default=None),
        last=max((c.last for c in cards if c.last is not None), default=None),
        lived=_lives(cards),
        companions=most([pair for c in cards for pair in c.companions]),
        places=most([pair for c in cards for pair in c.places]),
        ambiguous=any(c.ambiguous for c in cards),
    )


def _lives(cards: Sequence[EntityCard]) -> tuple[int | None, int | None]:
    born = min((c.lived[0] for c in cards if c.lived[0] is not None), default=None)
    return born, max((c.lived[1] for c in cards if c.lived[1] is not None), default=None)


def _pool_events(cards: Sequence[EventCard]) -> EventCard:
    if len(cards) == 1:
        return cards[0]
    return replace(
        max(cards, key=lambda c: (c.passages, c.label)),
        names=tuple(sorted({name for c in cards for name in c.names})),
        spans=tuple(sorted({span for c in cards for span in c.spans})),
        places=tuple(sorted({place for c in cards for place in c.places})),
        actors=tuple(sorted({actor for c in cards for actor in c.actors})),
        part_of=tuple(sorted({whole for c in cards for whole in c.part_of})),
        passages=sum(c.passages for c in cards),
    )


def pool(cluster: Cluster) -> EntityCard | EventCard:
    """One card of all that is known of the thing."""
    entity = [c for c in cluster.cards if isinstance(c, EntityCard)]
    return (
        _pool_entities(entity)
        if entity
        else _pool_events([c for c in cluster.cards if isinstance(c, EventCard)])
    )


# clusters and curation

_Curated = tuple[list[tuple[str, str, Pair]], list[tuple[str, str, Pair]]]


def _clusters(
    clusters: Clusters,
    cards: Mapping[str, EntityCard] | Mapping[str, EventCard],
    tellers: Mapping[str, frozenset[str]],
) -> list[Cluster]:
    return [
        Cluster(
            tuple(cards[iri] for iri in members),  # type: ignore[arg-type]
            tuple(sorted({slug for iri in members for slug in tellers[iri] if slug})),
        )
        for members in clusters.all()
    ]


def _finder(cards: Iterable[EntityCard | EventCard], base: str) -> Callable[[str], list[str]]:
    """From an IRI that a person wrote, of a document or short, to the documents' IRIs that it may mean."""
    meant: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        meant[card.iri].append(card.iri)
        if card.wish:
            meant[card.wish].append(card.iri)
    return lambda iri: meant.get(iri) or meant.get(f"{base}id/{iri}", [])


def _curated(
    curation: Curation, find: Callable[[str], list[str]], here: Mapping[str, object]
) -> _Curated:
    def pairs(curated: Iterable[Pair]) -> list[tuple[str, str, Pair]]:
        return [
            (one, other, pair)
            for pair in curated
            for one in find(pair.one)
            for other in find(pair.other)
            if one != other and one in here and other in here
        ]

    return pairs(curation.same), pairs(curation.different)


def _wholes(cards: Mapping[str, EntityCard], clusters: Clusters) -> events.Within:
    wholes = {
        clusters.of(iri): [clusters.of(w) for w in c.wholes] for iri, c in cards.items() if c.wholes
    }
    return events.places_within(wholes)
