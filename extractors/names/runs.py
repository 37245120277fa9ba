"""Words with a capital letter put together to runs, for languages that have capitals.

A run is the pieces that may belong to one name: nothing but a joint stands between them, and no
case ending.
"""

from __future__ import annotations

import re
from typing import Final

from extractors.names.gazetteer import Found
from extractors.names.lexicon import Lexicon
from extractors.names.morphology import Form
from extractors.names.phrases import JOINTS, Hit, PhraseIndex
from extractors.names.pieces import Piece, begins_sentence, load_joints
from extractors.words import Words

ROMAN: Final = re.compile(r"[IVXLCİ]+")  #: a ruler's numeral
_LONGEST_RUN: Final = 16
_GAP: Final = 3  #: blanks between two words of a name, at most


class PieceReader:
    """Reads the runs of one reading."""

    def __init__(self, words: Words, lexicon: Lexicon, phrases: PhraseIndex) -> None:
        self.words = words
        self.lexicon = lexicon
        self.phrases = phrases
        self.morphology = lexicon.morphology
        self.joints = load_joints(lexicon.language.code)
        self.capitals = [t[0].isupper() for t in words.texts]

    def runs(self) -> list[list[Piece]]:
        """All runs of the reading, in order; also single groups written in lower case."""
        runs: list[list[Piece]] = []
        i, n = 0, len(self.words)
        capitals, folds = self.capitals, self.words.folds
        lower = self.morphology.lower_groups
        while i < n:
            if capitals[i]:
                if self.lexicon.breaks(folds[i]) and not self._longer_hit(i):
                    i += 1
                    continue
                run = self._run(i)
            elif lower and (piece := self._lower_group(i)) is not None:
                run = [piece]
                self._extend(run)
            else:
                i += 1
                continue
            runs.append(run)
            i = max(run[-1].after, i + 1)
        return runs

    def _roman(self, i: int) -> bool:
        return bool(ROMAN.fullmatch(self.words.texts[i])) and len(self.words.texts[i]) < 6

    def _longer_hit(self, i: int) -> bool:
        hit = self.phrases.match(self.words, i)
        return hit is not None and hit.last > i

    def _lower_group(self, i: int) -> Piece | None:
        known = self.phrases.known(self.words.folds[i])
        if known is None or known[0].stem in self.lexicon.not_lower:
            return None
        if known[1] and not any(self._small(f) for f in known[1]):
            return None
        if self.words.folds[i] in self.lexicon.common:
            return None
        return self._piece(i)

    def _small(self, found: Found) -> bool:
        """Whether a name is written in lower case: a people's, or one the gazetteer writes so."""
        return found.entry.type == "Group" or found.name.text[0].islower()

    def _run(self, i: int) -> list[Piece]:
        run = [self._piece(i)]
        run[0].initial = not run[0].proper and begins_sentence(self.words, i)
        self._extend(run)
        return run

    def _extend(self, run: list[Piece]) -> None:
        while len(run) < _LONGEST_RUN and not run[-1].closed:
            if not self._next(run):
                break

    def _next(self, run: list[Piece]) -> bool:
        """Append the piece or pieces that follow; False where the run ends."""
        words, j = self.words, run[-1].after
        if j >= len(words) or words.starts[j] - words.ends[j - 1] > _GAP:
            return False
        fold = words.folds[j]
        if self.capitals[j]:
            if self.lexicon.breaks(fold) and not self._roman(j) and not self._longer_hit(j):
                return False
            return self._append(run, j, " ")
        if fold == "-" and j + 1 < len(words) and self.capitals[j + 1]:
            tight = words.starts[j] == words.ends[j - 1] and words.starts[j + 1] == words.ends[j]
            return tight and self._append(run, j + 1, "-")
        for joints, join in ((self.joints.conjunctions, "and"), (self.joints.links, "of")):
            if fold in joints:
                k = j + 1
                while k < len(words) and words.folds[k] in self.joints.articles:
                    k += 1
                if k < len(words) and self.capitals[k] and not self.lexicon.breaks(words.folds[k]):
                    return self._append(run, k, join)
                return False
        if fold in self.joints.articles and self._epithet(run, j):
            return self._append(run, j + 1, "the")
        if fold in self.lexicon.openers and j + 1 < len(words):
            k = j + 1
            while k < len(words) and (
                words.folds[k] in self.lexicon.openers or words.folds[k] in "-'"
            ):
                k += 1
            if k < len(words) and self.capitals[k]:
                return self._append(run, k, " ")
            return False
        if fold == "(":
            return self._bracketed(run, j)
        return self._lower_tail(run, j)

    def _epithet(self, run: list[Piece], j: int) -> bool:
        """Philip the Good: an article and a capital behind a given name."""
        k = j + 1
        if run[-1].fold not in self.lexicon.given or k >= len(self.words) or not self.capitals[k]:
            return False
        word = self.words.folds[k]
        other = self.lexicon.title(word) or self.lexicon.head(word) or self.phrases.known(word)
        return other is None

    def _bracketed(self, run: list[Piece], j: int) -> bool:
        """A family name that was taken later: Rauf (Orbay) Bey."""
        words = self.words
        if not (j + 2 < len(words) and self.capitals[j + 1] and words.folds[j + 2] == ")"):
            return False
        last = run[-1]
        if last.hit is not None or last.head is not None or self.lexicon.breaks(words.folds[j + 1]):
            return False
        if last.fold not in self.lexicon.given and len(run) < 2:
            return False
        piece = self._piece(j + 1)
        if piece.hit is not None and piece.hit.types[0] != "Person":
            return False
        piece.after, piece.last, piece.end, piece.join = j + 3, j + 2, words.ends[j + 2], "("
        run.append(piece)
        return True

    def _append(self, run: list[Piece], j: int, join: str) -> bool:
        piece = self._piece(j)
        piece.join = join
        run.append(piece)
        return True

    def _lower_tail(self, run: list[Piece], j: int) -> bool:
        """Lower-case titles (bəy, paşa) and heads (hökuməti), the latter over qualifiers."""
        words = self.words
        title = self.lexicon.title(words.folds[j])
        if title is not None and title[0].after:
            return self._append(run, j, " ")
        found: list[int] = []
        for k in range(j, min(j + 3, len(words))):
            head = self.lexicon.head(words.folds[k])
            if head is not None and head[0].after and self._possessed(head[1]):
                for m in [*found, k]:
                    self._append(run, m, " ")
                run[-1].closed = True
                return True
            if words.folds[k] not in self.lexicon.qualifiers:
                return False
            found.append(k)
        return False

    def _possessed(self, form: Form) -> bool:
        return not self.morphology.glued or form.possessive > 0

    def _piece(self, i: int) -> Piece:
        words = self.words
        hit = self.phrases.match(words, i)
        if hit is not None and self._common_noun(hit):
            hit = self.phrases.match_one(words, i) or hit
        if hit is not None and not self._possessed_body(hit):
            shown = [f for f in words.folds[i : hit.last] if f not in JOINTS]
            fold = " ".join((*shown, hit.form.stem))
            piece = Piece(i, hit.last, hit.last + 1, hit.start, hit.end, fold, hit=hit)
            piece.case, piece.closed = hit.form.case, bool(hit.form.case)
            piece.capital = self.capitals[i]
        else:
            piece = Piece(i, i, i + 1, words.starts[i], words.ends[i], words.folds[i])
            piece.capital = self.capitals[i]
            self._read_word(piece)
        self._read_joints(piece)
        return piece

    def _common_noun(self, hit: Hit) -> bool:
        """A known name whose noun the text writes small may mean any: Rus ordusu."""
        if hit.last == hit.first or self.capitals[hit.last]:
            return False
        head = self.lexicon.head(self.words.folds[hit.last])
        return head is not None and head[0].type == "Organisation" and not head[0].lower

    def _possessed_body(self, hit: Hit) -> bool:
        """A state's short name that is here a noun possessed by another name: Bakı Soveti."""
        short = hit.found and all(f.name.short for f in hit.found)
        head = self.lexicon.head(self.words.folds[hit.first]) if short else None
        return head is not None and head[1].possessive > 0 and hit.last == hit.first

    def _read_word(self, piece: Piece) -> None:
        words, i = self.words, piece.first
        text, fold = words.texts[i], piece.fold
        if self._roman(i):
            piece.numeral = True
        elif len(text) == 1 and i + 1 < len(words) and words.folds[i + 1] == ".":
            piece.letter = True
        if (piece.numeral or piece.letter) and self._touches(i, "."):
            piece.after = i + 2
            return
        title = self.lexicon.title(fold)
        if title is not None and (not title[1].case or title[0].after):
            piece.title, form = title
            piece.end, piece.case = piece.start + form.end, form.case
            piece.closed = bool(form.case)
            piece.fold = form.stem
            if self._touches(i, ".") and piece.title.before and len(text) < 6:
                piece.after = i + 2
            return
        head = self.lexicon.head(fold)
        if head is not None:
            piece.head, form = head
            kept = form.end + form.plural + form.possessive
            piece.end, piece.case, piece.closed = piece.start + kept, form.case, bool(form.case)
            ways = (f for f in self.morphology.forms(fold) if f.stem == form.stem)
            piece.fold, piece.plural = form.stem, any(f.plural for f in ways)
            piece.possessed = form.possessive > 0
            return
        piece.forms = self.morphology.forms(fold)

    def _touches(self, i: int, sign: str) -> bool:
        words = self.words
        return (
            i + 1 < len(words)
            and words.folds[i + 1] == sign
            and words.starts[i + 1] == words.ends[i]
        )

    def _read_joints(self, piece: Piece) -> None:
        """Endings behind an apostrophe, and compounds written with an apostrophe or izafet."""
        words, morphology = self.words, self.morphology
        while (j := piece.after) + 1 < len(words) and words.starts[j] == words.ends[j - 1]:
            sign, following = words.folds[j], words.folds[j + 1]
            if words.starts[j + 1] != words.ends[j] or not following[0].isalpha():
                return
            upper = words.texts[piece.last].isupper() and len(words.texts[piece.last]) > 1
            if sign == "'" and morphology.apostrophe:
                tail = morphology.tail(following)
                if tail is not None and (upper or not self.capitals[j + 1]):
                    piece.after, piece.closed, piece.case = j + 2, True, tail.case or "case"
                    piece.proper = morphology.glued  # a common noun takes its ending bare
                    return
                if piece.hit is not None:
                    return
            elif sign == "-" and self._izafet(j):
                self._stretch(piece, j + 2)
                continue
            elif sign == "-" and upper and morphology.tail(following) and not self.capitals[j + 1]:
                tail = morphology.tail(following)
                piece.after, piece.closed = j + 2, True
                piece.case = tail.case if tail else ""
                return
            else:
                return
            self._stretch(piece, j + 1)

    def _izafet(self, j: int) -> bool:
        words = self.words
        return (
            words.folds[j + 1] in self.joints.izafet
            and j + 2 < len(words)
            and self.capitals[j + 2]
            and words.starts[j + 2] - words.ends[j + 1] <= _GAP
        )

    def _stretch(self, piece: Piece, last: int) -> None:
        words = self.words
        piece.last, piece.after, piece.end = last, last + 1, words.ends[last]
        piece.fold = " ".join(words.folds[piece.first : last + 1])
        piece.forms, piece.title, piece.head = (), None, None
        known = self.lexicon.head(words.folds[last])
        opening = self.lexicon.head(words.folds[piece.first])
        if known is not None:
            piece.head, form = known
            piece.end = words.starts[last] + form.end + form.plural + form.possessive
            piece.case, piece.closed = form.case, bool(form.case)
        elif opening is not None:
            piece.head = opening[0]
