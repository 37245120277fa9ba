"""Word patterns of the tables: ``işgal et-``, ``kongre+``, ``@office ol-``.

A pattern is a row of tokens, each matching one word of a reading:

- ``word``    this word as it stands
- ``stem-``   a verb: the stem with any ending of a verb
- ``stem+``   a noun: the stem with any ending of a noun
- ``a/b``     one of several
- ``@class``  one of the class of ``events.toml``
- ``…``       up to six words, none of them a sign
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.events.inflection import NOUN, WORD, Form, Inflection, load_inflection
from extractors.language import Language
from extractors.words import Words

GAP = 6
_BARE = ("noun", "word")


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """What matches one word; ``gap`` what may be left out."""

    exact: frozenset[str]
    nouns: Mapping[str, tuple[str, ...]]  #: stems by their first two letters, longest first
    verbs: Mapping[str, tuple[str, ...]]
    inflection: Inflection
    memo: dict[str, Form | None]
    gap: bool = False

    def match(self, word: str) -> Form | None:
        """The form in which ``word`` (folded) matches; None if it does not."""
        if word not in self.memo:
            self.memo[word] = self._match(word)
        return self.memo[word]

    def _match(self, word: str) -> Form | None:
        if word in self.exact:
            return WORD
        inflection = self.inflection
        for stems, verb in ((self.verbs, True), (self.nouns, False)):
            if not stems:
                continue
            for cut in inflection.cuts(word, verb=verb):
                for stem in stems.get(word[cut : cut + 2], ()):
                    if word.startswith(stem, cut):
                        rest = word[cut + len(stem) :]
                        form = inflection.verb(rest) if verb else inflection.noun(rest)
                        if form:
                            return replace(form, lead=cut) if cut else form
        return None

    def starts(self) -> set[str]:
        """First letters of what it can match, prefixes aside (empty: anything)."""
        return {*(s[:2] for s in self.exact), *self.nouns, *self.verbs}


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A row of tokens."""

    text: str
    tokens: tuple[Token, ...]

    def match(self, words: Words, at: int, stop: int) -> tuple[int, Form] | None:
        """Where the pattern that begins at word ``at`` ends (exclusive), and the form that tells (its verb's, else its last)."""
        return _match(self.tokens, words.folds, at, stop)

    @property
    def written(self) -> tuple[int, bool]:
        """How many words it names, and whether they stand together ("made peace": "made … king")."""
        return sum(not t.gap for t in self.tokens), not any(t.gap for t in self.tokens)

    def lead(self, word: str) -> int:
        """How many letters of a clitic stand before the pattern where it begins at ``word``."""
        form = self.tokens[0].match(word)
        return form.lead if form else 0


def _match(
    tokens: Sequence[Token], folds: list[str], at: int, stop: int
) -> tuple[int, Form] | None:
    form: Form | None = None
    for number, token in enumerate(tokens):
        if token.gap:
            for skip in range(GAP + 1):
                if skip and (at + skip > stop or not _inner(folds[at + skip - 1])):
                    return None
                found = _match(tokens[number + 1 :], folds, at + skip, stop)
                if found:
                    return found[0], _telling(form, found[1])
            return None
        if at >= stop:
            return None
        found_form = token.match(folds[at])
        if found_form is None:
            return None
        form = _telling(form, found_form)
        at += 1
    return at, form or NOUN


def _telling(first: Form | None, second: Form) -> Form:
    """The form that tells of the two: that of the verb, else the last."""
    if first is not None and first.part not in _BARE and second.part in _BARE:
        return first
    return second


def _inner(word: str) -> bool:
    return word[0].isalnum() or word == "'"


def by_start(stems: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Stems by their first two letters, the longest first."""
    table: dict[str, tuple[str, ...]] = {}
    for stem in sorted(set(stems), key=lambda s: (-len(s), s)):
        table[stem[:2]] = (*table.get(stem[:2], ()), stem)
    return table


@cache
def compile_pattern(text: str, language: Language) -> Pattern:
    """The pattern written as ``text`` in a table of ``language``; raises ValueError."""
    tokens = tuple(_token(part, language) for part in text.split())
    if not tokens or tokens[0].gap or tokens[-1].gap:
        raise ValueError(f"'{text}' must begin and end with a word")
    return Pattern(text, tokens)


@cache
def _token(part: str, language: Language) -> Token:
    """The token written as ``part``: one for all patterns, which then match a word once."""
    exact: list[str] = []
    nouns: list[str] = []
    verbs: list[str] = []
    gap = part == "…"
    if not gap:
        _sort(part, language, exact, nouns, verbs)
    return Token(
        exact=frozenset(exact),
        nouns=by_start(nouns),
        verbs=by_start(verbs),
        inflection=load_inflection(language),
        memo={},
        gap=gap,
    )


def _sort(
    part: str, language: Language, exact: list[str], nouns: list[str], verbs: list[str]
) -> None:
    for word in part.split("/"):
        if word.startswith("@"):
            members = language.toml("events.toml").get("classes", {}).get(word[1:])
            if not members:
                raise ValueError(f"no class '{word}'; add it to [classes] of events.toml")
            for member in members:
                _sort(member, language, exact, nouns, verbs)
        elif word.endswith("-") and len(word) > 1:
            verbs.append(language.fold(word[:-1]))
        elif word.endswith("+") and len(word) > 1:
            nouns.append(language.fold(word[:-1]))
        else:
            exact.append(language.fold(word))
