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

from extractors.dates.complete import (
    Told,
    complete,
    relative_value,
    step_from_writing,
    told,
    told_moment,
    told_value,
)
from extractors.dates.dateline import Dateline, tell_from
from extractors.dates.edtf import day_number
from extractors.dates.expressions import SAME_PART, Expression, Moment
from extractors.dates.neighbours import (
    agree,
    apposed_value,
    date_ahead,
    follows_date,
    sentence_ends,
)
from extractors.dates.patterns import load_grammar
from extractors.dates.period import document_period, settle
from extractors.dates.values import complete_value
from extractors.model import DateSpan, DateValue, Reading

_FLASHBACK: Final = 12  #: years from the narrative beyond which a date is an aside
_COMPLETED: Final = 0.9  #: how sure a date is that the context completes, against a written one
_DOUBLE: Final = "the other calendar's date"
_QUOTED: Final = re.compile(r"“[^”]{0,900}”|«[^»]{0,900}»")


@dataclass(frozen=True, slots=True)
class _Resolved:
    """A value, the rule that completed it, and the complete moment (None for a step)."""

    value: DateValue
    anchor: str
    moment: Moment | None


@dataclass(slots=True)
class _Context:
    """What the telling has reached: within the paragraph (``local``) and as a whole."""

    narrative: Told | None = None
    local: Told | None = None
    told_here: bool = False  #: whether this paragraph has told a date
    told_at: int = 0  #: where (reading offset) the last date was told
    datelines: Sequence[Dateline] = ()
    written: Told | None = None  #: the day under which the text stands here
    #: for notes: (source offset, what the body had reached there)
    history: list[tuple[int, Told]] = field(default_factory=list)

    def double(self, end: int, ours: Told) -> None:
        """Take note that the date told last, which ends at ``end``, stood there in ours as well."""
        local = self.local
        if local is None or self.told_at != end or not local.calendar or ours.calendar:
            return
        self.local = replace(local, year=ours.year, doubled=True)
        if self.narrative is local:
            self.narrative = self.local


def resolve_dates(
    docs: Sequence[Doc], language: str = "en", datelines: Sequence[Dateline] = ()
) -> list[list[DateSpan]]:
    """The dates of a document's readings, one list a reading, complete as far as the text allows.

    Each doc has ``_.date_expressions`` and, where it comes from a document, ``_.reading``; one
    without is read as a body in ``language``. ``datelines`` are the days under which the document
    stands ("yesterday", "on Tuesday" step from them), as ``find_datelines`` gives them.
    """
    found = [list(doc._.date_expressions or ()) for doc in docs]
    period = document_period(e for expressions in found for e in expressions)
    readings: list[Reading | None] = [
        doc._.reading if doc.has_extension("reading") else None for doc in docs
    ]
    for index, reading in enumerate(readings):
        code = reading.language if reading is not None else language
        found[index] = settle(found[index], period, load_grammar(code).calendars)
    datelines = datelines if tell_from(datelines, period) else ()
    out: list[list[DateSpan]] = [[] for _ in docs]
    body = _Context(datelines=datelines)
    for index, (doc, reading) in enumerate(zip(docs, readings, strict=True)):
        if reading is None or reading.kind == "body":
            out[index] = _resolve(doc.text, found[index], body, reading)
        elif reading.kind != "note":
            out[index] = _resolve(doc.text, found[index], _Context(datelines=datelines), reading)
    places = [at for at, _ in body.history]
    for index, (doc, reading) in enumerate(zip(docs, readings, strict=True)):
        if reading is not None and reading.kind == "note":
            start = reading.offsets[0] if len(reading.offsets) else 0
            hang = bisect_right(places, start)
            reached = body.history[hang - 1][1] if hang else None
            context = _Context(reached, reached, datelines=datelines)
            out[index] = _resolve(doc.text, found[index], context, reading)
    return out


def _resolve(
    text: str, expressions: list[Expression], context: _Context, reading: Reading | None
) -> list[DateSpan]:
    quoted = [m.span() for m in _QUOTED.finditer(text)] if expressions else []
    found: list[_Resolved | None] = []
    position = 0
    context.local, context.told_here = context.narrative, False
    for index, expression in enumerate(expressions):
        if text.find("\n\n", position, expression.start) >= 0:
            context.local, context.told_here = context.narrative, False
        position = expression.start
        context.written = _written(expression, context.datelines, reading)
        resolved = _resolved(index, expressions, found, text, context)
        found.append(resolved)
        if resolved is None:
            continue
        step = expression.relative
        quarter = step is not None and step.unit == "quarter"
        reached = told(resolved.moment, resolved.value, quarter=quarter)
        if reached is None:
            continue
        if expression.same_as is not None:
            context.double(expressions[expression.same_as].end, reached)
            continue
        if expression.aside and context.local is not None:
            continue
        if step is not None and (step.steps < 0 or step.base == "writing"):
            if step.unit == "quarter" and step.steps < 0:
                context.local = reached  # what "the year-earlier quarter" is compared with
            continue  # a look back
        context.local, context.told_here, context.told_at = reached, True, expression.end
        if any(a <= expression.start < b for a, b in quoted) and context.narrative is not None:
            continue
        if _moves(reached, context.narrative, expressions[index + 1 :]):
            context.narrative = reached
        if reading is not None:
            context.history.append((reading.offsets[expression.start], reached))
    return [
        DateSpan(
            e.start,
            e.end,
            r.value,
            e.kind,
            e.rule,
            r.anchor,
            round(e.confidence * (1 if r.anchor == "written" else _COMPLETED), 3),
        )
        for e, r in zip(expressions, found, strict=True)
        if r is not None
    ]


def _written(
    expression: Expression, datelines: Sequence[Dateline], reading: Reading | None
) -> Told | None:
    """The day of the last dateline before an expression, or of the first one."""
    if not datelines:
        return None
    at = expression.start if reading is None else reading.offsets[expression.start]
    ruling = bisect_right([d.start for d in datelines], at)
    return told_value(datelines[max(ruling - 1, 0)].value)


def _moves(reached: Told, narrative: Told | None, following: Sequence[Expression]) -> bool:
    """Whether a date moves the narrative, or is a look back or ahead that it returns from."""
    if narrative is None or abs(reached.year - narrative.year) <= _FLASHBACK:
        return True
    years = [e.first.year for e in following if e.first is not None and e.first.year][:3]
    near = sum(abs(y - reached.year) <= _FLASHBACK for y in years)
    back = sum(abs(y - narrative.year) <= _FLASHBACK for y in years)
    return near > back


def _resolved(
    index: int,
    expressions: list[Expression],
    found: list[_Resolved | None],
    text: str,
    context: _Context,
) -> _Resolved | None:
    """An expression with its value, None where that can't be told."""
    expression = expressions[index]
    if expression.relative is not None:
        return _step(index, expressions, text, context)
    assert expression.first is not None
    partner = found[expression.same_as] if expression.same_as is not None else None
    ahead = None
    counted = context.local is not None and context.local.calendar == "hijri"
    if not context.told_here or (expression.first.lunar and not counted):
        ahead = date_ahead(index, expressions, text, anywhere=context.local is None)
    near = None
    same_sentence = context.told_here and not sentence_ends(text, context.told_at, expression.start)
    told_side = expression.first.side and not expression.first.day
    if context.written is not None and (told_side or not same_sentence):
        near = context.written
    moment = expression.first
    if moment.part == SAME_PART:  # "the same period of 1988"
        moment = _same_part(moment, context.local)
    first, anchor = complete(moment, context.local, ahead, near)
    if first is not None and first.calendar == "rumi" and anchor != "written":
        first = _in_order(first, expression.first, index, expressions, text, context)
    last = None
    if first is not None and expression.last is not None:
        last, _ = complete(expression.last, told_moment(first))
    if first is None or (expression.last is not None and last is None):
        return partner and replace(partner, anchor=_DOUBLE)
    value = complete_value(first, last, expression.open_end)
    if value is None:
        return None
    resolved = _Resolved(value, anchor, last or first)
    if partner is None or not agree(value, partner.value):
        return resolved
    precise = min(value, partner.value, key=lambda v: v.calendar != "gregorian")
    assert expression.same_as is not None
    found[expression.same_as] = _as_double(partner, precise)
    return _as_double(resolved, precise)


def _same_part(moment: Moment, local: Told | None) -> Moment:
    """The months of another year that are those of the date told last; else all of that year."""
    if local is None or not local.months:
        return replace(moment, part="")
    return replace(moment, unit="month", month=local.month, part="", ending=(local.months, "month"))


def _step(
    index: int, expressions: list[Expression], text: str, context: _Context
) -> _Resolved | None:
    step = expressions[index].relative
    assert step is not None
    if step.which is not None and follows_date(index, expressions, text):
        return None  # as the weekday of "9 November, Friday"
    apposed = apposed_value(index, expressions, text)
    if apposed is not None:  # of "Friday, 9 November" the day is told by the date alone
        return None if step.which is not None else _Resolved(apposed, "the date beside it", None)
    if step.base == "writing":
        value = step_from_writing(step, context.written)
        anchor = "step from the day of writing"
    else:
        value = relative_value(step, context.local)
        anchor = "step from the date told last"
    return None if value is None else _Resolved(value, anchor, None)


def _in_order(
    rumi: Moment,
    moment: Moment,
    index: int,
    expressions: list[Expression],
    text: str,
    context: _Context,
) -> Moment:
    """A date in the reckoning of the one told last; in ours where only that keeps the order.

    The next day that the text writes in full comes after it.
    """
    following = date_ahead(index, expressions, text, anywhere=True)
    value = complete_value(rumi, None, "")
    if following is None or following.day is None or value is None or context.local is None:
        return rumi
    next_day = day_number(following.year, following.month or 1, following.day)
    ours, _ = complete(moment, replace(context.local, calendar="", own_year=None))
    other = complete_value(ours, None, "") if ours is not None else None
    if ours is None or other is None or other.earliest is None or value.earliest is None:
        return rumi
    return ours if other.earliest <= next_day < value.earliest else rumi


def _as_double(resolved: _Resolved, value: DateValue) -> _Resolved:
    """``resolved`` with the value that the two dates of one time share."""
    value = replace(value, calendar=resolved.value.calendar)
    anchor = resolved.anchor if value == resolved.value else _DOUBLE
    return replace(resolved, value=value, anchor=anchor)
