"""Which IRI a cluster gets."""

from __future__ import annotations

from dataclasses import replace

from kg.identity.canonical import canonical_iris
from kg.identity.cards import EntityCard
from kg.identity.unite import Cluster
from tests.identity.conftest import ID, entity


def cluster(*cards: EntityCard) -> Cluster:
    return Cluster(cards, ("a",))


def wishing(name: str, document: str, wish: str) -> EntityCard:
    return replace(entity("Place", name, document), wish=f"{ID}place/{wish}")


def test_a_cluster_gets_what_most_of_it_wish_for() -> None:
    cards = [wishing("Prag", "a", "prag"), *(wishing("Praqa", s, "praqa") for s in "bc")]
    assert set(canonical_iris([cluster(*cards)]).values()) == {f"{ID}place/praqa"}


def test_what_the_gazetteer_knows_keeps_its_name() -> None:
    known = replace(entity("Place", "Prag", "x"), iri=f"{ID}place/prague", gazetteer="prague")
    iris = canonical_iris([cluster(wishing("Prag", "a", "prag"), known)])
    assert set(iris.values()) == {f"{ID}place/prague"}


def test_what_two_wish_for_nobody_gets() -> None:
    one, other = wishing("Tripoli", "a", "tripoli"), wishing("Tripoli", "b", "tripoli")
    assert canonical_iris([cluster(one), cluster(other)]) == {
        one.iri: one.iri,
        other.iri: other.iri,
    }
