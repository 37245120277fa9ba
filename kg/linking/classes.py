"""What the project's types are called in Wikidata (``data/wikidata/classes.tsv``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from extractors.tables import read_table
from kg.assets import asset
from kg.graph.ontology import lineage, ontology_triples
from kg.graph.vocab import SKOS, TYPE, WD

NEVER: Final = "-"
HUMAN: Final = "Q5"
SETTLEMENT: Final = "Q486972"
DISTRICT: Final = "Q56061"
COUNTRY: Final = "Q6256"


@cache
def class_types() -> Mapping[str, frozenset[str]]:
    """The types that an instance of each class may be; of what is never linked to, ``{"-"}``."""
    rows = read_table(
        asset("data/wikidata") / "classes.tsv",
        ("item", "label", "types", "note"),
        required=("item", "label", "types"),
        key=("item",),
    )
    return {row["item"]: frozenset(row["types"].split()) for row in rows}


@cache
def types_of(classes: tuple[str, ...]) -> frozenset[str]:
    """The types that an item of these classes may be; none where the classes say nothing.

    ``classes`` are closed over what is above them. What is never linked to gives ``{"-"}`` alone.
    """
    found = frozenset(t for c in classes for t in class_types().get(c, ()))
    found |= {"Event"} if any(c in event_classes() for c in classes) else frozenset()
    return frozenset({NEVER}) if NEVER in found else found


@cache
def event_classes() -> Mapping[str, str]:
    """Event types by the class that means exactly the same."""
    pairs = (
        (str(t.object)[1:-1], str(t.subject)[1:-1])
        for t in ontology_triples()
        if t.predicate.value == f"{SKOS}exactMatch"
    )
    return {
        item.removeprefix(WD): kind.removeprefix(TYPE)
        for item, kind in pairs
        if item.startswith(WD) and kind.startswith(TYPE)
    }


def kinds_of(classes: Iterable[str]) -> frozenset[str]:
    """The event types that these classes mean."""
    return frozenset(event_classes()[c] for c in classes if c in event_classes())


def is_kind(kind: str, kinds: frozenset[str]) -> bool:
    """Whether an event of ``kind`` may be of one of ``kinds``: itself, broader or finer."""
    return any(kind in lineage(other) or other in lineage(kind) for other in kinds)
