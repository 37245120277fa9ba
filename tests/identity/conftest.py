"""Cards made by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from extractors.model import Entity, Name
from kg.identity.cards import Days, DocumentCards, EntityCard, EventCard
from kg.identity.forms import forms_of, titles_of

ID = "https://histkg.example/id/"


def entity(kind: str, name: str, document: str, language: str = "tr", **said: object) -> EntityCard:
    """A card of what ``document`` calls ``name``."""
    key = name.lower().replace(" ", "-")
    told = Entity(key, kind, name, (Name(name, language),))  # type: ignore[arg-type]
    return EntityCard(
        iri=f"{ID}{kind.lower()}/{key}/{document}",
        type=kind,
        label=name,
        names=((name, language, 1),),
        forms=forms_of(told),
        titles=titles_of(told),
        mentions=1,
        **said,  # type: ignore[arg-type]
    )


def event(
    kind: str, name: str, document: str, *spans: Days, type: str = "", **said: object
) -> EventCard:
    """A card of an event that ``document`` tells of."""
    return EventCard(
        iri=f"{ID}event/{name}/{document}",
        type=type or kind,
        kind=kind,
        label=name,
        spans=spans,
        passages=1,
        **said,  # type: ignore[arg-type]
    )


def documents(*cards: EntityCard | EventCard) -> list[DocumentCards]:
    """The cards by the document that their IRIs end in."""
    slugs = sorted({card.iri.rsplit("/", 1)[-1] for card in cards})
    return [
        DocumentCards(
            slug,
            tuple(c for c in cards if isinstance(c, EntityCard) and c.iri.endswith(f"/{slug}")),
            tuple(c for c in cards if isinstance(c, EventCard) and c.iri.endswith(f"/{slug}")),
        )
        for slug in slugs
    ]


@pytest.fixture
def known() -> Callable[[EntityCard, str], EntityCard]:
    """The card as one that the gazetteer knows."""
    return lambda card, identifier: replace(
        card, iri=f"{ID}{card.type.lower()}/{identifier}", gazetteer=identifier
    )
