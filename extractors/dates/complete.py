"""Complete one date, or take one step, from the date told last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from extractors.dates.calendars import hijri_bounds, hijri_day_number
from extractors.dates.edtf import calendar_day, day_number, day_text, parse_edtf
from extractors.dates.expressions import END_DAYS, EXACT_PARTS, Moment, Relative
from extractors.dates.period import PERSIAN_SHIFT, RUMI_SHIFT
from extractors.dates.values import moment_value
from extractors.errors import DateError
from extractors.model import DateValue

_MONTHS_BACK: Final = 9  #: a month so much earlier is one of the next year
_OTHER: Final = ("hijri", "rumi", "persian")
_SHIFTS: Final = {"rumi": RUMI_SHIFT, "persian": PERSIAN_SHIFT}
_MID_SEASON: Final = {21: 4, 22: 7, 23: 10, 24: 12}


@dataclass(frozen=True, slots=True)
class Told:
    """The date that the telling has reached, in our calendar; None is what is not known.

    ``calendar`` (hijri, rumi, persian or nothing), ``own_year`` and ``own_month`` tell how it was written,
    for the dates that follow in the same reckoning. ``doubled``: it stood there in ours as well.
    """

    year: int
    month: int | None = None
    day: int | None = None
    calendar: str = ""
    own_year: int | None = None
    own_month: int | None = None
    doubled: bool = False
    months: int = 0  #: of a stretch of months that are compared with others: how many


def told(moment: Moment | None, value: DateValue, *, quarter: bool = False) -> Told | None:
    """What a date (complete; None for a step) brings the telling to: its last day, month or year.

    ``quarter``: it was a step to a quarter of a year.
    """
    if value.latest is None or value.earliest is None:
        return None
    year, month, day = calendar_day(value.latest)
    if moment is None:
        parts = value.edtf.rpartition("/")[2].count("-")
        months = 3 if quarter else 0
        return Told(year, month if parts else None, day if parts > 1 else None, months=months)
    if moment.unit in ("decade", "century"):
        return None
    if moment.calendar in _OTHER:
        own = (moment.calendar, moment.year, moment.month)
        if moment.day is not None or moment.part in END_DAYS:
            return Told(year, month, day, *own)
        if moment.month is not None:
            return Told(year, month, None, *own)
        return Told(calendar_day(value.earliest)[0], None, None, *own)
    if moment.season is not None:
        return Told(calendar_day(value.earliest)[0])
    months = _months(moment)
    return Told(
        year,
        month if moment.month is not None or months else None,
        None if moment.day is None and moment.part not in END_DAYS else day,
        months=months,
    )


def _months(moment: Moment) -> int:
    """Of how many months a date is the last, where it is written as such a time."""
    if moment.ending is not None:
        return moment.ending[0] if moment.ending[1] == "month" else 0
    if moment.part not in EXACT_PARTS or moment.month is not None or moment.unit != "year":
        return 0
    return 12 // EXACT_PARTS[moment.part][1]


def told_moment(moment: Moment) -> Told | None:
    """What one end of a range brings the other to."""
    if moment.year is None:
        return None
    if moment.calendar in _OTHER:
        shift = _SHIFTS.get(moment.calendar, 622 - moment.year // 33)
        own = (moment.calendar, moment.year, moment.month)
        return Told(moment.year + shift, None, None, *own)
    return Told(moment.year, moment.month, moment.day)


def told_value(value: DateValue | None) -> Told | None:
    """What a value of one day brings the telling to."""
    if value is None or value.earliest is None or value.earliest != value.latest:
        return None
    return Told(*calendar_day(value.earliest))


def complete(
    moment: Moment, reached: Told | None, ahead: Told | None = None, near: Told | None = None
) -> tuple[Moment | None, str]:
    """``moment`` with its year (and month), and the rule that gave it; None where nothing can.

    ``reached`` is the date told last, ``ahead`` one that follows in the sentence, ``near`` the day
    of writing, where that is nearer than what was told.
    """
    if moment.unit == "decade" and moment.year is not None and moment.year < 100:
        if reached is None:  # whoever says "the seventies" and no more means the 20th century's
            return replace(moment, year=1900 + moment.year), "the 20th century"
        century = reached.year - reached.year % 100
        return replace(moment, year=century + moment.year), "century of the narrative"
    if moment.lunar:
        return _complete_lunar(moment, ahead if ahead is not None else reached)
    if moment.year is not None:
        return moment, "written"
    base = ahead if ahead is not None else reached
    if moment.calendar == "unknown":
        return replace(moment, calendar=""), "the year is misprinted"
    if moment.calendar == "persian" and base is not None:
        return replace(moment, year=_persian_year(moment, base)), "year of the narrative"
    dated = moment.month is not None or moment.season is not None
    if near is not None and dated and moment.year_step is None:
        return replace(moment, year=_nearest(moment, near)), "year of the writing"
    if base is None:
        if moment.day is not None and moment.month is not None:
            return moment, "no year in the text"
        return None, ""
    if moment.year_step is not None:
        return replace(moment, year=base.year + moment.year_step), "year of the narrative"
    if moment.month is None and moment.season is None:
        if base.month is None or moment.day is None:
            return None, ""
        if base.calendar == "hijri" and base.own_year is not None and base.own_month is not None:
            own = replace(moment, year=base.own_year, month=base.own_month, calendar="hijri")
            return own, "month of the narrative"
        return replace(moment, year=base.year, month=base.month), "month of the narrative"
    if ahead is not None:
        # what is told before it in the sentence lies before it
        back = (moment.month or 0) > (ahead.month or 12)
        return replace(moment, year=ahead.year - back), "year of the date ahead"
    if base.calendar == "rumi" and base.own_year is not None and moment.season is None:
        return replace(moment, year=base.own_year, calendar="rumi"), "year of the narrative"
    month = moment.month if moment.month is not None else _MID_SEASON[moment.season or 21]
    return replace(moment, year=base.year + _turn(month, base)), "year of the narrative"


def _turn(month: int, base: Told) -> int:
    """Whether the telling has passed a year's end (1), or looks back over one (-1)."""
    if base.month is None:
        return 0
    if base.month >= 10 and month <= 3 and base.month - month >= 7:
        return 1
    return -1 if month - base.month >= 10 else 0


def _persian_year(moment: Moment, base: Told) -> int:
    """The Iranian year (it begins in March) in which ``moment`` falls into the year of ``base``."""
    if base.calendar == "persian" and base.own_year is not None:
        return base.own_year
    past_new_year = (moment.month or 1) > 10 or (moment.month == 10 and (base.month or 12) < 3)
    return base.year - PERSIAN_SHIFT - past_new_year


def _nearest(moment: Moment, day: Told) -> int:
    """The year that brings ``moment`` nearest to a day, on the side of it where it lies."""
    month = _MID_SEASON[moment.season] if moment.season is not None else moment.month
    months = (month or 1) - (day.month or 1)
    if moment.season is not None and not moment.side:
        return day.year
    if moment.side:
        return day.year - (moment.side < 0 < months) + (months < 0 < moment.side)
    return day.year - (months > 6) + (months < -6)


def step_from_writing(step: Relative, written: Told | None) -> DateValue | None:
    """Value of a step from the day of writing; for a weekday the last such day, or the next.

    A week is its days from Monday to Sunday.
    """
    if written is None or written.month is None or written.day is None:
        return None
    if step.unit == "quarter" and step.which is not None:
        steps = step.which - _quarter(written.month)
        if step.steps > 0:
            steps += 4 * (steps < 0)
        elif steps > 1:  # the one that has not yet begun, or else the last such one
            steps -= 4
        return _quarter_value(written, steps)
    number = day_number(written.year, written.month, written.day)
    if step.which is not None:
        ahead = (step.which - number) % 7  # the day number 0 is a Monday
        if step.steps < -1:
            number += ahead - 7 if 0 < ahead < 6 else ahead - 14 if ahead else -7
        else:
            number += ahead if step.steps > 0 else ahead - 7 if ahead else 0
        return parse_edtf(day_text(*calendar_day(number)))
    if step.unit == "weekend":
        saturday = number - number % 7 + 5
        saturday -= 0 if step.steps > 0 or number % 7 == 6 else 7
        ends = (day_text(*calendar_day(n)) for n in (saturday, saturday + 1))
        return parse_edtf("/".join(ends))
    if step.unit == "week":
        monday = number - number % 7 + 7 * step.steps
        ends = (day_text(*calendar_day(n)) for n in (monday, monday + 6))
        return parse_edtf("/".join(ends))
    return relative_value(replace(step, base="narrative"), written)


def _quarter(month: int) -> int:
    return (month + 2) // 3


def _quarter_value(base: Told, steps: int) -> DateValue:
    """The quarter so many on from the one that ``base`` lies in; ``base`` names its month."""
    first = base.year * 12 + 3 * (_quarter(base.month or 1) - 1 + steps)
    ends = (day_text(n // 12, n % 12 + 1) for n in (first, first + 2))
    return parse_edtf("/".join(ends))


def _months_before(reached: Told, steps: int) -> DateValue:
    """The stretch of months told last, so many months earlier (as ``steps`` is negative)."""
    last = reached.year * 12 + (reached.month or 1) - 1 + steps
    ends = (day_text(n // 12, n % 12 + 1) for n in (last - reached.months + 1, last))
    return parse_edtf("/".join(ends))


def _complete_lunar(moment: Moment, reached: Told | None) -> tuple[Moment | None, str]:
    if moment.year is not None:
        return replace(moment, calendar="hijri"), "written"
    if reached is None or moment.month is None:
        return None, ""
    if reached.calendar == "hijri" and reached.own_year is not None:
        if moment.year_step is not None:
            year = reached.own_year + moment.year_step
            return replace(moment, year=year, calendar="hijri"), "year of the narrative"
        turned = (reached.own_month or 0) - moment.month >= _MONTHS_BACK
        return replace(moment, year=reached.own_year + turned, calendar="hijri"), (
            "year of the narrative"
        )
    day = day_number(reached.year, reached.month or 7, reached.day or 1)
    guess = max((reached.year - 622) * 33 // 32, 2)
    years = (guess - 1, guess, guess + 1, guess + 2)
    year = min(years, key=lambda y: abs(hijri_day_number(y, moment.month or 1, 15) - day))
    if reached.month is None:
        inside = [y for y in years if _begins_in(y, moment.month, reached.year)]
        year = inside[0] if inside else year
    return replace(moment, year=year, calendar="hijri"), "year of the narrative"


def _begins_in(hijri: int, month: int, year: int) -> bool:
    return calendar_day(hijri_bounds(hijri, month)[0])[0] == year


def relative_value(step: Relative, reached: Told | None) -> DateValue | None:
    """Value of a step from the date told last; None where that is not known to the unit."""
    if reached is None or step.base == "writing":
        return None
    mark = "~" if step.circa else ""
    try:
        if step.unit in ("day", "week"):
            if reached.month is None or reached.day is None:
                return None
            days = step.steps * (7 if step.unit == "week" else 1)
            number = day_number(reached.year, reached.month, reached.day) + days
            return parse_edtf(day_text(*calendar_day(number)) + mark)
        if reached.months and reached.month and step.unit in ("quarter", "year") and step.steps < 0:
            return _months_before(reached, step.steps * (3 if step.unit == "quarter" else 12))
        if step.unit == "quarter":
            return None if reached.month is None else _quarter_value(reached, step.steps)
        if step.unit == "month":
            if reached.month is None:
                return parse_edtf(f"{day_text(reached.year)}~") if step.circa else None
            months = reached.year * 12 + reached.month - 1 + step.steps
            return parse_edtf(day_text(months // 12, months % 12 + 1) + mark)
        lunar = reached.calendar == "hijri" and not reached.doubled
        if step.unit == "year" and lunar and reached.own_year is not None:
            return moment_value(Moment("year", reached.own_year + step.steps, calendar="hijri"))
        if step.unit == "year":
            return parse_edtf(day_text(reached.year + step.steps) + mark)
    except DateError:
        return None
    return None
