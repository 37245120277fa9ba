"""Three ways to find names, side by side: the rules, a trained model, and both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language as Pipeline
from spacy.util import load_config, load_model_from_config

from extractors.language import Language
from extractors.training.measure import Score, score_model, score_pipeline
from extractors.training.samples import sample_texts
from extractors.training.sets import load_sets
from extractors.training.tagged import Tagged

RECOGNISER = "histkg_recogniser"
SAMPLES = "samples (test)"
WAYS = ("rules", "model", "both")


@dataclass(frozen=True, slots=True)
class Measured:
    """What the three ways find in texts that none of them was made with."""

    texts: str  #: which
    scores: Mapping[str, Score]  #: by way


def measure_ways(language: Language, model: Path, data: Path | None) -> list[Measured]:
    """Scores of the three ways on the held-out parts of all sets of ``language`` and the samples.

    ``model`` is a trained pipeline, ``data`` the folder of the public sets (None: samples alone).
    Raises CorpusError when a set is missing.
    """
    held: dict[str, list[Tagged]] = {}
    if data is not None:
        held = {each.name: list(each.held_texts(data)) for each in load_sets(language)}
    held[SAMPLES] = sample_texts(language.code, held=True)
    rules, both = pipeline_with(language, None), pipeline_with(language, model)
    alone = spacy.load(model)
    return [
        Measured(
            name,
            {
                "rules": score_pipeline(rules, language.code, texts),
                "model": score_model(alone, texts),
                "both": score_pipeline(both, language.code, texts),
            },
        )
        for name, texts in held.items()
        if texts
    ]


def pipeline_with(language: Language, model: Path | None) -> Pipeline:
    """The pipeline of ``language`` with ``model`` in the place of its own, or with the rules alone."""
    config = load_config(language.folder / "config.cfg")
    plain = [name for name in config["nlp"]["pipeline"] if name != RECOGNISER]
    config["components"].pop(RECOGNISER, None)
    config["nlp"]["pipeline"] = plain
    if model is not None:
        config["nlp"]["pipeline"] = [RECOGNISER, *plain]
        config["nlp"]["tokenizer"] = {
            "@tokenizers": "histkg_words.v1",
            "language": language.code,
        }
        config["components"][RECOGNISER] = {"factory": RECOGNISER, "model": str(model.absolute())}
        config["components"]["histkg_names"]["entities"] = "under"
    return load_model_from_config(config, auto_fill=True)
