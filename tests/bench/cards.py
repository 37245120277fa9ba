"""Cards of documents that nobody wrote: people and places of few names, some of them common, and battles."""

from __future__ import annotations

import random
from collections.abc import Iterator

from kg.identity.cards import DocumentCards, EntityCard, EventCard, Form

ID = "https://histkg.example/id/"
CONSONANTS = "bdfghjklmnprstz"


def generated_cards(
    documents: int, entities: int = 40, events: int = 10
) -> Iterator[DocumentCards]:
    """So many documents, each with so many entities and events; the same at every call.

    The world grows with the documents; of its people some share a given name with thousands.
    """
    dice = random.Random(documents)
    world = documents * entities // 4
    given = [_word(dice) for _ in range(200)]
    family = [_word(dice) + _word(dice) for _ in range(world // 3 + 1)]
    names = [(given[int(200 * dice.random() ** 3)], dice.choice(family)) for _ in range(world)]
    for number in range(documents):
        slug = f"d{number}"
        known = [dice.randrange(world) for _ in range(entities)]
        people = [_person(slug, i, names[i], known) for i in sorted(set(known))]
        told = [_battle(slug, i, dice) for i in range(events)]
        yield DocumentCards(slug, tuple(people), tuple(told))


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(CONSONANTS) + dice.choice("aeiou") for _ in range(3))


def _person(slug: str, who: int, name: tuple[str, str], near: list[int]) -> EntityCard:
    words = name if who % 5 else name[1:]  # one in five is told by one word alone
    keys = tuple("".join(c for c in word if c not in "aeiou") for word in words)
    form: Form = ("tr", words, keys, (9,) + (0,) * (len(words) - 1))
    day = 2_400_000 + who % 20_000
    return EntityCard(
        iri=f"{ID}person/{who}/{slug}",
        type="Person",
        label=" ".join(words),
        names=((" ".join(words), "tr", 1),),
        forms=(form,),
        mentions=1,
        first=day,
        last=day + 100,
        companions=tuple((f"{ID}person/{i}/{slug}", 1) for i in sorted(set(near))[:10]),
    )


def _battle(slug: str, number: int, dice: random.Random) -> EventCard:
    day = 2_400_000 + dice.randrange(20_000)
    return EventCard(
        iri=f"{ID}event/{number}/{slug}",
        type="Battle",
        kind="Battle",
        label="Battle",
        spans=((day, day),),
        places=(f"{ID}place/{dice.randrange(300)}",),
        passages=1,
    )
