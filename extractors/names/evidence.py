"""Types for names that their sentence alone can't tell, from all their mentions in a document."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extractors.model import EntityType
from extractors.names.candidate import Candidate
from extractors.names.fiefs import RULE
from extractors.names.lexicon import Lexicon
from extractors.names.pieces import load_joints
from extractors.words import Words

_ROUNDS: Final = 2
_ENOUGH: Final = 0.75  #: weight that makes a type of a name with a capital within the sentence
_ENOUGH_INITIAL: Final = 1.2  #: the same where it only ever begins sentences
_MOST: Final = 2.5  #: what the mentions together may say, at most
_LEARNED: Final = 1.5  #: a word of a person's full name, found alone
_LEARNED_WORD: Final = 0.4  #: the same of a name that is a word of the language too
_BESIDE: Final = 0.6  #: a name of a known type in the same list
_ELSEWISE: Final = 0.5  #: weight of another type that leaves no default
_SHORTEST: Final = 2  #: stems of unknown names have more letters
_PAIR: Final = 0.8  #: the same of two or three words


@dataclass(frozen=True, slots=True)
class Reader:
    """One reading with what the component found in it."""

    language: str
    lexicon: Lexicon
    words: Words
    candidates: list[Candidate]


def settle_types(readers: Sequence[Reader]) -> list[list[Candidate]]:
    """Candidates of each reading with stems and types settled; what stays without type is left out."""
    seen = _last_words(readers)
    lexicons = {r.language: r.lexicon for r in readers}
    support = {code: _support(seen[code], lexicon) for code, lexicon in lexicons.items()}
    cut = [
        [_cut(c, seen[r.language], support[r.language]) if c.forms else c for c in r.candidates]
        for r in readers
    ]
    lower = _lower_words(readers)
    lords = {c.words[-1] for found in cut for c in found if c.rule == RULE and not c.entries}
    for _ in range(_ROUNDS):  # what the first round has typed tells of its neighbours in a list
        pooled = _pool(readers, cut)
        learned, typed = _person_words(cut) | lords, _typed_names(cut)
        choice = {
            k: _choose(k, g, lexicons[k[0]], learned, typed, lower[k[0]]) for k, g in pooled.items()
        }
        cut = [
            [_typed(c, choice.get((r.language, c.words))) for c in candidates]
            for r, candidates in zip(readers, cut, strict=True)
        ]
    return [[c for c in candidates if c.type is not None] for candidates in cut]


def _typed(c: Candidate, chosen: tuple[EntityType, float] | None) -> Candidate:
    if c.type is not None or chosen is None:
        return c
    return replace(c, type=chosen[0], confidence=chosen[1])


# endings of unknown names


def _last_words(readers: Sequence[Reader]) -> dict[str, Counter[str]]:
    """By language: the last words of the names of all readings, as they are written."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for reader in readers:
        seen[reader.language].update(c.words[-1] for c in reader.candidates if c.words)
    return seen


def _support(known: Iterable[str], lexicon: Lexicon) -> dict[str, int]:
    """How many different forms of a stem the document has, uncut ones apart."""
    forms: dict[str, set[str]] = defaultdict(set)
    for word in known:
        for form in lexicon.morphology.forms(word):
            if form.case and form.end - form.start > _SHORTEST:
                forms[form.stem].add(word)
    return {stem: len(words) for stem, words in forms.items()}


def _cut(c: Candidate, known: Counter[str], support: dict[str, int]) -> Candidate:
    """``c`` without the ending of its last word, where the document knows the stem."""
    length = len(c.words[-1])
    for form in c.forms:
        if not form.case or form.end - form.start <= _SHORTEST:
            continue
        if known.get(form.stem) or support.get(form.stem, 0) > 1:
            cut = length - form.end
            if cut <= 0 or form.plural or form.possessive:
                continue
            return replace(c, end=c.end - cut, words=(*c.words[:-1], form.stem), forms=())
    return c


# pooling


@dataclass(slots=True)
class _Group:
    weights: dict[EntityType, float]
    count: int
    initial: int


def _pool(
    readers: Sequence[Reader], cut: Sequence[Sequence[Candidate]]
) -> dict[tuple[str, tuple[str, ...]], _Group]:
    pooled: dict[tuple[str, tuple[str, ...]], _Group] = {}
    for reader, candidates in zip(readers, cut, strict=True):
        joints = load_joints(reader.language).conjunctions
        beside = _lists(reader.words, candidates, joints)
        for i, c in enumerate(candidates):
            if c.type is not None:
                continue
            group = pooled.setdefault((reader.language, c.words), _Group({}, 0, 0))
            group.count += 1
            group.initial += c.initial
            more = max if _doubtful(c.words, reader.lexicon) else sum
            for kind, weight in (*c.weights, *beside.get(i, ())):
                group.weights[kind] = min(_MOST, more((group.weights.get(kind, 0.0), weight)))
    return pooled


def _doubtful(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a name may as well be a common word, however often the text has it."""
    return len(words) == 1 and words[0] in lexicon.doubtful and not lexicon.morphology.capitals


def _lists(
    words: Words, candidates: Sequence[Candidate], conjunctions: frozenset[str]
) -> dict[int, tuple[tuple[EntityType, float], ...]]:
    """What names of a known type say of those that stand in one list with them."""
    said: dict[int, tuple[tuple[EntityType, float], ...]] = {}
    for i, (a, b) in enumerate(itertools.pairwise(candidates)):
        if b.start - a.end > 12 or (a.type is None) == (b.type is None):
            continue
        between = words.within(a.end, b.start)
        inner = [words.folds[k] for k in between]
        if not inner or not all(w == "," or w in conjunctions for w in inner):
            continue
        if a.type is None and b.type is not None:
            said[i] = (*said.get(i, ()), (b.type, _BESIDE))
        elif a.type is not None:
            said[i + 1] = (*said.get(i + 1, ()), (a.type, _BESIDE))
    return said


def _person_words(cut: Iterable[Iterable[Candidate]]) -> set[str]:
    """Words of the full names of people: each may stand for the whole."""
    return {
        word
        for candidates in cut
        for c in candidates
        if c.type == "Person" and (len(c.words) > 1 or c.titles)
        for word in (c.words[0], c.words[-1])
        if len(word) > 2
    }


def _typed_names(cut: Iterable[Iterable[Candidate]]) -> dict[tuple[str, ...], EntityType]:
    typed: dict[tuple[str, ...], EntityType] = {}
    for candidates in cut:
        for c in candidates:
            if c.type is not None:
                typed.setdefault(c.words, c.type)
    return typed


def _lower_words(readers: Sequence[Reader]) -> dict[str, set[str]]:
    lower: dict[str, set[str]] = defaultdict(set)
    for r in readers:
        lower[r.language].update(
            f for f, t in zip(r.words.folds, r.words.texts, strict=True) if t[0].islower()
        )
    return lower


def _choose(
    key: tuple[str, tuple[str, ...]],
    group: _Group,
    lexicon: Lexicon,
    learned: set[str],
    typed: dict[tuple[str, ...], EntityType],
    lower: set[str],
) -> tuple[EntityType, float] | None:
    words = key[1]
    if len(words) == 1 == len(words[0]):
        return None  # U-2
    if words in typed:
        return typed[words], 0.8
    weights = dict(group.weights)
    if all(word in learned for word in words):
        known = _LEARNED_WORD if any(w in lexicon.doubtful for w in words) else _LEARNED
        weights["Person"] = weights.get("Person", 0.0) + known
    elsewise = max((w for t, w in weights.items() if t != "Person"), default=0.0)
    if group.initial < group.count and len(words) < 4 and elsewise < _ELSEWISE:
        unexplained = lexicon.unknown_person if len(words) == 1 else _PAIR
        if len(words) == 1 and words[0].endswith(lexicon.no_ends):
            unexplained = 0.0
        weights["Person"] = weights.get("Person", 0.0) + unexplained
    if not weights:
        return None
    kind = max(weights, key=lambda t: (weights[t], t))
    only_initial = group.initial == group.count
    if only_initial and words[0] in lower:
        return None
    enough = _ENOUGH_INITIAL if only_initial else _ENOUGH
    if any(word in lower for word in words):
        enough += 0.6
    if weights[kind] < enough:
        return None
    return kind, min(0.8, 0.4 + 0.2 * weights[kind])
