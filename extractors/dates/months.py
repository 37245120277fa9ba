"""Whether a text goes on with the name of a month: for whoever asks what a number before it is."""

from __future__ import annotations

import re
from functools import cache

from extractors.dates.slots import read_months, words_regex
from extractors.language import Language, language_codes, load_language


def month_follows(text: str, start: int) -> bool:
    """Whether ``text`` has a month's name, in any language, from ``start`` on (after blanks)."""
    window = text[start : start + 40].lstrip()
    return any(
        pattern.match(language.fold(window)) is not None for language, pattern in _patterns()
    )


@cache
def _patterns() -> tuple[tuple[Language, re.Pattern[str]], ...]:
    """A pattern a language: the stem of a month's name, then no more than an ending."""
    found = []
    for code in language_codes():
        language = load_language(code)
        names, _ = read_months(language)
        found.append((language, re.compile(rf"{words_regex(names)}(?!\w{{5}})")))
    return tuple(found)
