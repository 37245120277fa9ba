"""What a language's tables say about the words of names (``data/lang/<code>/names_*.tsv``).

names_titles.tsv      words before or after a person's name, and whether they are part of it
names_given.tsv       given names, and words that open a compound one (abd, ibn)
names_surnames.tsv    endings that show a family name (-oğlu, -zade, -yan)
names_heads.tsv       nouns that make the words beside them an organisation, a place, an event
names_qualifiers.tsv  words that an organisation's name is made of beside its head
names_common.tsv      words that are no names, though they look like one
names_context.tsv     words beside a name that tell what it names
names_peoples.tsv     endings that make a people or a party of a place or a person
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final, cast, get_args

from extractors.language import Language, language_codes, load_language
from extractors.model import EntityType
from extractors.names.morphology import Form, Morphology, load_morphology
from extractors.tables import Row

_STEM: Final = 4  #: letters of a name that its ending may speak for, at least
_SIDES: Final = ("before", "after", "both")
_HEAD_TYPES: Final = (*get_args(EntityType), "Event", "Other", "Thing")
_FLAGS: Final = {"yes": True, "no": False}


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
    openers: frozenset[str]  #: words that go on with the next word: ibn, abu, von, de
    closers: frozenset[str]  #: words that make a given name of the word before: al-Din
    surnames: tuple[str, ...]
    places: tuple[str, ...]
    heads: Mapping[str, Head]
    qualifiers: frozenset[str]
    common: frozenset[str]
    before: Mapping[str, Context]  #: words that stand before a name
    after: Mapping[str, Context]  #: words that stand after a name
    peoples: tuple[People, ...]
    known: Mapping[str, tuple[EntityType, str]]  #: type, and id of a gazetteer entry or ""
    not_lower: frozenset[str]  #: peoples that mean something else in lower case
    adjectives: tuple[str, ...]  #: endings of a people's adjective that is no mention of it
    no_begins: tuple[str, ...]  #: how words begin that are no names, where capitals don't tell
    no_ends: tuple[str, ...]
    epithets: tuple[str, ...]  #: endings of an epithet that goes with a given name
    _titles: dict[str, tuple[Title, Form] | None] = field(default_factory=dict, repr=False)
    _heads: dict[str, tuple[Head, Form] | None] = field(default_factory=dict, repr=False)

    def head(self, word: str) -> tuple[Head, Form] | None:
        """The head that the folded ``word`` is a form of."""
        if word not in self._heads:
            self._heads[word] = None if word in self.qualifiers else self._head(word)
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
            self._titles[word] = self._title(word)
        return self._titles[word]

    def _title(self, word: str) -> tuple[Title, Form] | None:
        forms = self.morphology.forms(word)
        for form in forms:
            found = self.titles.get(form.stem)
            if found is not None:
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


@cache
def load_lexicon(code: str) -> Lexicon:
    """The tables of names of the language ``code``; raises LanguageDataError."""
    language = load_language(code)
    kinds = _given(language)
    given = kinds["given"] | kinds["foreign"]
    for other in language_codes():  # a Turkish text names Wilhelm, an English one Mehmed
        if other != code and load_language(other).direction == language.direction:
            given |= _given(load_language(other))["given"]
    common = _words(language, "names_common.tsv")
    before, after = _contexts(language)
    settings = language.toml("names.toml")
    return Lexicon(
        language=language,
        morphology=load_morphology(code),
        titles=_titles(language),
        given=frozenset(given - common),
        foreign=frozenset(kinds["foreign"] - common),
        openers=frozenset(kinds["opener"]),
        closers=frozenset(kinds["closer"]),
        surnames=tuple(sorted(_words(language, "names_surnames.tsv", "ending"))),
        places=tuple(sorted(_words(language, "names_places.tsv", "ending"))),
        heads=_heads(language),
        qualifiers=frozenset(_words(language, "names_qualifiers.tsv")),
        common=frozenset(common),
        before=before,
        after=after,
        peoples=tuple(
            People(language.fold(row["ending"]), language.fold(row["writes"]), row["of"])
            for row in language.table(
                "names_peoples.tsv", ("ending", "writes", "of", "example"), required=("ending",)
            )
        ),
        known=_known(language),
        not_lower=frozenset(map(language.fold, settings.get("not_lower", ()))),
        adjectives=tuple(map(language.fold, settings.get("adjectives", ()))),
        no_begins=tuple(map(language.fold, settings.get("no_name_begins", ()))),
        no_ends=tuple(map(language.fold, settings.get("no_name_ends", ()))),
        epithets=tuple(map(language.fold, settings.get("epithets", ()))),
    )


def _forms(row: Row, column: str, language: Language) -> Iterable[str]:
    return (language.fold(form) for form in row.alternatives(column))


def _words(language: Language, table: str, column: str = "word") -> set[str]:
    rows = language.table(table, (column, "note"), required=(column,))
    return {form for row in rows for form in _forms(row, column, language)}


def _given(language: Language) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {kind: set() for kind in ("given", "foreign", "opener", "closer")}
    for row in language.table("names_given.tsv", ("names", "kind"), required=("names", "kind")):
        chosen = kinds[_choice(row, "kind", tuple(kinds))]
        chosen.update(language.fold(name) for name in row["names"].split())
    return kinds


def _titles(language: Language) -> dict[str, Title]:
    columns = ("forms", "side", "part", "weak", "example")
    titles: dict[str, Title] = {}
    for row in language.table("names_titles.tsv", columns, required=columns[:3]):
        side, part = _choice(row, "side", _SIDES), _flag(row, "part")
        for whole in _forms(row, "forms", language):
            form = whole.split()[-1].rsplit("-")[-1]  # of several words the last stands at the name
            known = titles.get(form, Title())
            if side != "after":
                known = replace(known, before=True, part_before=part)
            if side != "before":
                known = replace(known, after=True, part_after=part)
            titles[form] = replace(known, weak=_flag(row, "weak"))
    return titles


def _heads(language: Language) -> dict[str, Head]:
    flags = ("part", "numbered", "open", "alone", "lower")
    columns = ("forms", "type", "side", *flags, "example")
    heads: dict[str, Head] = {}
    for row in language.table("names_heads.tsv", columns, required=("forms", "type", "side")):
        side = _choice(row, "side", _SIDES)
        head = Head(
            type=_choice(row, "type", _HEAD_TYPES),
            before=side != "after",
            after=side != "before",
            **{flag: _flag(row, flag) for flag in flags},
        )
        for form in _forms(row, "forms", language):
            known = heads.get(form)
            heads[form] = head if known is None else _merged(known, head)
    return heads


def _merged(first: Head, second: Head) -> Head:
    """A noun of two rows has the type of the first and the places of both."""
    return replace(
        first,
        before=first.before or second.before,
        after=first.after or second.after,
        numbered=first.numbered or second.numbered,
        open=first.open or second.open,
        alone=first.alone or second.alone,
        lower=first.lower or second.lower,
    )


def _known(language: Language) -> dict[str, tuple[EntityType, str]]:
    known: dict[str, tuple[EntityType, str]] = {}
    columns = ("forms", "type", "entry", "example")
    for row in language.table("names_known.tsv", columns, required=columns[:2]):
        kind = entity_type(_choice(row, "type", get_args(EntityType)))
        known.update(dict.fromkeys(_forms(row, "forms", language), (kind, row["entry"])))
    return known


def _contexts(language: Language) -> tuple[dict[str, Context], dict[str, Context]]:
    sides: dict[str, dict[str, Context]] = {"before": {}, "after": {}}
    columns = ("words", "side", "type", "weight", "example")
    for row in language.table("names_context.tsv", columns, required=columns[:4]):
        kind = _choice(row, "type", get_args(EntityType))
        try:
            context = Context(kind, float(row["weight"]))
        except ValueError:
            raise row.error(f"weight is '{row['weight']}'; write a number") from None
        chosen = sides[_choice(row, "side", ("before", "after"))]
        chosen.update(dict.fromkeys(_forms(row, "words", language), context))
    return sides["before"], sides["after"]


def _choice(row: Row, column: str, choices: Iterable[str]) -> str:
    if row[column] not in choices:
        raise row.error(f"{column} is '{row[column]}'; write one of: {', '.join(choices)}")
    return row[column]


def _flag(row: Row, column: str) -> bool:
    value = _FLAGS.get(row[column] or "no")
    if value is None:
        raise row.error(f"{column} is '{row[column]}'; write yes or no")
    return value


def entity_type(name: str) -> EntityType:
    """``name`` as an EntityType; the tables have been checked when they were read."""
    return cast(EntityType, name)
