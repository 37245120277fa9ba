"""Days of the calendars that historical texts are dated by, as Julian Day Numbers.

Western dates before 15 October 1582 are what historians write: Julian days, kept as written (a text
that says 4 July 1187 gets the value 1187-07-04). So that both halves of a double date agree, a Hijri
date before that day is told by its Julian day too (``western_day``).
"""

from __future__ import annotations

from functools import cache
from typing import Final

from convertdate import islamic, persian
from hijridate import Hijri

from extractors.dates.edtf import calendar_day, day_number, days_in_month
from extractors.errors import DateError

#: the first day of the Gregorian calendar, 15 October 1582
GREGORIAN_REFORM: Final = day_number(1582, 10, 15)
#: Ottoman law of 8 February 1332: the day after 15 February 1332 (28 February 1917) is 1 March 1333
RUMI_REFORM_YEAR: Final = 1333
_RUMI_YEARS: Final = range(1205, 1343)  #: of the treasury from 1205, of the whole state from 1256
_HIJRI_OBSERVED: Final = range(1343, 1501)  #: the Umm al-Qura tables of hijridate
_PERSIAN_YEARS: Final = range(1, 1501)


def julian_day_number(year: int, month: int, day: int) -> int:
    """Julian Day Number of a day of the Julian calendar.

    >>> calendar_day(julian_day_number(1917, 10, 25))
    (1917, 11, 7)
    """
    if not 1 <= month <= 12 or not 1 <= day <= julian_days_in_month(year, month):
        raise DateError(f"{year}-{month}-{day} is no day of the Julian calendar")
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    return year * 365 + year // 4 + (153 * month + 2) // 5 + day - 1 + 1721118


def julian_calendar_day(number: int) -> tuple[int, int, int]:
    """Year, month, day of a Julian Day Number in the Julian calendar."""
    cycle, rest = divmod(number - 1721118, 1461)
    year = (rest - rest // 1460) // 365
    of_year = rest - 365 * year
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month += 3 if month < 10 else -9
    return cycle * 4 + year + (month <= 2), month, day


def julian_days_in_month(year: int, month: int) -> int:
    """Length of a Julian month."""
    return (29 if year % 4 == 0 else 28) if month == 2 else days_in_month(1900, month)


def western_day(number: int) -> tuple[int, int, int]:
    """Year, month, day as Western historians write the day: Julian before the reform of 1582."""
    return calendar_day(number) if number >= GREGORIAN_REFORM else julian_calendar_day(number)


def rumi_day_number(year: int, month: int, day: int) -> int:
    """Julian Day Number of a day of the Ottoman financial (Rumi, Mali) calendar.

    Until 15 February 1332 day and month are Julian and the year begins on 1 March: its number plus
    584 is that of the Julian year (585 in January and February). From 1 March 1333 (1 March 1917)
    day and month are Gregorian; from 1334 (1918) the year begins on 1 January, plus 584.

    >>> calendar_day(rumi_day_number(1325, 3, 31)), calendar_day(rumi_day_number(1336, 4, 23))
    ((1909, 4, 13), (1920, 4, 23))
    """
    if year not in _RUMI_YEARS:
        raise DateError(f"{year} is no year of the Rumi calendar (1205 to 1342)")
    if year >= RUMI_REFORM_YEAR:
        # January and February 1333 never were; whoever writes them means those of 1334
        western = year + 585 if year == RUMI_REFORM_YEAR and month < 3 else year + 584
        if not 1 <= month <= 12 or not 1 <= day <= days_in_month(western, month):
            raise DateError(f"{year}-{month}-{day} is no day of the Rumi calendar")
        return day_number(western, month, day)
    return julian_day_number(year + (584 if month > 2 else 585), month, day)


def rumi_bounds(year: int, month: int | None = None) -> tuple[int, int]:
    """First and last day of a Rumi year or month."""
    if month is not None:
        first = rumi_day_number(year, month, 1)
        if year >= RUMI_REFORM_YEAR:
            western_year, western_month, _ = calendar_day(first)
            return first, first + days_in_month(western_year, western_month) - 1
        length = julian_days_in_month(year + (584 if month > 2 else 585), month)
        return first, min(first + length - 1, day_number(1917, 2, 28))
    first = rumi_day_number(year, 3 if year <= RUMI_REFORM_YEAR else 1, 1)
    if year >= RUMI_REFORM_YEAR:
        return first, day_number(year + 584, 12, 31)
    return first, min(rumi_day_number(year + 1, 3, 1), day_number(1917, 3, 1)) - 1


def hijri_is_observed(year: int) -> bool:
    """Whether the conversion follows the published tables, not arithmetic (a day or two off)."""
    return year in _HIJRI_OBSERVED


def hijri_day_number(year: int, month: int, day: int) -> int:
    """Julian Day Number of a day of the Islamic lunar calendar.

    From 1343 to 1500 by the Umm al-Qura tables; else by the arithmetic calendar, which may be a day
    or two off what was observed.

    >>> calendar_day(hijri_day_number(1445, 9, 1))
    (2024, 3, 11)
    """
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= 30:
        raise DateError(f"{year}-{month}-{day} is no day of the Hijri calendar")
    if year in _HIJRI_OBSERVED:
        length = Hijri(year, month, 1).month_length()
        first: int = Hijri(year, month, 1).to_julian()
        return first + min(day, length) - 1
    return int(islamic.to_jd(year, month, day) + 0.5)


def hijri_bounds(year: int, month: int | None = None) -> tuple[int, int]:
    """First and last day of a Hijri year or month."""
    first = hijri_day_number(year, month or 1, 1)
    if month is not None and month < 12:
        return first, hijri_day_number(year, month + 1, 1) - 1
    return first, hijri_day_number(year + 1, 1, 1) - 1


@cache
def persian_day_number(year: int, month: int, day: int) -> int:
    """Julian Day Number of a day of the Iranian solar calendar (Solar Hijri).

    >>> calendar_day(persian_day_number(1324, 9, 21))
    (1945, 12, 12)
    """
    if year not in _PERSIAN_YEARS or not 1 <= month <= 12:
        raise DateError(f"{year}-{month}-{day} is no day of the Iranian calendar")
    if not 1 <= day <= persian.month_length(year, month):
        raise DateError(f"{year}-{month}-{day} is no day of the Iranian calendar")
    return int(persian.to_jd(year, month, day) + 0.5)


def persian_bounds(year: int, month: int | None = None) -> tuple[int, int]:
    """First and last day of a year or month of the Iranian solar calendar."""
    if month is not None and month < 12:
        return persian_day_number(year, month, 1), persian_day_number(year, month + 1, 1) - 1
    return persian_day_number(year, month or 1, 1), persian_day_number(year + 1, 1, 1) - 1
