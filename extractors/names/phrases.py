"""Known names found in the words of a reading: the longest one wins, endings and clitics cut off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from extractors.language import load_language
from extractors.model import EntityType
from extractors.names.gazetteer import Entry, EntryName, Found, load_gazetteer
from extractors.names.lexicon import People
from extractors.names.morphology import MEMORY, Form, Morphology
from extractors.names.tables import load_lexicon
from extractors.words import Words, find_words

_SHORTEST: Final = 3  #: a place's name that a people is made of has at least so many letters
_USUAL: Final[tuple[EntityType, ...]] = ("Place", "Organisation", "Group", "Person")

#: Signs that a name may be written with or without.
JOINTS: Final = frozenset("-'.")


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name: words ``first`` to ``last``, of which the mention takes ``start`` to ``end``."""

    first: int
    last: int
    start: int  #: reading offset
    end: int  #: reading offset, endings cut off
    form: Form  #: of the last word (of the only word, with the clitic cut off)
    found: tuple[Found, ...]  #: empty for a people made of a known place's name

    def of(self, kind: EntityType) -> tuple[Found, ...]:
        """What was found of one type."""
        return tuple(f for f in self.found if f.entry.type == kind)

    @property
    def types(self) -> tuple[EntityType, ...]:
        """The types that the name may have, most usual first."""
        if not self.found:
            return ("Group",)
        return tuple(t for t in _USUAL if self.of(t))


@dataclass(frozen=True, slots=True, eq=False)
class PhraseIndex:
    """Names by their first word (folded, without joints)."""

    morphology: Morphology
    longer: Mapping[str, tuple[tuple[tuple[str, ...], tuple[Found, ...]], ...]]
    single: Mapping[str, tuple[Found, ...]]
    peoples: tuple[People, ...]
    article: str
    _memo: dict[str, tuple[Form, tuple[Found, ...]] | None] = field(
        default_factory=dict, repr=False
    )
    _starts: dict[str, tuple[Form, ...]] = field(default_factory=dict, repr=False)

    def match(self, words: Words, i: int) -> Hit | None:
        """The longest known name that begins with word ``i``."""
        fold = words.folds[i]
        for form in self._openings(fold):
            for rest, found in self.longer[form.stem]:
                hit = self._match_rest(words, i, form, rest, found)
                if hit is not None:
                    return hit
        return self.match_one(words, i)

    def match_one(self, words: Words, i: int) -> Hit | None:
        """The known name that word ``i`` is by itself."""
        known = self.known(words.folds[i])
        if known is None:
            return None
        form, found = known
        start = words.starts[i]
        return Hit(i, i, start + form.start, start + form.end, form, found)

    def known(self, fold: str) -> tuple[Form, tuple[Found, ...]] | None:
        """The one-word name of which the folded word is a form."""
        if fold not in self._memo:
            if len(self._memo) >= MEMORY:
                self._memo.clear()
            self._memo[fold] = self._lookup(fold)
        return self._memo[fold]

    def _openings(self, fold: str) -> tuple[Form, ...]:
        known = self._starts.get(fold)
        if known is None:
            if len(self._starts) >= MEMORY:
                self._starts.clear()
            forms = self.morphology.forms(fold)
            known = tuple(f for f in forms if f.end == len(fold) and f.stem in self.longer)
            self._starts[fold] = known
        return known

    def _lookup(self, fold: str) -> tuple[Form, tuple[Found, ...]] | None:
        for form in self.morphology.forms(fold):
            found = self.single.get(form.stem)
            if found is not None:
                return form, found
            if self._people(form.stem):
                return form, ()
        return None

    def _people(self, stem: str) -> bool:
        """Whether ``stem`` is an ending of peoples on the name of a known place."""
        for people in self.peoples:
            if stem.endswith(people.ending):
                base = stem[: len(stem) - len(people.ending)] + people.writes
                if len(base) < _SHORTEST:
                    continue
                for name in (base, base.removeprefix(self.article)):
                    if any(f.entry.type == people.of for f in self.single.get(name, ())):
                        return True
        return False

    def _match_rest(
        self, words: Words, i: int, opening: Form, rest: Sequence[str], found: tuple[Found, ...]
    ) -> Hit | None:
        folds, j = words.folds, i
        for k, wanted in enumerate(rest):
            j += 1
            while j < len(folds) and folds[j] in JOINTS and folds[j] != wanted:
                j += 1
            if j >= len(folds):
                return None
            word = folds[j]
            if word == wanted:
                continue
            if k < len(rest) - 1 or not word.startswith(wanted[:-1]):
                return None
            form = next((f for f in self.morphology.forms(word) if f.stem == wanted), None)
            if form is None:
                return None
            end = words.starts[j] + form.end
            return Hit(i, j, words.starts[i] + opening.start, end, form, found)
        whole = Form(folds[j], 0, len(folds[j]), 0, 0, "")
        return Hit(i, j, words.starts[i] + opening.start, words.ends[j], whole, found)


def _nameless(kind: EntityType, name: EntryName) -> Entry:
    """Stands for a word of names_known.tsv that is not always the same entry."""
    return Entry("", kind, "", {"en": name.text}, (name,), "", "", None, None, "", "", "")


@cache
def load_phrases(code: str) -> PhraseIndex:
    """The names of the gazetteer's people, places, organisations and groups in a language."""
    language = load_language(code)
    lexicon = load_lexicon(code)
    article = lexicon.morphology.article
    gazetteer = load_gazetteer()
    single: dict[str, tuple[Found, ...]] = {}
    longer: dict[str, dict[tuple[str, ...], tuple[Found, ...]]] = {}
    for found in gazetteer.by_fold[code].values():
        kept = tuple(f for f in found if f.entry.type != "Event")
        if not kept:
            continue
        words = [w for w in find_words(kept[0].name.text, language).folds if w not in JOINTS]
        if len(words) > 1:
            longer.setdefault(words[0], {})[tuple(words[1:])] = kept
        elif words and words[0] not in lexicon.common:
            single[words[0]] = kept
            if article and all(f.entry.type == "Group" for f in kept):
                bare = words[0].removeprefix(article)
                single.setdefault(bare, kept)
                single.setdefault(article + bare, kept)
    for form, (kind, entry) in lexicon.known.items():
        name = EntryName(code, form)
        known = gazetteer[entry] if entry in gazetteer.entries else _nameless(kind, name)
        first, *rest = (w for w in find_words(form, language).folds if w not in JOINTS)
        if rest:
            longer.setdefault(first, {}).setdefault(tuple(rest), (Found(known, name),))
        else:
            single.setdefault(first, (Found(known, name),))
    return PhraseIndex(
        morphology=lexicon.morphology,
        longer={
            first: tuple(sorted(rests.items(), key=lambda r: (-len(r[0]), r[0])))
            for first, rests in longer.items()
        },
        single=single,
        peoples=lexicon.peoples,
        article=article,
    )
