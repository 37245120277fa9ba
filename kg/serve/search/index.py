"""An index of names: which things bear a name like the one that was typed.

A name is its words; a word is known by how it is written (folded), by its Latin spelling, and by the
key that survives transliteration (``extractors.names.keys``). Each word that is typed is looked up in
the vocabulary of all words; a name is as near as its words are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from extractors.fold import fold
from extractors.names.keys import word_keys
from kg.graph.iris import slug

_WORD: Final = re.compile(r"[^\W_]+")
_MOST_WORDS: Final = 8  #: of what was typed
_NEAR: Final = 0.72  #: least likeness of a mistyped word
_SHORT: Final = 4  #: letters below which a word is not taken for a mistyped one
_FEW: Final = 400  #: words of the vocabulary that one typed word may mean
#: how near a word is that begins so, sounds so, is a little otherwise
_BEGINS, _SOUNDS, _MISTYPED = 0.9, 0.86, 0.88
_KEY: Final = 3  #: letters of a key that prove something by themselves
_ENOUGH: Final = 0.55  #: least nearness of a name


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that bears names."""

    iri: str
    kind: str  #: event, person, place, organisation, group, source
    label: str  #: the one to show
    labels: Mapping[str, str]  #: the preferred ones by language
    type: str = ""  #: of an event: IRI
    told: int = 0  #: mentions of it, or passages that tell of it


@dataclass(frozen=True, slots=True)
class Found:
    """A thing with the name of it that is nearest to what was typed, and how near (0 to 1)."""

    thing: Thing
    name: str
    near: float


@dataclass(slots=True)
class Index:
    """Names with the things that bear them."""

    things: list[Thing] = field(default_factory=list)
    by_iri: dict[str, Thing] = field(default_factory=dict)
    _names: list[tuple[str, int, int]] = field(default_factory=list)  #: text, thing, words
    _words: dict[str, list[int]] = field(default_factory=dict)  #: numbers of the names with it
    _keys: dict[str, list[str]] = field(default_factory=dict)  #: words by key
    _beginnings: dict[str, list[str]] = field(default_factory=dict)  #: words by three letters
    _vocabulary: list[str] = field(default_factory=list)
    _bearers: dict[str, list[Thing]] = field(default_factory=dict)  #: by folded name
    said: dict[tuple[str, str], str] = field(default_factory=dict)
    """What events without a name are called, by IRI and language, as far as it was needed."""

    def bearers(self, name: str) -> list[Thing]:
        """What bears just this name, but for capital and small letters; the most told of first."""
        return sorted(self._bearers.get(fold(name), ()), key=lambda t: (-t.told, t.iri))

    def find(self, typed: str, most: int = 300) -> list[Found]:
        """Things with names near to ``typed``, the nearest first; none where no word was typed."""
        asked = list(dict.fromkeys(written(w)[0] for w in _WORD.findall(typed)))[:_MOST_WORDS]
        if not asked:
            return []
        near: defaultdict[int, list[float]] = defaultdict(lambda: [0.0] * len(asked))
        for number, word in enumerate(asked):
            for known, likeness in self._near_words(word).items():
                for name in self._words[known]:
                    near[name][number] = max(near[name][number], likeness)
        best: dict[int, Found] = {}
        for name, likenesses in near.items():
            text, thing, length = self._names[name]
            score = _score(likenesses, length)
            if score >= _ENOUGH and (thing not in best or score > best[thing].near):
                best[thing] = Found(self.things[thing], text, score)
        ordered = sorted(
            best.values(), key=lambda f: (-round(f.near, 2), -f.thing.told, f.thing.label)
        )
        return ordered[:most]

    def _near_words(self, word: str) -> dict[str, float]:
        near: dict[str, float] = {}
        if len(word) >= _SHORT:
            matches = process.extract(
                word,
                self._vocabulary,
                scorer=OSA.normalized_similarity,
                score_cutoff=_NEAR,
                limit=_FEW,
            )
            near = {known: _MISTYPED * likeness for known, likeness, _ in matches}
        for key in keys(word):
            sure = _SOUNDS if len(key) >= _KEY else _SOUNDS - 0.2
            for known in self._keys.get(key, ()):
                alike = OSA.normalized_similarity(_latin(word), _latin(known))
                near[known] = max(near.get(known, 0.0), sure - 0.2 + 0.2 * alike)
        for known in self._beginnings.get(word[:3], ()):
            if known.startswith(word):
                share = len(word) / len(known)
                near[known] = max(near.get(known, 0.0), _BEGINS * (0.8 + 0.2 * share))
        if word in self._words:
            near[word] = 1.0
        return near


def _score(likenesses: Sequence[float], length: int) -> float:
    """How near a name of ``length`` words is, of which each typed word is so near to one."""
    asked = len(likenesses)
    covered = sum(likenesses) / asked
    return covered * (0.85 + 0.15 * min(1.0, asked / max(1, length)))


def index_of(things: Iterable[Thing], names: Iterable[tuple[str, str, str]]) -> Index:
    """The index of ``things`` by ``names``: (IRI, name, its language). Names of other things are left out."""
    index = Index(list(things))
    index.by_iri = {thing.iri: thing for thing in index.things}
    numbers = {thing.iri: number for number, thing in enumerate(index.things)}
    words: defaultdict[str, list[int]] = defaultdict(list)
    by_key: defaultdict[str, set[str]] = defaultdict(set)
    for iri, name, language in names:
        number = numbers.get(iri)
        if number is None:
            continue
        bearers, thing = index._bearers.setdefault(fold(name), []), index.things[number]
        if thing not in bearers:
            bearers.append(thing)
        at, natives = len(index._names), _WORD.findall(name)
        index._names.append((name, number, len(natives)))
        for native in natives:
            forms = written(native)
            for word in forms:
                words[word].append(at)
            for key in keys(native, language):
                by_key[key].add(forms[0])
    index._words = dict(words)
    index._keys = {key: sorted(known) for key, known in by_key.items() if key}
    index._vocabulary = sorted(words)
    beginnings: defaultdict[str, list[str]] = defaultdict(list)
    for word in index._vocabulary:
        for length in range(1, min(3, len(word)) + 1):
            beginnings[word[:length]].append(word)
    index._beginnings = dict(beginnings)
    return index


def _bare(word: str) -> str:
    """A word in small letters without marks; dotless and dotted i are one."""
    spread = unicodedata.normalize("NFKD", fold(word).replace("ı", "i"))
    return "".join(c for c in spread if not unicodedata.combining(c))


@lru_cache(maxsize=200_000)
def written(word: str) -> tuple[str, ...]:
    """A word as the index knows it; one of another script in Latin spelling too.

    >>> written("Kâzım"), written("كاظم")
    (('kazim',), ('كاظم', 'kazm'))
    """
    bare = _bare(word)
    latin = _latin(bare)
    return (bare,) if latin == bare else (bare, latin)


@lru_cache(maxsize=200_000)
def _latin(bare: str) -> str:
    return bare if bare.isascii() else slug(bare) or bare


@lru_cache(maxsize=200_000)
def keys(word: str, language: str | None = None) -> tuple[str, ...]:
    """Keys of one word; where the language is not known, with x as ks and as kh."""
    languages = (language,) if language is not None else ("en", "az") if "x" in word else ("en",)
    return tuple(dict.fromkeys("".join(word_keys(word, code)) for code in languages))
