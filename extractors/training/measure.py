"""Figures: how many names a way of reading finds, and how many of those it finds are names."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.language import Language as Pipeline

from extractors.model import Reading
from extractors.names.settle import settle_names
from extractors.pipeline import annotate_reading
from extractors.training.tagged import Tagged

LABELS = {"Person": "PER", "Place": "LOC", "Organisation": "ORG", "Group": "GROUP"}
MAIN = ("PER", "LOC", "ORG")

Span = tuple[int, int, str]


@dataclass(slots=True)
class Score:
    """Counts by label: names found, names said, names there."""

    found: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    said: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    there: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def figures(self, labels: Iterable[str] = MAIN) -> tuple[float, float, float]:
        """Precision, recall and their harmonic mean over ``labels``."""
        chosen = tuple(labels)
        found, said, there = (
            sum(counts[label] for label in chosen) for counts in (self.found, self.said, self.there)
        )
        p, r = found / said if said else 0.0, found / there if there else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0

    def add(self, gold: Sequence[Span], said: Sequence[Span]) -> None:
        """Count one text: a name is found where one of its label overlaps it, each used once."""
        for _, _, label in gold:
            self.there[label] += 1
        for _, _, label in said:
            self.said[label] += 1
        pairs = sorted(
            (
                (min(a[1], b[1]) - max(a[0], b[0]) + 1000 * (a == b), i, j)
                for i, a in enumerate(gold)
                for j, b in enumerate(said)
                if a[2] == b[2] and min(a[1], b[1]) > max(a[0], b[0])
            ),
            key=lambda pair: (-pair[0], pair[1], pair[2]),
        )
        used_a, used_b = set[int](), set[int]()
        for _, i, j in pairs:
            if i not in used_a and j not in used_b:
                used_a.add(i)
                used_b.add(j)
                self.found[gold[i][2]] += 1


def score_pipeline(nlp: Pipeline, language: str, texts: Iterable[Tagged]) -> Score:
    """The names that ``nlp`` finds in ``texts``, each read as a document of its own."""
    score = Score()
    for tagged in texts:
        docs = [annotate_reading(_reading(tagged.text, language), nlp)]
        spans = settle_names(docs).spans[0]
        score.add(tagged.spans, [(s.start, s.end, LABELS[s.type]) for s in spans])
    return score


def score_model(nlp: Pipeline, texts: Iterable[Tagged]) -> Score:
    """The entities that a trained model alone finds in ``texts``."""
    score = Score()
    for tagged in texts:
        doc = nlp(tagged.text)
        score.add(tagged.spans, [(e.start_char, e.end_char, e.label_) for e in doc.ents])
    return score


def _reading(text: str, language: str) -> Reading:
    return Reading(text, language, "body", 0, array("l", range(len(text))))
