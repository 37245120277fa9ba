"""The spaCy component ``histkg_names``: what may be a name in one reading.

It needs ``doc._.words`` and sets ``doc._.name_candidates`` (a list of Candidate, in order, without
overlap). Entities that a component before it set (``doc.ents`` with the labels below) are taken
as they are and win over ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from extractors.language import Language, load_language
from extractors.model import EntityType
from extractors.names.candidate import Candidate
from extractors.names.chains import ChainReader
from extractors.names.phrases import load_phrases
from extractors.names.runs import PieceReader
from extractors.names.segment import Segmenter
from extractors.names.tables import load_lexicon
from extractors.words import Words, find_words

#: What the labels of common recognisers mean here.
LABELS: Final[dict[str, EntityType]] = {
    "PER": "Person",
    "PERS": "Person",
    "PERSON": "Person",
    "LOC": "Place",
    "GPE": "Place",
    "FAC": "Place",
    "ORG": "Organisation",
    "NORP": "Group",
    "GROUP": "Group",
}

if not Doc.has_extension("words"):
    Doc.set_extension("words", default=None)
Doc.set_extension("name_candidates", default=None)


class NameFinder:
    """Finds candidates in a reading of one language."""

    def __init__(self, language: str) -> None:
        self.language = load_language(language)
        self.lexicon = load_lexicon(language)
        self.phrases = load_phrases(language)

    def __call__(self, doc: Doc) -> Doc:
        """Set the candidates of ``doc``."""
        words: Words = doc._.words or find_words(doc.text, self.language)
        given = _given_entities(doc, self.language)
        doc._.name_candidates = _without_overlap(given, self.find(words))
        return doc

    def find(self, words: Words) -> list[Candidate]:
        """All candidates of a reading's words, in order, without overlap."""
        if not self.lexicon.morphology.capitals:
            return ChainReader(words, self.lexicon, self.phrases).names()
        segmenter = Segmenter(words, self.lexicon)
        out: list[Candidate] = []
        for run in PieceReader(words, self.lexicon, self.phrases).runs():
            out.extend(segmenter.names(run))
        return out


@Pipeline.factory(
    "histkg_names",
    assigns=["doc._.name_candidates"],
    default_config={"language": "en"},
)
def make_name_finder(nlp: Pipeline, name: str, language: str) -> NameFinder:
    """The component for the language ``language``; raises LanguageDataError for wrong tables."""
    return NameFinder(language)


def _given_entities(doc: Doc, language: Language) -> list[Candidate]:
    return [
        Candidate(
            start=ent.start_char,
            end=ent.end_char,
            type=LABELS[ent.label_],
            words=tuple(w for w in find_words(ent.text, language).folds if w[0].isalnum()),
            rule=f"ner {ent.label_}",
            confidence=0.8,
        )
        for ent in doc.ents
        if ent.label_ in LABELS
    ]


def _without_overlap(first: list[Candidate], others: Iterable[Candidate]) -> list[Candidate]:
    """``first`` and those of ``others`` that touch none of them, by place."""
    if not first:
        return list(others)
    taken = [False] * (max(c.end for c in first) + 1)
    for c in first:
        taken[c.start : c.end] = [True] * (c.end - c.start)
    kept = [c for c in others if not any(taken[c.start : c.end])]
    return sorted([*first, *kept], key=lambda c: c.start)
