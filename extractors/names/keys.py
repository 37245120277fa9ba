"""One key space for names in Latin, Arabic and Cyrillic script.

A key is the skeleton of consonants that survive transliteration between Turkish, Azerbaijani,
Arabic, Persian, Russian and the Western spellings: vowels and the semivowels w, v, y are dropped
(Arabic leaves the vowels out and writes v, u and o alike), voiced and unvoiced stops are one,
a doubled consonant is one. كاظم قره بكير, Kâzım Karabekir and Кязим Карабекир all are ``ksmkrbkr``.
Keys tell what may be the same name; short ones prove little by themselves.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from extractors.language import language_codes, load_language

# Several letters that write one sound; the longest stand first. Folded lower case.
_DIGRAPHS: Final = (
    ("shch", "s"),
    ("stch", "s"),
    ("sch", "s"),
    ("tch", "j"),
    ("tsch", "j"),
    ("dzh", "j"),
    ("sh", "s"),
    ("ch", "j"),
    ("kh", "h"),
    ("gh", "k"),
    ("zh", "j"),
    ("dj", "j"),
    ("dh", "s"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("ts", "s"),
    ("tz", "s"),
    ("cz", "j"),
    ("sz", "s"),
    ("qu", "k"),
    ("x", "h"),
)
_LATIN: Final = {
    **dict.fromkeys("aeiouywvəıöü'", ""),
    **dict.fromkeys("pb", "b"),
    **dict.fromkeys("td", "t"),
    **dict.fromkeys("kqg", "k"),
    **dict.fromkeys("sz", "s"),
    **dict.fromkeys("cj", "j"),
    **{letter: letter for letter in "fhlmnr"},
    "ğ": "k",
    "ş": "s",
    "ç": "j",
    "ñ": "n",
}
_CYRILLIC: Final = {
    **dict.fromkeys("аеёиоуыэюяьъйвўәөү", ""),
    **dict.fromkeys("пб", "b"),
    **dict.fromkeys("тд", "t"),
    **dict.fromkeys("кгҝғ", "k"),
    **dict.fromkeys("сзшщц", "s"),
    **dict.fromkeys("чҹж", "j"),
    **dict.fromkeys("хһ", "h"),
    **{"ф": "f", "л": "l", "м": "m", "н": "n", "р": "r"},
}
_ARABIC: Final = {
    **dict.fromkeys("اأإآءئؤىيیوۆۇۋ", ""),
    **dict.fromkeys("بپ", "b"),
    **dict.fromkeys("تطدٹ", "t"),
    **dict.fromkeys("قكکگغڭ", "k"),
    **dict.fromkeys("سصثزذضظش", "s"),
    **dict.fromkeys("جچژ", "j"),
    **dict.fromkeys("حخهة", "h"),
    **{"ف": "f", "ڤ": "", "ل": "l", "م": "m", "ن": "n", "ر": "r", "ع": ""},
}
_LETTERS: Final = {**_LATIN, **_CYRILLIC, **_ARABIC}
_SUN: Final = "تثدذرزسشصضطظلن"
_ARTICLES: Final = frozenset({"al", "el", "ul", "ül", "əl", "il"})
_SUN_KEYS: Final = frozenset("tsrnl")
_OF_OV: Final = 5  #: letters of a Russian family name in Arabic script are more
_MARKS: Final = re.compile("[\u0640\u064b-\u0652\u0670]")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_SILENT: Final = "-"  #: stands for what is not heard, as long as doubled letters are looked for
_TWICE: Final = re.compile(r"([a-z])\1+")
_ARABIC_WORD: Final = re.compile("[\u0600-\u06ff]")


@lru_cache(maxsize=40_000)
def name_key(text: str, language: str) -> str:
    """Transliterated key of a whole name, without spaces.

    >>> name_key("كاظم قره بكير", "ar") == name_key("Kâzım Karabekir", "tr")
    True
    >>> name_key("Əbdülhəmid", "az") == name_key("عبد الحميد", "ar")
    True
    """
    return "".join(word_keys(text, language))


def word_keys(text: str, language: str) -> tuple[str, ...]:
    """The key of each word of a name, in order; words of vowels alone give an empty key."""
    words = _WORDS.findall(_MARKS.sub("", unicodedata.normalize("NFC", text)))
    kh = language in _languages_with_x_as_kh()
    keys = [_word_key(word, i == 0, kh) for i, word in enumerate(words)]
    for i, following in enumerate(words[1:]):
        keys[i] = _article(words[i].lower(), following.lower(), keys[i], keys[i + 1], first=i == 0)
    return tuple(keys)


def _article(word: str, following: str, key: str, key_after: str, *, first: bool) -> str:
    """The key of ``word``, which in Latin letters may be the Arabic article: al-Din is heard ad-Din."""
    if word in _ARTICLES:
        return "" if first or key_after[:1] in _SUN_KEYS else key
    assimilated = len(word) == len("ad") and word[0] in "aeuəi" and following.startswith(word[1])
    return "" if assimilated and key in _SUN_KEYS else key


@lru_cache(maxsize=100_000)
def _word_key(word: str, first: bool, x_as_kh: bool) -> str:
    if _ARABIC_WORD.match(word):
        return _heard(_bare_arabic(word, first=first).replace("تش", "چ"))
    lowered = word.lower().replace("i̇", "i")
    if not x_as_kh:
        lowered = lowered.replace("x", "ks")
    for letters, key in _DIGRAPHS:
        lowered = lowered.replace(letters, key)
    key = _heard(lowered)
    # the h that ends Zadeh, Abdullah is not heard in Arabic script
    return key[:-1] if lowered.endswith(("llah", "eh", "əh")) and len(key) > 2 else key


@cache
def _languages_with_x_as_kh() -> frozenset[str]:
    """Codes of the languages whose x is a kh, as ``language.toml`` says; it is a ks elsewhere."""
    return frozenset(c for c in language_codes() if load_language(c).settings.get("x") == "kh")


def _heard(word: str) -> str:
    """The key letters of ``word``; a consonant written twice in a row counts once."""
    return _TWICE.sub(r"\1", word.translate(_HEARD)).replace(_SILENT, "")


class _Heard(dict[int, str]):
    """The key letter of each letter; of one with an unknown mark, that of the letter below it."""

    def __missing__(self, code: int) -> str:
        letter = _LETTERS.get(unicodedata.normalize("NFD", chr(code))[0], "") or _SILENT
        self[code] = letter
        return letter


_HEARD: Final = _Heard({ord(letter): key or _SILENT for letter, key in _LETTERS.items()})


def _bare_arabic(word: str, *, first: bool) -> str:
    """Without article and silent end: the article's l is heard within a name, before a moon letter."""
    if word.startswith("ال") and len(word) > 4:
        silent = first or word[2] in _SUN
        word = word[2:] if silent else word[1:]
    if word.endswith(("وف", "يف")) and len(word) > _OF_OV:
        return word[:-1]  # the v of -ov and -ev is not heard in the other scripts' keys either
    return word[:-1] if word[-1] in "هة" and len(word) > 2 else word
