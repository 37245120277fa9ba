"""A run of pieces cut into names: organisations by their head, people by title and given name,
known names, and what is left without a type.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extractors.model import EntityType
from extractors.names.candidate import Candidate
from extractors.names.context import context_weights
from extractors.names.heads import common_noun, composite, head_index, last_behind, number_start
from extractors.names.lexicon import Lexicon, entity_type
from extractors.names.people import person_at
from extractors.names.pieces import Piece
from extractors.names.unknown import unknown_name
from extractors.words import Words

_OF_GROUPS: Final = frozenset({"Group", "Organisation"})  #: whose name a people or house bears
_VAGUE: Final = 0.9  #: a word of names_known.tsv: a name where its capital is its own
_SHORT: Final = 3  #: letters of the words that only join a name


class Segmenter:
    """Cuts the runs of one reading."""

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self.words = words
        self.lexicon = lexicon

    def names(self, run: list[Piece], *, event: bool = False) -> list[Candidate]:
        """The candidates of ``run``; ``event``: the run stands before or behind an event's noun."""
        out: list[Candidate] = []
        p = 0
        while p < len(run):
            p = self._step(run, p, out, event)
        return out

    def _step(self, run: list[Piece], p: int, out: list[Candidate], event: bool) -> int:
        """Read what begins with piece ``p``; returns the next piece to read."""
        if self._epithet(run, p):
            return p + 1
        if self._begins(run, p):
            out.append(unknown_name(self.words, run[p : p + 1], self.lexicon, event=False))
            return p + 1
        person = person_at(self.words, run, p, self.lexicon)
        until = person[1] if person else p
        headed = self._headed(run, p, until)
        if headed is not None:
            stop, candidates = headed
            out.extend(candidates)
            return stop
        if person is not None:
            out.append(person[0])
            return until
        piece = run[p]
        if piece.hit is not None:
            stop = self._group(run, p, out)
            if stop == p:
                out.append(self._known(piece, event))
                stop = p + 1
            return stop
        if piece.numeral and self._reigns(run, p):
            out.append(unknown_name(self.words, run[p : p + 2], self.lexicon, event=event))
            return p + 2
        if self._silent(piece):
            if piece.head is not None and piece.head.alone and piece.capital:
                out.append(self._body(piece))
            return p + 1
        stop = p + 1
        while stop < len(run) and self._goes_on(run, stop):
            stop += 1
        out.append(unknown_name(self.words, run[p:stop], self.lexicon, event=event))
        return stop

    def _epithet(self, run: list[Piece], p: int) -> bool:
        """A word that begins a sentence before a known name: Eski Osmanlı Devleti."""
        piece = run[p]
        return (
            piece.initial
            and p + 1 < len(run)
            and piece.fold in self.lexicon.qualifiers
            and piece.fold in self.lexicon.common
            and run[p + 1].hit is not None
        )

    def _begins(self, run: list[Piece], p: int) -> bool:
        """A word that owes its capital to the sentence, before another capital: Gece Ankara'da."""
        piece = run[p]
        following = run[p + 1] if p + 1 < len(run) else None
        return (
            piece.initial
            and piece.hit is None
            and not self._silent(piece)
            and not self._given(piece)
            and self.lexicon.surname(piece.fold) is None
            and self.lexicon.place(piece.fold) is None
            and following is not None
            and following.join == " "
            and not (following.head is not None and following.possessed)
            and not (following.title is not None and following.title.after and following.capital)
        )

    # organisations, places, events by their head

    def _headed(
        self, run: list[Piece], p: int, person_until: int
    ) -> tuple[int, list[Candidate]] | None:
        h = head_index(run, p, self.lexicon)
        if h is None:
            return None
        head = run[h].head
        assert head is not None
        owned = head.type == "Organisation" and run[h].possessed
        owned = owned and (run[h].capital or head.lower)
        if person_until > p and not (person_until == h and owned):
            return None
        behind = last_behind(run, p, h)
        if (
            behind == h == p + 1
            and head.type == "Organisation"
            and common_noun(run, p, self.lexicon)
        ):
            return h + 1, self.names(run[p:h])
        if head.met and p == h and behind == h + 1 and _is_place(run[behind]):
            return behind + 1, self.names(run[behind : behind + 1], event=True)
        if head.type in ("Organisation", "Place") and head.part:
            start = number_start(self.words, run[p]) if head.numbered else run[p].start
            if p == h == behind and start == run[p].start and not composite(run[p]):
                return (h + 1, []) if head.type == "Place" else None
            stop = behind + 1
            return stop, [self._whole(run, p, behind, entity_type(head.type), start)]
        if head.type == "Thing":  # a ship, a book: its name is none of ours
            return behind + 1, []
        if head.type == "Group" and any(q.hit and set(q.hit.types) & _OF_GROUPS for q in run[p:h]):
            return h + 1, [self._whole(run, p, h, "Group", run[p].start)]
        names: list[Candidate] = []
        if h > p:
            names = self.names(run[p:h], event=head.type in ("Event", "Place"))
        if behind > h:
            names += self.names(run[h + 1 : behind + 1], event=True)
        return behind + 1, names

    def _whole(self, run: list[Piece], p: int, q: int, kind: EntityType, start: int) -> Candidate:
        pieces = run[p : q + 1]
        first = next((x for x in pieces if x.start >= start), pieces[0])
        end = pieces[-1].end
        if kind == "Group" and pieces[-1].hit is not None:
            end += self._possessive(pieces[-1])
        fold = self.words.folds[pieces[0].first : pieces[-1].last + 1]
        shown = [w for w in fold if w not in "-'.()"]
        if start < first.start:
            shown.insert(0, self.words.folds[self.words.at(start)])
        if pieces[-1].head is not None or pieces[-1].hit is not None:
            cut = pieces[-1].end - self.words.starts[pieces[-1].last]
            shown[-1] = shown[-1][:cut] if cut > 0 else shown[-1]
        entries: tuple[str, ...] = ()
        if p == q and pieces[0].hit is not None:
            entries = tuple(f.entry.id for f in pieces[0].hit.of(kind) if f.entry.id)
        return Candidate(
            start=start,
            end=end,
            type=kind,
            words=tuple(shown),
            rule="head",
            confidence=0.85,
            entries=entries,
        )

    # known names

    def _group(self, run: list[Piece], p: int, out: list[Candidate]) -> int:
        """A people told by a place or another people before it: Anadolu Türkleri."""
        q = p + 1
        first = run[p].hit
        if run[p].closed or q >= len(run) or run[q].join != " " or first is None:
            return p
        second = run[q].hit
        if second is None or second.types[0] != "Group" or not self._plural(run[q]):
            return p
        people = any(f.entry.kind == "people" for f in second.found)
        owned = people and self._possessive(run[q]) > 0
        if first.types[0] != "Group" and not (first.types[0] == "Place" and owned):
            return p
        out.append(self._whole(run, p, q, "Group", run[p].start))
        return q + 1

    def _plural(self, piece: Piece) -> bool:
        forms = self.lexicon.morphology.forms(self.words.folds[piece.last])
        return any(f.plural for f in forms)

    def _polity(self, piece: Piece) -> bool:
        """A state's full name (Republic of, Kingdom of) names the state, not the land."""
        folds = self.words.folds[piece.first : piece.last + 1]
        bodies = [
            head is not None and head[0].type == "Organisation"
            for head in map(self.lexicon.head, folds)
        ]
        named = any(
            not body and len(fold) > _SHORT and fold not in self.lexicon.qualifiers
            for body, fold in zip(bodies, folds, strict=True)
        )
        qualified = (len(f) <= _SHORT or f in self.lexicon.qualifiers for f in folds)
        lead = next((b for b, q in zip(bodies, qualified, strict=True) if not q or b), False)
        return (lead or bodies[-1]) and named  # not the United Kingdom

    def _possessive(self, piece: Piece) -> int:
        """Letters of the possessive ending of a people's name (Anadolu Türkleri)."""
        if piece.hit is None:
            return 0
        stem = piece.hit.form.stem
        forms = self.lexicon.morphology.forms(self.words.folds[piece.last])
        return next((f.possessive for f in forms if f.stem == stem and f.possessive), 0)

    def _known(self, piece: Piece, event: bool) -> Candidate:
        hit = piece.hit
        assert hit is not None
        kind = hit.types[0]
        if kind == "Place" and piece.last > piece.first and self._polity(piece):
            return replace(
                self._whole([piece], 0, 0, "Organisation", piece.start), rule="gazetteer"
            )
        if len(hit.types) > 1:
            weights = dict(context_weights(self.words, piece, self.lexicon, event=event))
            kind = max(hit.types, key=lambda t: (weights.get(t, 0.0), -hit.types.index(t)))
        found = hit.of(kind)
        vague = bool(found) and not any(f.entry.id for f in found)
        start = hit.start
        if kind == "Organisation" and (head := self.lexicon.head(self.words.folds[piece.last])):
            start = number_start(self.words, piece) if head[0].numbered else start
            found = found if start == hit.start else ()
        end = hit.end + (hit.form.plural if kind == "Group" else 0)
        return Candidate(
            start=start,
            end=end,
            type=None if vague else kind,
            weights=((kind, _VAGUE),) if vague else (),
            initial=piece.initial,
            words=tuple(piece.fold.split()),
            rule="gazetteer" if found else "people",
            confidence=0.9,
            entries=tuple(f.entry.id for f in found if f.entry.id),
            short=all(f.name.short for f in found) if found else False,
        )

    # what is left

    def _silent(self, piece: Piece) -> bool:
        """A piece that is no name by itself."""
        return (
            piece.title is not None
            or piece.head is not None
            or piece.numeral
            or piece.letter
            or piece.fold in self.lexicon.qualifiers
            or piece.fold in self.lexicon.common
        )

    def _reigns(self, run: list[Piece], p: int) -> bool:
        """A numeral before an unknown name: X. Innocentius."""
        following = run[p + 1] if p + 1 < len(run) else None
        return (
            following is not None
            and following.join == " "
            and following.hit is None
            and following.capital
            and not self._silent(following)
        )

    def _body(self, piece: Piece) -> Candidate:
        """A body that needs no name: the Assembly."""
        stem = self.words.folds[piece.first][: len(piece.fold)]
        return Candidate(
            start=piece.start,
            end=piece.start + len(stem),
            type=None,
            words=(piece.fold,),
            rule="body",
            confidence=0.7,
            weights=(("Organisation", 0.9),),
            initial=piece.initial,
        )

    def _goes_on(self, run: list[Piece], q: int) -> bool:
        piece = run[q]
        return (
            piece.join in (" ", "-")
            and piece.hit is None
            and not self._silent(piece)
            and not (run[q - 1].initial and self._given(piece))
            and person_at(self.words, run, q, self.lexicon) is None
        )

    def _given(self, piece: Piece) -> bool:
        return piece.fold in self.lexicon.given


def _is_place(piece: Piece) -> bool:
    return piece.hit is not None and piece.hit.types[0] == "Place"
