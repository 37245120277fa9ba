"""The period a document speaks of, and what it decides: calendars, and which numbers are years.

A year alone does not tell its calendar: 1326 may be the year of Bursa's fall or, in an Ottoman
document, 1910. The dates of the same document that leave no doubt decide.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from extractors.dates.expressions import Expression, Moment

#: Rumi years of the state calendar (from 1840 to 1925)
RUMI: Final = range(1256, 1342)
#: the same as memoirs shorten them: 336 for 1336
_SHORT_RUMI: Final = range(256, 342)
RUMI_SHIFT: Final = 584
PERSIAN_SHIFT: Final = 621
_LAST_HIJRI: Final = 1500
_FIRST_BARE_YEAR: Final = 1500  #: where nothing else tells of the period
_LAST_YEAR: Final = 2035  #: a number beyond it is no year that a historical text tells of


@dataclass(frozen=True, slots=True)
class Period:
    """Years (sorted) that a document writes.

    ``western`` and ``hijri`` leave no doubt of their calendar, ``bare`` could be of either: early
    years without a month. ``dated_by_day`` says that of the years that may be Rumi ones more stand in
    full dates than alone: records of a time name days, those who look back on it years.
    """

    western: tuple[int, ...]
    hijri: tuple[int, ...]
    bare: tuple[int, ...]
    dated_by_day: bool
    lunar: bool  #: Islamic months are named

    def near(self, year: int, reach: int) -> int:
        """How many of the years that may be Western lie within ``reach`` of ``year``."""
        return sum(
            bisect_right(years, year + reach) - bisect_left(years, year - reach)
            for years in (self.western, self.bare)
        )


def document_period(expressions: Iterable[Expression]) -> Period:
    """The period of a document, from all of its date expressions."""
    western: list[int] = []
    hijri: list[int] = []
    bare: list[int] = []
    days = alone = 0
    lunar = False
    for expression in expressions:
        if expression.weak:
            continue
        for moment in (expression.first, expression.last):
            lunar = lunar or (moment is not None and moment.lunar)
            if moment is None or moment.year is None or moment.unit in ("decade", "century"):
                continue
            if moment.lunar or moment.calendar == "hijri":
                hijri.append(moment.year)
            elif moment.calendar == "rumi":
                western.append(moment.year + RUMI_SHIFT)
            elif moment.calendar == "persian":
                western.append(moment.year + PERSIAN_SHIFT)
            elif moment.year in RUMI or moment.year in _SHORT_RUMI:
                days, alone = days + bool(moment.day), alone + (moment.month is None)
            elif not moment.calendar and moment.month is None and moment.year <= _LAST_HIJRI:
                bare.append(moment.year)
            else:
                western.append(moment.year)
    western.extend(y * 32 // 33 + 622 for y in hijri)
    return Period(
        tuple(sorted(western)), tuple(sorted(hijri)), tuple(sorted(bare)), days > alone, lunar
    )


def settle(
    expressions: Iterable[Expression], period: Period, calendars: frozenset[str]
) -> list[Expression]:
    """``expressions`` with the calendar of each year settled; None for those that are no dates.

    ``calendars`` are those that the language's texts use besides the Western one. What is weak and
    finds no support in the document's period is dropped, indices (``same_as``) are kept right.
    """
    kept: list[Expression] = []
    new_index: dict[int, int] = {}
    for index, expression in enumerate(expressions):
        first = _settle(expression.first, expression, period, calendars)
        last = _settle(expression.last, expression, period, calendars)
        if expression.weak and not _supported(first, period):
            continue
        new_index[index] = len(kept)
        partner = new_index.get(expression.same_as) if expression.same_as is not None else None
        kept.append(replace(expression, first=first, last=last, same_as=partner, weak=False))
    return kept


def _settle(
    moment: Moment | None, expression: Expression, period: Period, calendars: frozenset[str]
) -> Moment | None:
    if moment is None or moment.year is None or moment.calendar or moment.before_era:
        return moment
    if moment.unit in ("decade", "century"):
        return moment
    year = moment.year
    if "hijri" in calendars and moment.month is None and _is_hijri(year, period):
        return replace(moment, calendar="hijri")
    if "rumi" in calendars and _is_rumi(moment, period):
        if moment.season is not None:
            return replace(moment, year=year + RUMI_SHIFT)
        return replace(moment, calendar="rumi", year=year + 1000 if year < 1000 else year)
    if year < 1000 and moment.month is not None and _misprinted(year, period):
        return replace(moment, year=None, year_step=None, calendar="unknown")
    return moment


def _is_hijri(year: int, period: Period) -> bool:
    """Whether an unmarked year is rather one of the Hijra: near those that are marked."""
    if year > _LAST_HIJRI:
        return False
    if not period.hijri:
        return period.lunar and not any(abs(year - y) <= 300 for y in period.western)
    to_hijri = min(abs(year - y) for y in period.hijri)
    to_western = min((abs(year - y) for y in period.western), default=10_000)
    return to_hijri <= 100 and to_hijri < to_western


def _is_rumi(moment: Moment, period: Period) -> bool:
    """Whether an unmarked year is one of the Rumi calendar: the document speaks of that time.

    A number shortened to three digits counts only within a full date.
    """
    year = moment.year or 0
    if year in _SHORT_RUMI:
        if moment.month is None:
            return False
        year += 1000
    if year not in RUMI:
        return False
    as_rumi = period.near(year + RUMI_SHIFT, 60)
    as_western = period.near(year, 120)
    if not period.western and not period.bare:
        return period.dated_by_day
    return as_rumi > as_western


def _misprinted(year: int, period: Period) -> bool:
    """Whether a year of three digits can only be a slip: the document's are all far away."""
    others = [y for y in period.western if y != year]
    return len(others) > 2 and min(abs(year - y) for y in others) > 400


def _supported(moment: Moment | None, period: Period) -> bool:
    """Whether a bare number is a year of the document's period."""
    if moment is None or moment.year is None or moment.year > _LAST_YEAR:
        return False
    if moment.calendar in ("hijri", "rumi", "persian"):
        return True
    if not period.western and not period.bare and not period.hijri:
        return moment.year >= _FIRST_BARE_YEAR
    return period.near(moment.year, 100) > 0
