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

from extractors.dates.complete import complete, told_value
from extractors.dates.expressions import Expression
from extractors.dates.patterns import Grammar, load_grammar
from extractors.dates.recognise import find_expressions
from extractors.dates.values import complete_value
from extractors.language import language_codes, load_language
from extractors.model import PROSE, DateValue, Zone
from extractors.words import find_words

_LONGEST_HEAD: Final = 300  #: characters; more is the front matter of a book or an article
_HEAD: Final = 600  #: characters within which the first dateline stands
_LONGEST_LINE: Final = 90
_FULL_LINE: Final = 60  #: characters; the line after one so long may be its sentence's end
_LINE: Final = re.compile(r"[^\n\f]+")
#: before the day of a line: a place or a weekday and a comma, or an agency's sign
_BEFORE: Final = re.compile(r"\W*(?:[^\W\d_][^\d.;:!?]{0,40}[,،] ?|(?:[^\W\d_]{1,4}-)*)\W*")
#: after it: an hour
_AFTER: Final = re.compile(r"\W*(?:\d{1,2}[:.]?\d\d(?:[:.]\d\d)? ?(?:[^\W\d_]{1,4}\.?){0,2})?\W*")
_OPENING: Final = re.compile(r"\W{0,3}([^\W\d_][^\d.;:!?()]{0,40}?)[,،]? (?:\w{1,2} )?")
_DASH: Final = re.compile(r",? ?(\([^()]{1,30}\) ?)?(?:[-‐-―_]+)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A day, and the offset (of the text) from which what is told is told on it."""

    start: int
    value: DateValue


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
        value = _day(line, found[-1].value if found else None, grammar)
        if value is not None and (opens or start <= _HEAD):
            found.append(Dateline(start, value))
    if not found and 0 < prose.start <= _LONGEST_HEAD:
        found.extend(_day_of_head(text[: prose.start], grammar))
    return tuple(found)


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


def _day(line: str, known: DateValue | None, grammar: Grammar) -> DateValue | None:
    """The day that a line stands under, else None; a year that it lacks is that of ``known``."""
    head = line[:_LONGEST_LINE]
    found = _expressions(head, grammar)
    days = [e for e in found if e.first is not None and e.last is None and e.first.day]
    if len(days) != 1 or days[0].first is None or days[0].first.month is None:
        return None
    day, moment = days[0], days[0].first
    start = min([day.start, *(e.start for e in found if _weekday_beside(e, day, head))])
    end = max([day.end, *(e.end for e in found if _weekday_beside(e, day, head))])
    alone = len(line) <= _LONGEST_LINE and _AFTER.fullmatch(line, end) is not None
    if alone and moment.year and _BEFORE.fullmatch(line, 0, start):
        return complete_value(moment, None, "")
    opening, dash = _OPENING.fullmatch(line, 0, start), _DASH.match(line, end)
    if opening is None or dash is None or not (dash[1] or opening[1].split()[0].isupper()):
        return None
    near = told_value(known)
    completed, _ = complete(moment, None, None, near)
    return complete_value(completed, None, "") if completed and completed.year else None


def _weekday_beside(found: Expression, day: Expression, line: str) -> bool:
    if found.relative is None or found.relative.which is None:
        return False
    a, b = sorted((found, day), key=lambda e: e.start)
    return not line[a.end : b.start].strip(" ,،")


def _day_of_head(head: str, grammar: Grammar) -> list[Dateline]:
    """The one day that the short head of a document names."""
    days = {
        value.edtf: value
        for e in _expressions(head, grammar)
        if e.first is not None and e.last is None and e.first.day and e.first.year
        if (value := complete_value(e.first, None, "")) is not None
    }
    return [Dateline(0, next(iter(days.values())))] if len(days) == 1 else []


def _expressions(text: str, grammar: Grammar) -> list[Expression]:
    words = find_words(text, load_language(grammar.language.code))
    return find_expressions(text, words.starts, grammar)
