"""Which mentions of people are one person within a document.

Full names first; then shorter forms go to the full name that they are a part of: the family name,
the given name with a title. Titles that exclude one another keep people apart (Halil Paşa, Halil
Bey), unless a full name bears both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from extractors.names.keys import word_keys

_SHORTEST_KEY: Final = 2  #: a word's key must have so many letters to speak for a person


@dataclass(frozen=True, slots=True)
class PersonMention:
    """What is known of one mention; ``keys`` are those of the name's words without titles."""

    order: int  #: position in the document
    keys: tuple[str, ...]
    titles: frozenset[str]  #: keys of its titles
    entry: str | None  #: gazetteer id, where the name bears just one
    short: bool


@dataclass(slots=True, eq=False)
class Person:
    """One person of the document."""

    names: set[tuple[str, ...]] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    entry: str | None = None
    mentions: list[int] = field(default_factory=list)  #: orders

    def add(self, mention: PersonMention) -> None:
        """Count ``mention`` as one of this person."""
        self.names.add(mention.keys)
        self.titles |= mention.titles
        self.mentions.append(mention.order)


def cluster_people(
    mentions: Sequence[PersonMention], names_of: Mapping[str, frozenset[tuple[str, ...]]]
) -> list[Person]:
    """The people of ``mentions``; ``names_of`` has the keys of a gazetteer entry's names."""
    people: list[Person] = []
    by_entry: dict[str, Person] = {}
    rest: list[PersonMention] = []
    for m in mentions:
        if m.entry is None:
            rest.append(m)
            continue
        person = by_entry.get(m.entry)
        if person is None:
            person = by_entry[m.entry] = Person(entry=m.entry)
            person.names |= names_of.get(m.entry, frozenset())
            people.append(person)
        person.add(m)
    # longer names first, so that the shorter ones find them
    for m in sorted(rest, key=lambda m: (-_weight(m.keys), -len(m.titles), m.order)):
        person = _whose(m, people)
        if person is None:
            person = Person()
            people.append(person)
        person.add(m)
    return people


def _weight(keys: tuple[str, ...]) -> int:
    """Full words count before initials."""
    return sum(2 if len(k) >= _SHORTEST_KEY else 1 for k in keys)


def _whose(m: PersonMention, people: Sequence[Person]) -> Person | None:
    best: list[tuple[int, int, Person]] = []
    for person in people:
        fit = max((_fit(m.keys, name) for name in person.names), default=0)
        if fit and _titles_agree(m, person):
            near = min(abs(m.order - o) for o in person.mentions)
            best.append((fit, -near, person))
    if not best:
        return None
    top = max(fit for fit, _, _ in best)
    return max((b for b in best if b[0] == top), key=lambda b: b[1])[2]


def _titles_agree(m: PersonMention, person: Person) -> bool:
    if len(m.keys) > 1 or not m.titles or not person.titles:
        return True
    return bool(m.titles & person.titles)


def _fit(keys: tuple[str, ...], name: tuple[str, ...]) -> int:
    """How well ``keys`` are a form of ``name``: 0 not at all, 4 the same."""
    if not keys or not name:
        return 0
    if keys == name or "".join(keys) == "".join(name):
        return 4 if len("".join(keys)) >= _SHORTEST_KEY else 0
    if len(keys) > len(name):
        keys, name = name, keys
        if len(keys) == 1:
            return 0
    if len(keys) == 1:
        if len(keys[0]) < _SHORTEST_KEY:
            return 0
        if keys[0] == name[-1]:
            return 3
        return 2 if keys[0] in name else 0
    if _within(keys, name):
        return 3
    return 0


def _within(keys: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether the words of ``keys`` stand in ``name`` in this order; initials stand for words."""
    i, whole = 0, 0
    for word in name:
        if i < len(keys) and (
            keys[i] == word or (len(keys[i]) == 1 and word.startswith(keys[i]) and keys[i])
        ):
            whole += len(keys[i]) > 1
            i += 1
    return i == len(keys) and whole > 0


def person_keys(words: Sequence[str], language: str) -> tuple[str, ...]:
    """Keys of a name's words; a word of vowels alone stands by its first letter."""
    return tuple(
        key or word[:1]
        for word, key in zip(words, word_keys(" ".join(words), language), strict=False)
    )
