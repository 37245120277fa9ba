"""What speaks for and against two things being one, and the score that comes of it.

A reason weighs in on the scale of log odds: the weights of all reasons add up, with a weight that
two things of which nothing is known but that they were compared are not one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Verdict = Literal["same", "different", "unsure"]

RULE: Final = "identity.1"  #: to be counted on when weights or reasons change
APART: Final = -3.0  #: the weight of knowing nothing
SAME: Final = 0.8  #: from this score on two things are one
SURE: Final = 0.87  #: the same where a document tells of both
UNSURE: Final = 0.5  #: from this score on a person should look


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, told in English; a negative weight speaks against."""

    weight: float
    words: str
    veto: bool = False  #: whether nothing can outweigh it


@dataclass(frozen=True, slots=True)
class Compared:
    """Two things (IRIs, the lesser first) and what came of comparing them."""

    one: str
    other: str
    reasons: tuple[Reason, ...]
    alike: bool  #: whether both have one name
    telling: bool  #: whether that name alone tells both as one; else any rival makes it unsure

    @property
    def vetoed(self) -> bool:
        """Whether they can not be one."""
        return any(r.veto for r in self.reasons)

    @property
    def score(self) -> float:
        """From 0 to 1, as if nothing stood in the way."""
        return score(r.weight for r in self.reasons if not r.veto)

    @property
    def evidence(self) -> tuple[str, ...]:
        """All reasons, those that weigh most first."""
        return told(self.reasons)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of two things, by a rule or by a person."""

    one: str
    other: str
    verdict: Verdict
    score: float
    evidence: tuple[str, ...]
    rule: str = RULE
    author: str = ""
    date: str = ""


def told(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Reasons with their weights, those that weigh most first."""
    ordered = sorted(reasons, key=lambda r: (not r.veto, -abs(r.weight), r.words))
    return tuple(f"{r.words} ({'never' if r.veto else f'{r.weight:+.1f}'})" for r in ordered)


def score(weights: Iterable[float], places: int = 3) -> float:
    """The weights' score, rounded to so many places."""
    total = APART + math.fsum(weights)
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), places)
