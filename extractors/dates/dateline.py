"""The days under which a text stands: the date in the head of a letter, a minute, a report.

A dateline is a line that holds a day and nothing else but a place, a weekday, an hour or a sign
("Paris, 3 May 1853", "02/27/1998 03:20:00"), or what opens a report ("VIENNA, Feb. 27 (AP) --").
One stands in the head of the text; where it does, each later paragraph that begins with such a line
(the next telegram, the next day of a diary) stands under a day of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from extractors.dates.complete import complete, told_value
from extractors.dates.expressions import Expression
from extractors.dates.patterns import Grammar, load_grammar
from extractors.dates.period import Period, document_period
from extractors.dates.recognise import find_expressions
from extractors.dates.values import complete_value
from extractors.language import language_codes, load_language
from extractors.model import PROSE, DateSpan, DateValue, Zone
from extractors.words import find_words

_LONGEST_HEAD: Final = 300  #: characters; more is the front matter of a book or an article
_HEAD: Final = 600  #: characters within which the first dateline stands
_LONGEST_LINE: Final = 90
_FULL_LINE: Final = 60  #: characters; the line after one so long may be its sentence's end
_LIFETIME: Final = 40  #: years within which most of what a report speaks of lies
_FEW: Final = 3  #: years that alone don't tell what a text speaks of
_LINE: Final = re.compile(r"[^\n\f]+")
#: before the day of a line: a place or a weekday and a comma, or an agency's sign
_BEFORE: Final = re.compile(r"\W*(?:[^\W\d_][^\d.;:!?]{0,40}[,،] ?|(?:[^\W\d_]{1,4}-)*)\W*")
#: after it: an hour
_AFTER: Final = re.compile(r"\W*(?:\d{1,2}[:.]?\d\d(?:[:.]\d\d)? ?(?:[^\W\d_]{1,4}\.?){0,2})?\W*")
#: or the edition of a paper
_EDITION: Final = re.compile(r", (?:[^\W\d_][^\W\d_]+ ?){1,3}")
_OPENING: Final = re.compile(r"\W{0,3}([^\W\d_][^\d.;:!?()]{0,40}?)[,،]? (?:\w{1,2} )?")
_DASH: Final = re.compile(r",? ?(\([^()]{1,30}\) ?)?(?:[-‐-―_]+)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A day, and the offset (of the text) from which what is told is told on it.

    ``written`` are the offsets of the words that name it, where they are known.
    """

    start: int
    value: DateValue
    written: tuple[int, int] | None = None


def find_datelines(text: str, zones: Sequence[Zone]) -> tuple[Dateline, ...]:
    """The datelines of a text in order, empty where it has none in its head.

    ``zones`` are those of ``text``. The first dateline holds for what stands before it too.
    """
    prose = next((z for z in zones if z.kind in PROSE and z.language in language_codes()), None)
    if prose is None:
        return ()
    grammar = load_grammar(prose.language)
    found: list[Dateline] = []
    for start, line, opens in _lines(text):
        if not found and start > _HEAD:
            break
        named = _day(line, found[-1].value if found else None, grammar)
        if named is not None and (opens or start <= _HEAD):
            value, day = named
            found.append(Dateline(start, value, (start + day.start, start + day.end)))
    if not found and 0 < prose.start <= _LONGEST_HEAD:
        found.extend(_day_of_head(text[: prose.start], grammar))
    return tuple(found)


def head_dates(
    docs: Sequence[Doc], datelines: Sequence[Dateline], zones: Sequence[Zone]
) -> list[tuple[DateSpan, str]]:
    """The dates of the lines over a text, which no reading holds: (source offsets, language).

    As the heads of its letters they date what is told, so they are dates of the text; that of a
    title page, which the text does not speak of, is none.
    """
    period = document_period(e for doc in docs for e in doc._.date_expressions or ())
    if not tell_from(datelines, period):
        return []
    return [
        (DateSpan(*d.written, d.value, "day", "dateline", "written", 0.9), zone.language)
        for d in datelines
        if d.written is not None
        for zone in zones
        if zone.kind == "front" and zone.start <= d.written[0] < zone.end
    ]


def tell_from(datelines: Sequence[Dateline], period: Period) -> bool:
    """Whether a text speaks of the time of its datelines.

    The day on which a history was printed is not the one that it is told from.
    """
    day = told_value(datelines[0].value) if datelines else None
    if day is None:
        return False
    near = period.near(day.year, _LIFETIME)
    return len(period.western) - near <= 2 * near + _FEW


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Lines that may be datelines: offset, text, whether a paragraph begins with it."""
    before, end = "", -1
    for match in _LINE.finditer(text):
        line = match.group().rstrip()
        if not line:
            continue
        opens = end < 0 or text.count("\n", end, match.start()) > 1
        if (opens or len(before) < _FULL_LINE) and re.search(r"\d", line[:_LONGEST_LINE]):
            yield match.start(), line, opens
        before, end = line, match.start() + len(line)


def _day(
    line: str, known: DateValue | None, grammar: Grammar
) -> tuple[DateValue, Expression] | None:
    """The day that a line stands under and its words, else None.

    A year that it lacks is that of ``known``.
    """
    head = line[:_LONGEST_LINE]
    found = _expressions(head, grammar)
    days = [e for e in found if e.first is not None and e.last is None and e.first.day]
    if not days or days[0].first is None or days[0].first.month is None:
        return None
    day, moment = days[0], days[0].first
    start = min([day.start, *(e.start for e in found if _weekday_beside(e, day, head))])
    end = max([day.end, *(e.end for e in found if _weekday_beside(e, day, head))])
    alone = len(line) <= _LONGEST_LINE and (
        _AFTER.fullmatch(line, end) is not None
        or (line[end:].istitle() and _EDITION.fullmatch(line, end) is not None)
    )
    if alone and len(days) == 1 and moment.year and _BEFORE.fullmatch(line, 0, start):
        value = complete_value(moment, None, "")
        return None if value is None else (value, day)
    opening, dash = _OPENING.fullmatch(line, 0, start), _DASH.match(line, end)
    if opening is None or dash is None or not (dash[1] or opening[1].split()[0].isupper()):
        return None
    near = told_value(known)
    completed, _ = complete(moment, None, None, near)
    value = complete_value(completed, None, "") if completed and completed.year else None
    return None if value is None else (value, day)


def _weekday_beside(found: Expression, day: Expression, line: str) -> bool:
    if found.relative is None or found.relative.which is None:
        return False
    a, b = sorted((found, day), key=lambda e: e.start)
    return not line[a.end : b.start].strip(" ,،")


def _day_of_head(head: str, grammar: Grammar) -> list[Dateline]:
    """The one day that the short head of a document names."""
    days = {
        value.edtf: Dateline(0, value, (e.start, e.end))
        for e in _expressions(head, grammar)
        if e.first is not None and e.last is None and e.first.day and e.first.year
        if (value := complete_value(e.first, None, "")) is not None
    }
    return list(days.values()) if len(days) == 1 else []


def _expressions(text: str, grammar: Grammar) -> list[Expression]:
    words = find_words(text, load_language(grammar.language.code))
    return find_expressions(text, words.starts, grammar)
