"""Which mentions of people are one person within a document.

Full names first; then shorter forms go to the full name that they are a part of: the family name,
the given name with a title. Titles that exclude one another keep people apart (Halil Paşa, Halil
Bey), unless a full name bears both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from extractors.names.keys import word_keys

_SHORTEST_KEY: Final = 2  #: a key of so many letters is that of a word, not of an initial
_SHORTEST_ACROSS: Final = 3  #: letters of a key that speak for a word in another language
_PART: Final = 2  #: fit of a word that is not the last of a name
_ALIKE: Final = 0.7  #: share of letters that two spellings of one name have in common


@dataclass(frozen=True, slots=True)
class NameForm:
    """A person's name without titles: its folded words, and their transliterated keys."""

    language: str
    words: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonMention:
    """What is known of one mention."""

    order: int  #: position in the document
    name: NameForm
    titles: frozenset[str]  #: keys of its titles
    entry: str | None  #: gazetteer id, where the name bears just one
    short: bool


@dataclass(slots=True, eq=False)
class Person:
    """One person of the document."""

    names: set[NameForm] = field(default_factory=set)
    written: set[NameForm] = field(default_factory=set)  #: by which this document calls them
    titles: set[str] = field(default_factory=set)
    entry: str | None = None
    mentions: list[int] = field(default_factory=list)  #: orders

    def add(self, mention: PersonMention) -> None:
        """Count ``mention`` as one of this person."""
        self.names.add(mention.name)
        self.written.add(mention.name)
        self.titles |= mention.titles
        self.mentions.append(mention.order)


def cluster_people(
    mentions: Sequence[PersonMention], names_of: Mapping[str, frozenset[NameForm]]
) -> list[Person]:
    """The people of ``mentions``; ``names_of`` has the names of gazetteer entries."""
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
    for m in sorted(rest, key=lambda m: (-_weight(m.name.keys), -len(m.titles), m.order)):
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
        fit = max((name_fit(m.name, name) for name in person.names), default=0)
        if fit == _PART and not any(name_fit(m.name, name) == _PART for name in person.written):
            continue  # a given name by itself means somebody whom the text has named in full
        if fit and _titles_agree(m, person):
            near = min(abs(m.order - o) for o in person.mentions)
            best.append((fit, -near, person))
    if not best:
        return None
    top = max(fit for fit, _, _ in best)
    return max((b for b in best if b[0] == top), key=lambda b: b[1])[2]


def _titles_agree(m: PersonMention, person: Person) -> bool:
    if len(m.name.keys) > 1 or not m.titles or not person.titles:
        return True
    return bool(m.titles & person.titles)


@lru_cache(maxsize=20_000)
def name_fit(one: NameForm, other: NameForm) -> int:
    """How well the shorter name is a form of the longer one: 0 not at all, 4 the same."""
    short, long = (one, other) if len(one.keys) <= len(other.keys) else (other, one)
    if not short.keys:
        return 0
    if len(short.keys) == 1:
        if len(one.keys) > len(other.keys):
            return 0  # longer names were there first: what is short there was alone
        places = [i for i in range(len(long.keys)) if _alike(short, 0, long, i)]
        if not places:
            return 0
        return 4 if len(long.keys) == 1 else 3 if places[-1] == len(long.keys) - 1 else _PART
    if "".join(short.keys) == "".join(long.keys) and _alike_whole(short, long):
        return 4
    return 3 if _within(short, long) else 0


def _alike(one: NameForm, i: int, other: NameForm, j: int) -> bool:
    """Whether two words are one name: by their letters within a language, else by their keys."""
    if one.keys[i] != other.keys[j]:
        return False
    a, b = one.words[i], other.words[j]
    if one.language != other.language:
        return len(one.keys[i]) >= _SHORTEST_ACROSS
    if len(one.keys[i]) < _SHORTEST_ACROSS:
        return a == b
    return a == b or _ratio(a, b) >= _ALIKE


def _alike_whole(one: NameForm, other: NameForm) -> bool:
    """Whether two names of one key are one: within a language by their letters, word by word."""
    if one.language != other.language or one.words == other.words:
        return True
    pairs = list(zip(one.words, other.words, strict=False))
    if len(one.words) != len(other.words):
        pairs = [("".join(one.words), "".join(other.words))]
    return all(a == b or _ratio(a, b) >= _ALIKE for a, b in pairs)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _within(short: NameForm, long: NameForm) -> bool:
    """Whether the words of ``short`` stand in ``long`` in this order; initials stand for words."""
    i, whole = 0, 0
    for j, word in enumerate(long.words):
        if i == len(short.words):
            break
        letter = len(short.words[i]) == 1 and word.startswith(short.words[i])
        if letter or _alike(short, i, long, j) or short.words[i] == word:
            whole += not letter
            i += 1
    return i == len(short.words) and whole > 0


def name_form(words: Sequence[str], language: str) -> NameForm:
    """The form of a name of folded ``words``; a word of vowels alone keeps its first letter as key."""
    keys = word_keys(" ".join(words), language)
    return NameForm(
        language, tuple(words), tuple(k or w[:1] for w, k in zip(words, keys, strict=False))
    )
