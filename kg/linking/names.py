"""Names as they are compared: folded, without titles and numbers, and how they sound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from extractors.language import language_codes
from extractors.names.gazetteer import fold_name
from extractors.names.keys import word_keys
from extractors.names.spelling import script_of
from extractors.names.tables import load_lexicon
from kg.graph.iris import slug

_WORD: Final = re.compile(r"\w+")
_ROMAN: Final = re.compile(r"(?=.)x{0,3}(?:ix|iv|v?i{0,3})")
_ROMANS: Final = {"i": 1, "v": 5, "x": 10}


class Core(NamedTuple):
    """What is left of a name without a person's titles and numbers, and how it sounds."""

    bare: tuple[str, ...]  #: folded words
    titles: frozenset[str]
    number: int  #: that a ruler's name has; 0: none
    key: str  #: transliterated, of ``bare``
    ends: str  #: the key of the first and the last word alone, of names of three words and more


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A name folded, without and with titles, and how it sounds; one that ``name_of`` made is itself."""

    text: str
    language: str
    script: str  #: of its first letter: LATIN
    whole: str
    bare: tuple[str, ...]  #: folded words without a person's titles and numbers
    titles: frozenset[str]
    number: int  #: that a ruler's name has; 0: none
    plain: str  #: ``bare`` in Latin letters without marks
    key: str  #: transliterated, of ``bare``
    ends: str  #: the key of the first and the last word alone, of names of three words and more


@lru_cache(maxsize=200_000)
def name_of(text: str, language: str, kind: str) -> Name:
    """The name ``text`` of a thing of type ``kind`` in ``language``."""
    words, keys = _spelt(text, language if language in language_codes() else "")
    core = _core(words, keys, language, person=kind == "Person")
    return Name(
        text=text,
        language=language,
        script=script_of(text),
        whole=" ".join(words),
        bare=core.bare,
        titles=core.titles,
        number=core.number,
        plain=slug(" ".join(core.bare)),
        key=core.key,
        ends=core.ends,
    )


def cores(text: str, language: str) -> list[Core]:
    """What a name comes down to, for a person and for anything else where that is not the same."""
    words, keys = _spelt(text, language if language in language_codes() else "")
    whole = _core(words, keys, language, person=False)
    person = _core(words, keys, language, person=True)
    return [whole] if person.bare == whole.bare else [person, whole]


def _core(words: tuple[str, ...], keys: tuple[str, ...], language: str, *, person: bool) -> Core:
    titles, number = frozenset[str](), 0
    if person and len(words) > 1:
        numbers = [_number(w) for w in words]
        kept = [i for i, n in enumerate(numbers) if not n]
        if language in language_codes("names"):
            lexicon = load_lexicon(language)
            kept = [i for i in kept if lexicon.title(words[i]) is None] or kept
        if len(kept) < len(words):
            named = [w for w, n in zip(words, numbers, strict=True) if not n]
            kept, number = kept or list(range(len(words))), max(numbers)
            words, keys = tuple(words[i] for i in kept), tuple(keys[i] for i in kept)
            titles = frozenset(named).difference(words)
    ends = keys[0] + keys[-1] if len(keys) > 2 and len(keys[0]) > 1 < len(keys[-1]) else ""
    return Core(words, titles, number, "".join(keys), ends)


@lru_cache(maxsize=100_000)
def _spelt(text: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The folded words of a name, and how each sounds; ``language`` is one that has a folder, or ""."""
    words = _WORD.findall(fold_name(text, language))
    keys = word_keys(" ".join(words), language)
    if len(keys) != len(words):  # what holds digits is no word of a name's key
        keys = tuple("".join(word_keys(word, language)) for word in words)
    return tuple(words), keys


@lru_cache(maxsize=100_000)
def _number(word: str) -> int:
    """The value of a ruler's number in digits or Roman letters, 0 for another word."""
    word = word.replace("ı", "i")  # as languages with a dotless i fold a capital I
    if word.isdecimal():
        return int(word)
    if not _ROMAN.fullmatch(word):
        return 0
    values = [_ROMANS[c] for c in word]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
