"""Which IRI a thing gets that several documents tell of, and what it is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kg.identity.unite import Cluster


def canonical_iris(clusters: Sequence[Cluster]) -> Mapping[str, str]:
    """The canonical IRI of every document's IRI.

    What the gazetteer knows keeps its IRI. Else a cluster gets the short IRI that most of its
    members wish for, unless another cluster wishes for it, too; else the next; else its first
    member's own.
    """
    wanted = Counter(wish for cluster in clusters for wish in _wishes(cluster))
    return {
        card.iri: iri
        for cluster in clusters
        for iri in [_iri(cluster, wanted)]
        for card in cluster.cards
    }


def _iri(cluster: Cluster, wanted: Mapping[str, int]) -> str:
    known = [card.iri for card in cluster.cards if card.gazetteer]
    free = [wish for wish in _wishes(cluster) if wanted[wish] == 1]
    return next(iter([*known, *free]), cluster.cards[0].iri)


def _wishes(cluster: Cluster) -> list[str]:
    """What the members wish for, the most wished first."""
    counts = Counter(card.wish for card in cluster.cards if card.wish)
    return sorted(counts, key=lambda wish: (-counts[wish], wish))
