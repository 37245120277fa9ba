"""What the tables say of a single word, for languages that have no capitals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extractors.names.lexicon import Head, Lexicon, Title
from extractors.names.morphology import MEMORY, Form

_DEFINITE: Final = 4  #: a noun with its article has more letters
_MEMO: Final[dict[tuple[str, bool, str], WordKind | None]] = {}


@dataclass(frozen=True, slots=True)
class WordKind:
    """What the tables say of one folded word; ``form`` is the word without its clitic."""

    form: Form
    title: Title | None
    head: Head | None
    given: bool
    opener: bool
    ordinal: bool
    common: bool
    letters: bool


def word_kind(fold: str, text: str, lexicon: Lexicon) -> WordKind:
    """What the tables of ``lexicon`` say of the folded word, written ``text``."""
    exact = text.endswith(lexicon.exact)
    key = lexicon.language.code, exact, fold
    kind = _MEMO.get(key)
    if kind is None:
        if len(_MEMO) >= MEMORY:
            _MEMO.clear()
        kind = _MEMO[key] = _exact(fold, lexicon) if exact else None
        if kind is None:
            kind = _MEMO[key] = _look(fold, lexicon)
    return kind


def _exact(fold: str, lexicon: Lexicon) -> WordKind | None:
    """A given name that folds like another word, and is told from it by its spelling."""
    names = {lexicon.language.fold(name) for name in lexicon.exact}
    for form in lexicon.morphology.forms(fold):
        if form.stem in names:
            return WordKind(form, None, None, True, False, False, False, True)
    return None


def _look(fold: str, lexicon: Lexicon) -> WordKind:
    letters = fold[0].isalpha() and not fold.isascii()  # a foreign word in its own letters
    if not letters or fold in lexicon.common:
        title = lexicon.titles.get(fold)
        head = lexicon.heads.get(fold)
        form = Form(fold, 0, len(fold), 0, 0, "")
        opener, ordinal = fold in lexicon.openers, fold in lexicon.ordinals
        return WordKind(form, title, head, False, opener, ordinal, True, letters)
    for form in lexicon.morphology.forms(fold):
        stem = form.stem
        title, head = lexicon.titles.get(stem), lexicon.heads.get(stem)
        given, opener = stem in lexicon.given, stem in lexicon.openers
        common = stem in lexicon.common and _joined(form, lexicon)
        if title or head or given or opener or common:
            return WordKind(form, title, head, given, opener, False, common, True)
    form, ordinal = Form(fold, 0, len(fold), 0, 0, ""), fold in lexicon.ordinals
    return WordKind(form, None, None, False, False, ordinal, False, True)


def _joined(form: Form, lexicon: Lexicon) -> bool:
    """Whether a common word is written so with its clitic: and-then, in-the-land, not in-to."""
    article = lexicon.morphology.article
    definite = bool(article) and form.stem.startswith(article) and len(form.stem) > _DEFINITE
    return form.case in ("", "conjunction", "then") or definite
