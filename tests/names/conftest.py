from collections.abc import Callable
from types import SimpleNamespace

import pytest
import spacy
from spacy.tokens import Doc

from extractors.language import load_language
from extractors.names.component import NameFinder
from extractors.names.settle import Names, settle_names
from extractors.words import find_words

VOCAB = spacy.blank("xx").vocab
if not Doc.has_extension("reading"):
    Doc.set_extension("reading", default=None)


def make_doc(text: str, language: str) -> Doc:
    doc = Doc(VOCAB, words=[text] if text else [], spaces=[False] if text else [])
    doc._.reading = SimpleNamespace(language=language, text=text)
    doc._.words = find_words(text, load_language(language))
    return NameFinder(language)(doc)


@pytest.fixture(scope="session")
def settle() -> Callable[..., Names]:
    """Settled names of a document: pairs of language and text, one a reading."""

    def run(*readings: tuple[str, str]) -> Names:
        return settle_names([make_doc(text, language) for language, text in readings])

    return run


@pytest.fixture(scope="session")
def name(settle: Callable[..., Names]) -> Callable[[str, str], list[tuple[str, str]]]:
    """Mentions of one text, each with its type."""

    def run(language: str, text: str) -> list[tuple[str, str]]:
        names = settle((language, text))
        return [(text[s.start : s.end], s.type) for s in names.spans[0]]

    return run
