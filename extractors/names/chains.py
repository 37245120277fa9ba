"""Names in a language without capitals: what opens them, what they stand beside."""

from __future__ import annotations

from typing import Final

from extractors.model import EntityType
from extractors.names.candidate import Candidate
from extractors.names.chainheads import headed_chain
from extractors.names.chainpeople import person_chain
from extractors.names.lexicon import Lexicon, entity_type
from extractors.names.phrases import Hit, PhraseIndex
from extractors.names.wordline import CONJUNCTION, WordLine
from extractors.words import Words

_LIST: Final = 0.8  #: a member of a list of known names
_EVENT: Final = 0.8  #: the word behind the noun of an event: the battle of
_SHAPE: Final = 0.9  #: the ending of a place's name
_SOUNDED: Final = 3  #: words of a foreign name behind its first
_STRANGE: Final = 5.0  #: log odds of letters that make a name of a word by themselves
_STRANGER: Final = 0.5  #: a word that looks foreign, wherever it stands
_SAYS: Final = 0.8  #: weight of a context that by itself makes a candidate


class ChainReader:
    """Reads the names of one reading."""

    def __init__(self, words: Words, lexicon: Lexicon, phrases: PhraseIndex) -> None:
        self.line = WordLine(words, lexicon, phrases)
        self.lexicon = lexicon

    def names(self) -> list[Candidate]:
        """All candidates, in order, without overlap."""
        out: list[Candidate] = []
        i, free = 0, -1  # free: the word after the last candidate
        while i < len(self.line):
            last = out[-1].type if out and free == i else None
            found = self._at(i, last)
            if found is None:
                i += 1
                continue
            if found[0].confidence > 0:
                out.append(found[0])
                free = found[1]
            i = max(found[1], i + 1)
        return out

    def _at(self, i: int, before: EntityType | None) -> tuple[Candidate, int] | None:
        """The name that begins with word ``i``; ``before``: the type of the name just before it."""
        line = self.line
        kind = line.kinds[i]
        if not kind.letters:
            return None
        hit = line.hit(i)
        found: tuple[Candidate, int] | None = None
        if kind.head is not None and not (hit and hit.last > i):
            found = headed_chain(line, i, kind)
        closed = not kind.common and i + 1 < len(line) and line.closes(i + 1)
        closed = closed or line.titled(i)
        if found is None and (kind.title or kind.given or kind.opener or hit or closed):
            found = person_chain(line, i, hit)
        if found is None and hit is not None and not (kind.common and hit.last == i):
            found = self._known(hit), hit.last + 1
        if found is None and line.unknown(i, titled=True):
            sounded = self._sounded(i)
            longer = sounded is not None and sounded[1] > i + 1
            found = sounded if longer else self._beside(i, before) or sounded
        return found

    def _beside(self, i: int, before: EntityType | None) -> tuple[Candidate, int] | None:
        """An unknown word whose company speaks for a name."""
        line = self.line
        kind = line.kinds[i]
        stem = kind.form.stem
        weights: dict[EntityType, float] = {}
        joined = kind.form.case == CONJUNCTION and kind.form.start > 0
        if joined and before in ("Place", "Person") and line.near(i) and line.unknown(i):
            if before == "Place" or not line.definite(stem):
                weights[before] = _LIST
        elif (self.lexicon.place(stem)) is not None and not self._common_noun(stem):
            weights["Place"] = _SHAPE
        elif line.definite(stem) and self._fought(i):
            weights["Place"] = _EVENT
        elif line.definite(stem) or self._common_noun(stem) or not line.bare(i) or i == 0:
            return None
        elif line.near(i):
            self._say(i, weights)
        if not weights:
            return None
        start = line.words.starts[i] + kind.form.start
        candidate = Candidate(
            start=start,
            end=line.words.ends[i],
            type=None,
            words=(stem,),
            rule="context",
            confidence=0.6,
            weights=tuple(sorted(weights.items())),
        )
        return candidate, i + 1

    def _sounded(self, i: int) -> tuple[Candidate, int] | None:
        """Words that look like a foreign name written down by its sound."""
        line = self.line
        form = line.foreign(i)
        previous = line.kinds[i - 1] if i > 0 and line.near(i) else None
        if form is None or (previous is not None and previous.head is not None):
            return None
        last = i
        while line.near(last + 1) and last - i < _SOUNDED and self._goes_on(last + 1):
            last += 1
        beside = line.hit(last + 1) if line.near(last + 1) and line.bare(last + 1) else None
        if beside is not None and beside.types[0] == "Place":
            return None  # a body of that place
        sure = last > i or self.lexicon.letters.odds(form.stem) >= _STRANGE
        weights: dict[EntityType, float] = {"Person": _SHAPE if sure else _STRANGER}
        context = self.lexicon.before.get(previous.form.stem) if previous is not None else None
        if context is not None and context.type != "Person":
            weights = {entity_type(context.type): weights["Person"] + context.weight / 2}
        words = (form.stem, *line.words.folds[i + 1 : last + 1])
        candidate = Candidate(
            start=line.words.starts[i] + form.start,
            end=line.words.ends[last],
            type=None,
            words=words,
            rule="letters",
            confidence=0.6,
            weights=tuple(sorted(weights.items())),
        )
        return candidate, last + 1

    def _goes_on(self, i: int) -> bool:
        line = self.line
        form = line.foreign(i)
        named = line.kinds[i].form.stem in self.lexicon.foreign and line.bare(i)
        return named or (form is not None and form.start == 0)

    def _say(self, i: int, weights: dict[EntityType, float]) -> None:
        """Add what the word before the unknown word ``i`` says."""
        line = self.line
        previous = line.kinds[i - 1]
        head = previous.head
        if head is not None and head.type == "Event" and not line.agrees(i - 1, i):
            weights["Place"] = _EVENT
            return
        if line.words.folds[i].endswith(self.lexicon.plural_ends) or line.agrees(i - 1, i):
            return
        context = self.lexicon.before.get(previous.form.stem)
        if context is None:
            return
        if line.feminine(i) and context.weight < _SAYS:
            return  # most nouns of this ending are common ones
        if context.weight >= _SAYS or context.type == "Person" or self._bounded(i):
            weights[entity_type(context.type)] = context.weight

    def _fought(self, i: int) -> bool:
        """Whether word ``i`` stands behind a noun that takes any word for its place: battle of."""
        head = self.line.kinds[i - 1].head if i > 0 and self.line.near(i) else None
        fought = head is not None and head.type == "Event" and head.open
        return fought and self.line.bare(i) and not self.line.agrees(i - 1, i)

    def _common_noun(self, stem: str) -> bool:
        """A word that the text has with the article too is hardly a name."""
        article = self.lexicon.morphology.article
        return bool(article) and article + stem in self.line.seen

    def _bounded(self, i: int) -> bool:
        """Whether nothing that may hang on word ``i`` follows it."""
        line = self.line
        if not line.near(i + 1):
            return True
        kind = line.kinds[i + 1]
        joined = kind.form.case == CONJUNCTION and kind.form.start > 0
        return not kind.letters or (kind.common and not line.definite(kind.form.stem)) or joined

    def _known(self, hit: Hit) -> Candidate:
        words = self.line.words
        kind = hit.types[0]
        found = hit.of(kind)
        adjective = hit.last == hit.first and hit.form.stem.endswith(self.lexicon.adjectives)
        adjective = adjective and kind in ("Group", "Organisation")
        stems = tuple(words.folds[hit.first : hit.last + 1])
        return Candidate(
            start=hit.start,
            end=words.ends[hit.last],
            type=kind,
            words=(hit.form.stem,) if hit.last == hit.first else stems,
            rule="gazetteer" if found else "people",
            confidence=0.0 if adjective else 0.9,
            entries=tuple(f.entry.id for f in found if f.entry.id),
            short=bool(found) and all(f.name.short for f in found),
        )
