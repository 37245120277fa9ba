"""The spaCy component that finds the words which may tell of an event."""

from __future__ import annotations

from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from extractors.events.lexicon import Lexicon, load_lexicon

Doc.set_extension("triggers", default=None)


@Pipeline.factory(
    "histkg_events",
    default_config={"language": ""},
    assigns=["doc._.triggers"],
    requires=["doc._.words"],
)
class EventTriggers:
    """Sets ``doc._.triggers``: the ``Hit``s of a reading, in its order."""

    def __init__(self, nlp: Pipeline, name: str, language: str) -> None:
        self.lexicon: Lexicon = load_lexicon(language or nlp.lang)

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with its triggers."""
        doc._.triggers = tuple(self.lexicon.find(doc._.words))
        return doc
