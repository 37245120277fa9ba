"""Blocks are bounded: the pairs grow with the things."""

from __future__ import annotations

from kg.identity.blocking import BOUND, NEIGHBOURS, candidate_pairs
from kg.identity.unite import unite
from tests.bench.cards import generated_cards


def test_what_shares_a_key_is_compared_once() -> None:
    ladders = {"b": [("x",), ("y",)], "a": [("x",), ("y",)], "c": [("y",)], "d": [("z",)]}
    assert candidate_pairs(ladders) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_a_large_block_is_split_by_the_next_rung() -> None:
    ladders = {f"{n:03}": [("mehmed", str(n // 2))] for n in range(4 * BOUND)}
    pairs = candidate_pairs(ladders)
    assert pairs == [(f"{n:03}", f"{n + 1:03}") for n in range(0, 4 * BOUND, 2)]


def test_what_can_not_be_split_is_compared_with_its_neighbours() -> None:
    ladders = {f"{n:05}": [("mehmed",)] for n in range(1000)}
    assert len(candidate_pairs(ladders)) <= 1000 * NEIGHBOURS


def test_pairs_grow_with_the_things() -> None:
    def decisions(documents: int) -> float:
        cards = list(generated_cards(documents))
        return len(unite(cards).decisions) / sum(len(d.entities) for d in cards)

    assert decisions(40) < 1.5 * decisions(10) + 0.5
