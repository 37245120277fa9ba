"""People's names within a run: titles, given names, initials, family names, known persons."""

from __future__ import annotations

from typing import Final

from extractors.names.candidate import Candidate
from extractors.names.lexicon import Lexicon
from extractors.names.pieces import Piece
from extractors.names.runs import ROMAN
from extractors.words import Words

_LONGEST: Final = 5  #: words of a person's name besides titles
_JOINS: Final = frozenset({"", " ", "(", "-"})


def person_at(
    words: Words, run: list[Piece], p: int, lexicon: Lexicon
) -> tuple[Candidate, int] | None:
    """The person whose name begins with piece ``p``, and the piece after it; None for no person."""
    reader = _Reader(words, run, p, lexicon)
    reader.read()
    return reader.result()


class _Reader:
    def __init__(self, words: Words, run: list[Piece], p: int, lexicon: Lexicon) -> None:
        self.words = words
        self.run, self.lexicon, self.p = run, lexicon, p
        self.i = p
        self.name: list[Piece] = []  #: the name's own words
        self.before: list[Piece] = []
        self.after: list[Piece] = []
        self.given = self.known = self.letter = False
        self.stop = p

    def read(self) -> None:
        if not self._titles():
            return
        while self.i < len(self.run) and len(self.name) < _LONGEST:
            piece = self.run[self.i]
            if self.i > self.p and piece.join not in _JOINS:
                self._of(piece)
                return
            if not self._take(piece):
                return
            self.i += 1
            self.stop = self.i
            if piece.closed:
                return

    def _titles(self) -> bool:
        """Titles before the name; False where a title stands alone (the Sultan's)."""
        while self.i < len(self.run):
            piece = self.run[self.i]
            if piece.title is None or not piece.title.before or piece.hit is not None:
                return True
            if piece.closed or (self.i > self.p and piece.join not in _JOINS):
                return False
            if self.i + 1 < len(self.run) and self.run[self.i + 1].join not in _JOINS:
                return False
            self.before.append(piece)
            self.i += 1
        return False

    def _take(self, piece: Piece) -> bool:
        """Take ``piece`` into the name; False where the name ended before it."""
        if piece.hit is not None and not self._given_before_name(piece):
            return self._take_known(piece)
        if self.name and self._another(piece):
            return False
        if piece.title is not None and piece.title.after:
            if not self.name:
                return False
            self.after.append(piece)
            return True
        if piece.head is not None or piece.title is not None:
            return False
        if self.after:  # Nəsib bəy Yusifbəyli: only a family name follows a title
            surname = self.lexicon.surname(piece.fold) is not None
            if not surname or piece.fold in self.lexicon.given:
                return False
        if piece.numeral:
            return self._take_numeral(piece)
        if piece.fold in self.lexicon.qualifiers or piece.fold in self.lexicon.common:
            return False
        if self.known and len(self.name) == 1 and self._long(self.name[0]):
            return False
        if piece.letter:
            self.letter = True
        elif self._given(piece):
            self.given = self.given or not self.name or self.name[0].numeral
        elif piece.initial and not self.before and self._starts_name(self.i + 1):
            return False
        self.name.append(piece)
        return True

    def _another(self, piece: Piece) -> bool:
        """Whether ``piece`` belongs to another name that follows this one with nothing between:
        initials behind a family name (Çiçerin F. Xoyski), the name of a town before its noun
        (Georgi Dəbil şəhəri), the son of who stands in the genitive (Davidin oğlu)."""
        last = self.name[-1]
        if piece.title is not None:
            cases = (f for f in last.forms if f.case == "genitive")
            return any(f.stem in self.lexicon.given for f in cases)
        if piece.letter:
            return not last.letter and self.lexicon.surname(last.fold) is not None
        following = self.run[self.i + 1] if self.i + 1 < len(self.run) else None
        head = following.head if following is not None and following.possessed else None
        return head is not None and head.type == "Place" and not head.part and piece.capital

    def _take_known(self, piece: Piece) -> bool:
        hit = piece.hit
        assert hit is not None
        if self.given and not self.after and self._epithet_of_place(piece):
            piece.end, piece.fold = self.words.ends[piece.last], self.words.folds[piece.last]
            self.name.append(piece)
            return True
        if (self.given or self.before) and self._surname_of_place(piece):
            self.name.append(piece)
            return self.given or not self.name[:-1]
        if "Person" not in hit.types or self.after:
            return False
        if self.name and hit.types[0] != "Person" and not self.given:
            return False
        if self.known and hit.last > hit.first and ROMAN.fullmatch(self.words.texts[hit.first]):
            return False  # Qara Yusif, and I İbrahim, whom the gazetteer knows too
        self.known = self.known or hit.types[0] == "Person" or bool(self.before)
        self.name.append(piece)
        return self.known or bool(self.name[:-1]) or self._titled_after()

    def _given_before_name(self, piece: Piece) -> bool:
        """A given name that means more, before an unknown name: Christian de Castries."""
        following = self.run[self.i + 1] if self.i + 1 < len(self.run) else None
        return (
            piece.fold in self.lexicon.given
            and piece.hit is not None
            and piece.hit.types[0] == "Group"
            and following is not None
            and following.join == " "
            and not (following.hit or following.head or following.title)
        )

    def _surname_of_place(self, piece: Piece) -> bool:
        """John Holland, Cardinal Beaufort: a place right behind a given name or a title, where
        places have no endings."""
        hit = piece.hit
        return (
            hit is not None
            and hit.types[0] == "Place"
            and hit.first == hit.last
            and piece.join == " "
            and not self.after
            and not self.lexicon.morphology.glued
        )

    def _epithet_of_place(self, piece: Piece) -> bool:
        """A family name made of a place: Orhan Derbentli."""
        hit = piece.hit
        whole = piece.after == piece.last + 1 and hit is not None and hit.first == hit.last
        return whole and hit is not None and hit.form.case == "adjective"

    def _titled_after(self) -> bool:
        following = self.run[self.i + 1] if self.i + 1 < len(self.run) else None
        titled = following is not None and following.title is not None and following.title.after
        self.known = self.known or titled
        if not titled:
            self.name.pop()
        return titled

    def _take_numeral(self, piece: Piece) -> bool:
        if self.name:
            following = self.run[self.i + 1] if self.i + 1 < len(self.run) else None
            if following is not None and following.head is not None:
                return False
            if self.after or not (self.given or self.known) or piece.join != " ":
                return False
            if not self._before_numeral() and self._starts_name(self.i + 1):
                return False  # Qara Yusif, and I İbrahim
        elif not self.before and not self._starts_name(self.i + 1):
            return False
        self.name.append(piece)
        return True

    def _before_numeral(self) -> bool:
        """Whether what was read may stand before a ruler's numeral in his name: titles, a house."""
        return len(self.name) == 1 and self.name[0].hit is None and self.given

    def _of(self, piece: Piece) -> None:
        """Baldwin of Boulogne, Philip the Good: a given name by itself goes on with "of", "the"."""
        alone = len(self.name) == 1 and self.given and not self.after
        alone = alone and (not self.before or piece.join == "the")
        if piece.join in ("of", "the") and alone and not piece.closed and piece.head is None:
            self.name.append(piece)
            self.stop = self.i + 1

    def _starts_name(self, i: int) -> bool:
        if i >= len(self.run) or self.run[i].join not in (" ", ""):
            return False
        piece = self.run[i]
        known = piece.hit is not None and piece.hit.types[0] == "Person"
        return known or self._given(piece)

    def _given(self, piece: Piece) -> bool:
        if piece.fold in self.lexicon.given:
            return True
        return any(f.stem in self.lexicon.given and f.case for f in piece.forms)

    def _long(self, piece: Piece) -> bool:
        return piece.hit is not None and piece.hit.last > piece.hit.first

    def result(self) -> tuple[Candidate, int] | None:
        words = [x for x in self.name if not x.numeral]
        if not words or all(x.letter for x in words):
            return None
        rule = self._rule(words)
        if rule is None:
            return None
        first, last = self.name[0], (self.after or self.name)[-1]
        held = [x for x in self.before if x.title is not None and x.title.part_before]
        if held and held[-1] is self.before[-1]:
            first = held[0] if len(held) == len(self.before) else held[-1]
        end, folds = self._cut(self.name[-1])
        if last is not self.name[-1] or last.join == "(":
            end = last.end
        entries = self._entries()
        forms = self.name[-1].forms if last is self.name[-1] and not last.closed else ()
        start = first.start
        known_words = [w for x in self.name[:-1] for w in x.fold.split() if w not in "-'"]
        if first.hit is not None and first is self.name[0]:
            start, dropped = self._untitled(first)
            words_of = [*known_words, *folds][dropped:]
        else:
            words_of = [*known_words, *folds]
        candidate = Candidate(
            start=start,
            end=end,
            type="Person",
            words=tuple(words_of),
            rule=rule,
            confidence=0.9 if rule != "given name" else 0.8,
            titles=tuple(x.fold for x in (*self.before, *self.after)),
            entries=entries,
            short=bool(entries) and self._short(),
            forms=() if end < last.end else forms,
        )
        return candidate, self.stop

    def _rule(self, words: list[Piece]) -> str | None:
        if self.known:
            return "gazetteer"
        if self.before or self.after:
            return "title"
        if self.given and (len(words) > 1 or self.name[0].numeral):
            return "given name"
        if len(words) > 1 and self.letter and words[0].letter and not words[-1].letter:
            return "initials"
        if len(words) > 1 and self.lexicon.surname(words[-1].fold):
            return "family name"
        return None

    def _untitled(self, piece: Piece) -> tuple[int, int]:
        """Where a known name begins without a rank that its entry holds, and the words dropped."""
        words = piece.fold.split()
        dropped = 0
        while dropped < len(words) - 1:
            title = self.lexicon.title(words[dropped])
            if title is None or not title[0].before or title[0].part_before:
                break
            dropped += 1
        start = piece.start
        if dropped:
            start = self.words.starts[piece.first + dropped]
        return start, dropped

    def _cut(self, piece: Piece) -> tuple[int, tuple[str, ...]]:
        """End and words of the last piece, its ending cut off where the stem is known."""
        if piece.hit is None and not piece.closed and piece.forms:
            surname = self.lexicon.surname(piece.fold)
            given = next((f for f in piece.forms if f.stem in self.lexicon.given), None)
            form = given if given is not None and given.end == len(piece.fold) else surname or given
            if form is not None and form.end < len(piece.fold):
                return piece.start + form.end, (form.stem,)
        return piece.end, tuple(w for w in piece.fold.split() if w not in "-'")

    def _entries(self) -> tuple[str, ...]:
        own = [x for x in self.name if not x.numeral]
        if len(own) != 1 or own[0].hit is None or len(self.name) > 1:
            return ()
        return tuple(f.entry.id for f in own[0].hit.of("Person"))

    def _short(self) -> bool:
        hit = self.name[0].hit
        return hit is not None and all(f.name.short for f in hit.of("Person"))
