"""Names that no table knows: what their shape and their company say of their type."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from extractors.model import EntityType
from extractors.names.candidate import Candidate
from extractors.names.context import context_weights
from extractors.names.lexicon import Lexicon
from extractors.names.morphology import Form
from extractors.names.pieces import Piece
from extractors.words import Words

_ACRONYMS: Final = 1.0  #: capitals only
_REIGNS: Final = 0.8  #: a numeral before it: X. Innocentius
_SURNAME: Final = 0.7
_PLACE: Final = 0.9
_PHRASE: Final = 0.6  #: a possessive at its end makes a phrase of it rather than a person's name
_LOCATED: Final = 0.8  #: an ending that may be that of in or from
_PROPER: Final = 0.5  #: a proper name that is in no place
_GIVEN: Final = 1.2  #: a given name
_FOREIGN: Final = 0.3  #: letters that the language does not write
_STEM: Final = 2  #: letters of an unknown stem are more
_LONGEST_ACRONYM: Final = 6  #: letters
_LONGEST_OF_TWO: Final = 4  #: letters of each where several stand together: KP MK


def unknown_name(words: Words, pieces: list[Piece], lexicon: Lexicon, *, event: bool) -> Candidate:
    """The candidate of ``pieces`` that no table knows, with what speaks for each type."""
    first, last = pieces[0], pieces[-1]
    weights: defaultdict[EntityType, float] = defaultdict(float)
    for kind, weight in context_weights(words, last, lexicon, first=first, event=event):
        weights[kind] += weight
    form = _given(last, lexicon) if len(pieces) == 1 else None
    if form is not None or first.fold in lexicon.given:
        weights["Person"] += _GIVEN
    elif (form := _located(last, lexicon)) is not None:
        weights["Place"] += _LOCATED
    _shape(words, pieces, lexicon, weights)
    end, fold = last.end, last.fold
    if form is not None:
        end, fold = last.start + form.end, form.stem
    folds = [*(x.fold for x in pieces[:-1]), fold]
    return Candidate(
        start=first.start,
        end=end,
        type=None,
        words=tuple(w for x in folds for w in x.split() if w not in "-'"),
        rule="context",
        confidence=0.6,
        weights=tuple(sorted(weights.items())),
        initial=first.initial,
        forms=() if last.closed or form is not None else last.forms,
    )


def _shape(
    words: Words, pieces: list[Piece], lexicon: Lexicon, weights: defaultdict[EntityType, float]
) -> None:
    """Add what the letters of the name say."""
    first, last = pieces[0], pieces[-1]
    texts = [words.texts[x.first] for x in pieces]
    longest = _LONGEST_ACRONYM if len(pieces) == 1 else _LONGEST_OF_TWO
    if all(x.isalpha() and 1 < len(x) <= longest and x.isupper() for x in texts):
        weights["Organisation"] += _ACRONYMS
    if len(pieces) > 1 and not last.closed and any(f.possessive for f in last.forms):
        weights["Person"] -= _PHRASE
    if any(x.join == "-" for x in pieces[1:]):
        weights["Person"] -= _PHRASE
    if any(letters in last.fold for letters in lexicon.foreign_letters):
        weights["Person"] += _FOREIGN
    if last.proper and not weights["Place"]:
        weights["Person"] += _PROPER
    if first.numeral:
        weights["Person"] += _REIGNS
    if lexicon.surname(last.fold):
        weights["Person"] += _SURNAME
    if lexicon.place(last.fold):
        weights["Place"] += _PLACE


def _given(piece: Piece, lexicon: Lexicon) -> Form | None:
    """The form of a word that is a given name with an ending."""
    if piece.closed or piece.fold in lexicon.given:
        return None
    return next((f for f in piece.forms if f.case and f.stem in lexicon.given), None)


def _located(piece: Piece, lexicon: Lexicon) -> Form | None:
    """The form of an unknown name that has the ending of in or from, where endings are bare."""
    if piece.closed or not lexicon.morphology.bare_endings:
        return None
    located = (f for f in piece.forms if f.case in ("locative", "ablative"))
    return next((f for f in located if f.end > _STEM and not f.plural + f.possessive), None)
