"""The sample texts of our own writing, as far as they are not kept for measuring, to learn from."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from extractors.assets import asset
from extractors.model import Reading
from extractors.text.readings import read_document
from extractors.text.source import read_source
from extractors.training.tagged import Tagged

_SWAPPED: Final = 0.7  #: share of the names that a copy changes
_SENTENCE: Final = re.compile(r"(?<=[.!?؟])\s+(?=\S)|\n\n")
_HELD: Final = "test"  #: texts of this set only measure


def sample_sentences(language: str, folder: Path | None = None) -> list[Tagged]:
    """Sentences in ``language`` of the sample texts that may be learned from, with their names.

    ``folder`` has the texts, ``folder/gold`` their annotations; without it the samples of the
    checkout, and none where there are none.
    """
    texts = sample_texts(language, held=False, folder=folder)
    return [sentence for text in texts for sentence in _sentences(text)]


def sample_texts(language: str, *, held: bool, folder: Path | None = None) -> list[Tagged]:
    """Readings in ``language`` of the sample texts kept for measuring (``held``), or the others."""
    folder = folder or asset("data/samples")
    out: list[Tagged] = []
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if (gold["split"] == _HELD) is not held:
            continue
        document = read_document(read_source(folder / gold["doc"]))
        out += [_tagged(r, gold["mentions"]) for r in document.readings if r.language == language]
    return out


def swapped(sentence: Tagged, names: Mapping[str, Sequence[str]], rng: random.Random) -> Tagged:
    """``sentence`` with most of its names in the place of others of their label."""
    text, at, spans = "", 0, list[tuple[int, int, str]]()
    for start, end, label in sentence.spans:
        text += sentence.text[at:start]
        name = sentence.text[start:end]
        if names.get(label) and rng.random() < _SWAPPED:
            name = rng.choice(names[label])
        spans.append((len(text), len(text) + len(name), label))
        text, at = text + name, end
    return Tagged(text + sentence.text[at:], tuple(spans))


def _tagged(reading: Reading, mentions: Sequence[Mapping[str, Any]]) -> Tagged:
    """The text of ``reading`` with the ``mentions`` (source offsets) that stand in it in one piece."""
    at = {source: n for n, source in enumerate(reading.offsets)}
    spans: list[tuple[int, int, str]] = []
    for mention in mentions:
        first, last = at.get(mention["start"]), at.get(mention["end"] - 1)
        if first is None or last is None or not 0 <= last - first < 2 * len(mention["text"]):
            continue
        if not mention.get("optional"):
            spans.append((first, last + 1, mention["type"]))
    spans.sort()
    apart = [s for i, s in enumerate(spans) if i == 0 or s[0] >= spans[i - 1][1]]
    return Tagged(reading.text, tuple(apart))


def _sentences(text: Tagged) -> list[Tagged]:
    """``text`` cut where a sentence may end outside of names."""
    cuts = [(m.start(), m.end()) for m in _SENTENCE.finditer(text.text)]
    free = [c for c in cuts if not any(s < c[1] and c[0] < e for s, e, _ in text.spans)]
    begins, ends = [0, *(b for _, b in free)], [*(a for a, _ in free), len(text.text)]
    return [
        Tagged(
            text.text[begin:end],
            tuple((s - begin, e - begin, t) for s, e, t in text.spans if begin <= s and e <= end),
        )
        for begin, end in zip(begins, ends, strict=True)
        if text.text[begin:end].strip()
    ]
