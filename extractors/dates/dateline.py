"""The day under which a document stands: the date in the head of a letter, a minute, a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractors.dates.patterns import load_grammar
from extractors.dates.recognise import find_expressions
from extractors.dates.values import complete_value
from extractors.language import language_codes, load_language
from extractors.model import PROSE, DateValue, Zone
from extractors.words import find_words

_LONGEST_HEAD: Final = 300  #: characters; more is the front matter of a book or an article


def find_dateline(text: str, zones: Sequence[Zone]) -> DateValue | None:
    """The one day that the short head of a document names, else None.

    ``zones`` are those of ``text``; the head is what stands before its prose.
    """
    prose = next((z for z in zones if z.kind in PROSE and z.language in language_codes()), None)
    if prose is None or not 0 < prose.start <= _LONGEST_HEAD:
        return None
    head = text[: prose.start]
    grammar = load_grammar(prose.language)
    words = find_words(head, load_language(prose.language))
    days = {
        value.edtf: value
        for e in find_expressions(head, words.starts, grammar)
        if e.first is not None and e.last is None and e.first.day and e.first.year
        if (value := complete_value(e.first, None, "")) is not None
    }
    return next(iter(days.values())) if len(days) == 1 else None
