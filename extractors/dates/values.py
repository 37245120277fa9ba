"""From a complete date as written to its value."""

from __future__ import annotations

from dataclasses import replace

from extractors.dates.calendars import (
    hijri_bounds,
    hijri_day_number,
    hijri_is_observed,
    julian_day_number,
    persian_bounds,
    persian_day_number,
    rumi_bounds,
    rumi_day_number,
    western_day,
)
from extractors.dates.edtf import calendar_day, day_text, days_in_month, parse_edtf, year_text
from extractors.dates.expressions import END_DAYS, EXACT_PARTS, VAGUE_PARTS, Moment
from extractors.errors import DateError
from extractors.model import DateValue

_WESTERN = ("", "gregorian")


def moment_value(moment: Moment) -> DateValue:
    """Value of a complete moment; raises DateError when there is no such day.

    A Hijri date outside the published tables is marked approximate, as its arithmetic is a day or
    two off. A vague part (early, late) and circa mark the whole as approximate; an exact part
    (the second half) cuts it.
    """
    if moment.part in END_DAYS:
        if moment.unit == "month":
            return _end_day(moment)
        moment = replace(moment, part=END_DAYS[moment.part])
    if moment.ending is not None:
        return _ended(moment)
    calendar = moment.calendar or "gregorian"
    mark = "~" if moment.circa or moment.part in VAGUE_PARTS else ""
    if moment.calendar == "hijri" and moment.unit == "century" and moment.year is not None:
        ends = hijri_bounds(moment.year + 1)[0], hijri_bounds(moment.year + 100)[1]
        return parse_edtf("/".join(day_text(*western_day(n)) + "~" for n in ends), "hijri")
    if moment.calendar in _WESTERN or moment.unit in ("decade", "century", "season"):
        if moment.part in EXACT_PARTS and moment.unit != "day":
            first, last = _cut(moment)
            return parse_edtf(f"{first}{mark}/{last}{mark}", calendar)
        return parse_edtf(_mark(_western(moment), mark), calendar)
    first_day, last_day = _bounds(moment)
    if moment.part in EXACT_PARTS and moment.unit == "month":
        first_day, last_day = _cut_days(moment.part, first_day, last_day)
    if moment.calendar == "hijri" and not hijri_is_observed(moment.year or 0):
        mark = "~"
    first, last = (day_text(*western_day(n)) for n in (first_day, last_day))
    if first_day == last_day:
        return parse_edtf(first + mark, calendar)
    if first.endswith("-01-01") and last == f"{first[:-6]}-12-31":
        return parse_edtf(first[:-6] + mark, calendar)
    if first[:-2] == last[:-2] and first.endswith("-01") and calendar == "rumi":
        year, month, day = calendar_day(last_day)
        if day == days_in_month(year, month):
            return parse_edtf(first[:-3] + mark, calendar)
    return parse_edtf(f"{first}{mark}/{last}{mark}", calendar)


def range_value(first: Moment, last: Moment) -> DateValue:
    """Value of the time from ``first`` to ``last``; raises DateError when it ends before it begins."""
    a, b = moment_value(first), moment_value(last)
    start, end = a.edtf.partition("/")[0], b.edtf.rpartition("/")[2]
    calendar = first.calendar or last.calendar or "gregorian"
    return parse_edtf(f"{start}/{end}", calendar)


def open_value(moment: Moment, direction: str) -> DateValue:
    """Value of the time before or after ``moment``, which is itself counted in."""
    value = moment_value(moment)
    if direction == "before":
        return parse_edtf(f"../{value.edtf.rpartition('/')[2]}", value.calendar)
    return parse_edtf(f"{value.edtf.partition('/')[0]}/..", value.calendar)


def complete_value(first: Moment, last: Moment | None, direction: str) -> DateValue | None:
    """Value of complete moments: of a date, a range, or the time open in a direction.

    A day that its month does not have leaves the month; None where nothing is left.
    """
    for kept in (first, replace(first, day=None, unit="month") if first.day else None):
        if kept is None:
            break
        try:
            if last is not None:
                return range_value(kept, last)
            return open_value(kept, direction) if direction else moment_value(kept)
        except DateError:
            continue
    return None


def _end_day(month: Moment) -> DateValue:
    """The first or the last day of a month."""
    whole = moment_value(replace(month, part=""))
    number = whole.earliest if month.part == "first-day" else whole.latest
    if number is None:
        raise DateError("a month without its year has no first or last day")
    day = calendar_day(number)
    mark = "~" if month.circa or whole.edtf.endswith("~") else ""
    return parse_edtf(day_text(*day) + mark, whole.calendar)


def _ended(moment: Moment) -> DateValue:
    """The days or months that end with a moment."""
    assert moment.ending is not None
    count, unit = moment.ending
    whole = moment_value(replace(moment, ending=None))
    if whole.latest is None:
        raise DateError("what ends without a year has no beginning")
    year, month, _ = calendar_day(whole.latest)
    if unit == "day":
        ends = (day_text(*calendar_day(n)) for n in (whole.latest - count + 1, whole.latest))
    else:
        last = year * 12 + month - 1
        ends = (day_text(n // 12, n % 12 + 1) for n in (last - count + 1, last))
    return parse_edtf("/".join(ends), whole.calendar)


def _mark(text: str, mark: str) -> str:
    return "/".join(part + mark for part in text.split("/"))


def _western(moment: Moment) -> str:
    year = moment.year
    if year is None:
        if moment.month is None:
            raise DateError("a date without year and month has no value")
        day = "XX" if moment.day is None else f"{moment.day:02d}"
        return f"XXXX-{moment.month:02d}-{day}"
    if moment.unit == "century":
        if moment.before_era:
            return f"{year_text(year)}/{year_text(year + 99)}"
        return f"{year // 100:02d}XX"
    if moment.unit == "decade":
        return f"{year // 10:03d}X"
    if moment.season is not None:
        return f"{year_text(year)}-{moment.season}"
    return day_text(year, moment.month, moment.day)


def _bounds(moment: Moment) -> tuple[int, int]:
    """First and last day of a moment of another calendar."""
    year, month, day = moment.year, moment.month, moment.day
    if year is None:
        raise DateError("a date of another calendar without its year has no value")
    if moment.calendar == "hijri":
        if month is None or day is None:
            return hijri_bounds(year, month)
        number = hijri_day_number(year, month, day)
    elif moment.calendar == "rumi":
        if month is None or day is None:
            return rumi_bounds(year, month)
        number = rumi_day_number(year, month, day)
    elif moment.calendar == "persian":
        if month is None or day is None:
            return persian_bounds(year, month)
        number = persian_day_number(year, month, day)
    else:
        if month is None:
            return julian_day_number(year, 1, 1), julian_day_number(year, 12, 31)
        if day is None:
            end = julian_day_number(year + month // 12, month % 12 + 1, 1) - 1
            return julian_day_number(year, month, 1), end
        number = julian_day_number(year, month, day)
    return number, number


def _cut(moment: Moment) -> tuple[str, str]:
    """First and last date of an exact part of a century, decade, year or month."""
    which, of = EXACT_PARTS[moment.part]
    year = moment.year
    if year is None or moment.season is not None:
        raise DateError("only a century, decade, year or month can be cut into parts")
    if moment.unit in ("century", "decade"):
        length = 100 if moment.unit == "century" else 10
        first, last = year + length * (which - 1) // of, year + length * which // of - 1
        return year_text(first), year_text(last)
    if moment.month is None:
        return day_text(year, 12 * (which - 1) // of + 1), day_text(year, 12 * which // of)
    days = days_in_month(year, moment.month)
    start, end = _cut_days(moment.part, 1, days)
    return day_text(year, moment.month, start), day_text(year, moment.month, end)


def _cut_days(part: str, first: int, last: int) -> tuple[int, int]:
    """A part of a month: halves are cut after the 15th, thirds after the 10th and the 20th."""
    which, of = EXACT_PARTS[part]
    size = {2: 15, 3: 10, 4: 7}[of]
    return first + size * (which - 1), last if which == of else first + size * which - 1
