"""Mentions of people, places, organisations and groups, and whether one entity stays one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from functools import cache

from tests.scoring.gold import Document, Row, best_pairs, overlap, span
from tests.scoring.score import Score

TYPES = {"Person": "PER", "Place": "LOC", "Organisation": "ORG", "Group": "GROUP"}
NAMES = ("PER", "LOC", "ORG")


@cache
def pair_mentions(document: Document) -> dict[int, int]:
    """Gold mentions and the build's that name the same type of thing at the same spot."""
    return best_pairs(
        [
            (shared + 1000 * (span(g) == span(s)), i, j)
            for i, g in enumerate(document.gold["mentions"])
            for j, s in enumerate(document.mentions)
            if TYPES[s["type"]] == g["type"] and (shared := overlap(span(g), span(s)))
        ]
    )


def score_mentions(document: Document, types: Collection[str], *, exact: bool = False) -> Score:
    """Mentions of ``types`` in one document: overlapping ones, or only those of the same extent."""
    gold, said = document.gold["mentions"], document.mentions
    pairs = {i: j for i, j in pair_mentions(document).items() if gold[i]["type"] in types}
    free = {i for i in pairs if gold[i].get("optional")}
    right = sum(
        not exact or span(gold[i]) == span(said[j]) for i, j in pairs.items() if i not in free
    )
    return Score(
        right,
        sum(TYPES[s["type"]] in types for s in said) - len(free),
        right,
        sum(g["type"] in types and not g.get("optional") for g in gold),
    )


def score_identity(documents: Iterable[Document]) -> Score:
    """B-cubed over the mentions found in all ``documents``, which are looked at together."""
    entity: dict[tuple[str, int], tuple[str, str]] = {}
    for document in documents:
        gold = document.gold["mentions"]
        for i, j in pair_mentions(document).items():
            if not gold[i].get("optional"):
                place = (document.name, gold[i]["start"])
                entity[place] = (gold[i]["entity"], document.mentions[j]["entity"])
    by_gold, by_build = _grouped(entity, lambda e: e[0]), _grouped(entity, lambda e: e[1])
    right = found = 0.0
    for gold_entity, built_entity in entity.values():
        gold_ones, built_ones = by_gold[gold_entity], by_build[built_entity]
        both = len(gold_ones & built_ones)
        right += both / len(built_ones)
        found += both / len(gold_ones)
    return Score(right, len(entity), found, len(entity))


Pair = tuple[str, str]


def _grouped(
    entity: dict[tuple[str, int], Pair], key: Callable[[Pair], Hashable]
) -> dict[Hashable, set[tuple[str, int]]]:
    groups: dict[Hashable, set[tuple[str, int]]] = defaultdict(set)
    for place, pair in entity.items():
        groups[key(pair)].add(place)
    return groups


def stands_for(document: Document) -> Callable[[Row], set[str]]:
    """From a claim's value to the gold entities that it may mean.

    They are those at whose mentions the build put that value, and those of its very label.
    """
    met: dict[str, set[str]] = defaultdict(set)
    for i, j in pair_mentions(document).items():
        met[document.mentions[j]["entity"]].add(document.gold["mentions"][i]["entity"])
    named: dict[str, set[str]] = defaultdict(set)
    for key, entity in document.entities.items():
        for name in (entity["name"], entity.get("name_native")):
            if name:
                named[name.casefold()].add(key)

    def entities(claim: Row) -> set[str]:
        return met.get(claim["value"], set()) | named.get(claim["value_label"].casefold(), set())

    return entities
