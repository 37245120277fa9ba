"""What a date expression says, before the text around it completes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Unit = Literal["day", "week", "weekend", "month", "quarter", "season", "year", "decade", "century"]
#: unit names that a table or a pattern may use
UNITS: frozenset[str] = frozenset(get_args(Unit))
#: steps to a named one of its kind, which adjuncts can turn ahead
NAMED_STEPS: frozenset[str] = frozenset({"weekday", "quarter"})
CALENDARS: frozenset[str] = frozenset({"gregorian", "julian", "rumi", "hijri", "persian"})
#: parts of a time: the vague ones make the value approximate, the exact ones cut it
VAGUE_PARTS: frozenset[str] = frozenset({"early", "middle", "late"})
#: parts that are a day where the time is a month ("the last of Ramadan"), else as vague as these
END_DAYS: dict[str, str] = {"first-day": "early", "last-day": "late"}
EXACT_PARTS: dict[str, tuple[int, int]] = {  #: which of how many equal parts
    "first-half": (1, 2),
    "second-half": (2, 2),
    "first-quarter": (1, 4),
    "second-quarter": (2, 4),
    "third-quarter": (3, 4),
    "fourth-quarter": (4, 4),
    "first-third": (1, 3),
    "second-third": (2, 3),
    "third-third": (3, 3),
}
#: the months of the year told last, in another year ("the same period of 1988")
SAME_PART: str = "same"
#: the exact parts that are the quarters of a year, in their order
QUARTERS: tuple[str, ...] = ("first-quarter", "second-quarter", "third-quarter", "fourth-quarter")


@dataclass(frozen=True, slots=True)
class Moment:
    """One date as written; None is what is not said.

    ``year`` is astronomical (0 is 1 BCE) and in ``calendar``; for a decade its first year, for a
    century too (1900 is the 20th century, 19XX). ``calendar`` is empty where nothing says it.
    ``lunar`` is true where the month is one of the Islamic calendar. ``season`` is EDTF's number.
    """

    unit: Unit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    weekday: int | None = None  #: 0 Monday to 6 Sunday
    calendar: str = ""
    lunar: bool = False
    part: str = ""
    circa: bool = False
    before_era: bool = False  #: the year counts back from our era
    side: int = 0  #: -1 before the day of writing, 1 after it; 0 is not said
    year_step: int | None = None  #: years on from that of the narrative ("of the same year": 0)
    #: how many days or months the time is that ends with it ("the week ended 14 October")
    ending: tuple[int, Unit] | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """A step from another time: ``steps`` units of ``unit`` on (+) or back (-); 0 is the same one.

    ``base`` is "narrative" (the day the telling has reached) or "writing" (when it was written).
    ``which`` asks for that day of the week (0 Monday to 6 Sunday) or quarter of the year (1 to 4), the
    next one from the base or, as most is told afterwards, the last; where ``steps`` are two back, the
    last one but yesterday ("last Thursday", said on a Friday).
    """

    unit: Unit
    steps: int
    base: Literal["narrative", "writing"] = "narrative"
    circa: bool = False
    which: int | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression found in a reading (reading offsets).

    ``first`` and ``last`` bound a range, ``last`` is None for a single date; ``relative`` is set
    in place of both. ``open_end`` says that the time reaches on from ("after") or back from
    ("before") the date. ``same_as`` is the index, in its list, of the expression that gives the
    same time in another calendar. ``weak`` expressions count only where the text around supports
    them. ``number`` marks a bare number, which what is counted after it shows to be no year. ``aside`` marks one in parentheses, which does not carry the narrative on.
    """

    start: int
    end: int
    rule: str
    confidence: float
    first: Moment | None = None
    last: Moment | None = None
    relative: Relative | None = None
    open_end: Literal["", "before", "after"] = ""
    same_as: int | None = None
    weak: bool = False
    number: bool = False
    aside: bool = False

    @property
    def kind(self) -> str:
        """Kind of the value: day, month, year, season, decade, century, range or relative."""
        if self.relative is not None:
            return "relative"
        if self.last is not None or self.open_end or (self.first and self.first.ending):
            return "range"
        return self.first.unit if self.first is not None else "relative"
