"""Dates: those found whose first and last day agree with the gold's."""

from __future__ import annotations

from extractors.dates.edtf import parse_edtf
from tests.scoring.gold import Document, best_pairs, overlap, span
from tests.scoring.score import Score

INFINITE = 10**9


def bounds(edtf: str) -> tuple[int, int]:
    """First and last day as day numbers; an open end is infinitely far."""
    value = parse_edtf(edtf)
    first = -INFINITE if value.earliest is None else value.earliest
    return first, INFINITE if value.latest is None else value.latest


def agreement(gold: str | None, said: str) -> float:
    """1 for the same days, 0.5 where one value lies within the other (a month for a day), else 0."""
    if not gold:
        return 0.0
    a, b = bounds(gold), bounds(said)
    if a == b:
        return 1.0
    within = (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])
    return 0.5 if within else 0.0


def pair_dates(document: Document) -> dict[int, int]:
    """Gold dates and the build's at the same spot, those that agree first."""
    return best_pairs(
        [
            (shared + 100 * agreement(g["edtf"], s["edtf"]), i, j)
            for i, g in enumerate(document.gold["dates"])
            for j, s in enumerate(document.dates)
            if (shared := overlap(span(g), span(s)))
        ]
    )


def score_dates(document: Document) -> Score:
    """Date values of one document."""
    gold, said = document.gold["dates"], document.dates
    pairs = pair_dates(document)
    free = {i for i, g in enumerate(gold) if g.get("optional")}
    right = sum(
        bounds(gold[i]["edtf"]) == bounds(said[j]["edtf"])
        for i, j in pairs.items()
        if i not in free
    )
    return Score(right, len(said) - len(free & set(pairs)), right, len(gold) - len(free))
