"""Dates put together: years, and counts by stretches of time that grow with the span."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractors.dates.edtf import calendar_day, day_number, day_text
from kg.serve.chronicle import Dated

#: lengths of stretches, in months
_LENGTHS: Final = (1, 12, 60, 120, 300, 600, 1200)
_OUR_ERA: Final = 12  #: the months of the year 1 begin here


@dataclass(frozen=True, slots=True)
class Stretch:
    """Dates from the day ``first`` to the day ``last`` (Julian Day Numbers), and how many."""

    first: int
    last: int
    count: int


def day_of(entry: Dated) -> int:
    """The day by which a date stands in its place: its first, where that is open its last."""
    return entry.first if entry.first is not None else entry.last or 0


def year_of(day: int) -> int:
    """The year of a day; 0 is the first before our era."""
    return calendar_day(day)[0]


def iso(day: int) -> str:
    """A day as browsers read it: ``1919-07-23``, years before 0 and beyond 9999 with sign and six digits.

    >>> iso(2421950), iso(1721060 - 366)
    ('1918-12-22', '-000001-01-01')
    """
    year, month, of_month = calendar_day(day)
    written = f"{year:04}" if 0 <= year <= 9999 else f"{'-' if year < 0 else '+'}{abs(year):06}"
    return f"{written}-{month:02}-{of_month:02}"


def edtf_day(day: int) -> str:
    """A day as EDTF has it."""
    return day_text(*calendar_day(day))


def stretches(entries: Sequence[Dated], most: int) -> list[Stretch]:
    """Counts of ``entries`` by months, years, decades …: the shortest that need at most ``most``."""
    if not entries:
        return []
    days = [day_of(e) for e in entries]
    begin, end = _months(min(days)), _months(max(days))
    length = next((n for n in _LENGTHS if end // n - begin // n < most), _LENGTHS[-1])
    counted = Counter(_stretch(_months(day), length) for day in days)
    return [
        Stretch(
            _first_day(_begin(number, length)), _first_day(_begin(number + 1, length)) - 1, count
        )
        for number, count in sorted(counted.items())
    ]


def _stretch(months: int, length: int) -> int:
    """The number of a month's stretch; no stretch has years of both eras, for there is no year 0."""
    return (months if months >= _OUR_ERA else months - _OUR_ERA) // length


def _begin(number: int, length: int) -> int:
    """The first month of a stretch."""
    months = number * length
    return max(months, _OUR_ERA) if number >= 0 else months + _OUR_ERA


def _months(day: int) -> int:
    year, month, _ = calendar_day(day)
    return year * 12 + month - 1


def _first_day(months: int) -> int:
    return day_number(months // 12, months % 12 + 1, 1)
