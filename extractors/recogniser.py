"""A small trained recogniser of names as a component of the pipeline, and its tokeniser.

The model (``data/models/<code>``) is a spaCy pipeline with one ``ner``. It reads the same words as
the rules do (``extractors.words``), so that endings behind an apostrophe are words of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from extractors.assets import asset
from extractors.errors import LanguageDataError
from extractors.language import Language, load_language
from extractors.words import find_words

_SPACE = " "


class WordTokenizer:
    """Cuts a text into the words of ``extractors.words``; what else stands there is white space.

    The norm of a token is its word folded by the language, so that spellings fall together.
    """

    def __init__(self, vocab: Vocab, language: Language) -> None:
        self.vocab = vocab
        self.language = language
        vocab.lex_attr_getters[NORM] = language.fold  # type: ignore[attr-defined]

    def __call__(self, text: str) -> Doc:
        """The tokens of ``text``; put together they are the text."""
        found = find_words(text, self.language)
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for word, start, end in zip(found.texts, found.starts, found.ends, strict=True):
            if start > at:
                words.append(text[at:start])
                spaces.append(False)
            words.append(word)
            space = text[end : end + 1] == _SPACE
            spaces.append(space)
            at = end + space
        if at < len(text):
            words.append(text[at:])
            spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_disk(self, path: Path | str, exclude: tuple[str, ...] = ()) -> None:
        """Nothing to store: the configuration says it all."""

    def from_disk(self, path: Path | str, exclude: tuple[str, ...] = ()) -> WordTokenizer:
        """Nothing to read."""
        return self

    def to_bytes(self, exclude: tuple[str, ...] = ()) -> bytes:
        """Nothing to store."""
        return b""

    def from_bytes(self, data: bytes, exclude: tuple[str, ...] = ()) -> WordTokenizer:
        """Nothing to read."""
        return self


@registry.tokenizers("histkg_words.v1")  # type: ignore[untyped-decorator]
def make_tokenizer(language: str) -> Callable[[Pipeline], WordTokenizer]:
    """The tokeniser for the language ``language``."""
    return lambda nlp: WordTokenizer(nlp.vocab, load_language(language))


class Recogniser:
    """Sets ``doc.ents`` by a trained model that ships as data."""

    def __init__(self, vocab: Vocab, model: str) -> None:
        path = asset(model)
        if not (path / "config.cfg").is_file():
            raise LanguageDataError(
                path, None, "there is no trained model; make it with: kg train LANG --data DIR"
            )
        self.pipes = [pipe for _, pipe in spacy.load(path, vocab=vocab).pipeline]

    def __call__(self, doc: Doc) -> Doc:
        """Run the model on ``doc``."""
        for pipe in self.pipes:
            doc = pipe(doc)
        return doc


@Pipeline.factory("histkg_recogniser", assigns=["doc.ents"], default_config={"model": ""})
def make_recogniser(nlp: Pipeline, name: str, model: str) -> Recogniser:
    """The component with the model ``model`` (a path below the data that ship)."""
    return Recogniser(nlp.vocab, model)
