"""How much two names speak for one bearer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Indel

from extractors.names.persons import NameForm, name_fit
from kg.graph.iris import slug
from kg.identity.cards import PARTICLE, EntityCard, Form
from kg.identity.evidence import Reason

_ALIKE: Final = 0.75  #: two spellings within a script have so much in common
_WORD: Final = 2  #: letters of the key of a word that is no initial
_SPELT: Final = 4  #: letters of a key that speak for a name in another script
_SURE_PERSON: Final = 5  #: the same for a person's full name
_NEARLY: Final = 0.92  #: two names with a slip of the pen have so much in common
_LONG_NAME: Final = 10  #: letters of a name that a slip does not make another
_LAST: Final = 3  #: fit of a name that is a part of another, or its last word
_RARE, _SELDOM = 2, 8  #: names that so many bear, at most, tell much, or something

#: weights of what two names have in common
_FULL: Final = 4.6
_TURNED: Final = 4.0
_SLIP: Final = 3.8
_PART: Final = 2.6
_INITIAL: Final = 2.0
_ONE_WORD: Final = 1.2
_SURNAME: Final = 0.9
_WRITTEN: Final = 5.0
_TRANSCRIBED: Final = 3.2


def compare_names(
    one: EntityCard, other: EntityCard, bearers: Mapping[str, int]
) -> tuple[Reason, bool] | None:
    """The best that two cards' names have in common, and whether that alone is telling.

    ``bearers``: how many things of the store have a name with that key. None: nothing in common.
    """
    best: tuple[Reason, bool] | None = None
    for a in one.forms:
        for b in other.forms:
            found = _forms(a, b, one.type, bearers)
            if found is not None and (best is None or _order(found) > _order(best)):
                best = found
    return best


def _order(found: tuple[Reason, bool]) -> tuple[float, str]:
    return found[0].weight, found[0].words


def _forms(a: Form, b: Form, kind: str, bearers: Mapping[str, int]) -> tuple[Reason, bool] | None:
    if _numbers(a) != _numbers(b) or not set(a[2]) & set(b[2]):
        return None
    return _people(a, b, bearers) if kind == "Person" else _things(a, b)


def _numbers(form: Form) -> tuple[str, ...]:
    return tuple(k for k in form[2] if k.isdigit())


def _said(form: Form) -> str:
    return "‘" + " ".join(form[1]) + "’"


# people


def _people(a: Form, b: Form, bearers: Mapping[str, int]) -> tuple[Reason, bool] | None:
    short, long = (a, b) if len(a[2]) <= len(b[2]) else (b, a)
    words = f"{_said(a)} and {_said(b)}"
    whole, rare = _whole_words(short), _rarity(short, bearers)
    if whole > 1 and "".join(short[2]) == "".join(long[2]) and _spelt_alike(short, long):
        return Reason(_FULL + rare, f"{words} are the same name"), True
    if whole > 1 and sorted(short[2]) == sorted(long[2]) and _spelt_alike(short, long):
        return Reason(_TURNED + rare, f"{words} are the same name, turned"), True
    if whole > 1 and _slip(short, long):
        return Reason(_SLIP + rare, f"{words} differ by a letter at most"), True
    fit = _fit(short[:3], long[:3])
    if len(short[2]) == 1:
        if len(long[2]) == 1:
            return (
                (Reason(_ONE_WORD + rare, f"{words} are the same one word"), False) if fit else None
            )
        if fit == _LAST:
            return Reason(_SURNAME + rare, f"{words} have the last name in common"), False
        return None
    if fit != _LAST:
        return None
    if whole < 2:
        initial = any(len(w) == 1 for w in short[1])
        what = "agree in initials and family name" if initial else "have one name in common"
        return Reason((_INITIAL if initial else _SURNAME) + rare, f"{words} {what}"), False
    return Reason(_PART + rare, f"{words}: the one name is a part of the other"), False


def _whole_words(form: Form) -> int:
    """Words that are names: neither initials nor particles."""
    return sum(
        len(word) > 1 and common < PARTICLE for word, common in zip(form[1], form[3], strict=True)
    )


def _slip(a: Form, b: Form) -> bool:
    """Whether two long names of one script differ by little more than a letter."""
    one, other = slug("".join(a[1])), slug("".join(b[1]))
    return min(len(one), len(other)) >= _LONG_NAME and _likeness(one, other) >= _NEARLY


@lru_cache(maxsize=100_000)
def _fit(short: tuple[str, tuple[str, ...], tuple[str, ...]], long: object) -> int:
    return name_fit(NameForm(*short), NameForm(*long))  # type: ignore[misc]


def _rarity(form: Form, bearers: Mapping[str, int]) -> float:
    """How much the words of a name tell by being borne by few: 0 to 1.6."""
    told = 0.0
    for key, known in zip(form[2], form[3], strict=True):
        count = max(known, bearers.get(key, 0))
        if len(key) >= _WORD:
            told += 0.8 if count <= _RARE else 0.4 if count <= _SELDOM else 0.0
    return min(1.6, told)


def _spelt_alike(a: Form, b: Form) -> bool:
    """Whether names of the same keys are one name: by their letters, in another script by length."""
    if a[0] == b[0]:
        one, other = (sorted(a[1]), sorted(b[1])) if len(a[1]) == len(b[1]) else (a[1], b[1])
        return _likeness("".join(one), "".join(other)) >= _ALIKE
    return len("".join(a[2])) >= _SURE_PERSON


@lru_cache(maxsize=100_000)
def _likeness(one: str, other: str) -> float:
    """Share of letters that two strings have in common, in order: 0 to 1."""
    return float(Indel.normalized_similarity(one, other))


# places, organisations, groups


def _things(a: Form, b: Form) -> tuple[Reason, bool] | None:
    words = f"{_said(a)} and {_said(b)}"
    general = all(a[3])  # nouns alone: the Committee
    if a[1] == b[1]:
        if general:
            return Reason(_ONE_WORD, f"{words} are the same noun"), False
        return Reason(_WRITTEN, f"{words} are written alike"), True
    own = "".join(a[2])
    if own != "".join(b[2]) or general:
        core = _own_words(a)
        if len(core) < _SPELT or core != _own_words(b):
            return None
        return Reason(_ONE_WORD, f"{words} have all but nouns in common"), False
    if a[0] == b[0]:
        if _likeness(" ".join(a[1]), " ".join(b[1])) < _ALIKE:
            return None
        return Reason(_PART, f"{words} are spelt nearly alike"), False
    if len(own) < _SPELT:
        return None
    likeness = _likeness(slug(" ".join(a[1])), slug(" ".join(b[1])))
    weight = _TRANSCRIBED + 0.5 * min(3, len(own) - _SPELT) + 4 * (min(likeness, 0.7) - 0.5)
    return Reason(weight, f"{words} are one name in two spellings"), len(own) > _SPELT


def _own_words(form: Form) -> str:
    return "".join(key for key, noun in zip(form[2], form[3], strict=True) if not noun)
