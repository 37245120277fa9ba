"""Learn what letters foreign names have in a language without capitals: ``names_letters.tsv``.

    python -m extractors.training.letters LANG FOLDER_OF_PUBLIC_SETS

A logistic regression over runs of letters. Names: given names from abroad, people and places of
the gazetteer and the tables, and those of the sets that may be learned from. Other words: the
table of common words, and what the sets mark as no name.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from extractors.language import Language, load_language
from extractors.names.gazetteer import load_gazetteer
from extractors.names.letters import BIAS, TABLE, letter_runs
from extractors.names.tables import load_lexicon
from extractors.training.sets import load_sets
from extractors.words import find_words

_NAMES: Final = ("Person", "Place")
_SHORTEST: Final = 3  #: letters of a word that is learned from
_SEEN: Final = 3  #: words that a run of letters stands in, at least
_ROUNDS: Final = 12
_STEP: Final = 0.2
_SHRINK: Final = 1e-3
_LEAST: Final = 0.1  #: smaller weights are left out


def learn_letters(language: Language, data: Path) -> dict[str, float]:
    """Weights of runs of letters; the same for the same tables and sets. Raises CorpusError."""
    names, others = _words(language, data)
    words = [(word, 1.0) for word in sorted(names)] + [(word, 0.0) for word in sorted(others)]
    seen = Counter(run for word, _ in words for run in letter_runs(word))
    rows = [(sorted(r for r in letter_runs(w) if seen[r] >= _SEEN), y) for w, y in words]
    weights = {run: 0.0 for run, n in seen.items() if n >= _SEEN}
    grown = dict.fromkeys(weights, 1e-6)
    bias, rng = 0.0, random.Random(1)
    for _ in range(_ROUNDS):
        rng.shuffle(rows)
        for runs, is_name in rows:
            odds = bias + sum(weights[run] for run in runs)
            wrong = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))) - is_name
            for run in runs:
                slope = wrong + _SHRINK * weights[run]
                grown[run] += slope * slope
                weights[run] -= _STEP * slope / math.sqrt(grown[run])
            bias -= _STEP / 20 * wrong
    kept = {run: round(w, 2) for run, w in sorted(weights.items()) if abs(w) >= _LEAST}
    return {BIAS: round(bias, 2), **kept}


def _words(language: Language, data: Path) -> tuple[set[str], set[str]]:
    lexicon = load_lexicon(language.code)
    article = lexicon.morphology.article
    clitics = tuple(begins + article for begins in ("", *lexicon.morphology.clitics))
    names, others = set(lexicon.foreign), set(lexicon.common)
    names.update(_split(_known(language), language))
    names.update(
        _split((form for form, (kind, _) in lexicon.known.items() if kind in _NAMES), language)
    )
    for each in load_sets(language):
        for text in each.sentences(data, held=False):
            marked = [text.text[a:b] for a, b, label in text.spans if label in ("PER", "LOC")]
            inside = set(_split(marked, language))
            names |= inside
            others |= set(_split([_without(text.text, text.spans)], language)) - inside
    names = {w for w in names if _usable(w, clitics)} - lexicon.common
    return names, {w for w in others if _usable(w, clitics)} - names


def _known(language: Language) -> Iterator[str]:
    for entry in load_gazetteer().entries.values():
        if entry.type in _NAMES:
            yield from (n.text for n in entry.names if n.language == language.code)


def _split(texts: Iterable[str], language: Language) -> Iterator[str]:
    for text in texts:
        yield from find_words(text, language).folds


def _without(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    out, at = "", 0
    for start, end, _ in spans:
        out, at = out + text[at:start] + " ", end
    return out + text[at:]


def _usable(word: str, clitics: tuple[str, ...]) -> bool:
    return (
        len(word) >= _SHORTEST
        and word.isalpha()
        and not word.isascii()
        and not word.startswith(clitics)
    )


def main() -> None:
    """Write the table of the language named on the command line."""
    language = load_language(sys.argv[1])
    weights = learn_letters(language, Path(sys.argv[2]))
    rows = "".join(f"{run}\t{weight:g}\n" for run, weight in weights.items())
    head = (
        "# Runs of letters that speak for a foreign name (above 0) or for a word of the language;\n"
        "# ^ and $ are the ends of a word, ^$ stands for any word. Learned, not written by hand:\n"
        f"# python -m extractors.training.letters {language.code} FOLDER_OF_PUBLIC_SETS\n"
    )
    (language.folder / TABLE).write_text(f"{head}letters\tweight\n{rows}", encoding="utf-8")


if __name__ == "__main__":
    main()
