"""Pieces of names, and the words that may join them, for languages that have capitals.

A piece is one word of a name (or a known name of several), cut free of its ending.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from extractors.errors import LanguageDataError
from extractors.language import load_language
from extractors.names.lexicon import Head, Title
from extractors.names.morphology import Form
from extractors.names.phrases import Hit
from extractors.words import Words

_SENTENCE_END: Final = frozenset({".", "!", "?", "\n\n", ":", "…", "•"})
_OPENING: Final = frozenset({'"', "“", "«", "„", "(", "‘", "[", "'", "-"})


@dataclass(slots=True, eq=False)
class Piece:
    """One word of a name. ``first`` and ``last`` are word indices, ``after`` the next free one."""

    first: int
    last: int
    after: int
    start: int
    end: int
    fold: str
    case: str = ""
    closed: bool = False  #: an ending shows that the name ends here
    initial: bool = False
    capital: bool = True
    join: str = ""  #: how it hangs on the piece before: " ", "-", "and", "of", "the"
    hit: Hit | None = None
    head: Head | None = None
    title: Title | None = None
    numeral: bool = False
    letter: bool = False  #: an initial: M.
    proper: bool = False  #: an apostrophe shows that it is a proper name
    plural: bool = False
    possessed: bool = False
    forms: tuple[Form, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Joints:
    """Words that may stand within a name of several words (``names.toml``)."""

    izafet: frozenset[str]
    conjunctions: frozenset[str]
    links: frozenset[str]
    articles: frozenset[str]


@cache
def load_joints(code: str) -> Joints:
    """The joints of the language ``code``; raises LanguageDataError."""
    language = load_language(code)
    settings = language.toml("names.toml").get("joints", {})
    wrong = sorted(set(settings) - {"izafet", "conjunctions", "links", "articles"})
    if wrong:
        raise LanguageDataError(
            language.folder / "names.toml", None, f"no joint '{wrong[0]}' is known; remove it"
        )
    return Joints(
        izafet=_folds(settings, "izafet"),
        conjunctions=_folds(settings, "conjunctions"),
        links=_folds(settings, "links"),
        articles=_folds(settings, "articles"),
    )


def _folds(settings: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(str(word) for word in settings.get(name, ()))


def begins_sentence(words: Words, i: int) -> bool:
    """Whether word ``i`` begins a sentence, so that its capital says nothing."""
    j = i - 1
    while j >= 0 and words.folds[j] in _OPENING:
        j -= 1
    if j < 0 or words.folds[j] == "\n\n":
        return True
    if words.folds[j] not in _SENTENCE_END:
        return False
    short = j > 0 and (len(words.texts[j - 1]) <= 2 or words.texts[j - 1].isdigit())
    return not (words.folds[j] == "." and short)
