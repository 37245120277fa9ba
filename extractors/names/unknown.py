"""Names that no table knows: what their shape and their company say of their type."""

from __future__ import annotations

import re
from typing import Final

from extractors.names.candidate import Candidate
from extractors.names.context import context_weights
from extractors.names.lexicon import Lexicon
from extractors.names.morphology import Form
from extractors.names.pieces import Piece
from extractors.words import Words

_PHRASE: Final = 0.6  #: a possessive at its end makes a phrase of it rather than a person's name
_LOCATED: Final = 0.8  #: an ending that may be that of in or from
_PROPER: Final = 0.5  #: a proper name that is in no place
_STEM: Final = 2  #: letters of an unknown stem are more
_ACRONYM: Final = re.compile(r"[^\W\d_]{2,6}")


def unknown_name(words: Words, pieces: list[Piece], lexicon: Lexicon, *, event: bool) -> Candidate:
    """The candidate of ``pieces`` that no table knows, with what speaks for each type."""
    first, last = pieces[0], pieces[-1]
    weights = dict(context_weights(words, last, lexicon, first=first, event=event))
    texts = [words.texts[x.first] for x in pieces]
    if len(pieces) == 1 and _ACRONYM.fullmatch(texts[0]) and texts[0].isupper():
        weights["Organisation"] = weights.get("Organisation", 0.0) + 1.0
    if len(pieces) > 1 and not last.closed and any(f.possessive for f in last.forms):
        weights["Person"] = weights.get("Person", 0.0) - _PHRASE
    if last.proper and not weights.get("Place"):
        weights["Person"] = weights.get("Person", 0.0) + _PROPER
    if first.numeral:
        weights["Person"] = weights.get("Person", 0.0) + 0.8
    if first.fold in lexicon.given:
        weights["Person"] = weights.get("Person", 0.0) + (0.8 if len(pieces) == 1 else 1.2)
    if lexicon.surname(last.fold):
        weights["Person"] = weights.get("Person", 0.0) + 0.7
    if lexicon.place(last.fold):
        weights["Place"] = weights.get("Place", 0.0) + 0.9
    end, fold = last.end, last.fold
    where = _located(last, lexicon)
    if where is not None:
        end, fold = last.start + where.end, where.stem
        weights["Place"] = weights.get("Place", 0.0) + _LOCATED
    if any(x.join == "-" for x in pieces[1:]):
        weights["Person"] = weights.get("Person", 0.0) - _PHRASE
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
        forms=() if last.closed or where is not None else last.forms,
    )


def _located(piece: Piece, lexicon: Lexicon) -> Form | None:
    """The form of an unknown name that has the ending of in or from, where endings are bare."""
    if piece.closed or not lexicon.morphology.bare_endings:
        return None
    located = (f for f in piece.forms if f.case in ("locative", "ablative"))
    return next((f for f in located if f.end > _STEM and not f.plural + f.possessive), None)
