"""The spaCy component ``histkg_names``: what may be a name in one reading.

It needs ``doc._.words`` and sets ``doc._.name_candidates`` (a list of Candidate, in order, without
overlap). Entities that a component before it set (``doc.ents`` with the labels of
``extractors.names.given``) are mixed with ours: ``entities`` is "over" where they win, "under"
where they fill in what the rules leave open.
"""

from __future__ import annotations

from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from extractors.language import load_language
from extractors.names.candidate import Candidate
from extractors.names.chains import ChainReader
from extractors.names.fiefs import join_fiefs
from extractors.names.given import WAYS, mix
from extractors.names.phrases import load_phrases
from extractors.names.runs import PieceReader
from extractors.names.segment import Segmenter
from extractors.names.tables import load_lexicon
from extractors.words import Words, find_words

if not Doc.has_extension("words"):
    Doc.set_extension("words", default=None)
Doc.set_extension("name_candidates", default=None)


class NameFinder:
    """Finds candidates in a reading of one language."""

    def __init__(self, language: str, entities: str = "over") -> None:
        if entities not in WAYS:
            raise ValueError(f"entities is '{entities}'; write one of: {', '.join(WAYS)}")
        self.entities = entities
        self.language = load_language(language)
        self.lexicon = load_lexicon(language)
        self.phrases = load_phrases(language)

    def __call__(self, doc: Doc) -> Doc:
        """Set the candidates of ``doc``."""
        words: Words = doc._.words or find_words(doc.text, self.language)
        doc._.name_candidates = mix(self.find(words), doc, words, self.lexicon, self.entities)
        return doc

    def find(self, words: Words) -> list[Candidate]:
        """All candidates of a reading's words, in order, without overlap."""
        if not self.lexicon.morphology.capitals:
            return ChainReader(words, self.lexicon, self.phrases).names()
        segmenter = Segmenter(words, self.lexicon)
        out: list[Candidate] = []
        for run in PieceReader(words, self.lexicon, self.phrases).runs():
            out.extend(segmenter.names(run))
        return join_fiefs(words, out, self.lexicon)


@Pipeline.factory(
    "histkg_names",
    assigns=["doc._.name_candidates"],
    default_config={"language": "en", "entities": "over"},
)
def make_name_finder(nlp: Pipeline, name: str, language: str, entities: str) -> NameFinder:
    """The component for the language ``language``; raises LanguageDataError for wrong tables."""
    return NameFinder(language, entities)
