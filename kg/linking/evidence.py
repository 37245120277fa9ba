"""Reasons for and against a candidate, and the score that comes of them.

A reason weighs in on the scale of log odds: weights add up, with one for knowing nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

APART: Final = -3.0  #: the weight of knowing nothing


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, told in English; a negative weight speaks against."""

    weight: float
    words: str
    veto: bool = False  #: whether nothing can outweigh it


def score_of(reasons: Sequence[Reason]) -> float:
    """From 0 to 1, to six places; 0 where something can not be outweighed."""
    if any(r.veto for r in reasons):
        return 0.0
    total = APART + math.fsum(r.weight for r in reasons)
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 6)


def told(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """All reasons with their weights, those that weigh most first."""
    ordered = sorted(reasons, key=lambda r: (not r.veto, -abs(r.weight), r.words))
    return tuple(f"{r.words} ({'never' if r.veto else f'{r.weight:+.1f}'})" for r in ordered)
