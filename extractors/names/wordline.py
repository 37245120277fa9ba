"""The words of a reading in a language without capitals, with what the tables say of each."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import Final

from extractors.names.lexicon import Lexicon
from extractors.names.phrases import Hit, PhraseIndex
from extractors.names.wordkinds import word_kind
from extractors.words import Words

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

    def closes(self, i: int) -> bool:
        """A word that makes a given name of the one before it: al-Din."""
        return self.words.folds[i] in self.lexicon.closers

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
            and not stem.endswith(lexicon.no_ends)
            and not stem.startswith(lexicon.no_begins)
            and len(stem) >= _SHORTEST
        )

    def agrees(self, i: int, j: int) -> bool:
        """Whether word ``j`` may be an adjective of the noun ``i``: both feminine, or neither."""
        masculine, feminine = self.lexicon.adjectives[0], self.lexicon.adjectives[-1]
        of_feminine = self.kinds[i].form.stem.endswith(feminine[-1])
        return self.words.folds[j].endswith(feminine if of_feminine else masculine)
