"""The value at fault as a person reads it."""

from __future__ import annotations

from typing import Final

from extractors.dates.edtf import calendar_day, day_text

_UNITS: Final = {
    "daysApart": "days",
    "calendarSlip": "days",
    "battleDays": "days",
    "ageInYears": "years",
    "lifeInYears": "years",
    "kilometresApart": "km",
}


def detail(path: str, value: str | None, limit: str | None) -> str:
    """``value`` of the property ``path`` (an IRI), with the ``limit`` that it passes if any.

    >>> detail("https://histkg.example/check#eventFirstDay", "2422439", "2422084")
    '1920-04-24 > 1919-05-05'
    >>> detail("https://histkg.example/check#daysApart", "13", None)
    '13 days'
    """
    if value is None:
        return ""
    name = path.rpartition("#")[2]
    if name == "missing":
        return value
    if name.endswith("Day"):
        first = _day(value)
        return f"{first} > {_day(limit)}" if limit else first
    return f"{value} {_UNITS[name]}" if name in _UNITS else ""


def _day(number: str) -> str:
    return day_text(*calendar_day(int(number))) if number.lstrip("-").isdigit() else number
