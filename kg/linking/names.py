"""How far a thing's names and an item's labels agree.

A name counts most where the whole of it is a label of the item, as it is written; less in
transliteration alone, the less the fewer letters speak; little where it is a part of a label. An
alias counts less than a label, one in another language than the text's less again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import Indel

from extractors.language import language_codes
from extractors.names.gazetteer import fold_name
from extractors.names.keys import word_keys
from extractors.names.tables import load_lexicon
from kg.graph.iris import slug
from kg.identity.evidence import Reason

_WORD: Final = re.compile(r"\w+")
_ROMAN: Final = re.compile(r"(?=.)x{0,3}(?:ix|iv|v?i{0,3})")
_ROMANS: Final = {"i": 1, "v": 5, "x": 10}
ANY_LANGUAGE: Final = frozenset({"", "mul", "und"})  #: tags of names that hold in every language
_NO_INITIAL: Final = 2  #: letters of the key of a word that is more than an initial

_WRITTEN: Final = 4.5
_UNTITLED: Final = 4.1  #: what is lost with the title may have told two people apart
_RETITLED: Final = 3.4
_UNMARKED: Final = 3.7
_HEARD: Final = ((7, 2.8), (5, 2.5), (4, 2.0), (3, 1.4), (0, 0.4))  #: by letters of the key
_ALIKE: Final = 0.8  #: two spellings in one script have so much in common
_ALIKE_ACROSS: Final = 0.5
_PART: Final = 0.6
_OTHER_LANGUAGE: Final = 0.3
_ALIAS: Final = 0.5
_FOREIGN_ALIAS: Final = 1.5
_ONE_WORD: Final = 2.5  #: many people bear a given name, or a family's


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
        script=_script(next((c for c in text if c.isalpha()), " ")),
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


@lru_cache(maxsize=10_000)
def _script(letter: str) -> str:
    return unicodedata.name(letter).partition(" ")[0]


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


@dataclass(frozen=True, slots=True)
class Label:
    """A label or alias of an item as a name."""

    name: Name
    alias: bool


def labels_of(labels: Iterable[tuple[str, str, bool]], kind: str) -> tuple[Label, ...]:
    """An item's labels as names of a thing of type ``kind``."""
    return tuple(Label(name_of(text, language, kind), alias) for text, language, alias in labels)


def name_reason(
    names: Iterable[Name], labels: Sequence[Label], kind: str, *, written: frozenset[str]
) -> Reason | None:
    """The best that names have in common with labels; None: nothing.

    ``written``: the languages of the texts; a name in another, which the gazetteer gives, must be
    written like the label.
    """
    best: list[Compared] = []
    for label in labels:
        for name in names:
            found = _compare(name, label, kind, written)
            if found and (not best or found[0] >= best[0][0]):
                best = [*best, found] if best and found[0] == best[0][0] else [found]
    reasons = (_told(*found) for found in best)
    return max(reasons, key=lambda r: r.words, default=None)


Compared = tuple[float, str, Name, Label]
"""How much a name and a label have in common, and how that is said."""


def _compare(name: Name, label: Label, kind: str, written: frozenset[str]) -> Compared | None:
    other = label.name
    how, weight = _likeness(name, other)
    if not how or (name.number != other.number and kind == "Person"):
        return None
    if name.language not in written and weight < _UNMARKED:
        return None
    same = other.language in written or other.language in ANY_LANGUAGE
    if label.alias:
        weight -= _ALIAS if same else _FOREIGN_ALIAS
    elif not same:
        weight -= _OTHER_LANGUAGE
    if kind == "Person" and _says_little(name, other):
        weight -= _ONE_WORD
    return weight, how, name, label


def _told(weight: float, how: str, name: Name, label: Label) -> Reason:
    what = "alias" if label.alias else "label"
    language = f" ({label.name.language})" if label.name.language else ""
    text = " ".join(name.text.split())
    return Reason(weight, f"'{text}' {how} the {what} '{label.name.text}'{language}")


def _says_little(name: Name, other: Name) -> bool:
    """Whether a single word is all that two names of people have in common."""
    return (
        len(name.bare) == 1 and not name.number and (name.whole != other.whole or not name.titles)
    )


def alike(name: Name, other: Name) -> bool:
    """Whether two names may be one."""
    return _likeness(name, other)[1] > _PART


@lru_cache(maxsize=100_000)
def _likeness(name: Name, other: Name) -> tuple[str, float]:
    if name.whole == other.whole:
        return "is", _WRITTEN
    if name.bare == other.bare:
        if name.titles and other.titles and not name.titles & other.titles:
            return "with other titles is", _RETITLED
        return "without titles is", _UNTITLED
    if name.plain == other.plain:
        return "but for marks is", _UNMARKED
    if len(name.bare) > 1 and sorted(name.bare) == sorted(other.bare):
        return "in another order is", _UNMARKED
    if not name.key or not other.key:
        return "", 0.0
    if name.key == other.key:
        return _heard(name, other)
    if name.ends and other.ends and name.ends == other.ends:
        return "begins and ends like", _PART + 1
    if _is_part(name, other) or _is_part(other, name):
        return "is a part of" if len(name.bare) < len(other.bare) else "has as a part", _PART
    return "", 0.0


def _heard(name: Name, other: Name) -> tuple[str, float]:
    """Names of one key: the vowels must be alike, too, the more where the script has them."""
    alike = Indel.normalized_similarity(name.plain, other.plain)
    if alike < (_ALIKE if name.script == other.script else _ALIKE_ACROSS):
        return "", 0.0
    return "sounds like", next(w for least, w in _HEARD if len(name.key) >= least)


def _is_part(short: Name, long: Name) -> bool:
    return (
        len(short.bare) < len(long.bare)
        and len(short.key) >= _NO_INITIAL
        and set(short.bare) <= set(long.bare)
    )
