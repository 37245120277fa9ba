"""The language of a passage: by script and function words, and by lingua where these are silent."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from extractors.language import language_codes
from extractors.text.cues import load_cues, sign_key

if TYPE_CHECKING:
    from lingua import LanguageDetector

UNKNOWN: Final = "und"
_SAMPLE: Final = 1500  #: so many characters of a passage are looked at
_WORD = re.compile(r"[^\W\d_]+")
#: Share of the words that must be function words of a language, and how many at least.
_SHARE: Final = 0.06
_LEAST: Final = 2
#: lingua is asked only where there is this much text; on less it guesses.
_LONG: Final = 120


def detect_language(text: str) -> str:
    """ISO 639-1 code of the language of ``text``, "und" where it is too short to say."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sign_key(sample))
    if not words:
        return UNKNOWN
    # The schwa is a letter of Azerbaijani alone among the Latin alphabets here.
    letters = "".join(words)
    schwas = letters.count("ə")
    scores: dict[str, float] = {}
    for code, known in load_cues().function_words.items():
        scores[code] = float(sum(w in known for w in words))
    if schwas > 0.01 * len(letters):
        scores = {c: s for c, s in scores.items() if c != "tr"}
        if schwas > 0.03 * len(letters):
            return "az" if "az" in scores else UNKNOWN
    elif "az" in scores and len(letters) > 60:
        del scores["az"]
    best = max(scores, key=lambda c: scores[c], default=UNKNOWN)
    if best != UNKNOWN and scores[best] >= max(_LEAST, _SHARE * len(words)):
        return best
    if len(letters) < _LONG:
        return UNKNOWN
    return _by_lingua(sample)


def _by_lingua(text: str) -> str:
    language = _lingua().detect_language_of(text)
    return language.iso_code_639_1.name.lower() if language else UNKNOWN


@cache
def _lingua() -> LanguageDetector:
    # imported here: the models take time and memory that most texts never need
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = {*language_codes(), *_NEIGHBOURS}
    known = [
        getattr(IsoCode639_1, c.upper()) for c in sorted(codes) if hasattr(IsoCode639_1, c.upper())
    ]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*known).build()


#: Languages that turn up in the notes and quotations of such texts.
_NEIGHBOURS: Final = frozenset(
    [
        "ru",
        "fr",
        "de",
        "it",
        "es",
        "la",
        "el",
        "hy",
        "ka",
        "fa",
        "ur",
        "uk",
        "bg",
        "sr",
        "ro",
        "hu",
        "pl",
    ]
)
