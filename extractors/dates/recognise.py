"""Find the date expressions of a reading.

In order: every pattern is tried where a word or a number begins, the longest match wins (then the
one that stands first in the file); words beside a date qualify it (adjuncts); two dates that belong
together become one (joins); what is weak and found no support is left to the discourse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from extractors.dates.expressions import NAMED_STEPS, Expression, Relative
from extractors.dates.joins import join_all
from extractors.dates.moments import apply_settings, read_match
from extractors.dates.patterns import Adjunct, Grammar

_REACH = 80  #: how far (characters) before a date its adjuncts are looked for


def find_expressions(text: str, starts: Sequence[int], grammar: Grammar) -> list[Expression]:
    """The date expressions of ``text`` (reading offsets), in order, none overlapping another.

    ``starts`` are the offsets at which words begin.
    """
    folded = grammar.language.fold(text)
    found = _scan(text, folded, starts, grammar)
    found = [_qualify(e, folded, grammar) for e in found]
    found = [e for e in found if not _vetoed(e, folded, grammar)]
    found = [replace(e, weak=False) if e.weak and _heads_name(e, text) else e for e in found]
    found = join_all(found, folded, grammar)
    return [replace(e, aside=e.aside or _in_parentheses(e, folded)) for e in found]


def _scan(text: str, folded: str, starts: Sequence[int], grammar: Grammar) -> list[Expression]:
    found: list[Expression] = []
    may_match = grammar.filter.match
    done = 0
    for start in starts:
        if start < done or may_match(folded, start) is None:
            continue
        if not _may_begin(folded, start, done):
            continue
        best = _longest(text, folded, start, grammar)
        if best is not None and best.start > start:
            # what led to it ("in 1814-15") may have hidden that more follows
            other = _longest(text, folded, best.start, grammar)
            best = other if other is not None and other.end > best.end else best
        if best is not None:
            found.append(best)
            done = best.end
    return found


def _longest(text: str, folded: str, start: int, grammar: Grammar) -> Expression | None:
    best: Expression | None = None
    for pattern in grammar.patterns:
        match = pattern.regex.match(folded, start)
        if match is None or (best is not None and match.end("span") <= best.end):
            continue
        candidate = read_match(match, pattern, grammar.slots)
        if candidate is not None and _spelt(candidate, match, text, grammar):
            best = candidate
    return best


def _may_begin(folded: str, start: int, done: int) -> bool:
    """Whether a date may begin here: not inside a longer number, nor right after one letter."""
    if start == 0 or start - 1 == done or not folded[start].isdigit():
        return True
    before = folded[start - 1]
    if before.isalpha():  # a number glued to a word ("kişiyle19 Mayıs"), not a code ("A4")
        return folded[max(0, start - 3) : start].isalpha() and start >= 3
    return not (before in ".,:/-" and start > 1 and folded[start - 2].isdigit())


def _spelt(found: Expression, match: object, text: str, grammar: Grammar) -> bool:
    """Whether a month whose name is a common word too is written with its capital."""
    moment = found.first
    if moment is None or moment.month is None or (moment.day and moment.year):
        return True
    groups = match.groupdict()  # type: ignore[attr-defined]
    for name, value in groups.items():
        if value is None or not name.startswith("month") or name.startswith("monthnumber"):
            continue
        at = match.start(name)  # type: ignore[attr-defined]
        month = grammar.slots.month(value)
        if month is not None and month.capital and not text[at].isupper():
            return False
    return True


def _vetoed(found: Expression, folded: str, grammar: Grammar) -> bool:
    """Whether what stands beside a bare number, or a step, shows that it is no date."""
    if found.relative is not None:
        kind = "step"
    elif found.number and found.first is not None and found.first.unit == "year":
        kind = "number"
    else:
        return False
    for veto in grammar.vetoes:
        if veto.of != kind:
            continue
        if veto.before:
            if veto.regex.search(folded, max(0, found.start - _REACH), found.start):
                return True
        elif veto.regex.match(folded, found.end):
            return True
    return False


def _heads_name(found: Expression, text: str) -> bool:
    """Whether a bare number stands before a capitalised word, or alone in parentheses.

    So do years: "1878 Berlin Kongresi", "Hattin (1187)".
    """
    following = text[found.end : found.end + 2]
    if following[:1] == ")" and text[found.start - 1 : found.start] == "(":
        return True
    return (
        found.first is not None
        and found.first.unit == "year"
        and (len(following) == 2 and following[0] == " " and following[1].isupper())
    )


def _qualify(found: Expression, folded: str, grammar: Grammar) -> Expression:
    """``found`` with what the words beside it say, and widened by them."""
    again = True
    used: set[str] = set()
    while again:
        again = False
        for adjunct in grammar.adjuncts:
            if adjunct.name in used or not _stands_with(adjunct, found):
                continue
            if adjunct.before:
                match = adjunct.regex.search(folded, max(0, found.start - _REACH), found.start)
            else:
                match = adjunct.regex.match(folded, found.end)
            if match is None:
                continue
            used.add(adjunct.name)
            again = True
            start, end = match.span("span")
            parts = (v for k, v in match.groupdict().items() if k.startswith("part_"))
            part = next(filter(None, parts), None)
            settings = dict(adjunct.settings)
            if part is not None:
                settings["part"] = grammar.slots.word("part", part)
            if adjunct.outside:
                start, end = found.start, found.end
            found = _apply(found, settings, start if adjunct.before else None, end)
    return found


def _stands_with(adjunct: Adjunct, found: Expression) -> bool:
    moment = found.last or found.first
    if moment is None:
        step = found.relative
        if step is None or not NAMED_STEPS & adjunct.on:
            return step is not None and adjunct.settings == {"circa": True}
        return step.which is not None and step.base == "writing"
    if moment.part and ("part" in adjunct.settings or "{part" in adjunct.name):
        return False
    return moment.unit in adjunct.on


def _apply(
    found: Expression, settings: dict[str, object], start: int | None, end: int
) -> Expression:
    first = apply_settings(found.first, settings) if found.first else None
    last = apply_settings(found.last, settings) if found.last else None
    relative: Relative | None = found.relative
    if relative is not None and settings.get("circa"):
        relative = replace(relative, circa=True)
    if relative is not None and "relative" in settings:
        relative = replace(relative, steps=cast("int", settings["relative"]))
    direction = settings.get("open")
    return replace(
        found,
        start=found.start if start is None else start,
        end=found.end if start is not None else end,
        first=first,
        last=last,
        relative=relative,
        open_end=direction if direction in ("before", "after") else found.open_end,
        # "about" before it says nothing on whether a number is a year; everything else does
        weak=found.weak and start is not None and not set(settings) - {"circa"},
        number=found.number and start is not None and not set(settings) - {"circa"},
    )


def _in_parentheses(found: Expression, folded: str) -> bool:
    """Whether an expression stands in parentheses that open shortly before it."""
    before = folded[max(0, found.start - 80) : found.start]
    return before.rfind("(") > before.rfind(")")
