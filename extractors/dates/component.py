"""The spaCy component that finds date expressions: ``histkg_dates``."""

from __future__ import annotations

from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from extractors.dates.patterns import Grammar, load_grammar
from extractors.dates.recognise import find_expressions
from extractors.words import find_words

if not Doc.has_extension("date_expressions"):
    Doc.set_extension("date_expressions", default=())


class DateExpressions:
    """Sets ``doc._.date_expressions``, the tuple of a reading's date expressions."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar

    def __call__(self, doc: Doc) -> Doc:
        """Find the expressions of ``doc``; its words are those of ``doc._.words`` where set."""
        reading = doc._.reading if doc.has_extension("reading") else None
        text = doc.text if reading is None else reading.text
        words = doc._.words if doc.has_extension("words") else None
        if words is None:
            words = find_words(text, self.grammar.language)
        doc._.date_expressions = tuple(find_expressions(text, words.starts, self.grammar))
        return doc


@Pipeline.factory(
    "histkg_dates",
    assigns=["doc._.date_expressions"],
    default_config={"language": "en"},
)
def make_date_expressions(nlp: Pipeline, name: str, language: str) -> DateExpressions:
    """The component for a language with tables; raises LanguageDataError."""
    return DateExpressions(load_grammar(language))
