"""What a pattern or an adjunct of ``dates.toml`` may set, and to which values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from extractors.dates.expressions import (
    CALENDARS,
    END_DAYS,
    EXACT_PARTS,
    SAME_PART,
    UNITS,
    VAGUE_PARTS,
)

_ENDINGS: Final = {"7 day", "1 month", "3 month", "12 month"}
SETTINGS: Final[dict[str, Callable[[Any], bool]]] = {
    "circa": lambda v: isinstance(v, bool),
    "before_era": lambda v: isinstance(v, bool),
    "calendar": CALENDARS.__contains__,
    "part": lambda v: v in VAGUE_PARTS or v in EXACT_PARTS or v in END_DAYS or v == SAME_PART,
    "ending": lambda v: v in _ENDINGS,  # a time ends with the date, or with the month counted
    "month": lambda v: isinstance(v, int) and 1 <= v <= 12,
    "day": lambda v: isinstance(v, int) and 1 <= v <= 31,
    "open": ("before", "after").__contains__,
    "relative": lambda v: v in (-2, -1, 0, 1),
    "steps": lambda v: isinstance(v, int),
    "unit": UNITS.__contains__,
    "base": ("narrative", "writing").__contains__,
    "year_step": lambda v: isinstance(v, int),
    "aside": lambda v: isinstance(v, bool),
    "swap": lambda v: isinstance(v, bool),  # a range may be written with its end first
    "eras": lambda v: isinstance(v, bool),  # two years are one, of the Hijra and of ours
    "styles": ("only", "or range").__contains__,  # two days may be one in Old and New Style
}
