"""Events told in somebody's speech: between quotation marks, with a verb of saying and its speaker.

A document that the historian quotes (a letter, a protocol) states facts as he does; what a person
is quoted as *saying* is that person's word. The verbs of saying are the rows of ``cues.tsv`` whose
``where`` is ``speech``; without one of them and a name beside it, what is quoted stays a fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.events.clauses import Named
from extractors.events.drafts import Draft
from extractors.events.reader import Reader

_QUOTED = re.compile(r"[“\"][^“”\"\n]{1,900}[”\"]|«[^«»\n]{1,900}»")
#: The verb of saying and the speaker stand at most so many words before or behind the marks.
_BEFORE = 14
_BEHIND = 8
_ENDS = frozenset({".", "!", "?", "\n\n"})
_SPEAKERS = frozenset({"Person", "Organisation", "Group"})


def mark_speech(reader: Reader, text: str, names: Sequence[Named]) -> None:
    """Mark the drafts told within somebody's quoted speech as his."""
    if not reader.drafts or not reader.cues.speech:
        return
    for match in _QUOTED.finditer(text):
        start, end = match.span()
        told = [d for d in reader.drafts if start <= d.trigger_start < end]
        speaker = _speaker(reader, start, end, names) if told else None
        if speaker is not None:
            for draft in told:
                _give(draft, speaker.span.entity)


def _give(draft: Draft, speaker: str) -> None:
    if draft.modality == "fact":
        draft.modality, draft.speaker = "quoted", speaker


def _speaker(reader: Reader, start: int, end: int, names: Sequence[Named]) -> Named | None:
    """Who says what stands at the offsets ``[start, end)``; None without a verb of saying."""
    words = reader.words
    first, last = words.at(start), words.at(end)
    before = _reach(reader, range(first - 1, max(-1, first - 1 - _BEFORE), -1))
    behind = _reach(reader, range(last, min(len(words), last + _BEHIND)))
    window = {*before, *behind}
    says = next((w for w in (*behind, *before) if _says(reader, w)), None)
    if says is None:
        return None
    near = [n for n in names if n.first in window and n.span.type in _SPEAKERS]
    bare = [n for n in near if n.slot in ("", "subj", "agent", "of")] or near
    return min(bare, key=lambda n: abs(n.first - says), default=None)


def _reach(reader: Reader, at: range) -> list[int]:
    """The words of ``at`` up to the sentence's end."""
    found: list[int] = []
    for w in at:
        if reader.words.folds[w] in _ENDS and w not in reader.at_word:
            break
        found.append(w)
    return found


def _says(reader: Reader, word: int) -> bool:
    stop = len(reader.words)
    return any(p.match(reader.words, word, stop) is not None for p in reader.cues.speech)
