"""The order in which a person reads why something may be so."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Final

_WEIGHT: Final = re.compile(r"\(([+-]?\d+(?:\.\d+)?)\)$")


def strongest_first(reasons: Iterable[str]) -> list[str]:
    """``reasons`` with those first that weigh most, for or against; one without a weight before all.

    >>> strongest_first(["near (+0.5)", "not decided", "another father (-2)"])
    ['not decided', 'another father (-2)', 'near (+0.5)']
    """
    return sorted(reasons, key=_weight)


def _weight(reason: str) -> float:
    said = _WEIGHT.search(reason)
    return -abs(float(said[1])) if said else -math.inf
