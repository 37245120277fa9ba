"""Folding that knows the language and keeps offsets: one character in, one character out."""

from __future__ import annotations

from typing import Final

_COMMON: Final = {
    # apostrophes, dashes and spaces that mean the same
    **dict.fromkeys(map(ord, "’‘`´ʼ′＇"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u202f\t\n\r"), " "),
    # circumflexes that spellings set or leave out (Kâzım, Kazım)
    **dict(zip(map(ord, "âîûÂÎÛ"), "aiuaiu", strict=True)),
    # Cyrillic schwa in Latin Azerbaijani text
    ord("ә"): "ə",
    ord("Ә"): "ə",
    # Arabic: hamza seats, alif maqsura, ta marbuta, Persian forms of kaf and ya
    **dict(zip(map(ord, "أإآٱىیةک"), "ااااييهك", strict=True)),
    # Arabic-Indic and Persian digits
    **{0x0660 + d: str(d) for d in range(10)},
    **{0x06F0 + d: str(d) for d in range(10)},
}
_CASINGS: Final = {
    "turkic": {**_COMMON, ord("I"): "ı", ord("İ"): "i", ord("Î"): "i"},
    "default": {**_COMMON, ord("İ"): "i"},
}
CASINGS: Final = frozenset(_CASINGS)


def fold(text: str, casing: str = "default") -> str:
    """``text`` in lower case with its look-alikes made one; the length never changes.

    ``casing`` is "turkic" (I is the capital of ı, İ of i) or "default".

    >>> fold("İstanbul'da IŞIK", "turkic")
    "istanbul'da ışık"
    >>> len(fold("İİİ")) == 3
    True
    """
    return text.translate(_CASINGS[casing]).lower()
