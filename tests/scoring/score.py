"""Precision, recall and F1 of counts that add up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """``right`` of ``said`` things said are right; ``found`` of ``wanted`` gold things are found.

    ``right`` and ``found`` are equal unless several things said stand for one of the gold.
    """

    right: float = 0.0
    said: int = 0
    found: float = 0.0
    wanted: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.said + other.said,
            self.found + other.found,
            self.wanted + other.wanted,
        )

    @property
    def precision(self) -> float:
        """Share of what is said that is right."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that is found."""
        return self.found / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def total(scores: Iterable[Score]) -> Score:
    """The sum, as if all were one document."""
    return sum(scores, Score())
