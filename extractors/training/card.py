"""The card that stands beside a trained model: made of what, good for what, how good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.language import Language
from extractors.training.measure import MAIN, Score
from extractors.training.sets import load_sets
from extractors.training.ways import WAYS, Measured

LICENCE = "CC BY-SA 4.0"
_TITLES = {"rules": "rules alone", "model": "model alone", "both": "both"}


def model_card(language: Language, measured: Sequence[Measured], size: int) -> str:
    """The card of the model of ``language`` as Markdown; ``size`` in bytes."""
    sets = [each for each in load_sets(language) if each.train]
    learned = [f"- {each.name}: {each.licence}" for each in sets]
    shared = any("BY-SA" in each.licence for each in sets)
    return "\n".join(
        [
            f"# A recogniser of names for {language.name}",
            "",
            f"A spaCy pipeline with one `ner` ({size / 1e6:.1f} MB; labels PER, LOC, ORG, GROUP). It "
            'fills in names where the rules are silent (`entities = "under"` of `histkg_names`).',
            "",
            f"Made by `kg train {language.code} --data DIR`: configuration and seed in "
            f"`data/lang/{language.code}/train.cfg`, sets in `train.toml`.",
            "",
            "## Learned from",
            "",
            *learned,
            "- sentences of our own (`train_sentences.txt`) filled with names of the gazetteer and "
            "of the name tables, and the sample texts that are not kept for measuring: CC0 1.0",
            "",
            f"Licence of the model: {LICENCE if shared else 'CC0 1.0'}.",
            "",
            "## How good",
            "",
            "Precision / recall / F1 on texts that neither the model nor the rules were made with; a "
            "name counts as found where one of the same type overlaps it.",
            "",
            *_table(measured),
            "",
            "## Limits",
            "",
            "Learned mostly from the prose of our time: names in old spelling, in capitals or torn by "
            "a page's layout are found less often. It gives no figure of how sure it is. Types follow "
            "the sets: a country that acts as a state is mostly a place.",
            "",
        ]
    )


def _table(measured: Iterable[Measured]) -> list[str]:
    labels = (*MAIN, "GROUP")
    head = ["texts", "way", "PER+LOC+ORG", *labels]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for each in measured:
        for way in WAYS:
            score = each.scores[way]
            cells = [each.texts, _TITLES[way], _figures(score, MAIN)]
            cells += [_figures(score, (label,)) for label in labels]
            lines.append("| " + " | ".join(cells) + " |")
    return lines


def _figures(score: Score, labels: tuple[str, ...]) -> str:
    if not any(score.there[label] for label in labels):
        return "–"
    return " / ".join(f"{figure:.2f}" for figure in score.figures(labels))
