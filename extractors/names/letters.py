"""How much the letters of a word look like those of a foreign name, where capitals don't tell.

``names_letters.tsv`` has runs of letters with their weights (``^`` and ``$``: the word's ends), as
``extractors.training.letters`` has learned them. Their sum is the logarithm of the odds that an
unknown word with the letters is a name written down by its sound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from extractors.language import Language
from extractors.names.morphology import MEMORY

TABLE: Final = "names_letters.tsv"
BIAS: Final = "^$"  #: the row of what any word gets
_RUNS: Final = (2, 3, 4)


@dataclass(frozen=True, slots=True, eq=False)
class Letters:
    """Weights of runs of letters; empty where a language has no table."""

    weights: Mapping[str, float]
    _memo: dict[str, float] = field(default_factory=dict, repr=False)

    def odds(self, word: str) -> float:
        """The log odds that the folded ``word`` is a foreign name; 0.0 without a table."""
        known = self._memo.get(word)
        if known is None:
            if len(self._memo) >= MEMORY:
                self._memo.clear()
            known = self.weights.get(BIAS, 0.0)
            known += sum(self.weights.get(run, 0.0) for run in sorted(letter_runs(word)))
            self._memo[word] = known
        return known


def letter_runs(word: str) -> set[str]:
    """The runs of letters of ``word`` that are weighed.

    >>> sorted(letter_runs("ab"))
    ['^a', '^ab', '^ab$', 'ab', 'ab$', 'b$']
    """
    marked = f"^{word}$"
    return {marked[i : i + n] for n in _RUNS for i in range(len(marked) - n + 1)}


@cache
def load_letters(language: Language) -> Letters:
    """The table of ``language``, empty where it has none; raises LanguageDataError."""
    if not (language.folder / TABLE).exists():
        return Letters({})
    rows = language.table(TABLE, ("letters", "weight"), required=("letters", "weight"))
    weights: dict[str, float] = {}
    for row in rows:
        try:
            weights[row["letters"]] = float(row["weight"])
        except ValueError:
            raise row.error(f"weight is '{row['weight']}'; write a number") from None
    return Letters(weights)
