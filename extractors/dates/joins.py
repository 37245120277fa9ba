"""Two dates that are one time: ranges, double dates in two calendars or styles, lists of one year."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from extractors.dates.expressions import Expression, Moment
from extractors.dates.moments import share_year, two_eras
from extractors.dates.patterns import Grammar, Join
from extractors.dates.period import PERSIAN_SHIFT, RUMI, RUMI_SHIFT

_REACH: Final = 48  #: how far (characters) apart two dates can belong together


def join_all(found: list[Expression], folded: str, grammar: Grammar) -> list[Expression]:
    """``found`` with the dates that belong together made one, or told of each other."""
    out: list[Expression] = []
    for expression in found:
        joined = None
        if out and expression.start - out[-1].end <= _REACH:
            joined = _join(out[-1], expression, folded, grammar, len(out) - 1)
        if joined is None:
            out.append(expression)
        elif isinstance(joined, tuple):
            out[-1:] = joined
        else:
            out[-1] = joined
    return out


def _join(
    a: Expression, b: Expression, folded: str, grammar: Grammar, index: int
) -> Expression | tuple[Expression, Expression] | None:
    """One expression or two related ones of two neighbours, or None where nothing joins them."""
    if a.first is None or b.first is None or b.open_end:
        return None
    for join in grammar.joins:
        if b.last is not None and join.kind != "same":
            continue
        match = join.between.fullmatch(folded, a.end, b.start)
        if match is None:
            continue
        start, end = a.start, b.end
        if join.before is not None:
            before = join.before.search(folded, max(0, a.start - _REACH), a.start)
            if before is None:
                continue
        if join.after is not None and join.after.match(folded, b.end) is None:
            continue
        joined = _as(join, a, b, start, end, index)
        if joined is not None:
            return joined
    return None


def _as(
    join: Join, a: Expression, b: Expression, start: int, end: int, index: int
) -> Expression | tuple[Expression, Expression] | None:
    assert a.first is not None
    assert b.first is not None
    if join.kind == "same":
        return _same_time(a, b, index) if _other_calendar(a, b) else None
    if a.last is not None:
        return None
    if join.kind == "list":
        first, last = share_year(a.first, b.first)
        return (replace(a, first=first, weak=False), replace(b, first=last, weak=False))
    first, last = share_year(a.first, b.first)
    if first.unit == "day" and first.month is None:
        return None
    if first.year is not None and last.year is not None and not _ordered(first, last):
        return None
    return replace(
        a,
        start=start,
        end=end,
        first=first,
        last=last,
        rule=f"{a.rule} {join.name} {b.rule}",
        confidence=min(a.confidence, b.confidence),
        weak=a.weak and b.weak and join.before is None,
    )


def _ordered(first: Moment, last: Moment) -> bool:
    a = (first.year or 0, first.month or 0, first.day or 0)
    b = (last.year or 0, last.month or 99, last.day or 99)
    return a <= b


def _same_time(a: Expression, b: Expression, index: int) -> tuple[Expression, Expression]:
    """Two expressions of one time; of two bare years the lesser is of the Hijra, a Rumi one or one of Iran.

    Beside a range of years (629 (1231-32)) the year of the Hijra keeps its own days.
    """
    first, second = a.first, b.first
    assert first is not None
    assert second is not None
    if not first.calendar and not second.calendar and first.year and second.year:
        if first.year < second.year:
            first = replace(first, calendar=_lesser(first, second))
        else:
            second = replace(second, calendar=_lesser(second, first))
    a = replace(a, first=first, weak=False)
    if b.last is not None:
        return a, b
    return a, replace(b, first=second, weak=False, same_as=index)


def _lesser(lesser: Moment, ours: Moment) -> Literal["hijri", "rumi", "persian"]:
    """The calendar of the lesser of two years that are one."""
    assert lesser.year is not None
    assert ours.year is not None
    rumi = lesser.year in RUMI and abs(lesser.year + RUMI_SHIFT - ours.year) <= 1
    if rumi and not lesser.lunar and (lesser.month or not two_eras(lesser, ours)):
        return "rumi"
    if not two_eras(lesser, ours) and abs(lesser.year + PERSIAN_SHIFT - ours.year) <= 1:
        return "persian"
    return "hijri"


def _other_calendar(a: Expression, b: Expression) -> bool:
    """Whether two neighbours look like one time in two calendars."""
    assert a.first is not None
    assert b.first is not None
    if a.first.lunar != b.first.lunar:
        return True
    if {a.first.calendar, b.first.calendar} & {"hijri", "rumi", "persian", "julian"}:
        return a.first.calendar != b.first.calendar
    years = sorted(m.year for m in (a.first, b.first) if m.year is not None)
    return len(years) == 2 and years[1] - years[0] in range(560, 640)
