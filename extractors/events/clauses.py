"""Sentences cut into clauses: what one verb governs.

``[clauses]`` of ``events.toml``: ``order`` (``last``: the verb ends its clause, ``first``: it opens
it, ``middle``), ``ends`` (an ending that closes a clause wherever it stands), ``stops`` (one that
closes it before a comma or a joining word), ``joins`` (joining words), ``opens`` (words that open
a clause), ``signs`` (signs that part clauses), ``unsaid`` (where verbs come first: what a word
right behind one looks like that leaves its subject unsaid).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from extractors.errors import LanguageDataError
from extractors.events.inflection import expand
from extractors.events.lexicon import Hit
from extractors.events.patterns import Token, compile_pattern
from extractors.language import Language
from extractors.model import DateSpan, NameSpan
from extractors.words import Words

Order = Literal["first", "middle", "last"]
#: So many characters may part a time in two calendars.
_BESIDE = 24
#: One of two spans is the finer where the other is more than so many times as long.
_FINER = 2


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """How a language parts its clauses."""

    order: Order
    ends: re.Pattern[str]
    stops: re.Pattern[str]
    joins: Token
    opens: Token
    signs: frozenset[str]
    joined: re.Pattern[str]  #: a verb that begins so opens a clause
    passive: Token  #: words that make a verb behind them a passive
    active: Token  #: words behind which it is none (was forced to abdicate)
    by: Token  #: words that make a verb before them a passive
    unsaid: re.Pattern[str]  #: words behind a verb that are not its subject, where verbs come first


@dataclass(slots=True, eq=False)
class Named:
    """A name in a clause, with the words ``[first, last]`` it stands on and its slot."""

    span: NameSpan
    first: int
    last: int
    slot: str = ""
    after: int = 0  #: first word behind its endings and postpositions


@dataclass(slots=True, eq=False)
class Dated:
    """A date in a clause, with the words it stands on; ``used`` when an event has taken it.

    ``doubled``: the same time stands beside it in our calendar, or more finely; events take that.
    """

    span: DateSpan
    first: int
    last: int
    used: bool = False
    doubled: bool = False


@dataclass(slots=True, eq=False)
class Clause:
    """A clause: words ``[first, last)``, and what stands in it, in reading order."""

    first: int
    last: int
    hits: list[Hit] = field(default_factory=list)
    names: list[Named] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence: words ``[first, last)`` in its clauses."""

    first: int
    last: int
    paragraph: int
    clauses: list[Clause]


@cache
def load_grammar(language: Language) -> Grammar:
    """The grammar of ``language``; raises LanguageDataError."""
    settings = language.toml("events.toml")
    letters, table = settings.get("letters", {}), settings.get("clauses", {})
    path = language.folder / "events.toml"
    if table.get("order") not in ("first", "middle", "last"):
        raise LanguageDataError(path, None, "[clauses] order must be first, middle or last")
    try:
        return Grammar(
            order=table["order"],
            ends=re.compile(expand(table.get("ends", "$^"), letters)),
            stops=re.compile(expand(table.get("stops", "$^"), letters)),
            joins=compile_pattern("/".join(table["joins"]), language).tokens[0],
            opens=compile_pattern("/".join(table["opens"]), language).tokens[0],
            signs=frozenset(table["signs"]),
            joined=re.compile(expand(table.get("joined", "$^"), letters)),
            passive=compile_pattern("/".join(table.get("passive", ["\0"])), language).tokens[0],
            active=compile_pattern("/".join(table.get("active", ["\0"])), language).tokens[0],
            by=compile_pattern("/".join(table.get("by", ["\0"])), language).tokens[0],
            unsaid=re.compile(expand(table.get("unsaid", ".*"), letters)),
        )
    except (KeyError, re.error, ValueError) as fault:
        raise LanguageDataError(path, None, f"[clauses] is not complete: {fault}") from None


def cut_sentence(
    words: Words, first: int, last: int, hits: list[Hit], grammar: Grammar, held: set[int]
) -> list[Clause]:
    """The clauses of the words ``[first, last)``; words in ``held`` (names, dates) part nothing."""
    verbs = {h.last - 1: h for h in hits if h.verbal}
    heads = {h.first: h for h in hits if h.verbal}
    inside = {w for h in hits for w in range(h.first, h.last - 1)}
    clauses: list[Clause] = []
    begin = first
    for at in range(first, last):
        if at > begin and (
            (at in heads and grammar.joined.match(words.folds[at]))
            or _joins_clause(words, begin, at, last, heads, grammar, held)
        ):
            clauses.append(Clause(begin, at))
            begin = at
        if at + 1 >= last or at in inside or not _parts(words, at, last, verbs, grammar, held):
            continue
        clauses.append(Clause(begin, at + 1))
        begin = at + 1
    if begin < last:
        clauses.append(Clause(begin, last))
    return clauses


def _joins_clause(
    words: Words,
    begin: int,
    at: int,
    last: int,
    heads: dict[int, Hit],
    grammar: Grammar,
    held: set[int],
) -> bool:
    """Whether the *and* at ``at`` opens a clause with a subject of its own, the verb in the middle.

    One verb must stand before it and one behind, with more than the *and* before that (*died in
    Acre and his brother ruled*, not *came and went*, not *A and B and C signed*).
    """
    if grammar.order != "middle" or at in held or not grammar.joins.match(words.folds[at]):
        return False
    if not any(begin <= h < at for h in heads):
        return False
    for w in range(at + 1, last):
        if w in heads:
            return w > at + 1
        word = words.folds[w]
        if w not in held and (word in grammar.signs or grammar.joins.match(word)):
            return False
        if grammar.opens.match(word) and w not in held:
            return False
    return False


def _parts(
    words: Words, at: int, last: int, verbs: dict[int, Hit], grammar: Grammar, held: set[int]
) -> bool:
    """Whether a clause ends behind the word ``at``."""
    word = words.folds[at]
    if word in grammar.signs:
        return True
    follow = words.folds[at + 1]
    if grammar.opens.match(follow) and at + 1 not in held:
        return True
    if grammar.order != "last":
        return False
    if at in verbs:
        part = verbs[at].form.part
        if part in ("finite", "converb", "participle", "relative"):
            return True
    if at in held:
        return False
    if grammar.ends.fullmatch(word):
        return True
    return bool(
        grammar.stops.fullmatch(word)
        and (follow in (",", "،") or grammar.joins.match(follow) is not None)
    )


def place_spans(words: Words, spans: Sequence[NameSpan]) -> list[Named]:
    """The names with the words they stand on."""
    return [Named(s, *_range(words, s.start, s.end)) for s in spans]


def place_dates(words: Words, spans: Sequence[DateSpan]) -> list[Dated]:
    """The dates with the words they stand on."""
    return [
        Dated(span, *_range(words, span.start, span.end), doubled=_doubled(spans, at))
        for at, span in enumerate(spans)
    ]


def _doubled(spans: Sequence[DateSpan], at: int) -> bool:
    beside = [*spans[max(at - 1, 0) : at], *spans[at + 1 : at + 2]]
    return any(_doubles(taken, spans[at]) for taken in beside)


def _doubles(taken: DateSpan, other: DateSpan) -> bool:
    """Whether ``taken`` says better what ``other``, beside it, says in another calendar.

    The one in our calendar does, unless the other is much finer (24 Jumada II 296 (March 909)).
    """
    a, b = taken.value, other.value
    ours, others = (x.calendar in ("gregorian", "julian") for x in (a, b))
    if ours == others or a.edtf == b.edtf:
        return False
    if max(taken.start, other.start) - min(taken.end, other.end) > _BESIDE:
        return False
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    if a.earliest > b.latest or b.earliest > a.latest:
        return False
    lengths = a.latest - a.earliest + 1, b.latest - b.earliest + 1
    return _FINER * lengths[0] < lengths[1] if others else lengths[0] <= _FINER * lengths[1]


def _range(words: Words, start: int, end: int) -> tuple[int, int]:
    first = bisect_right(words.ends, start)
    return first, max(first, bisect_left(words.starts, end) - 1)
