"""What a language's tables say about the words of names; ``tables`` reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, cast

from extractors.language import Language
from extractors.model import EntityType
from extractors.names.letters import Letters
from extractors.names.morphology import MEMORY, Form, Morphology

_STEM: Final = 4  #: letters of a name that its ending may speak for, at least


@dataclass(frozen=True, slots=True)
class Title:
    """A title or rank, where it stands, and whether the mention of the person holds it there."""

    before: bool = False
    after: bool = False
    part_before: bool = False
    part_after: bool = False
    weak: bool = False  #: only a known name beside it makes a person


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that tells the type of the name it stands with."""

    type: str  #: an EntityType; Event, Other: the names beside it stand; Thing: it is no entity's
    before: bool
    after: bool
    part: bool
    numbered: bool  #: a numeral is enough of a name beside it: XV. Kolordu
    open: bool  #: without capitals, any unknown word beside it is the name
    lower: bool  #: written small it still makes a name with a bare people or place
    alone: bool  #: with a capital it names the one body that all know: the Assembly
    met: bool = False  #: with a place it names an event: the Council of Trent, not of Ministers


@dataclass(frozen=True, slots=True)
class Context:
    """A word beside a name that speaks for a type."""

    type: str
    weight: float


@dataclass(frozen=True, slots=True)
class People:
    """An ending that makes a group of what a stem names."""

    ending: str
    writes: str  #: what the stem has in its place
    of: str  #: Place or Person or Any


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All tables of names of one language; keys are folded."""

    language: Language
    morphology: Morphology
    titles: Mapping[str, Title]
    given: frozenset[str]
    foreign: frozenset[str]  #: given names that are no words of the language
    doubtful: frozenset[str]  #: given names that are words of the language too
    exact: tuple[str, ...]  #: given names told from other words by their spelling alone
    openers: frozenset[str]  #: words that go on with the next word: ibn, abu, von, de
    closers: frozenset[str]  #: words that make a given name of the word before: al-Din
    filial: frozenset[str]  #: openers that make a given name of the word before: X ibn Y
    ordinals: frozenset[str]  #: numerals behind the name of a ruler: the Second
    surnames: tuple[str, ...]
    places: tuple[str, ...]
    heads: Mapping[str, Head]
    written: frozenset[str]  #: the same as the table writes them
    qualifiers: frozenset[str]
    common: frozenset[str]
    before: Mapping[str, Context]  #: words that stand before a name
    after: Mapping[str, Context]  #: words that stand after a name
    peoples: tuple[People, ...]
    known: Mapping[str, tuple[EntityType, str]]  #: type, and id of a gazetteer entry or ""
    not_lower: frozenset[str]  #: peoples that mean something else in lower case
    adjectives: tuple[str, ...]  #: endings of a people's adjective that is no mention of it
    unknown_person: float  #: what a capital within a sentence says where nothing else speaks
    foreign_letters: tuple[str, ...]  #: what is not written in the language's own words
    no_begins: tuple[str, ...]  #: how words begin that are no names, where capitals don't tell
    no_ends: tuple[str, ...]
    fiefs: frozenset[str]  #: titles of lords who are called by their lands: Duke of Bedford
    plural_ends: tuple[str, ...]  #: the same where nothing else speaks for a name
    epithets: tuple[str, ...]  #: endings of an epithet that goes with a given name
    letters: Letters  #: what letters foreign names have
    _titles: dict[str, tuple[Title, Form] | None] = field(default_factory=dict, repr=False)
    _heads: dict[str, tuple[Head, Form] | None] = field(default_factory=dict, repr=False)

    def head(self, word: str) -> tuple[Head, Form] | None:
        """The head that the folded ``word`` is a form of."""
        if word not in self._heads:
            if len(self._heads) >= MEMORY:
                self._heads.clear()
            other = word in self.qualifiers and word not in self.heads
            self._heads[word] = None if other else self._head(word)
        return self._heads[word]

    def _head(self, word: str) -> tuple[Head, Form] | None:
        forms = self.morphology.forms(word)
        for form in forms:
            found = self.heads.get(form.stem)
            if found is not None:
                # beside a name Cemiyeti is a possessive (his society), hardly an accusative
                owned = (f for f in forms if f.stem == form.stem and f.possessive)
                return found, next(owned, form)
        return None

    def title(self, word: str) -> tuple[Title, Form] | None:
        """The title that the folded ``word`` is a form of."""
        if word not in self._titles:
            if len(self._titles) >= MEMORY:
                self._titles.clear()
            self._titles[word] = self._title(word)
        return self._titles[word]

    def _title(self, word: str) -> tuple[Title, Form] | None:
        forms = self.morphology.forms(word)
        for form in forms:
            found = self.titles.get(form.stem)
            if found is not None and (form.stem == word or len(form.stem) >= _STEM):
                # Hariciye Nazırı: an office before a name is possessed
                owned = (f for f in forms if f.stem == form.stem and f.possessive and not f.case)
                return found, next(owned, form) if found.before else form
        return None

    def breaks(self, word: str) -> bool:
        """Whether the folded ``word`` is no part of a name of any kind."""
        return (
            word in self.common
            and self.title(word) is None
            and word not in self.qualifiers
            and self.head(word) is None
        )

    def surname(self, word: str) -> Form | None:
        """The form of ``word`` whose stem has the ending of a family name."""
        return self._ending(word, self.surnames)

    def place(self, word: str) -> Form | None:
        """The form of ``word`` whose stem has the ending of a place."""
        return self._ending(word, self.places)

    def _ending(self, word: str, endings: tuple[str, ...]) -> Form | None:
        for form in self.morphology.forms(word):
            if form.end - form.start > _STEM and not form.plural and form.stem.endswith(endings):
                return form
        return None


def entity_type(name: str) -> EntityType:
    """``name`` as an EntityType; the tables have been checked when they were read."""
    return cast(EntityType, name)
