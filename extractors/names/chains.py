"""Names in a language without capitals: known names, people by title and given name,
organisations and places by the noun that opens them.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from extractors.model import EntityType
from extractors.names.candidate import Candidate
from extractors.names.lexicon import Head, Lexicon, entity_type
from extractors.names.phrases import Hit, PhraseIndex
from extractors.names.wordkinds import WordKind, word_kind
from extractors.words import Words

_LONGEST: Final = 7  #: words of a person's or an organisation's name
_SHORTEST: Final = 3  #: letters of an unknown name
_GAP: Final = 6  #: blanks between two words of a name; text out of a PDF is widely set


class ChainReader:
    """Reads the names of one reading."""

    def __init__(self, words: Words, lexicon: Lexicon, phrases: PhraseIndex) -> None:
        self.words, self.lexicon, self.phrases = words, lexicon, phrases
        self.pairs = Counter(zip(words.folds, words.folds[1:], strict=False))
        self.kinds = [word_kind(fold, lexicon) for fold in words.folds]

    def names(self) -> list[Candidate]:
        """All candidates, in order, without overlap."""
        out: list[Candidate] = []
        i = 0
        while i < len(self.words):
            kind = self.kinds[i]
            hit = self.phrases.match(self.words, i) if kind.letters else None
            found: tuple[Candidate, int] | None = None
            if kind.head is not None and not (hit and hit.last > i):
                found = self._headed(i, kind)
            closed = not kind.common and i + 1 < len(self.words) and self._closes(i + 1)
            if found is None and (kind.title or kind.given or kind.opener or hit or closed):
                found = self._person(i, hit)
            if found is None and hit is not None and not (kind.common and hit.last == i):
                found = self._known(hit), hit.last + 1
            if found is None:
                i += 1
                continue
            if found[0].confidence > 0:
                out.append(found[0])
            i = max(found[1], i + 1)
        return out

    def _near(self, i: int) -> bool:
        """Whether word ``i`` follows the one before it with nothing but blanks between."""
        words = self.words
        return i < len(words) and words.starts[i] - words.ends[i - 1] <= _GAP

    def _bare(self, i: int) -> bool:
        """A word that stands without a clitic."""
        return self.kinds[i].form.start == 0

    # people

    def _person(self, i: int, hit: Hit | None) -> tuple[Candidate, int] | None:
        titles: list[str] = []
        j, first = i, i
        while (title := self.kinds[j].title) is not None and title.before:
            titles.append(self.kinds[j].form.stem)
            if not title.part_before:
                first = j + 1
            j += 1
            if not self._near(j) or not self._bare(j):
                return None
        before = (self.kinds[k].title for k in range(i, j))
        strong = any(title is not None and not title.weak for title in before)
        if titles and self._of_a_people(j):
            j, strong = j + 1, True  # the British ambassador Layard
            first = j if first == j - 1 else first
        name, known, given = self._name(j, titled=strong)
        if not name:
            return None
        j = name[-1] + 1
        last = name[-1]
        after = False
        while self._near(j) and (title := self.kinds[j].title) and title.after and self._bare(j):
            titles.append(self.kinds[j].form.stem)
            after, last, j = True, j, j + 1
        single = len(name) == 1 and not titles and not known
        if not (titles or known or given >= 2 or (given and len(name) >= 2) or single):
            return None
        if single and not given:
            return None
        foreign = self.kinds[name[0]].form.stem in self.lexicon.foreign
        start = self.words.starts[first] + self.kinds[first].form.start
        folds = tuple(self.kinds[k].form.stem if k == first else self.words.folds[k] for k in name)
        entries, short = self._entries(hit, name)
        return (
            Candidate(
                start=start,
                end=self.words.ends[last],
                type=None if single else "Person",
                words=folds,
                rule="gazetteer" if known else "title" if titles else "given name",
                confidence=0.9 if titles or known else 0.8,
                titles=tuple(titles),
                entries=entries,
                short=short and not after,
                weights=(("Person", 0.9 if foreign else 0.4),) if single else (),
            ),
            j,
        )

    def _of_a_people(self, j: int) -> bool:
        """An adjective of a people between a title and a name."""
        known = self.phrases.known(self.words.folds[j]) if self.kinds[j].letters else None
        adjective = self.words.folds[j].endswith(self.lexicon.adjectives)
        return known is not None and adjective and self._near(j + 1)

    def _name(self, i: int, *, titled: bool) -> tuple[list[int], bool, int]:
        """Word indices of a name from ``i`` on; whether it is a known one; how many given names."""
        name: list[int] = []
        known, given, j = False, 0, i
        while len(name) < _LONGEST and (j == i or (self._near(j) and self._bare(j))):
            kind = self.kinds[j]
            hit = self.phrases.match(self.words, j) if kind.letters else None
            if not kind.letters or (kind.title is not None and j > i):
                break
            if hit is not None and "Person" in hit.types:
                name.extend(range(j, hit.last + 1))
                known, j = True, hit.last + 1
                continue
            if kind.opener and self._near(j + 1) and self.kinds[j + 1].letters:
                name.extend((j, j + 1))
                given, j = given + 1, j + 2
                continue
            if not kind.common and self._near(j + 1) and self._closes(j + 1):
                name.extend((j, j + 1))
                given, j = given + 1, j + 2
                continue
            plain = kind.common or kind.head is not None or (hit is not None and not name)
            if not kind.given and (
                plain or not self._follows(name, j, titled=titled, known=known, hit=hit)
            ):
                break
            given += kind.given
            name.append(j)
            j += 1
        return name, known, given

    def _closes(self, j: int) -> bool:
        return self.words.folds[j] in self.lexicon.closers

    def _follows(
        self, name: list[int], j: int, *, titled: bool, known: bool, hit: Hit | None
    ) -> bool:
        """Whether the unknown word ``j`` goes on with a name: family name, epithet, second word."""
        fold = self.words.folds[j]
        if fold in self.lexicon.qualifiers or hit is not None:
            return False
        article = self.lexicon.morphology.article
        if not name:
            return (
                titled
                and not (article and fold.startswith(article))
                and self._unknown(j, titled=True)
            )
        if fold.endswith(self.lexicon.surnames):
            return True
        if article and fold.startswith(article):
            return fold.endswith(self.lexicon.epithets) and not known
        if known:
            return False
        if not self._unknown(j, titled=titled):
            return False
        previous = self.words.folds[name[-1]]
        sure = titled or previous in self.lexicon.foreign or self.pairs[previous, fold] > 1
        return (len(name) == 1 and sure) or self._title_follows(j + 1)

    def _title_follows(self, j: int) -> bool:
        """Whether a title that stands after names comes next, or after one more word."""
        for k in (j, j + 1):
            if not self._near(k) or not self.kinds[k].letters:
                return False
            title = self.kinds[k].title
            if title is not None:
                return title.after
            if self.kinds[k].common:
                return False
        return False

    def _entries(self, hit: Hit | None, name: list[int]) -> tuple[tuple[str, ...], bool]:
        hit = hit or self.phrases.match(self.words, name[0])
        if hit is None or hit.first != name[0] or hit.last != name[-1]:
            return (), False
        found = hit.of("Person")
        return tuple(f.entry.id for f in found), bool(found) and all(f.name.short for f in found)

    # organisations and places

    def _headed(self, i: int, kind: WordKind) -> tuple[Candidate, int] | None:
        head = kind.head
        assert head is not None
        article = self.lexicon.morphology.article
        definite = bool(article) and kind.form.stem.startswith(article)
        if head.type == "Organisation":
            last = self._organisation(i, head, definite=definite)
            return self._whole(i, last, "Organisation") if last > i else None
        if head.type == "Place" and self._near(i + 1) and self._bare(i + 1) and not definite:
            return self._place(i, head)
        return None

    def _organisation(self, i: int, head: Head, *, definite: bool) -> int:
        """Index of the last word of the organisation that the head ``i`` opens; ``i`` for none."""
        last, j = i, i + 1
        named = definite
        while j - i <= _LONGEST and self._near(j) and self.kinds[j].letters:
            fold = self.words.folds[j]
            hit = self.phrases.match(self.words, j)
            if fold in self.lexicon.qualifiers:
                if fold not in self.lexicon.common:
                    last = j
                named, j = True, j + 1
            elif hit is not None and (hit.types[0] == "Group" or not named):
                if hit.types[0] == "Person" or hit.start != self.words.starts[j]:
                    break
                last, j, named = hit.last, hit.last + 1, True
            elif head.open and j == i + 1 and self._unknown(j) and not self._agrees(i, j):
                last, j, named = j, j + 1, True
            else:
                break
        return last

    def _agrees(self, i: int, j: int) -> bool:
        """Whether word ``j`` may be an adjective of the noun ``i``: both end alike or in neither."""
        masculine, feminine = self.lexicon.adjectives[0], self.lexicon.adjectives[-1]
        of_feminine = self.kinds[i].form.stem.endswith(feminine[-1])
        return self.words.folds[j].endswith(feminine if of_feminine else masculine)

    def _unknown(self, j: int, *, titled: bool = False) -> bool:
        """A word that may be a name, for all that the tables say."""
        kind, fold = self.kinds[j], self.words.folds[j]
        return (
            kind.letters
            and not (kind.common or kind.head or kind.title)
            and fold not in self.lexicon.qualifiers
            and (titled or not fold.endswith(self.lexicon.plural_ends))
            and not fold.endswith(self.lexicon.no_ends)
            and not fold.startswith(self.lexicon.no_begins)
            and len(fold) >= _SHORTEST
        )

    def _place(self, i: int, head: Head) -> tuple[Candidate, int] | None:
        hit = self.phrases.match(self.words, i + 1)
        if hit is not None and "Place" in hit.types:
            if not head.part:
                return None
            return self._whole(i, hit.last, "Place")
        if not head.open or not self._unknown(i + 1) or self.kinds[i + 1].given:
            return None
        if self._agrees(i, i + 1):
            return None
        return self._whole(i if head.part else i + 1, i + 1, entity_type("Place"))

    def _whole(self, first: int, last: int, kind: EntityType) -> tuple[Candidate, int]:
        words, form = self.words, self.kinds[first].form
        return (
            Candidate(
                start=words.starts[first] + form.start,
                end=words.ends[last],
                type=kind,
                words=(form.stem, *words.folds[first + 1 : last + 1]),
                rule="head",
                confidence=0.8,
            ),
            last + 1,
        )

    def _known(self, hit: Hit) -> Candidate:
        kind = hit.types[0]
        found = hit.of(kind)
        adjective = kind == "Group" and hit.form.stem.endswith(self.lexicon.adjectives)
        stems = tuple(self.words.folds[hit.first : hit.last + 1])
        return Candidate(
            start=hit.start,
            end=hit.end,
            type=kind,
            words=(hit.form.stem,) if hit.last == hit.first else stems,
            rule="gazetteer" if found else "people",
            confidence=0.0 if adjective else 0.9,
            entries=tuple(f.entry.id for f in found if f.entry.id),
            short=bool(found) and all(f.name.short for f in found),
        )
