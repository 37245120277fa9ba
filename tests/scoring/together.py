"""What several documents tell of: is it one node, and is nothing else in it?

Scored are pairs of tellings in two documents. Of those that tell of one thing in truth, how many have
one node (recall); of those that have one node, how many tell of one thing (precision).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from tests.scoring.events import CORE, Reader
from tests.scoring.gold import Document
from tests.scoring.names import pair_mentions
from tests.scoring.score import Score

Telling = tuple[str, str, str]  #: document, what it tells of in truth, the build's node


def score_things(documents: Iterable[Document]) -> Score:
    """People, places, organisations and groups; a document's node is that of most mentions."""
    return score_pairs(t for document in documents for t in told_things(document))


def score_core_events(documents: Iterable[Document]) -> Score:
    """Congresses, battles, wars and treaties, of those that were found."""
    return score_pairs(t for document in documents for t in told_core_events(document))


def told_things(document: Document) -> Iterator[Telling]:
    """Each entity of the gold with its node."""
    nodes: dict[str, Counter[str]] = defaultdict(Counter)
    for i, j in pair_mentions(document).items():
        gold = document.gold["mentions"][i]
        if not gold.get("optional"):
            nodes[gold["entity"]][document.mentions[j]["entity"]] += 1
    for entity, counts in nodes.items():
        yield document.name, entity, max(counts, key=lambda node: (counts[node], node))


def told_core_events(document: Document) -> Iterator[Telling]:
    """Each core event of the gold that was found, with its node."""
    reader = Reader(document)
    for i, j in reader.pairs.items():
        if reader.gold[i]["type"] in CORE:
            yield document.name, reader.gold[i]["id"], reader.built[j].iri


def score_pairs(tellings: Iterable[Telling]) -> Score:
    """Pairs of tellings in two documents: of one thing, in one node, both."""
    told = list(tellings)
    true = _pairs(told, 1)
    made = _pairs(told, 2)
    both = len(true & made)
    return Score(both, len(made), both, len(true))


def _pairs(told: list[Telling], by: int) -> set[tuple[Telling, Telling]]:
    groups: dict[str, list[Telling]] = defaultdict(list)
    for telling in sorted(told):
        groups[telling[by]].append(telling)
    return {
        (one, other)
        for group in groups.values()
        for one, other in combinations(group, 2)
        if one[0] != other[0]
    }
