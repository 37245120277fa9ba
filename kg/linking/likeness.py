"""How like each other two names are, of a thing and of an item: in letters, in sound, in parts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Indel

from extractors.names.spelling import ABJADS, spelt_alike
from kg.linking.names import Name

_NO_INITIAL: Final = 2  #: letters of the key of a word that is more than an initial

_WRITTEN: Final = 4.5
UNMARKED: Final = 3.7
_UNTITLED: Final = 4.1  #: what is lost with the title may have told two people apart
_RETITLED: Final = 3.4
_HEARD: Final = ((7, 2.8), (5, 2.5), (4, 2.0), (3, 1.4), (0, 0.4))  #: by letters of the key
_ENDS: Final = 1.6
PART: Final = 0.6
_LAST: Final = 0.35  #: the family name of a person with a title: Senator Hanna
_INITIALS: Final = (0.7, 1.0)  #: the same with one initial, with more: N. B. Scott
_ALIKE_ACROSS: Final = 0.65  #: letters that spellings in two scripts have in common
_WITHOUT_VOWELS: Final = 0.5  #: the same where a script leaves out vowels
_NEAR: Final = 0.7  #: names in one script that have less in common are others


@lru_cache(maxsize=100_000)
def likeness(name: Name, other: Name) -> tuple[str, float]:
    """What ``name`` is to ``other`` in words, and how much that tells; 0.0: nothing."""
    if name.whole == other.whole:
        return "is", _WRITTEN
    if name.bare == other.bare:
        if name.titles and other.titles and not name.titles & other.titles:
            return "with other titles is", _RETITLED
        return "without titles is", _UNTITLED
    if name.plain == other.plain:
        return "but for marks is", UNMARKED
    if len(name.bare) > 1 and sorted(name.bare) == sorted(other.bare):
        return "in another order is", UNMARKED
    if not name.key or not other.key:
        return "", 0.0
    if name.key == other.key:
        return _heard(name, other)
    if _ends_alike(name, other):
        return "begins and ends like", _ENDS
    if _is_part(name, other) or _is_part(other, name):
        return "is a part of" if len(name.bare) < len(other.bare) else "has as a part", PART
    return "", 0.0


def _heard(name: Name, other: Name) -> tuple[str, float]:
    """Names of one key: the letters must be alike, too; word by word where one script has both."""
    if name.script == other.script:
        alike = spelt_alike(_words(name), _words(other), name.script)
    else:
        least = _WITHOUT_VOWELS if {name.script, other.script} & ABJADS else _ALIKE_ACROSS
        alike = _in_common(name, other) >= least
    if not alike:
        return "", 0.0
    return "sounds like", next(w for least, w in _HEARD if len(name.key) >= least)


def _ends_alike(name: Name, other: Name) -> bool:
    """Whether both have the first and the last word in common, and one or both more between them."""
    if not (name.ends or other.ends) or (name.ends or name.key) != (other.ends or other.key):
        return False
    if name.script != other.script:
        return True
    one, two = _words(name), _words(other)
    return spelt_alike((one[0], one[-1]), (two[0], two[-1]), name.script)


def _is_part(short: Name, long: Name) -> bool:
    return (
        len(short.bare) < len(long.bare)
        and len(short.key) >= _NO_INITIAL
        and set(short.bare) <= set(long.bare)
    )


def called_otherwise(name: Name, labels: Sequence[Name]) -> bool:
    """Whether there are labels in the script of ``name``, none of which is near it."""
    own = [other for other in labels if other.script == name.script]
    return bool(own) and not any(likeness(name, o)[1] > PART or _is_near(name, o) for o in own)


def _is_near(name: Name, other: Name) -> bool:
    """Whether ``name`` is a part of ``other``, or what they do not share is nearly the same."""
    one, two = _words(name), _words(other)
    rest = ["".join(w for w in a if w not in b) for a, b in ((one, two), (two, one))]
    return not rest[0] or (bool(rest[1]) and Indel.normalized_similarity(*rest) >= _NEAR)


def family_name(name: Name, other: Name) -> tuple[str, float]:
    """What a title or initials with a last name are to a person's whole name, as ``likeness``."""
    if len(other.bare) < 2 or name.bare[-1] != other.bare[-1]:
        return "", 0.0
    if is_titled(name):
        return "has a title and the last word of", _LAST
    if has_initials(name):
        same = [a == b[0] for a, b in zip(name.bare[:-1], other.bare[:-1], strict=False)]
        if all(same):
            return "has the initials and the last word of", _INITIALS[len(same) > 1]
    return "", 0.0


def is_titled(name: Name) -> bool:
    """Whether a title and a single word are the name: Senator Hanna."""
    return len(name.bare) == 1 and name.whole.partition(" ")[0] in name.titles


def has_initials(name: Name) -> bool:
    """Whether initials and a single word are the name: N. B. Scott."""
    *before, last = name.bare
    return bool(before) and len(last) > 1 and all(len(word) == 1 for word in before)


def _in_common(name: Name, other: Name) -> float:
    return float(Indel.normalized_similarity(name.plain, other.plain))


def _words(name: Name) -> tuple[str, ...]:
    return tuple(name.plain.split("-"))
