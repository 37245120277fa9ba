"""What dates that stand near one another tell of each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extractors.dates.complete import Told, told
from extractors.dates.expressions import Expression, Unit
from extractors.dates.values import complete_value, moment_value
from extractors.errors import DateError
from extractors.model import DateValue

_SENTENCE_END: Final = re.compile(r"[.!?؟؛;](?:\s|$)|\n\n")
#: between "the next day" and its date: a case ending, a comma, a short preposition
_GAP: Final = re.compile(r"[^\W\d_]{0,4}[ ,،(:-]{1,3}(?:[^\W\d_]{1,4} )?")
#: days that the arithmetic of another calendar may be off
_SLACK: Final = 3


def sentence_ends(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two dates (reading offsets)."""
    return _SENTENCE_END.search(text, start, end) is not None


def apposed_value(index: int, expressions: Sequence[Expression], text: str) -> DateValue | None:
    """Value of the date that follows a step at once ("the next day, 24 April 1920").

    It is told to the step's unit: "a year later, in May 1878" is the year 1878.
    """
    step = expressions[index].relative
    if step is None or index + 1 >= len(expressions):
        return None
    following = expressions[index + 1]
    moment = following.first
    if moment is None or moment.year is None or following.last is not None or moment.part:
        return None
    if not _GAP.fullmatch(text, expressions[index].end, following.start):
        return None
    if step.unit in ("day", "week") and moment.day is None:
        return None
    if step.unit in ("month", "year"):
        month = moment.month if step.unit == "month" else None
        unit: Unit = "year" if month is None else "month"
        moment = replace(moment, unit=unit, month=month, day=None, season=None)
    try:
        return moment_value(replace(moment, circa=moment.circa or step.circa))
    except DateError:
        return None


def follows_date(index: int, expressions: Sequence[Expression], text: str) -> bool:
    """Whether an expression stands at once after a day that is written with its month."""
    before = expressions[index - 1] if index else None
    if before is None or before.first is None or not before.first.day or not before.first.month:
        return False
    return bool(_GAP.fullmatch(text, before.end, expressions[index].start))


def date_ahead(
    index: int, expressions: Sequence[Expression], text: str, *, anywhere: bool
) -> Told | None:
    """The date ahead that an incomplete one may take its year from, else None.

    It stands in the same sentence and names its month, or ``anywhere`` where nothing was told yet.
    """
    expression = expressions[index]
    if expression.first is None or expression.first.year is not None:
        return None
    for following in expressions[index + 1 :]:
        moment = following.first
        if moment is None or moment.year is None or following.aside:
            continue
        if moment.lunar != expression.first.lunar:
            continue
        if not anywhere and (
            moment.month is None or sentence_ends(text, expression.end, following.start)
        ):
            return None
        value = complete_value(moment, following.last, following.open_end)
        return told(following.last or moment, value) if value is not None else None
    return None


def agree(a: DateValue, b: DateValue) -> bool:
    """Whether two values, told in two calendars, are one day.

    Months and years of two calendars never cover each other: each keeps its own days.
    """
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    if a.earliest > b.latest + _SLACK or b.earliest > a.latest + _SLACK:
        return False
    return a.earliest == a.latest and b.earliest == b.latest
