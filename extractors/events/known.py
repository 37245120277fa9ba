"""The names of the gazetteer's events as patterns of words."""

from __future__ import annotations

from extractors.events.inflection import load_inflection
from extractors.events.patterns import Pattern, Token, by_start
from extractors.language import Language
from extractors.names.gazetteer import load_gazetteer
from extractors.words import find_words

#: Spellings of one number within a name (II. Meşrutiyet, 2. Meşrutiyet).
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NUMBERS = {
    form: frozenset({roman, roman.replace("i", "ı"), str(number)})
    for number, roman in enumerate(_ROMAN, 1)
    for form in (roman, roman.replace("i", "ı"), str(number))
}


def known_patterns(language: Language) -> list[tuple[Pattern, str, str]]:
    """Pattern, kind and id for each full name that ``language`` has for an event.

    The first word may carry a clitic and the last an ending. A short form (``*`` in the gazetteer)
    is no name of an event by itself.
    """
    found: dict[tuple[str, ...], tuple[Pattern, str, str]] = {}
    for folded, entries in sorted(load_gazetteer().by_fold[language.code].items()):
        events = [f for f in entries if f.entry.type == "Event" and not f.name.short]
        if len(entries) != 1 or not events:
            continue
        entry, text = events[0].entry, events[0].name.text
        words = tuple(find_words(text, language).folds)
        if words and words not in found and (len(words) > 1 or not folded.isdigit()):
            tokens = tuple(_token(words, at, language) for at in range(len(words)))
            found[words] = (Pattern(text, tokens), entry.kind, entry.id)
    return list(found.values())


def _token(words: tuple[str, ...], at: int, language: Language) -> Token:
    word = words[at]
    if word in _NUMBERS:
        return Token(_NUMBERS[word], {}, {}, load_inflection(language), {})
    bends = word.isalpha() and at in (0, len(words) - 1)
    return Token(
        exact=frozenset({word}),
        nouns=by_start([word]) if bends and len(word) > 1 else {},
        verbs={},
        inflection=load_inflection(language),
        memo={},
    )
