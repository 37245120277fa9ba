"""Rolls: who was there and for whom, told behind a congress, a treaty or a meeting.

Delegations stand in lists that may run over several sentences, often without a verb (*For the
United States: President Roosevelt; Stettinius …*, ``Türkiye adına: Yusuf Kemal, Rıza Nur``,
``Azərbaycandan Şahtaxtinski, Gürcüstandan Şalva Eliava``). What tells a roll from other sentences
is that it is made of names, and has no date and no event of its own. The slots of ``frames.tsv``:
``roll`` who is listed, ``roll-for`` in whose name (*for France*, *France:*), ``roll-from`` whence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.events.clauses import Clause, Dated, Named, Sentence
from extractors.events.drafts import FETCHED, Draft, arguments, make_draft
from extractors.events.lexicon import frames
from extractors.events.reader import Companion, Reader

#: Slots of the event's own phrase that make it the time of something else.
_TIMES = frozenset({"time", "from", "about"})
#: Slots in which a name is not one of those listed.
_OUTSIDE = frozenset({"against", "about", "time", "via", "whose", "obj"})
_STATES = {"behalf": "roll-for", "for": "roll-for", "from": "roll-from"}
#: So many persons make a list by themselves.
_MANY = 3


def roll_sentence(reader: Reader, sentence: Sentence, told: Sequence[Draft]) -> Draft | None:
    """The roll in ``sentence``, which tells ``told``; the event that later rolls belong to is kept.

    The sentence itself may list who was there behind the event that it tells of; one that tells
    of none may go on with the list of the event before.
    """
    own = [d for d in told if d.complete]
    names = [n for c in sentence.clauses for n in c.names]
    if not own:
        whole = reader.whole
        if whole is None or whole.paragraph != sentence.paragraph:
            reader.whole = None
            return None
        roll = _roll(reader, sentence, sentence.first, sentence.clauses, whole)
        if roll is None and not told and any(n.span.type == "Person" for n in names):
            reader.whole = None
        return roll
    whole = next((d for d in reversed(own) if _has_roll(d)), None)
    reader.whole = whole
    if whole is None:
        return None
    behind = [c for c in sentence.clauses if reader.words.starts[c.first] > whole.trigger_end]
    while behind and reader.words.folds[behind[0].first - 1] not in (":", ";", "؛"):
        behind = behind[1:]
    if not behind:
        return None
    colon = reader.words.folds[behind[0].first - 1] == ":"
    return _roll(reader, sentence, behind[0].first, behind, whole, led=colon)


def _has_roll(draft: Draft) -> bool:
    return (
        "roll" in frames()[draft.trigger.frame]
        and draft.aside not in _TIMES
        and draft.polarity == "asserted"
        and draft.modality == "fact"
    )


def _roll(
    reader: Reader,
    sentence: Sentence,
    first: int,
    clauses: Sequence[Clause],
    whole: Draft,
    *,
    led: bool = False,
) -> Draft | None:
    """The draft of a roll in the words from ``first`` on; ``led``: a colon leads to it."""
    dates: list[Dated] = [d for c in clauses for d in c.dates]
    names = [n for c in clauses for n in c.names]
    people = [n for n in names if n.span.type == "Person" and n.slot not in _OUTSIDE]
    last = clauses[-1].last
    if dates or not people or _doubted(reader, first, last):
        return None
    listed = list(_listed(reader, names))
    stated = any(slot != "roll" for slot, _, _ in listed)
    if len(people) < _MANY and not (stated or led):
        return None
    if _own_words(reader, names, first, last) > len(people) + (stated or led):
        return None
    found = arguments(whole.trigger.frame, listed)
    if not found:
        return None
    low, high = people[0].span.start, people[-1].span.end
    draft = make_draft(reader.index, reader.words, sentence, whole.trigger, whole.hit, found)
    confidence = round(draft.confidence * FETCHED, 3)
    start = min(a.span.start for a in found)
    end = max(a.span.end for a in found)
    return replace(
        draft,
        start=start,
        end=end,
        trigger_start=low,
        trigger_end=high,
        confidence=confidence,
        goes_on=whole,
        complete=False,
    )


def _listed(reader: Reader, names: Sequence[Named]) -> Iterable[Companion]:
    """Who is listed, and in whose name."""
    folds = reader.words.folds
    for named in names:
        if named.span.type == "Person":
            if named.slot not in _OUTSIDE:
                yield "roll", named, True
        elif named.after < len(folds) and folds[max(named.after, named.last + 1)] == ":":
            yield "roll-for", named, True
        elif named.slot in _STATES:
            yield _STATES[named.slot], named, True


def _doubted(reader: Reader, first: int, last: int) -> bool:
    """Whether something there is said to be no fact."""
    folds = reader.words.folds
    return any(
        says != "fact" and pattern.match(reader.words, at, last)
        for at in range(first, last)
        if at not in reader.at_word
        for pattern, _, says in reader.cues.at(folds[at])
    )


def _own_words(reader: Reader, names: Sequence[Named], first: int, last: int) -> int:
    """How many words there belong neither to names nor to what stands about names in a list."""
    marks, folds = reader.marks, reader.words.folds
    held = {w for n in names for w in range(n.first, max(n.after, n.last + 1))}
    return sum(
        at not in held
        and folds[at][0].isalpha()
        and folds[at - 1] != "'"
        and folds[at] not in marks.before
        and not reader.naming.joins.match(folds[at])
        and not reader.naming.article.match(folds[at])
        and not marks.office.match(folds[at])
        and not (marks.links and marks.links.match(folds[at]))
        and not (marks.bodies and marks.bodies.match(folds[at]))
        for at in range(first, last)
    )
