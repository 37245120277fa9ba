"""The words of a reading in a language without capitals, with what the tables say of each."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import replace
from typing import Final

from extractors.names.lexicon import Lexicon
from extractors.names.morphology import Form
from extractors.names.phrases import Hit, PhraseIndex
from extractors.names.wordkinds import word_kind
from extractors.words import Words

CONJUNCTION: Final = "conjunction"  #: the case of a clitic that joins the members of a list
FOREIGN: Final = 2.0  #: log odds from which a word looks like a foreign name
_SHORTEST: Final = 3  #: letters of an unknown name
_GAP: Final = 6  #: blanks between two words of a name; text out of a PDF is widely set
_MARKS: Final = re.compile("[\u0300-\u036f\u064b-\u0652\u0670]")


class WordLine:
    """Words, their kinds and known names; indices are those of ``words``."""

    def __init__(self, words: Words, lexicon: Lexicon, phrases: PhraseIndex) -> None:
        folds = words.folds
        if any(map(_MARKS.search, folds)):  # vowel signs are set here and there
            folds = [_MARKS.sub("", fold) or fold for fold in folds]
        self.words = Words(words.texts, folds, words.starts, words.ends)
        self.lexicon, self.phrases = lexicon, phrases
        self.pairs = Counter(itertools.pairwise(folds))
        self.seen = frozenset(folds)
        self.kinds = [
            word_kind(fold, text, lexicon) for fold, text in zip(folds, words.texts, strict=True)
        ]
        for i in range(len(folds) - 1):
            if self._named_by_next(i):
                self.kinds[i] = replace(self.kinds[i], form=self.joined(i), given=True)

    def __len__(self) -> int:
        return len(self.words)

    def hit(self, i: int) -> Hit | None:
        """The known name that begins with word ``i``."""
        return self.phrases.match(self.words, i) if self.kinds[i].letters else None

    def near(self, i: int) -> bool:
        """Whether word ``i`` follows the one before it with nothing but blanks between."""
        words = self.words
        return i < len(words) and words.starts[i] - words.ends[i - 1] <= _GAP

    def bare(self, i: int) -> bool:
        """A word that stands without a clitic."""
        return self.kinds[i].form.start == 0

    def joined(self, i: int) -> Form:
        """The unknown word ``i`` without a conjunction that may be written before it."""
        form = self.kinds[i].form
        forms = self.lexicon.morphology.forms(form.stem)
        cut = (f for f in forms if f.case == CONJUNCTION and len(f.stem) >= _SHORTEST)
        return next(cut, form) if form.start == 0 else form

    def _named_by_next(self, i: int) -> bool:
        """Whether the word after the unknown word ``i`` makes a given name of it: ibn, the Second."""
        following = self.words.folds[i + 1]
        lexicon = self.lexicon
        if following in lexicon.filial:
            kind = self.kinds[i]
            return (
                self.near(i + 1) and kind.letters and not (kind.common or kind.head or kind.title)
            )
        if following not in lexicon.ordinals:
            return False
        kind = self.kinds[i]
        headed = i > 0 and self.kinds[i - 1].head is not None
        definite = any(self.definite(f.stem) for f in lexicon.morphology.forms(self.words.folds[i]))
        return (
            self.near(i + 1)
            and not (headed or kind.given or definite)
            and self.unknown(i)
            and self.hit(i) is None
        )

    def closes(self, i: int) -> bool:
        """A word that makes a given name of the one before it: al-Din."""
        return self.words.folds[i] in self.lexicon.closers

    def nisba(self, i: int) -> bool:
        """Whether word ``i`` may be an epithet with the article: of Baghdad, the Ayyubid."""
        fold = self.words.folds[i]
        plain = fold in self.lexicon.qualifiers or self.kinds[i].common
        return self.definite(fold) and fold.endswith(self.lexicon.epithets) and not plain

    def titled(self, i: int) -> bool:
        """Whether a title that stands after names follows the unknown word ``i``."""
        if not self.near(i + 1) or not self.bare(i + 1):
            return False
        title = self.kinds[i + 1].title
        return (
            title is not None and title.after and not title.before and self.unknown(i, titled=True)
        )

    def definite(self, word: str) -> bool:
        """Whether ``word`` has the article."""
        article = self.lexicon.morphology.article
        return bool(article) and word.startswith(article)

    def unknown(self, i: int, *, titled: bool = False) -> bool:
        """Whether word ``i`` may be a name, for all that the tables say."""
        kind, lexicon = self.kinds[i], self.lexicon
        stem = kind.form.stem
        return (
            kind.letters
            and not (kind.common or kind.head or kind.title)
            and stem not in lexicon.qualifiers
            and (titled or not stem.endswith(lexicon.plural_ends))
            and not self.words.texts[i].endswith(lexicon.no_ends)
            and not stem.startswith(lexicon.no_begins)
            and len(stem) >= _SHORTEST
        )

    def foreign(self, i: int) -> Form | None:
        """The unknown word ``i`` without its clitic, where its letters are those of foreign names."""
        if not self.unknown(i, titled=True) or self.hit(i) is not None:
            return None
        form = self.kinds[i].form
        forms = self.lexicon.morphology.forms(form.stem)
        if any(self.definite(f.stem) for f in forms):
            return None
        if form.start == 0:  # the text has the word without the clitic too
            form = next((f for f in forms if f.start and f.stem in self.seen), form)
        odds = self.lexicon.letters.odds
        return form if odds(form.stem) >= FOREIGN else None

    def agrees(self, i: int, j: int) -> bool:
        """Whether word ``j`` may be an adjective of the noun ``i``: both feminine, or neither."""
        masculine, feminine = self.lexicon.adjectives[0], self.lexicon.adjectives[-1]
        return self.words.folds[j].endswith(feminine if self.feminine(i) else masculine)

    def feminine(self, i: int) -> bool:
        """Whether word ``i`` has the ending of feminine nouns."""
        return self.kinds[i].form.stem.endswith(self.lexicon.adjectives[-1][-1])
