"""Complete the dates of a document from one another.

A date without its year takes that of the narrative: of the date told last, moved to the next year
where the telling passes a year's end. "Two days later" steps from the day told last. What stands in
parentheses or far from the narrative's years (a birth year, a look ahead) does not move the
narrative; within its own paragraph it is followed. A note has a context of its own, which begins
with that of the body where the note hangs. The rule that completed a date is its ``anchor``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from spacy.tokens import Doc

from extractors.dates.complete import Told, complete, relative_value, told
from extractors.dates.expressions import Expression, Moment, Unit
from extractors.dates.patterns import load_grammar
from extractors.dates.period import document_period, settle
from extractors.dates.values import moment_value, open_value, range_value
from extractors.errors import DateError
from extractors.model import DateSpan, DateValue, Reading

_FLASHBACK: Final = 12  #: years from the narrative beyond which a date is an aside
_QUOTED: Final = re.compile(r"“[^”]{0,900}”|«[^»]{0,900}»")
_SENTENCE_END: Final = re.compile(r"[.!?؟؛;](?:\s|$)|\n\n")
_GAP: Final = re.compile(
    r"[^\W\d_]{0,4}[ ,،(:-]{1,3}(?:[^\W\d_]{1,4} )?"
)  #: between "the next day" and its date


@dataclass(slots=True)
class _Context:
    """What the telling has reached: within the paragraph (``local``) and as a whole."""

    narrative: Told | None = None
    local: Told | None = None
    told_here: bool = False  #: whether this paragraph has told a date
    #: for notes: (source offset, what the body had reached there)
    history: list[tuple[int, Told]] = field(default_factory=list)


def resolve_dates(docs: Sequence[Doc], language: str = "en") -> list[list[DateSpan]]:
    """The dates of a document's readings, one list a reading, complete as far as the text allows.

    Each doc has ``_.date_expressions`` and, where it comes from a document, ``_.reading``; one
    without is read as a body in ``language``.
    """
    found = [list(doc._.date_expressions or ()) for doc in docs]
    period = document_period(e for expressions in found for e in expressions)
    readings: list[Reading | None] = [
        doc._.reading if doc.has_extension("reading") else None for doc in docs
    ]
    for index, reading in enumerate(readings):
        code = reading.language if reading is not None else language
        found[index] = settle(found[index], period, load_grammar(code).calendars)
    out: list[list[DateSpan]] = [[] for _ in docs]
    body = _Context()
    for index, (doc, reading) in enumerate(zip(docs, readings, strict=True)):
        if reading is None or reading.kind == "body":
            out[index] = _resolve(doc.text, found[index], body, reading)
        elif reading.kind != "note":
            out[index] = _resolve(doc.text, found[index], _Context(), reading)
    places = [at for at, _ in body.history]
    for index, (doc, reading) in enumerate(zip(docs, readings, strict=True)):
        if reading is not None and reading.kind == "note":
            start = reading.offsets[0] if len(reading.offsets) else 0
            hang = bisect_right(places, start)
            reached = body.history[hang - 1][1] if hang else None
            out[index] = _resolve(doc.text, found[index], _Context(reached, reached), reading)
    return out


def _resolve(
    text: str, expressions: list[Expression], context: _Context, reading: Reading | None
) -> list[DateSpan]:
    quoted = [m.span() for m in _QUOTED.finditer(text)] if expressions else []
    values: list[tuple[DateValue, str, float] | None] = []
    position = 0
    for index, expression in enumerate(expressions):
        if text.find("\n\n", position, expression.start) >= 0:
            context.local, context.told_here = context.narrative, False
        position = expression.start
        value = _value(index, expressions, values, text, context)
        values.append(value)
        if value is None:
            continue
        reached = told(expression, value[0])
        if reached is None or expression.same_as is not None:
            continue
        if expression.aside and context.local is not None:
            continue
        if expression.relative is not None and expression.relative.steps < 0:
            continue  # a look back
        context.local, context.told_here = reached, True
        if any(a <= expression.start < b for a, b in quoted) and context.narrative is not None:
            continue
        if _moves(reached, context.narrative, expressions[index + 1 :]):
            context.narrative = reached
        if reading is not None:
            context.history.append((reading.offsets[expression.start], reached))
    return [
        DateSpan(e.start, e.end, v[0], e.kind, e.rule, v[1], round(e.confidence * v[2], 3))
        for e, v in zip(expressions, values, strict=True)
        if v is not None
    ]


def _moves(reached: Told, narrative: Told | None, following: Sequence[Expression]) -> bool:
    """Whether a date moves the narrative, or is a look back or ahead that it returns from."""
    if narrative is None or abs(reached.year - narrative.year) <= _FLASHBACK:
        return True
    years = [e.first.year for e in following if e.first is not None and e.first.year][:3]
    near = sum(abs(y - reached.year) <= _FLASHBACK for y in years)
    back = sum(abs(y - narrative.year) <= _FLASHBACK for y in years)
    return near > back


def _value(
    index: int,
    expressions: list[Expression],
    values: list[tuple[DateValue, str, float] | None],
    text: str,
    context: _Context,
) -> tuple[DateValue, str, float] | None:
    """Value of an expression, the rule that completed it, and a factor of its confidence."""
    expression = expressions[index]
    if expression.relative is not None:
        apposed = _apposed(index, expressions, text)
        if apposed is not None:
            return apposed
        value = relative_value(expression.relative, context.local)
        return None if value is None else (value, "step from the date told last", 0.9)
    assert expression.first is not None
    partner = values[expression.same_as] if expression.same_as is not None else None
    ahead = _ahead(index, expressions, text, context)
    first, anchor = complete(expression.first, context.local, ahead)
    last = None
    if first is not None and expression.last is not None:
        last, _ = complete(expression.last, told_moment(first), None)
    if first is None or (expression.last is not None and last is None):
        return (partner[0], "the other calendar's date", partner[2]) if partner else None
    value = _written(first, last, expression)
    if value is None:
        return None
    if partner is not None and _agree(value, partner[0]) and _alike(value, partner[0]):
        precise = min(value, partner[0], key=lambda v: v.calendar != "gregorian")
        rule = "the other calendar's date"
        other = replace(precise, calendar=partner[0].calendar)
        assert expression.same_as is not None
        values[expression.same_as] = (
            other,
            partner[1] if other == partner[0] else rule,
            partner[2],
        )
        return replace(precise, calendar=value.calendar), rule, partner[2]
    return value, anchor, 1.0 if anchor == "written" else 0.9


def told_moment(moment: Moment) -> Told | None:
    """What ``moment`` brings the telling to."""
    if moment.year is None or moment.lunar:
        return None
    return Told(moment.year, moment.month, moment.day, moment.calendar)


def _written(first: Moment, last: Moment | None, expression: Expression) -> DateValue | None:
    """Value of complete moments; a day that its month does not have leaves the month."""
    for kept in (first, replace(first, day=None, unit="month") if first.day else None):
        if kept is None:
            break
        try:
            if last is not None:
                return range_value(kept, last)
            if expression.open_end:
                return open_value(kept, expression.open_end)
            return moment_value(kept)
        except DateError:
            continue
    return None


def _apposed(
    index: int, expressions: list[Expression], text: str
) -> tuple[DateValue, str, float] | None:
    """Value of the written date that follows at once ("the next day, 24 April 1920")."""
    if index + 1 >= len(expressions):
        return None
    step, following = expressions[index], expressions[index + 1]
    assert step.relative is not None
    moment = following.first
    if moment is None or moment.year is None or following.last is not None or moment.part:
        return None
    if not _GAP.fullmatch(text, step.end, following.start):
        return None
    if step.relative.unit in ("day", "week") and moment.day is None:
        return None
    if step.relative.unit in ("month", "year"):
        month = moment.month if step.relative.unit == "month" else None
        unit: Unit = "year" if month is None else "month"
        moment = replace(moment, unit=unit, month=month, day=None, season=None)
    moment = replace(moment, circa=moment.circa or step.relative.circa)
    try:
        return moment_value(moment), "the date beside it", 1.0
    except DateError:
        return None


def _ahead(index: int, expressions: list[Expression], text: str, context: _Context) -> Told | None:
    """The date ahead that an incomplete one may take its year from.

    In the same sentence where the paragraph has told no date yet; anywhere where none was told.
    """
    expression = expressions[index]
    if expression.first is None or expression.first.year is not None:
        return None
    lunar = expression.first.lunar
    if not lunar and context.told_here:
        return None
    for following in expressions[index + 1 :]:
        moment = following.first
        if moment is None or moment.year is None or following.aside or moment.lunar != lunar:
            continue
        if moment.month is None and context.local is not None:
            return None
        if context.local is not None and _SENTENCE_END.search(
            text, expression.end, following.start
        ):
            return None
        value = _written(moment, following.last, following)
        return told(following, value) if value is not None else None
    return None


def _agree(a: DateValue, b: DateValue) -> bool:
    """Whether two values can be one time: they overlap, or lie three days apart at most."""
    if None in (a.earliest, a.latest, b.earliest, b.latest):
        return False
    assert a.earliest is not None
    assert a.latest is not None
    assert b.earliest is not None
    assert b.latest is not None
    return a.earliest <= b.latest + 3 and b.earliest <= a.latest + 3


def _alike(a: DateValue, b: DateValue) -> bool:
    """Whether two values are both days, or both years: months of two calendars never agree."""
    shorter, longer = sorted((_length(a), _length(b)))
    return longer == 1 or (shorter > 300 and longer < 400)


def _length(value: DateValue) -> int:
    assert value.earliest is not None
    assert value.latest is not None
    return value.latest - value.earliest + 1
