"""Which date of its clause or sentence belongs to an event."""

from __future__ import annotations

from extractors.events.clauses import Clause, Dated, Sentence
from extractors.events.lexicon import Hit
from extractors.events.reader import Reader

#: So many words of their own may stand between a date and the noun that it dates.
_NEAR = 4
#: Frames of what is followed by a life, not by what came at the same time.
_APART = frozenset({"born", "study"})
_PARTING = frozenset({",", "،", ";", "؛", ":", "."})


def verb_date(
    reader: Reader, sentence: Sentence, number: int, hit: Hit
) -> tuple[Dated | None, str]:
    """The date of what the verb ``hit`` of the clause ``number`` tells, and the rule.

    ``clause``: it stands in the verb's clause; ``sentence``: in an earlier clause, where no event
    has taken it; ``shared``: in the clause before, which runs on into this one.
    """
    clause, order = sentence.clauses[number], reader.grammar.order
    own = _times(reader, clause)
    if not own:
        behind_it = _right_behind(reader, sentence, number, hit)
        return (behind_it, "behind") if behind_it else _earlier(reader, sentence, number)
    others = [h for h in clause.hits if h.verbal and h is not hit]
    near = own
    if order != "last" and others:
        near = [d for d in own if _owner(d, [hit, *others]) is hit]
    behind = [d for d in near if d.first >= hit.last]
    if order != "last" and behind:
        return behind[0], "clause"
    if near:
        return min(near, key=lambda d: _gap(d, hit)), "clause"
    if order == "middle":  # on 3 May he was dismissed and succeeded by his brother
        opening = [d for d in own if d.last < min(h.first for h in (hit, *others))]
        if opening:
            return opening[-1], "shared"
    return None, ""


def noun_date(
    reader: Reader,
    sentence: Sentence,
    clause: Clause,
    hit: Hit,
    left: int,
    verb: Hit | None,
    home: Clause,
) -> tuple[Dated | None, str]:
    """The date of what the noun ``hit`` tells (its phrase begins at word ``left``), and the rule.

    ``verb`` (in the clause ``home``) speaks of it: the verb's date is its own. Else ``beside``: a
    date that stands close by, no sign between.
    """
    if verb is not None:
        own = _times(reader, home)
        if own:
            return min(own, key=lambda d: _gap(d, verb)), "clause"
        date, rule = _earlier(reader, sentence, sentence.clauses.index(home))
        if date is not None:
            return date, rule
    return _beside(reader, clause, hit, left)


def listed(reader: Reader, clause: Clause, date: Dated | None) -> list[Dated | None]:
    """``date`` with those listed beside it: letters of 18 May and 16 November."""
    at = next((i for i, d in enumerate(clause.dates) if d is date), None)
    if date is None or at is None:
        return [date]
    found = [date]
    for step in (-1, 1):
        here, there = at, at + step
        while 0 <= there < len(clause.dates):
            low, high = sorted((clause.dates[here], clause.dates[there]), key=lambda d: d.first)
            between = reader.words.folds[low.last + 1 : high.first]
            joined = all(w == "," or reader.naming.joins.match(w) for w in between)
            if len(between) > 1 or not joined:
                break
            found.append(clause.dates[there])
            here, there = there, there + step
    return [*sorted(found, key=lambda d: d.first)]


def _right_behind(reader: Reader, sentence: Sentence, number: int, hit: Hit) -> Dated | None:
    """The date right behind a verb that ends its clause: in brackets (he died (3 May 1481)), or
    described by it (öldüğü 1938 yılında)."""
    if number + 1 >= len(sentence.clauses) or hit.last >= len(reader.words):
        return None
    dates = sentence.clauses[number + 1].dates
    if not dates:
        return None
    gap = dates[0].first - hit.last
    if reader.words.folds[hit.last] == "(" and gap <= 2:
        return dates[0]
    describes = hit.form.part in ("participle", "relative")
    return dates[0] if describes and gap == 0 and not dates[0].used else None


def _earlier(reader: Reader, sentence: Sentence, number: int) -> tuple[Dated | None, str]:
    """The date of a clause before, where it is free or that clause leads on into this one.

    A verb that ends its clause leads on, unless a sign (;) parts them or words for another time
    (afterwards) stand in this.
    """
    for before in reversed(sentence.clauses[:number]):
        dates = _times(reader, before)
        if not dates:
            continue
        if not dates[-1].used:
            return dates[-1], "sentence"
        last = before.hits[-1] if before.hits else None
        if last is not None and _leads_on(reader, last, sentence.clauses[number]):
            return dates[-1], "shared"
        return None, ""
    return None, ""


def _leads_on(reader: Reader, hit: Hit, clause: Clause) -> bool:
    """Whether the verb ``hit``, which closes a clause, leads on into ``clause`` at the same time."""
    if hit.form.part in ("converb", "nominal"):
        return True
    if reader.grammar.order != "last" or not hit.verbal or hit.triggers[0].frame in _APART:
        return False
    folds = reader.words.folds[clause.first - 1 : clause.last]
    return not (folds[0] in reader.grammar.signs or any(reader.later.match(w) for w in folds))


def _beside(reader: Reader, clause: Clause, hit: Hit, left: int) -> tuple[Dated | None, str]:
    words = reader.words
    best: tuple[int, Dated] | None = None
    for dated in clause.dates:
        if dated.doubled:
            continue
        if dated.last < hit.first:
            between = range(dated.last + 1, min(left, hit.first))
        elif reader.grammar.order == "last" and words.folds[dated.first - 1] != "(":
            continue
        else:
            between = range(hit.last, dated.first)
        if any(words.folds[w] in _PARTING for w in between):
            continue
        gap = _distance(reader, between)
        if gap <= _NEAR and (best is None or gap < best[0]):
            best = (gap, dated)
    return (best[1], "beside") if best else (None, "")


def _distance(reader: Reader, between: range) -> int:
    """How many words of their own stand there, names and what marks them not counted."""
    folds, marks = reader.words.folds, reader.marks
    return sum(
        w not in reader.at_word
        and w - 1 not in reader.at_word
        and folds[w] != "'"
        and folds[w - 1] != "'"
        and folds[w] not in marks.before
        and not (marks.links and marks.links.match(folds[w]))
        for w in between
    )


def _times(reader: Reader, clause: Clause) -> list[Dated]:
    """The dates of a clause that say when, of those told in two calendars ours."""
    return [d for d in clause.dates if not d.doubled and not _until(reader, d)]


def _until(reader: Reader, dated: Dated) -> bool:
    """Whether the date only says until when."""
    words = reader.words
    at = dated.last + 1
    if at < len(words) and words.folds[at] == "'":
        at += 2
    return any(reader.until.match(words.folds[w]) for w in range(at, min(at + 2, len(words))))


def _gap(dated: Dated, hit: Hit) -> int:
    if dated.last < hit.first:
        return hit.first - dated.last
    return 3 * (dated.first - hit.last + 1)


def _owner(dated: Dated, hits: list[Hit]) -> Hit:
    """The verb whose date it is where verbs come first: the last before it, else the next."""
    before = [h for h in hits if h.last <= dated.first]
    if before:
        return max(before, key=lambda h: h.first)
    return min(hits, key=lambda h: h.first)
