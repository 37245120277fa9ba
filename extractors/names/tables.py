"""The tables of a language about names (``data/lang/<code>/names_*.tsv``), read strictly.

names_titles.tsv      words before or after a person's name, and whether they are part of it
names_given.tsv       given names, and words that open or close a compound one (abd, al-Din)
names_surnames.tsv    endings that show a family name (-oğlu, -zade, -yan)
names_places.tsv      endings that show a place (-istan, -burg, -köy)
names_heads.tsv       nouns that make the words beside them an organisation, a place, an event
names_qualifiers.tsv  words that an organisation's name is made of beside its head
names_common.tsv      words that are no names, though they look like one
names_context.tsv     words beside a name that tell what it names
names_known.tsv       words that name something though they are no name of an entry
names_letters.tsv     letters that foreign names have (extractors.names.letters)
names_peoples.tsv     endings that make a people or a party of a place or a person
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Final, get_args

from extractors.language import Language, language_codes, load_language
from extractors.model import EntityType
from extractors.names.letters import load_letters
from extractors.names.lexicon import Context, Head, Lexicon, People, Title, entity_type
from extractors.names.morphology import load_morphology
from extractors.tables import Row

_SIDES: Final = ("before", "after", "both")
_HEAD_TYPES: Final = (*get_args(EntityType), "Event", "Other", "Thing")
_HEAD_FLAGS: Final = ("part", "numbered", "open", "alone", "lower")
_HEAD_COLUMNS: Final = ("forms", "type", "side", *_HEAD_FLAGS, "example")
_GIVEN_KINDS: Final = (
    *("given", "word", "exact", "foreign"),
    *("opener", "filial", "closer", "ordinal"),
)
_FLAGS: Final = {"yes": True, "no": False}


@cache
def load_lexicon(code: str) -> Lexicon:
    """The tables of names of the language ``code``; raises LanguageDataError."""
    language = load_language(code)
    kinds = _given(language)
    given = kinds["given"] | kinds["word"] | kinds["foreign"]
    for other in language_codes("names"):  # a Turkish text names Wilhelm, an English one Mehmed
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
        doubtful=frozenset(kinds["word"]) | frozenset(map(language.fold, kinds["exact"])),
        exact=tuple(sorted(kinds["exact"])),
        foreign=frozenset(kinds["foreign"] - common),
        openers=frozenset(kinds["opener"] | kinds["filial"]),
        closers=frozenset(kinds["closer"]),
        filial=frozenset(kinds["filial"]),
        ordinals=frozenset(kinds["ordinal"]),
        surnames=tuple(sorted(_words(language, "names_surnames.tsv", "ending"))),
        places=tuple(sorted(_words(language, "names_places.tsv", "ending"))),
        heads=_heads(language),
        written=frozenset(
            form
            for row in language.table("names_heads.tsv", _HEAD_COLUMNS)
            for form in row.alternatives("forms")
        ),
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
        letters=load_letters(language),
        no_begins=tuple(map(language.fold, settings.get("no_name_begins", ()))),
        unknown_person=float(settings.get("unknown_person", 0.0)),
        foreign_letters=tuple(map(language.fold, settings.get("foreign_letters", ()))),
        plural_ends=tuple(map(language.fold, settings.get("plural_ends", ()))),
        fiefs=frozenset(map(language.fold, settings.get("fiefs", ()))),
        no_ends=tuple(settings.get("no_name_ends", ())),
        epithets=tuple(map(language.fold, settings.get("epithets", ()))),
    )


def _forms(row: Row, column: str, language: Language) -> Iterable[str]:
    return (language.fold(form) for form in row.alternatives(column))


def _words(language: Language, table: str, column: str = "word") -> set[str]:
    rows = language.table(table, (column, "note"), required=(column,))
    return {form for row in rows for form in _forms(row, column, language)}


def _given(language: Language) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {kind: set() for kind in _GIVEN_KINDS}
    for row in language.table("names_given.tsv", ("names", "kind"), required=("names", "kind")):
        chosen = kinds[_choice(row, "kind", tuple(kinds))]
        names = row["names"].split()
        chosen.update(names if row["kind"] == "exact" else map(language.fold, names))
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
    heads: dict[str, Head] = {}
    for row in language.table("names_heads.tsv", _HEAD_COLUMNS, required=("forms", "type", "side")):
        side = _choice(row, "side", _SIDES)
        head = Head(
            type=_choice(row, "type", _HEAD_TYPES),
            before=side != "after",
            after=side != "before",
            **{flag: _flag(row, flag) for flag in _HEAD_FLAGS},
        )
        for form in _forms(row, "forms", language):
            known = heads.get(form)
            heads[form] = head if known is None else _merged(known, head)
    return heads


def _merged(first: Head, second: Head) -> Head:
    """A noun of two rows has the type of the first and the places of both.

    One of a body and an event (council, diet) is the event's where a place alone tells which.
    """
    return replace(
        first,
        met=first.met or (first.type == "Organisation" and second.type == "Event"),
        before=first.before or second.before,
        after=first.after or second.after,
        numbered=first.numbered or second.numbered,
        open=first.open or second.open,
        alone=first.alone or second.alone,
        lower=first.lower or second.lower,
    )


def _known(language: Language) -> dict[str, tuple[EntityType, str]]:
    known: dict[str, tuple[EntityType, str]] = {}  # by the form as the table writes it
    columns = ("forms", "type", "entry", "example")
    for row in language.table("names_known.tsv", columns, required=columns[:2]):
        kind = entity_type(_choice(row, "type", get_args(EntityType)))
        known.update(dict.fromkeys(row.alternatives("forms"), (kind, row["entry"])))
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
