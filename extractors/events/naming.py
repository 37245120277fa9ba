"""The proper names of events: a head noun with what stands beside it.

``[naming]`` of ``events.toml``: ``side`` where the name grows from its head (``left``: Sivas
Kongresi; ``right``: مؤتمر سيواس; ``both``: Congress of Vienna, Vienna Congress), ``inner`` words
that may stand within a name but make none, ``strong`` words that make one, ``numbers`` (words and
signs for ordinals), ``joins`` (and), ``of`` (words between head and name), ``case`` whether
capitals tell names, ``never`` words that belong to no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from extractors.errors import LanguageDataError
from extractors.events.clauses import Named
from extractors.events.lexicon import Hit, load_lexicon
from extractors.events.patterns import Token, compile_pattern
from extractors.language import Language
from extractors.words import Words

_ROMAN = re.compile(r"[IVX]{1,5}")
_REACH = 7
_LIST = frozenset({"(", "-", "–", ",", "،"})
_OPENERS = frozenset({".", "\n\n", "!", "?", "“", "”", '"', ":", ")", "»"})


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """How a language names events."""

    side: str
    inner: Token
    strong: Token
    never: Token
    joins: Token
    of: Token
    numbers: dict[str, str]
    article: Token  #: words that stand before a name and are no part of it
    case: bool
    possessed: bool  #: whether the head of a name carries a possessive ending
    definite: re.Pattern[str]  #: a noun that begins so is "the", not "the … of"
    is_head: Callable[[str], bool]


@dataclass(frozen=True, slots=True, eq=False)
class EventName:
    """A proper name: offsets in the reading, the names within it, what tells it from others."""

    start: int
    end: int
    spans: tuple[Named, ...]
    key: tuple[str, ...]
    head: tuple[int, int] = (0, 0)  #: the head where it does not stand within (X of X and Y Wars)


@cache
def load_naming(language: Language) -> Naming:
    """The naming of ``language``; raises LanguageDataError."""
    table = language.toml("events.toml").get("naming", {})

    def token(name: str) -> Token:
        words = table.get(name)
        if not isinstance(words, list) or not words:
            raise LanguageDataError(
                language.folder / "events.toml", None, f"[naming] lacks the list '{name}'"
            )
        return compile_pattern("/".join(words), language).tokens[0]

    return Naming(
        side=table.get("side", "left"),
        inner=token("inner"),
        strong=token("strong"),
        never=token("never"),
        joins=token("joins"),
        of=token("of"),
        numbers={language.fold(w): n for w, n in table.get("numbers", {}).items()},
        article=token("article") if "article" in table else token("never"),
        case=bool(table.get("case", True)),
        possessed=bool(table.get("possessed", False)),
        definite=re.compile(table.get("definite", "$^")),
        is_head=load_lexicon(language.code).is_head,
    )


@dataclass(slots=True, eq=False)
class _Part:
    """A stretch of a name: words ``[first, last]``; ``strong`` where it makes a name."""

    first: int
    last: int
    strong: bool
    key: str
    named: Named | None = None
    opening: bool = False  #: a capital that only opens the sentence


def find_names(
    words: Words, hit: Hit, floor: int, stop: int, at_word: dict[int, Named], naming: Naming
) -> list[EventName]:
    """The names that the noun ``hit`` heads (several where it is shared: X and Y Conferences).

    ``at_word`` has the entity name that stands on each word. Empty where the noun is common.
    """
    if hit.kind == "proper":
        return [_proper(words, hit, at_word, naming)]
    capital = words.texts[hit.first][:1].isupper()
    if hit.kind == "weak" and naming.case and not capital:
        return []
    groups: list[list[_Part]] = []
    low, high = hit.first, hit.last - 1
    if naming.side in ("left", "both"):
        groups = _left(words, hit, floor, at_word, naming, capital)
    if naming.side in ("right", "both") and not any(_makes(g) for g in groups):
        right = _right(words, hit, stop, at_word, naming, capital)
        if right:
            numbers = [p for p in groups[-1] if p.key.isdigit()] if groups else []
            right[0][:0] = numbers  # the First War of X
            groups = right
    names: list[EventName] = []
    for parts in groups:
        while parts and not parts[0].strong and naming.article.match(words.folds[parts[0].first]):
            del parts[0]
        if not _makes(parts):
            continue
        if naming.possessed and not hit.form.possessed and not _adjectival(parts, capital):
            continue
        own = [p.named for p in parts if p.named]
        first = min([p.first for p in parts] + ([low] if len(groups) == 1 else []))
        last = max([p.last for p in parts] + ([high] if len(groups) == 1 else []))
        if len(groups) > 1 and parts is groups[-1]:
            first, last = min(first, low), max(last, high)
        start, end = _start(words, hit, first), words.ends[last]
        for named in own:
            start, end = min(start, named.span.start), max(end, named.span.end)
        head = (_start(words, hit, low), words.ends[high])
        apart = not (start <= head[0] and head[1] <= end)
        names.append(EventName(start, end, tuple(own), _key(parts), head if apart else (0, 0)))
    return names


def _adjectival(parts: list[_Part], capital: bool) -> bool:
    """Whether a name needs no possessive head: Büyük Taarruz, Milli Mücadele."""
    return capital and not any(p.named for p in parts)


def _key(parts: list[_Part]) -> tuple[str, ...]:
    """What tells the name from others: entities, numbers and words of its own."""
    telling = {p.key for p in parts if p.key and (p.strong or p.key.isdigit())}
    return tuple(sorted(telling))


def _proper(words: Words, hit: Hit, at_word: dict[int, Named], naming: Naming) -> EventName:
    """A whole name: told by the entities, numbers and words beside its head."""
    first, last = hit.first, hit.last
    parts: list[_Part] = []
    for at in range(first, last):
        if naming.is_head(words.folds[at]):
            continue
        part = _part(words, at, at_word, naming, last, True, left=False)
        if part is not None and (part.named is None or part.first == at):
            parts.append(part)
    spans = _inside(first, last, at_word)
    return EventName(_start(words, hit, first), words.ends[last - 1], spans, _key(parts))


def _start(words: Words, hit: Hit, first: int) -> int:
    """Offset of word ``first``, behind the clitic where it is the trigger's own."""
    lead = hit.triggers[0].pattern.lead(words.folds[first]) if first == hit.first else 0
    return words.starts[first] + lead


def _makes(parts: list[_Part]) -> bool:
    return any(p.strong for p in parts)


def _left(
    words: Words, hit: Hit, floor: int, at_word: dict[int, Named], naming: Naming, capital: bool
) -> list[list[_Part]]:
    groups: list[list[_Part]] = [[]]
    at, taken = hit.first - 1, 0
    while at >= floor and taken < _REACH:
        part = _part(words, at, at_word, naming, floor, capital, left=True)
        if part is not None and part.opening and (_makes(groups[0]) or not capital):
            part = None
        if part is not None:
            groups[0].insert(0, part)
            at = part.first - 1
            taken += 1
            continue
        fold = words.folds[at]
        bare = fold == "'" and at == hit.first - 1  # the Peasants' Revolt
        if not groups[0] and not bare:
            break
        if bare or (fold in ("-", "–", "/") and at > floor):
            at -= 1
            continue
        listed = fold == "," and (len(groups) > 1 or hit.form.plural)
        shared = listed or naming.joins.match(fold) is not None
        if not shared or at <= floor or not _makes(groups[0]):
            break
        before = _part(words, at - 1, at_word, naming, floor, capital, left=True)
        if before is None or not before.strong:
            break
        groups.insert(0, [])
        at -= 1
    return [g for g in groups if g]


def _right(
    words: Words, hit: Hit, stop: int, at_word: dict[int, Named], naming: Naming, capital: bool
) -> list[list[_Part]]:
    groups: list[list[_Part]] = [[]]
    at, taken, linked = hit.last, 0, naming.side == "right"
    definite = bool(naming.definite.fullmatch(words.folds[hit.first]))
    many = hit.form.plural
    while at < stop and taken < _REACH:
        fold = words.folds[at]
        if not _makes(groups[-1]) and (naming.of.match(fold) or (many and fold in _LIST)):
            linked = True
            at += 1
            continue
        if not linked:
            return []
        part = _part(words, at, at_word, naming, stop, capital, left=False)
        if part is not None and part.named is not None and definite and not many:
            part = part if part.named.span.type == "Group" else None
        if part is not None:
            groups[-1].append(part)
            at = part.last + 1
            taken += 1
            continue
        joined = naming.joins.match(fold) is not None or fold == "," or (many and fold in _LIST)
        if not joined and fold in ("-", "–") and groups[-1]:
            at += 1
            continue
        if joined and at + 1 < stop and _makes(groups[-1]):
            nxt = _part(words, at + 1, at_word, naming, stop, capital, left=False)
            if nxt is not None and nxt.strong and nxt.named:
                groups.append([])
                at += 1
                continue
        break
    return [g for g in groups if g]


def _part(
    words: Words,
    at: int,
    at_word: dict[int, Named],
    naming: Naming,
    bound: int,
    capital: bool,
    *,
    left: bool,
) -> _Part | None:
    """The stretch of a name that ends (``left``) or begins at word ``at``."""
    named = at_word.get(at)
    if named is not None:
        if left and (named.last != at or named.span.end < words.ends[at]):
            return None
        if not left and named.first != at:
            return None
        return _Part(named.first, named.last, True, named.span.entity, named)
    fold, text = words.folds[at], words.texts[at]
    if naming.never.match(fold):
        return None
    if fold in naming.numbers:
        return _Part(at, at, False, naming.numbers[fold])
    if fold == "." and left and at > bound and _ROMAN.fullmatch(words.texts[at - 1]):
        return _Part(at - 1, at, False, _roman(words.texts[at - 1]))
    if fold == "." and left and at > bound and words.folds[at - 1].isdigit():
        number = words.folds[at - 1]
        return _Part(at - 1, at, False, number) if len(number) < 3 else None
    if _ROMAN.fullmatch(text):
        return _Part(at, at, False, _roman(text))
    if naming.strong.match(fold):
        return _Part(at, at, True, fold)
    if naming.inner.match(fold):
        return _Part(at, at, False, "" if len(fold) < 3 else fold)
    if naming.case and len(text) > 1 and text[0].isupper() and text[0].isalpha():
        opening = at == 0 or words.folds[at - 1] in _OPENERS
        return _Part(at, at, capital or not opening, fold, opening=opening)
    return None


def _inside(first: int, last: int, at_word: dict[int, Named]) -> tuple[Named, ...]:
    found = {id(n): n for w in range(first, last) if (n := at_word.get(w)) is not None}
    return tuple(found.values())


def _roman(text: str) -> str:
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for c, d in zip(text, [*text[1:], ""], strict=True):
        value = values[c]
        total += -value if d and values[d] > value else value
    return str(total)
