"""What a verb tells of by itself."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.events.clauses import Dated, Named, Sentence
from extractors.events.drafts import FETCHED, Draft, arguments, lead_role, make_draft, meets
from extractors.events.lexicon import Hit, Trigger, event_types, frames
from extractors.events.mood import judge
from extractors.events.reader import Companion, Reader, fetch, has_subject, verb_companions
from extractors.events.sharing import shared_dates
from extractors.events.timing import verb_date

#: Frames of verbs that say something of the event told of last where they name none.
_ADDING = frozenset({"sign", "lead", "represent"})
_FULL = frozenset({"finite", "converb", "word"})
#: Frames whose lead is seldom whom the text spoke of: nothing is fetched for them but in notes.
_OTHERS = frozenset({"kill", "detain", "massacre", "defeat", "fall"})
#: Types after which a commander who enters a place takes it.
_CAMPAIGN = frozenset({"Battle", "Occupation", "War"})


def tell_verb(
    reader: Reader,
    sentence: Sentence,
    number: int,
    hit: Hit,
    subject: Named | None,
    *,
    dated: bool,
) -> list[Draft]:
    """What the verb ``hit`` of the clause ``number`` tells, by the first row that fits.

    ``subject``: of the clauses before. ``dated``: an event in whose course it happens is named.
    Several drafts where several dates share the verb.
    """
    clause = sentence.clauses[number]
    companions = verb_companions(reader, sentence, clause, hit)
    shared = shared_dates(reader, sentence, clause, hit, companions)
    drafts: list[Draft] = []
    for own, date in shared:
        draft = _tell(reader, sentence, number, hit, subject, own, (date, "clause"), dated=False)
        if draft is None or not draft.complete:
            break
        drafts.append(draft)
    if drafts and len(drafts) == len(shared):
        return drafts
    date_rule = verb_date(reader, sentence, number, hit)
    draft = _tell(reader, sentence, number, hit, subject, companions, date_rule, dated=dated)
    return [draft] if draft is not None else []


def _tell(
    reader: Reader,
    sentence: Sentence,
    number: int,
    hit: Hit,
    subject: Named | None,
    companions: list[Companion],
    date_rule: tuple[Dated | None, str],
    *,
    dated: bool,
) -> Draft | None:
    clause = sentence.clauses[number]
    date, rule = date_rule
    may_fetch = _may_fetch(reader, hit) and not has_subject(reader, clause, hit)
    met = {"date"} if date is not None or dated else set()
    if _campaign(reader, sentence):
        met.add("campaign")
    for trigger, who, fetching in _tries(reader, hit, companions, may_fetch):
        found = arguments(trigger.frame, who)
        role, types = lead_role(trigger.frame)
        if hit.form.plural:
            types -= {"Person"}  # they came: not the one person spoken of before
        lacks = bool(role) and not any(a.role == role for a in found)
        if hit.form.passive and not _undergoes(trigger.frame, role):
            lacks = False
        fetchable = may_fetch and (reader.note or trigger.frame not in _OTHERS)
        if fetching and fetchable and lacks:
            found += fetch(reader, role, types, subject, found)
        complete = meets(trigger, found, met)
        if not complete and (fetching or not meets(trigger, found, met | {"date"})):
            continue
        if complete and fetchable and lacks and not fetching:
            found += fetch(reader, role, types, subject, found)
        draft = make_draft(reader.index, reader.words, sentence, trigger, hit, found)
        draft.set_date(date, rule)
        draft.complete = complete
        draft.polarity, draft.modality = judge(
            reader.words, hit, (clause.first, clause.last), sentence.last, reader.cues
        )
        return draft
    return None


def _undergoes(frame: str, role: str) -> bool:
    """Whether whom the frame's verb is done to plays ``role`` (was born, was elected)."""
    return any(slot.role == role for slot in frames()[frame].get("obj", ()))


def _campaign(reader: Reader, sentence: Sentence) -> bool:
    """Whether what was told last, in this paragraph, was of a battle or a conquest."""
    if not reader.drafts:
        return False
    last = reader.drafts[-1]
    near = last.paragraph == sentence.paragraph
    return near and event_types()[last.type].counts_as in _CAMPAIGN


def tell_more(reader: Reader, sentence: Sentence, number: int, hit: Hit) -> Draft | None:
    """What a verb without its noun adds to the event told of before: who signed, who was there."""
    clause = sentence.clauses[number]
    for trigger in hit.triggers:
        there = reader.grammar.order == "first" and hit.form.case and trigger.frame == "attend"
        if trigger.kind != "support" or not (there or trigger.frame in _ADDING):
            continue
        companions = verb_companions(reader, sentence, clause, hit)
        found = [a for a in arguments(trigger.frame, companions) if a.property == "actor"]
        if not found:
            continue
        draft = make_draft(reader.index, reader.words, sentence, trigger, hit, found)
        draft.refers, draft.complete = True, False
        draft.confidence = round(draft.confidence * FETCHED, 3)
        draft.polarity, draft.modality = judge(
            reader.words, hit, (clause.first, clause.last), sentence.last, reader.cues
        )
        return draft
    return None


def _may_fetch(reader: Reader, hit: Hit) -> bool:
    """Whether who does it may be sought outside the clause."""
    if hit.form.speaker:
        return False
    pronoun = reader.grammar.order == "first" and hit.form.case != ""
    return reader.note or pronoun or hit.form.part in _FULL


def _tries(
    reader: Reader, hit: Hit, active: list[Companion], may_fetch: bool
) -> Iterator[tuple[Trigger, list[Companion], bool]]:
    """In which order a verb's rows are tried, and with whom.

    As it stands; as the passive that writing does not show (where the verb comes first and has no
    object); with its subject fetched.
    """
    rows = [t for t in hit.triggers if t.kind == "verb"]
    passive = [("obj" if s == "subj" else s, n, b) for s, n, b in active]
    for row in rows:
        yield row, passive if row.passive else active, False
    if reader.grammar.order == "first" and not any(s == "obj" for s, _, _ in active):
        for row in rows:
            yield row, passive, False
    if may_fetch:
        for row in rows:
            yield row, passive if row.passive else active, True
