"""The corpora of a training configuration (``data/lang/<code>/train.cfg``) as spaCy readers."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language as Pipeline
from spacy.training import Example
from spacy.util import filter_spans, registry

from extractors.language import load_language
from extractors.training.own import own_texts
from extractors.training.sets import load_sets
from extractors.training.tagged import Tagged, join

Reader = Callable[[Pipeline], Iterator[Example]]

_TUNE_EVERY = 25  #: one training sentence of so many is kept to choose the best state by
_MOST_TOGETHER = 4  #: sentences that are read as one text, at most
_CAPITALS = 0.03  #: share of texts that are set in capitals, as headings are


@registry.readers("histkg_train.v1")  # type: ignore[untyped-decorator]
def train_reader(language: str, data: str, seed: int) -> Reader:
    """Sentences to learn from: the sets that may be shipped and our own, new ones at each epoch.

    Raises CorpusError when a set is missing.
    """
    rng = random.Random(seed)

    def read(nlp: Pipeline) -> Iterator[Example]:
        own = own_texts(load_language(language), rng)
        sentences = [*_public(language, Path(data))[0], *own]
        rng.shuffle(sentences)
        while sentences:
            take = rng.randint(1, _MOST_TOGETHER)
            text = join(sentences[-take:])
            del sentences[-take:]
            if rng.random() < _CAPITALS:
                text = Tagged(_capitals(text.text, language), text.spans)
            yield example(nlp, text)

    return read


@registry.readers("histkg_tune.v1")  # type: ignore[untyped-decorator]
def tune_reader(language: str, data: str) -> Reader:
    """Sentences kept back from learning, by which the best state is chosen."""

    def read(nlp: Pipeline) -> Iterator[Example]:
        kept = _public(language, Path(data))[1]
        own = own_texts(load_language(language), random.Random(0))
        for text in [*kept, *own[:: _TUNE_EVERY if kept else 1]]:
            yield example(nlp, text)

    return read


def example(nlp: Pipeline, text: Tagged) -> Example:
    """``text`` as spaCy learns from it; names that cut through a word take the whole word."""
    doc = nlp.make_doc(text.text)
    gold = doc.copy()
    spans = [
        gold.char_span(start, end, label=label, alignment_mode="expand")
        for start, end, label in text.spans
    ]
    gold.ents = filter_spans([s for s in spans if s is not None])
    return Example(doc, gold)


def _public(language: str, data: Path) -> tuple[list[Tagged], list[Tagged]]:
    """Sentences of the sets: to learn from, and to choose the best state by."""
    sentences = [
        sentence
        for each in load_sets(load_language(language))
        for sentence in each.sentences(data, held=False)
    ]
    kept = sentences[::_TUNE_EVERY]
    return [s for i, s in enumerate(sentences) if i % _TUNE_EVERY], kept


def _capitals(text: str, language: str) -> str:
    """``text`` in capitals, letter for letter: what has no single capital stays."""
    turkic = load_language(language).casing == "turkic"
    special = {"i": "İ", "ı": "I"} if turkic else {}
    return "".join(special.get(c, c.upper() if len(c.upper()) == 1 else c) for c in text)
