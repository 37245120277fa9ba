"""Whether two names that sound alike are written alike, where one script writes both.

Keys (``keys``) leave out vowels, which tell apart Murray and Muir, Dawson and Edison: they are for
comparing across scripts. Within a script the letters count.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Indel

_LAST: Final = 0.81  #: share of letters that two spellings of a family name have in common
_OTHERS: Final = 0.6  #: the same of a name before it, which varies more: Hussein, Husain
ABJADS: Final = frozenset({"ARABIC", "HEBREW", "SYRIAC"})  #: leave vowels out or not: ولسن, ويلسون
_HEARD_ALIKE: Final = str.maketrans("pdgqzc", "btkksj")  #: as keys have it: Mehmed, Mehmet
_PLAIN: Final = str.maketrans({"ı": "i", "ə": "e", "ø": "o", "đ": "d", "ł": "l", "'": None})


def plain_letters(word: str) -> str:
    """A folded word without the marks of its letters.

    >>> plain_letters("kazımoğlu"), plain_letters("şükrü")
    ('kazimoglu', 'sukru')
    """
    parts = unicodedata.normalize("NFD", word.translate(_PLAIN))
    return "".join(c for c in parts if not unicodedata.combining(c))


def spelt_alike(one: Sequence[str], other: Sequence[str], script: str = "LATIN") -> bool:
    """Whether names of words in plain letters may be spellings of one, given that they sound alike.

    The last word speaks for itself: no given name that both share makes one of two families.
    ``script``: in which both are written.

    >>> spelt_alike(("mustafa", "kemal"), ("moustafa", "kemal"))
    True
    >>> spelt_alike(("john", "murray"), ("john", "muir"))
    False
    """
    last = _OTHERS if script in ABJADS else _LAST
    if len(one) == len(other):
        before = zip(one[:-1], other[:-1], strict=True)
        return _likeness(one[-1], other[-1]) >= last and all(
            _likeness(a, b) >= _OTHERS for a, b in before
        )
    # Kara Bekir, Karabekir: what both begin with says nothing
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if shared is None:
        return False
    return _likeness("".join(one[shared:]), "".join(other[shared:])) >= last


@lru_cache(maxsize=100_000)
def script_of(text: str) -> str:
    """The script of the first letter of ``text`` as Unicode has it (LATIN, ARABIC), "" without any."""
    letter = next((c for c in text if c.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


@lru_cache(maxsize=100_000)
def _likeness(one: str, other: str) -> float:
    """Share of letters that two words have in common, in order: 0 to 1."""
    heard = one.translate(_HEARD_ALIKE), other.translate(_HEARD_ALIKE)
    return float(Indel.normalized_similarity(*heard))
