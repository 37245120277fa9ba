"""Floors below which no figure may fall: ``tests/whole/floors.tsv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from tests.scoring.score import Score

FLOORS = Path(__file__).parents[1] / "whole" / "floors.tsv"
SLACK = 0.02  #: a floor lies so far below what was measured when it was set

Key = tuple[str, str]  #: group (a language, a split or "all") and layer


def read_floors(path: Path = FLOORS) -> dict[Key, float]:
    """Floor of F1 by group and layer."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {(row["group"], row["layer"]): float(row["floor"]) for row in rows}


def raise_floors(measured: Mapping[str, Mapping[str, Score]], path: Path = FLOORS) -> int:
    """Lift the floors to a little below what is ``measured``; none sinks. How many rose or are new."""
    old = read_floors(path) if path.exists() else {}
    new = dict(old)
    for group, scores in measured.items():
        for layer, score in scores.items():
            floor = max(0.0, round(score.f1 - SLACK, 3))
            new[group, layer] = max(floor, old.get((group, layer), 0.0))
    lines = [f"{group}\t{layer}\t{floor:.3f}" for (group, layer), floor in new.items()]
    path.write_text("\n".join(["group\tlayer\tfloor", *lines, ""]), encoding="utf-8")
    return sum(floor != old.get(key) for key, floor in new.items())
