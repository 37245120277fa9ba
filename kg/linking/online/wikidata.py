"""Candidates from Wikidata or a mirror of it: by exact names, and where there are none, by search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from extractors.names.gazetteer import fold_name
from kg.identity.things import Thing
from kg.linking.model import Candidate
from kg.linking.names import name_of
from kg.linking.online.items import ANY, LANGUAGES, Items
from kg.linking.online.lookup import Lookup
from kg.linking.online.search import Search
from kg.linking.online.sparql import Endpoint, term

_SCRIPTS: Final = {"ar": "ARABIC", "ru": "CYRILLIC", "az": "LATIN", "tr": "LATIN", "en": "LATIN"}
_BATCH: Final = 50  #: things worked on together
_TERMS: Final = 150  #: names in one query
_MOST: Final = 40  #: items of one name; of more, those of the lowest numbers
_SEARCHED: Final = 3  #: names of a thing that are searched for
_WORD: Final = re.compile(r"\w+")
_SEARCHES: Final = ("en", "tr", "ru", "ar")  #: languages after the text's own


class Wikidata:
    """An endpoint, and a search where there is one; a Source."""

    def __init__(
        self,
        endpoint: Endpoint,
        items: Items,
        names: Lookup,
        search: Search | None = None,
        searched: Lookup | None = None,
    ) -> None:
        """``names`` and ``searched`` remember what the endpoint and the search answered."""
        self._endpoint = endpoint
        self._items = items
        self._names = names
        self._search = search
        self._searched = searched

    @property
    def name(self) -> str:
        """The endpoint's address."""
        return self._endpoint.address

    def find(self, things: Sequence[Thing]) -> Iterator[tuple[str, tuple[Candidate, ...]]]:
        """The candidates of things; a thing on which an answer is missing is left out."""
        languages = {language for thing in things for _, language, _ in thing.names}
        for at in range(0, len(things), _BATCH):
            batch = things[at : at + _BATCH]
            items = {
                iri: found for iri, found in self._candidates(batch).items() if found is not None
            }
            wanted = dict.fromkeys(item for found in items.values() for item in found)
            known = self._items.read(wanted, languages, self.name)
            for iri, found in items.items():
                if all(item in known for item in found):
                    # what was deleted or redirected has no names any more
                    yield iri, tuple(known[item] for item in found if known[item].labels)

    def _candidates(self, things: Sequence[Thing]) -> dict[str, list[str] | None]:
        """Items of each thing, None where an answer is missing."""
        terms = {thing.iri: list(_terms(thing)) for thing in things}
        named = self._names.get(
            "named", (t for few in terms.values() for t in few), self._ask_names, _TERMS
        )
        found: dict[str, list[str] | None] = {}
        for thing in things:
            answers = [named.get(t) for t in terms[thing.iri]]
            items = _together(answers)
            found[thing.iri] = self._by_search(thing) if items == [] else items
        return found

    def _by_search(self, thing: Thing) -> list[str] | None:
        """Items found by search, in the first language that has any."""
        if self._search is None or self._searched is None:
            return []
        answers: list[Sequence[str] | None] = []
        for text, language in _most_said(thing)[:_SEARCHED]:
            for tag in _searched_in(text, language):
                question = f"{tag} {text}"
                said = self._searched.get("search", [question], self._ask_search, 1)
                answers.append(said.get(question))
                if answers[-1] is None:
                    return None
                if answers[-1]:
                    break
        return _together(answers)

    def _ask_names(self, questions: Sequence[str], *, once: bool) -> Mapping[str, Any]:
        found = self._endpoint.named(questions, once=once)
        return {name: items[:_MOST] for name, items in found.items()}

    def _ask_search(self, questions: Sequence[str], *, once: bool) -> Mapping[str, Any]:
        assert self._search is not None
        answers = {}
        for question in questions:
            language, _, text = question.partition(" ")
            answers[question] = self._search.find(text, language, once=once)
        return answers


def _together(answers: Iterable[Sequence[str] | None]) -> list[str] | None:
    """All items once, by number; None where an answer is missing."""
    found: set[str] = set()
    for items in answers:
        if items is None:
            return None
        found.update(items)
    return sorted(found, key=lambda item: int(item[1:]))


def _most_said(thing: Thing) -> list[tuple[str, str]]:
    ordered = sorted(thing.names, key=lambda n: (-n[2], n[0], n[1]))
    names = [(text, language) for text, language, _ in ordered]
    if thing.type != "Person":
        return names
    # the search is by beginnings: a title in front or behind would find nothing
    return list(dict.fromkeys((_untitled(text, language), language) for text, language in names))


def _terms(thing: Thing) -> Iterator[str]:
    """The names of a thing in all languages in which an item may bear them."""
    for text, language, _ in sorted(thing.names):
        bare = _untitled(text, language) if thing.type == "Person" else text
        forms = (text, _in_capitals(text, language), bare, _in_capitals(bare, language))
        for form in dict.fromkeys(forms):
            for tag in dict.fromkeys((language, *_likely(text, LANGUAGES), ANY)):
                yield term(form, tag)


def _searched_in(text: str, language: str) -> tuple[str, ...]:
    tags = dict.fromkeys((language, *_likely(text, _SEARCHES)))
    return tuple(tag for tag in tags if tag not in ("", "und", ANY))


def _likely(text: str, languages: Iterable[str]) -> Iterator[str]:
    """Of languages those that are written in the text's letters."""
    letter = next((c for c in text if c.isalpha()), "")
    script = unicodedata.name(letter, "").split(" ")[0] if letter else ""
    return (tag for tag in languages if _SCRIPTS[tag] == script)


def _untitled(text: str, language: str) -> str:
    """A person's name without titles and numbers, in its own letters."""
    bare = set(name_of(text, language, "Person").bare)
    words = text.split()
    return " ".join(w for w in words if bare & set(_WORD.findall(fold_name(w, language)))) or text


def _in_capitals(text: str, language: str) -> str:
    """Every word with a capital, as a label has what a sentence may have in small letters."""
    return " ".join(_capital(word, language) for word in text.split(" "))


def _capital(word: str, language: str) -> str:
    first = "İ" if word[:1] == "i" and language in ("tr", "az") else word[:1].upper()
    return first + word[1:]
