"""From a pattern's match to the moments that it writes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Literal, cast

from extractors.dates.calendars import julian_day_number, western_day
from extractors.dates.expressions import QUARTERS, Expression, Moment, Relative, Unit
from extractors.dates.patterns import Pattern
from extractors.dates.slots import Slots, season_number, year_number
from extractors.errors import DateError

_MOST_STEPS = 500  #: what counts more days or years is no step of a narrative
_LAST_HIJRI = 1500
#: number words that make less or more count something
_FIRST_WORDED, _LAST_WORDED = 100, 2050
#: with these a pattern's step says on which side of the writing a date lies
_DATED = {"month_", "day_", "season_", "month", "ending"}
_YEARS = ("year", "yearfour", "anyyear", "shortyear")


def read_match(match: re.Match[str], pattern: Pattern, slots: Slots) -> Expression | None:
    """The expression of a pattern's match, or None where its parts fit no date."""
    parts = {
        k.rpartition("_")[0]: v
        for k, v in match.groupdict().items()
        if v is not None and k != "span"
    }
    start, end = match.span("span")
    found = Expression(
        start, end, pattern.name, pattern.confidence, weak=pattern.weak, number=pattern.number
    )
    settings = pattern.settings
    if "relative" in settings and not _DATED & (parts.keys() | settings.keys()):
        step = _relative(parts, settings, slots)
        return None if step is None else replace(found, relative=step)
    first = _moment(_end(parts, "1"), settings, slots)
    if not any(name.endswith("_2") for name in parts):
        if first is None:
            return None
        direction = cast('Literal["", "before", "after"]', settings.get("open", ""))
        return replace(found, first=first, open_end=direction)
    last = _moment(_end(parts, "2"), settings, slots)
    if first is None or last is None:
        return None
    if "shortyear_2" in parts and first.year is not None and last.year is not None:
        last = replace(last, year=first.year - first.year % 100 + last.year % 100)
    first, last = share_year(first, last)
    if settings.get("swap") and _order(last) < _order(first):
        first, last = last, first
    if settings.get("eras"):
        return replace(found, first=last) if two_eras(first, last) else None
    if settings.get("styles"):
        one = _two_styles(first, last)
        if one is not None:
            return replace(found, first=one)
        if settings["styles"] == "only":
            return None
    return replace(found, first=first, last=last)


def share_year(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """Both ends of a range, the year (and calendar) that one of them writes given to the other."""
    if first.year_step is not None or last.year_step is not None or first.lunar != last.lunar:
        return first, last
    if first.year is None and last.year is not None and _has_month(first):
        back = _order(first)[1:] > _order(last)[1:] and _has_month(last)
        first = replace(
            first,
            year=last.year - back,
            calendar=first.calendar or last.calendar,
            before_era=last.before_era,
        )
    elif last.year is None and first.year is not None and _has_month(last):
        on = _order(last)[1:] < _order(first)[1:]
        last = replace(last, year=first.year + on, calendar=last.calendar or first.calendar)
    return first, last


def _two_styles(a: Moment, b: Moment) -> Moment | None:
    """The Gregorian one of two days that are one day in Old and New Style, else None."""
    year = b.year if b.year is not None else a.year
    if year is None or not (a.month and a.day and b.day):
        return None
    try:
        there = western_day(julian_day_number(a.year or year, a.month, a.day))
    except DateError:
        return None
    if there[2] == b.day and there[1] == (b.month or there[1]):
        return replace(b, year=there[0], month=there[1], calendar="gregorian")
    return None


def two_eras(hijri: Moment, ours: Moment) -> bool:
    """Whether two years (or centuries) are the same one, counted from the Hijra and in our era."""
    if hijri.year is None or ours.year is None or hijri.unit != ours.unit:
        return False
    apart = abs(hijri.year * 32 // 33 + 622 - ours.year)
    return apart <= (100 if ours.unit == "century" else 1)


def apply_settings(moment: Moment, settings: dict[str, Any]) -> Moment:
    """``moment`` with what a pattern or an adjunct sets."""
    if settings.get("before_era") and moment.year is not None and not moment.before_era:
        # 44 BCE is the astronomical year -43; the 5th century BCE begins in 500 BCE (-499)
        year = -moment.year - 99 if moment.unit == "century" else 1 - moment.year
        moment = replace(moment, year=year, before_era=True)
    return replace(
        moment,
        circa=moment.circa or settings.get("circa", False),
        part=settings.get("part", moment.part),
        calendar=settings.get("calendar", moment.calendar),
        side=settings.get("relative", moment.side),
        year_step=settings.get("year_step", moment.year_step),
    )


def _end(parts: dict[str, str], number: str) -> dict[str, str]:
    """The slots of one end: those that both share, and its own."""
    own = {"", number}
    return {k[: k.index("_")]: v for k, v in parts.items() if k[k.index("_") + 1 :] in own}


def _moment(parts: dict[str, str], settings: dict[str, Any], slots: Slots) -> Moment | None:
    year = month = day = season = weekday = None
    calendar = ""
    unit: Unit = "year"
    for slot in _YEARS:
        if slot in parts:
            year = year_number(parts[slot]) + (1900 if slot == "shortyear" else 0)
    if "compactday" in parts:
        digits = parts.pop("compactday")
        year, parts = int(digits[:4]), parts | {"monthnumber": digits[4:6], "digitday": digits[6:]}
    if "compactshort" in parts:
        digits = parts.pop("compactshort")
        year = 1900 + int(digits[:2])
        parts = parts | {"monthnumber": digits[2:4], "digitday": digits[4:]}
    if "yearwords" in parts:
        year = slots.number(parts["yearwords"])
        if not _FIRST_WORDED <= year <= _LAST_WORDED:
            return None
    if "decade" in parts:
        year, unit = int(parts["decade"]), "decade"
    if "decadeword" in parts:
        year, unit = int(slots.word("decadeword", parts["decadeword"])), "decade"
    if "century" in parts:
        number = slots.number(parts["century"])
        if not 1 <= number <= 21:
            return None
        if unit == "decade" and year is not None and year < 100:
            year += (number - 1) * 100
        else:
            year, unit = (number - 1) * 100, "century"
    name = parts.get("month") or parts.get("monthalone") or parts.get("monthlike")
    if name is not None:
        named = slots.month(name)
        if named is None:
            return None
        month, calendar, unit = named.number, named.calendar, "month"
    elif "monthnumber" in parts:
        month, unit = int(parts["monthnumber"]), "month"
    if "season" in parts:
        season, unit = season_number(slots.word("season", parts["season"])), "season"
    written_day = parts.get("day") or parts.get("digitday")
    if written_day is not None:
        day, unit = slots.number(written_day), "day"
    if "weekday" in parts:
        weekday = int(slots.word("weekday", parts["weekday"]))
    part = slots.word("part", parts["part"]) if "part" in parts else ""
    if "month" in settings:  # a feast
        month, unit = settings["month"], "month"
        if "day" in settings:
            day, unit = settings["day"], "day"
    ending: tuple[int, Unit] | None = None
    if "ending" in settings:
        times, _, of = settings["ending"].partition(" ")
        counted = slots.number(parts["number"]) if "number" in parts else 1
        ending = (int(times) * counted, of)
        if month is None:  # "the first nine months of 1989"
            month, unit = counted, "month"
            if not 1 <= counted <= 12:
                return None
    if "quarter" in parts:
        part = QUARTERS[int(slots.word("quarter", parts["quarter"])) - 1]
    of_told = part and "year_step" in settings  # "late that year"
    if year is None and month is None and day is None and season is None and not of_told:
        return None
    lunar = calendar == "hijri"
    moment = Moment(unit, year, month, day, season, weekday, calendar, lunar, part, ending=ending)
    moment = apply_settings(moment, settings)
    if moment.calendar in ("hijri", "persian") and (moment.year or 0) > _LAST_HIJRI:
        return None
    return moment


def _relative(parts: dict[str, str], settings: dict[str, Any], slots: Slots) -> Relative | None:
    count, unit = 1, settings.get("unit", "day")
    if "unit_" in parts:
        times, _, unit = slots.word("unit", parts["unit_"]).rpartition(" ")
        count = int(times or 1)
    if "number_" in parts:
        number = slots.number(parts["number_"])
        if not 0 < number <= _MOST_STEPS:
            return None
        count *= number
    which = None
    if "weekday_" in parts:
        which = int(slots.word("weekday", parts["weekday_"]))
    elif "quarter_" in parts:
        which = int(slots.word("quarter", parts["quarter_"]))
    return Relative(
        unit=unit,
        steps=settings.get("steps", settings["relative"] * count),
        base=settings.get("base", "narrative"),
        circa=settings.get("circa", False),
        which=which,
    )


def _has_month(moment: Moment) -> bool:
    return moment.month is not None or moment.season is not None


def _order(moment: Moment) -> tuple[int, int, int]:
    season = moment.season
    month = moment.month if moment.month is not None else 3 * (season - 20) if season else 0
    return moment.year or 0, month, moment.day or 0
