"""Training of the recogniser of names of one language, as its ``train.cfg`` says."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language as Pipeline
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as run_training
from spacy.util import load_config

import extractors.recogniser
import extractors.training.corpus  # noqa: F401 - both register what the configuration names
from extractors.errors import LanguageDataError
from extractors.language import Language

#: What of a pipeline is not stored: the words of the training sets say nothing at run time.
LEFT_OUT = ("vocab",)


class _Lines(io.StringIO):
    """What is written to it goes line by line to a listener."""

    def __init__(self, listener: Callable[[str], None]) -> None:
        super().__init__()
        self.listener = listener

    def write(self, text: str) -> int:
        for line in filter(str.strip, text.splitlines()):
            self.listener(line.rstrip())
        return len(text)


def train(
    language: Language,
    data: Path,
    listener: Callable[[str], None],
    *,
    epochs: int | None = None,
) -> Pipeline:
    """The best state of a pipeline with one ``ner``; ``data`` is the folder of all public sets.

    ``listener`` is told of the progress, a line each; ``epochs`` stands in for the
    configuration's. Raises CorpusError when a set is missing, LanguageDataError when the language
    has no ``train.cfg``.
    """
    path = language.folder / "train.cfg"
    if not path.exists():
        raise LanguageDataError(
            path, None, "the file is missing; it says how to train a recogniser"
        )
    changes: dict[str, Any] = {"paths.data": str(data)}
    if epochs is not None:
        changes["training.max_epochs"] = epochs
    nlp = init_nlp(load_config(path, overrides=changes, interpolate=True))
    lines = _Lines(listener)
    with tempfile.TemporaryDirectory() as folder:
        run_training(nlp, Path(folder), stdout=lines, stderr=lines)
        return spacy.load(Path(folder) / "model-best")


def save(nlp: Pipeline, folder: Path) -> int:
    """Store a trained pipeline; returns its size in bytes."""
    nlp.config["corpora"] = {}  # no path of this machine
    nlp.config["paths"] = dict.fromkeys(("train", "dev", "vectors", "init_tok2vec"))
    nlp.to_disk(folder, exclude=list(LEFT_OUT))
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
