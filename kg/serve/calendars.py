"""Days in the calendars that were in use then: from a date's value to what other calendars call it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from convertdate import islamic
from hijridate import Gregorian

from extractors.dates.calendars import (
    GREGORIAN_REFORM,
    hijri_is_observed,
    julian_calendar_day,
    julian_day_number,
    rumi_bounds,
    rumi_day_number,
)
from extractors.dates.edtf import calendar_day, day_number
from kg.serve.dates import month_names, spelt, year_in_words
from kg.serve.words import Words

#: somebody still dated by the Julian calendar (Greece was the last state to leave it)
_JULIAN_UNTIL: Final = day_number(1924, 1, 1)
_HIJRI_FROM: Final = julian_day_number(622, 7, 16)
_RUMI: Final = range(rumi_day_number(1256, 3, 1), day_number(1926, 1, 1))
_HIJRI_TABLES: Final = range(day_number(1924, 8, 1), day_number(2077, 11, 17))
_SEASONS: Final = frozenset({"21", "22", "23", "24"})  #: EDTF's months that are none


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a calendar; ``about`` where the conversion may be a day or two off."""

    calendar: str  #: gregorian, julian, hijri, rumi
    year: int
    month: int
    day: int
    about: bool = False


def calendars_of(number: int) -> Iterator[Day]:
    """What the calendars in use on a day (an EDTF value's day number) called it.

    A value before the reform of 1582 counts as Western books write it: its day is a Julian one.

    >>> [(d.calendar, d.year, d.month, d.day) for d in calendars_of(day_number(1909, 4, 13))]
    [('gregorian', 1909, 4, 13), ('julian', 1909, 3, 31), ('hijri', 1327, 3, 22), ('rumi', 1325, 3, 31)]
    """
    if number >= GREGORIAN_REFORM:
        true = number
        yield Day("gregorian", *calendar_day(number))
    else:
        year, month, day = calendar_day(number)
        true = julian_day_number(year, month, day)
    if true < _JULIAN_UNTIL:
        yield Day("julian", *julian_calendar_day(true))
    if true >= _HIJRI_FROM:
        yield _hijri(true)
    if true in _RUMI:
        yield Day("rumi", *_rumi(true))


def _hijri(number: int) -> Day:
    if number in _HIJRI_TABLES:
        found = Gregorian(*calendar_day(number)).to_hijri()
        year, month, day = found.year, found.month, found.day
    else:
        year, month, day = islamic.from_jd(number - 0.5)
    return Day("hijri", year, month, day, about=not hijri_is_observed(year))


@cache
def _rumi(number: int) -> tuple[int, int, int]:
    year = calendar_day(number)[0] - 584
    year -= number < rumi_bounds(year)[0]
    for month in range(1, 13):
        try:
            first, last = rumi_bounds(year, month)
        except ValueError:  # January and February 1333 never were
            continue
        if first <= number <= last:
            return year, month, number - first + 1
    raise AssertionError(f"day {number} is in no Rumi month")


@dataclass(frozen=True, slots=True)
class InCalendar:
    """A date in the words of one calendar."""

    calendar: str
    words: str
    about: bool


def date_in_calendars(
    edtf: str, earliest: int | None, latest: int | None, w: Words
) -> tuple[InCalendar, ...]:
    """A date value in each calendar in use then, to the day, month or year that it is given to."""
    if earliest is None and latest is None:
        return ()
    precision = min(map(_precision, (part for part in edtf.split("/") if part.strip("."))))
    ends = [
        {day.calendar: day for day in calendars_of(n)} for n in (earliest, latest) if n is not None
    ]
    return tuple(
        _in_calendar([end[name] for end in ends if name in end], precision, w)
        for name in ("gregorian", "julian", "hijri", "rumi")
        if all(name in end for end in ends)
    )


def _precision(date: str) -> int:
    """Whether a date is given to the year (0), the month (1) or the day (2)."""
    year, *rest = date.removeprefix("-").rstrip("~?%").split("-")
    if not rest or "X" in year + rest[0] or rest[0] in _SEASONS:
        return 0
    return 2 if len(rest) == 2 and "X" not in rest[1] else 1


def _in_calendar(days: list[Day], precision: int, w: Words) -> InCalendar:
    about = any(day.about for day in days)
    first, last = days[0], days[-1]
    if precision == 2 and first != last and (first.year, first.month) == (last.year, last.month):
        return InCalendar(first.calendar, _said(first, 2, w, f"{first.day}–{last.day}"), about)
    said = list(dict.fromkeys(_said(day, precision, w) for day in days))
    return InCalendar(first.calendar, " – ".join(said), about)


def _said(day: Day, precision: int, w: Words, of_month: str = "") -> str:
    if precision == 0:
        return year_in_words(day.year, w)
    western = day.calendar in ("gregorian", "julian")
    year = year_in_words(day.year, w) if western else str(day.year)
    names = month_names(w.language)
    month = names[day.month - 1] if western else w(f"month_{day.calendar}_{day.month}")
    return spelt(year, month, (of_month or str(day.day)) if precision == 2 else None, w)
