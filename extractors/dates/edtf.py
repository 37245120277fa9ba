"""The part of EDTF (ISO 8601-2) that date values use: read, bounded by days, printed canonically.

Read are level 0 and most of level 1: ``1919-07-23``, ``1919-07``, ``1919``, seasons ``1919-21``
(spring) to ``1919-24`` (winter), unspecified digits ``191X``, ``19XX``, ``1919-XX``,
``1919-07-XX``, ``XXXX-03-23``, the qualifiers ``~``, ``?`` and ``%`` at the end of a date, intervals
``1919/1921`` with open (``..``) or unknown (nothing) ends, years before our era (``-0043`` is
44 BCE) and years of five and more digits (``Y10000``).

Bounds: a qualifier widens nothing. ``1920~`` has the first and last day of ``1920``: how far
"about" reaches is not in the value, and an invented width would pass for knowledge.
A winter runs from December into the next year's February, as its year is that of its December.
Dates count in the proleptic Gregorian calendar, as EDTF has it.
"""

from __future__ import annotations

import re
from typing import Final

from extractors.errors import DateError
from extractors.model import DateValue

_DATE: Final = re.compile(
    r"(?P<year>-?[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX|Y-?[1-9][0-9]{4,})"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<mark>[~?%]?)"
)
_SEASONS: Final = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_OPEN: Final = ("..", "")
#: 1970-01-01 is day 2440588; the algorithm counts from 1 March of the year 0
_MARCH_OF_YEAR_0: Final = 1721120


def day_number(year: int, month: int, day: int) -> int:
    """Julian Day Number of a day of the proleptic Gregorian calendar (year 0 is 1 BCE).

    >>> day_number(1970, 1, 1)
    2440588
    """
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    era, of_era = divmod(year, 400)
    of_year = (153 * month + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year + _MARCH_OF_YEAR_0


def calendar_day(number: int) -> tuple[int, int, int]:
    """Year, month, day of a Julian Day Number in the proleptic Gregorian calendar.

    >>> calendar_day(2440588)
    (1970, 1, 1)
    """
    era, of_era = divmod(number - _MARCH_OF_YEAR_0, 146097)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month += 3 if month < 10 else -9
    return era * 400 + year + (month <= 2), month, day


def days_in_month(year: int, month: int) -> int:
    """Length of a Gregorian month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def year_text(year: int) -> str:
    """A year as EDTF writes it.

    >>> year_text(1919), year_text(-43), year_text(12345)
    ('1919', '-0043', 'Y12345')
    """
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def day_text(year: int, month: int | None = None, day: int | None = None) -> str:
    """A day, month or year as EDTF writes it."""
    text = year_text(year)
    if month is not None:
        text += f"-{month:02d}"
        if day is not None:
            text += f"-{day:02d}"
    return text


def parse_edtf(text: str, calendar: str = "gregorian") -> DateValue:
    """The value of an EDTF string, with its first and last day (None: open or unknown).

    ``calendar`` is only recorded: in which calendar the source wrote the date. Raises DateError
    when ``text`` is not of the subset, names no day of the calendar or ends before it begins.
    """
    first, slash, last = text.strip().partition("/")
    if not slash:
        earliest, latest, canonical = _date(first, text)
        return DateValue(canonical, earliest, latest, calendar)
    if first in _OPEN and last in _OPEN:
        raise DateError(f"'{text}' has no end at all; give one of its dates")
    earliest = latest = None
    if first not in _OPEN:
        earliest, _, first = _date(first, text)
    if last not in _OPEN:
        _, latest, last = _date(last, text)
        if first not in _OPEN and earliest is not None and latest is not None and latest < earliest:
            raise DateError(f"'{text}' ends before it begins; exchange its two dates")
    return DateValue(f"{first}/{last}", earliest, latest, calendar)


def _date(text: str, whole: str) -> tuple[int | None, int | None, str]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise DateError(f"'{whole}' is no EDTF date; write e.g. 1919-07-23, 1919-07, 1919~ or a/b")
    year, month, day = match["year"], match["month"], match["day"]
    if year == "-0000":
        raise DateError(f"'{whole}' has the year -0000; write 0000 for 1 BCE")
    if year == "XXXX":
        _check(2000, month, day, whole)
        return None, None, match.group()
    low, high = (int(year.replace("X", digit).removeprefix("Y")) for digit in "09")
    _check(low, month, day, whole) if low == high else _check(2000, month, day, whole)
    if month is None:
        return day_number(low, 1, 1), day_number(high, 12, 31), match.group()
    if month == "XX":
        first, last = 1, 12
    elif int(month) in _SEASONS:
        first, last = _SEASONS[int(month)]
    else:
        first = last = int(month)
    if last > 12:
        high, last = high + 1, last - 12
    end = days_in_month(high, last)
    if day is None or day == "XX":
        return day_number(low, first, 1), day_number(high, last, end), match.group()
    return (
        day_number(low, first, min(int(day), days_in_month(low, first))),
        day_number(high, last, min(int(day), end)),
        match.group(),
    )


def _check(year: int, month: str | None, day: str | None, whole: str) -> None:
    if month is None or month == "XX":
        if day not in (None, "XX") and not 1 <= int(day) <= 31:
            raise DateError(f"'{whole}' has no such day; days go from 01 to 31")
        return
    if not 1 <= int(month) <= 12 and not (int(month) in _SEASONS and day is None):
        raise DateError(f"'{whole}' has no such month; months go from 01 to 12, seasons 21 to 24")
    if day not in (None, "XX") and not 1 <= int(day) <= days_in_month(year, int(month)):
        raise DateError(f"'{whole}' has no such day in that month; correct the day")
