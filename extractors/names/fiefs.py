"""Lords called by their lands: the Earl of Salisbury, who is then Salisbury.

What stands behind such a title and "of" is no place of the telling but a part of the man's name;
with his own name and a comma before it ("Thomas, Duke of Clarence") all of it is one name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extractors.names.candidate import Candidate
from extractors.names.lexicon import Lexicon
from extractors.names.pieces import load_joints
from extractors.words import Words

RULE: Final = "fief"  #: the rule of names that are read here


def join_fiefs(words: Words, candidates: Sequence[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """``candidates`` of one reading (in order) with lords in the place of their lands."""
    if not lexicon.fiefs:
        return list(candidates)
    out: list[Candidate] = []
    for c in candidates:
        title = _title_before(words, c, lexicon)
        if title is None:
            out.append(c)
            continue
        at, of = title
        fold = words.folds[at]
        before = out[-1] if out and _apposed(words, out[-1], at, lexicon) else None
        if before is not None:
            out[-1] = _lord(c, fold, start=before.start, words=(*before.words, *c.words))
        elif of:
            out.append(_lord(c, fold, start=c.start, words=c.words))
        else:
            out.append(c)
    return out


def _lord(c: Candidate, title: str, *, start: int, words: tuple[str, ...]) -> Candidate:
    return replace(
        c,
        start=start,
        type="Person",
        words=words,
        titles=(title,),
        rule=RULE,
        confidence=0.85,
        entries=(),
        short=False,
        weights=(),
        forms=(),
    )


def _title_before(words: Words, c: Candidate, lexicon: Lexicon) -> tuple[int, bool] | None:
    """The title before a name of one word, and whether "of" stands between them."""
    if len(c.words) != 1 or c.type == "Organisation":
        return None
    i = words.at(c.start) - 1
    of = i > 0 and words.folds[i] in load_joints(lexicon.language.code).links
    i -= of
    if i < 0 or words.folds[i] not in lexicon.fiefs or not words.texts[i][0].isupper():
        return None
    return i, of


def _apposed(words: Words, before: Candidate, title: int, lexicon: Lexicon) -> bool:
    """Whether ``before`` is a man's name, and nothing but a comma stands before his title."""
    if title == 0 or words.folds[title - 1] != "," or words.ends[title - 2] != before.end:
        return False
    if before.type is None:
        return before.words[0] in lexicon.given
    return before.type == "Person"
