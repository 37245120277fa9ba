"""The language of a passage: by script, letters and function words; by lingua where these fail."""

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
#: Another language than the expected one must have this many times its function words.
_CLEARLY: Final = 2.0
#: lingua is asked only where there is this much text; on less it guesses.
_LONG: Final = 120
#: Share of a text's letters that are letters of its language alone.
_OWN: Final = 0.025
_ALONE: Final = 0.012


def detect_language(text: str, expected: str = UNKNOWN, *, least: int = _LONG) -> str:
    """ISO 639-1 code of the language of ``text``, "und" where it is too short to say.

    ``expected`` is the language of the text around it, which a few foreign words do not change.
    ``least`` is the number of letters from which on a guess is better than none.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sign_key(sample))
    letters = sum(map(len, words))
    if not letters:
        return UNKNOWN
    scores = {
        code: float(sum(w in known for w in words))
        for code, known in load_cues().function_words.items()
    }
    own = _by_letters(sample, letters, expected)
    if own:
        scores = {c: s + _LEAST + _SHARE * len(words) for c, s in scores.items() if c in own}
    else:
        foreign = (
            {c for c, signs in load_cues().letters.items() if signs} if letters > 60 else set()
        )
        scores = {c: s for c, s in scores.items() if c not in foreign or c == expected}
    best = max(scores, key=lambda c: scores[c], default=UNKNOWN)
    if expected in scores and scores[best] < _CLEARLY * scores[expected] + 1:
        best = expected
    if best != UNKNOWN and scores[best] >= max(_LEAST, _SHARE * len(words)):
        return best
    if letters < least:
        return UNKNOWN
    return _by_lingua(sample)


def _by_letters(sample: str, letters: int, expected: str) -> set[str]:
    """Languages whose own letters are frequent in ``sample``; where one has more, it alone."""
    signs = load_cues().letters
    counts = {c: sum(map(sample.count, own)) for c, own in signs.items() if own}
    found = {c for c, n in counts.items() if n > _OWN * letters}
    if len(found) < 2:
        return found
    # a language that shares its letters with others is told by those that the others lack
    for code in sorted(found):
        alone = set(signs[code]).difference(*(signs[c] for c in found if c != code))
        if sum(map(sample.count, alone)) > _ALONE * letters:
            return {code}
    if expected in found:
        return {expected}
    return {
        c
        for c in found
        if set(signs[c]).issubset(set().union(*(signs[x] for x in found if x != c)))
    } or found


def _by_lingua(text: str) -> str:
    language = _lingua().detect_language_of(text)
    return language.iso_code_639_1.name.lower() if language else UNKNOWN


@cache
def _lingua() -> LanguageDetector:
    # imported here: the models take time and memory that most texts never need
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = {*language_codes(), *_NEIGHBOURS}
    known = [getattr(IsoCode639_1, c.upper(), None) for c in sorted(codes)]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*(k for k in known if k)).build()


#: Languages that turn up in the notes and quotations of such texts.
_NEIGHBOURS: Final = frozenset(
    ("fr", "de", "it", "es", "la", "el", "hy", "ka", "fa", "ur", "uk", "bg", "sr", "hu", "pl")
)
