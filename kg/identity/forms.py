"""The names of a document's entities as they are compared across documents: words, keys, how common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from extractors.language import language_codes, load_language
from extractors.model import Entity
from extractors.names.gazetteer import load_gazetteer
from extractors.names.identity import entry_forms
from extractors.names.keys import name_key
from extractors.names.persons import NameForm, name_form
from extractors.names.tables import load_lexicon
from kg.identity.cards import PARTICLE, Form

_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_ROMAN: Final = re.compile("[ivxlı]{2,}")
_VALUES: Final = {"i": 1, "ı": 1, "v": 5, "x": 10, "l": 50}


def forms_of(entity: Entity) -> tuple[Form, ...]:
    """All names of an entity, those of the gazetteer's people too, sorted."""
    forms = {_form(n.text, n.language, entity.type) for n in entity.names}
    if entity.gazetteer and entity.type == "Person":
        forms |= entry_forms(entity.gazetteer)
    return tuple(sorted(_counted(form, entity.type) for form in forms if form.keys))


def titles_of(entity: Entity) -> tuple[str, ...]:
    """Keys of the titles behind a person's names, which tell people of one name apart; sorted."""
    if entity.type != "Person":
        return ()
    return tuple(sorted({t for n in entity.names for t in _titles(n.text, n.language)}))


def _form(text: str, language: str, kind: str) -> NameForm:
    """The name folded into words, those of a person without titles; the key of a number is digits."""
    if language in language_codes("names"):
        words = _WORD.findall(load_language(language).fold(text))
    else:
        words = _WORD.findall(text.lower())
    if kind == "Person" and language in language_codes("names"):
        lexicon = load_lexicon(language)
        words = [w for w in words if lexicon.title(w) is None] or words
    numbers = [_number(w) for w in words]
    spelt = iter(
        name_form([w for w, n in zip(words, numbers, strict=True) if not n], language).keys
    )
    return NameForm(language, tuple(words), tuple(n or next(spelt) for n in numbers))


def _number(word: str) -> str:
    """The value in digits of a word that is a number, also a Roman one of two letters or more."""
    if word.isdigit():
        return str(int(word))
    if not _ROMAN.fullmatch(word):
        return ""
    values = [_VALUES[c] for c in word]
    return str(sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)))


def _titles(text: str, language: str) -> Iterator[str]:
    """Keys of the titles that stand behind a name, which tell people of one name apart."""
    if language not in language_codes("names"):
        return
    titles = load_lexicon(language).titles
    words = _WORD.findall(load_language(language).fold(text))
    yield from (name_key(w, language) for w in words[1:] if w in titles and titles[w].after)


def _counted(form: NameForm, kind: str) -> Form:
    common = tuple(
        _common(w, k, form.language, kind) for w, k in zip(form.words, form.keys, strict=True)
    )
    return form.language, form.words, form.keys, common


def _common(word: str, key: str, language: str, kind: str) -> int:
    """How many people bear the word as a name; of an organisation's name 1 where it is a noun."""
    lexicon = load_lexicon(language) if language in language_codes("names") else None
    if kind == "Person":
        goes_on = lexicon is not None and (word in lexicon.openers or word in lexicon.closers)
        return PARTICLE if goes_on else _bearers()[key]
    if kind != "Organisation" or lexicon is None:
        return 0
    noun = word in lexicon.qualifiers or word in lexicon.common or lexicon.head(word) is not None
    return int(noun)


@cache
def _bearers() -> Counter[str]:
    """How many people of the gazetteer bear a name of that key."""
    people = (e.id for e in load_gazetteer().entries.values() if e.type == "Person")
    return Counter(k for p in people for k in {k for form in entry_forms(p) for k in form.keys})


def is_known(entity: Entity) -> bool:
    """Whether the gazetteer has an entry of one of the entity's names."""
    gazetteer = load_gazetteer()
    return any(
        found.entry.type == entity.type and not found.name.short
        for n in entity.names
        for found in gazetteer.find(n.text, n.language)
    )
