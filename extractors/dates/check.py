"""Run the examples of a language's date patterns: each is a test of its row."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.dates.component import DateExpressions
from extractors.dates.dateline import find_datelines
from extractors.dates.discourse import resolve_dates
from extractors.dates.patterns import Example, load_grammar
from extractors.errors import LanguageDataError
from extractors.model import DateSpan, Zone


def read_dates(text: str, language: str) -> list[DateSpan]:
    """The dates of ``text``, read as a document of its own in ``language``."""
    words = [text] if text else []
    doc = DateExpressions(load_grammar(language))(Doc(Vocab(), words, [False] * len(words)))
    datelines = find_datelines(text, [Zone("body", 0, len(text), language)])
    return resolve_dates([doc], language, datelines)[0]


def example_fault(example: Example, language: str) -> str | None:
    """What is wrong with an example: what it gives and what it should; None where it is right."""
    given = [
        (example.text[d.start : d.end], d.value.edtf) for d in read_dates(example.text, language)
    ]
    if given == list(example.gives):
        return None
    return f"'{example.name}': {example.text!r} gives {given}, not {list(example.gives)}"


def check_dates(language: str) -> list[str]:
    """Faults of the date tables of ``language``: one line each, empty where all examples hold.

    Raises LanguageDataError where a table can't be read at all.
    """
    path = load_grammar(language).language.folder / "dates.toml"
    faults = (example_fault(e, language) for e in load_grammar(language).examples)
    return [str(LanguageDataError(path, None, fault)) for fault in faults if fault]
