"""From a reading's triggers, names and dates to the drafts of events, clause by clause."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from extractors.events.clauses import (
    Clause,
    Dated,
    Grammar,
    Named,
    Sentence,
    cut_sentence,
    load_grammar,
    place_dates,
    place_spans,
)
from extractors.events.drafts import FETCHED, Argument, Draft, arguments, lead_role, meets
from extractors.events.lexicon import Hit, Trigger
from extractors.events.marks import Marks, load_marks
from extractors.events.mood import Cues, judge, load_cues
from extractors.events.naming import EventName, Naming, find_names, load_naming
from extractors.events.patterns import Token, compile_pattern
from extractors.events.slots import mark_names, slots_for
from extractors.language import load_language
from extractors.model import DateSpan, NameSpan
from extractors.text.sentences import find_sentences
from extractors.words import Words

_NOUNS = frozenset({"head", "weak", "noun", "proper"})
#: Slots in which a noun is only the time or place of what its clause tells.
_ASIDE = frozenset({"time", "at", "from"})


@dataclass(slots=True, eq=False)
class Reader:
    """What is needed to read one reading, and what it has come to (topic)."""

    index: int
    words: Words
    grammar: Grammar
    marks: Marks
    naming: Naming
    cues: Cues
    this: Token
    until: Token
    topic: Named | None = None  #: who the text speaks of
    note: bool = False  #: a note, which speaks of one person or thing throughout
    at_word: dict[int, Named] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)


def read_drafts(
    index: int,
    doc: Doc,
    names: tuple[NameSpan, ...] | list[NameSpan],
    dates: list[DateSpan],
    topic: NameSpan | None = None,
) -> list[Draft]:
    """The drafts of events in ``doc`` (the reading number ``index``), in reading order.

    ``topic``: whom the reading speaks of where it does not say so (a note on a person).
    """
    reading = doc._.reading
    language = load_language(reading.language)
    words: Words = doc._.words
    reader = Reader(
        index,
        words,
        load_grammar(language),
        load_marks(language),
        load_naming(language),
        load_cues(language),
        compile_pattern("@this", language).tokens[0],
        compile_pattern("@until", language).tokens[0],
    )
    placed = place_spans(words, names)
    for named in placed:
        for w in range(named.first, named.last + 1):
            reader.at_word[w] = named
    reader.note = reading.kind == "note"
    if topic is not None:
        reader.topic = Named(topic, -1, -1)
    elif reader.note:
        reader.topic = _opener(doc._.triggers, placed)
    dated = place_dates(words, dates)
    for sentence in _sentences(reader, reading.text, language, doc._.triggers, placed, dated):
        _read_sentence(reader, sentence)
    return reader.drafts


def _opener(hits: tuple[Hit, ...], names: list[Named]) -> Named | None:
    """The person with whose name a note opens, before it tells of anything."""
    first = min((h.first for h in hits), default=0)
    for named in names[:2]:
        if named.span.type == "Person" and named.first <= first:
            return named
    return None


def _sentences(reader, text, language, hits, names, dates):  # type: ignore[no-untyped-def]
    words = reader.words
    hit_at = [h.first for h in hits]
    name_at = [n.first for n in names]
    date_at = [d.first for d in dates]
    paragraph, before = 0, 0
    for start, end in find_sentences(text, language):
        paragraph += text.count("\n\n", before, start)
        before = end
        first, last = bisect_left(words.starts, start), bisect_left(words.starts, end)
        own = hits[bisect_left(hit_at, first) : bisect_left(hit_at, last)]
        named = names[bisect_left(name_at, first) : bisect_left(name_at, last)]
        if not own:
            _follow(reader, named)
            continue
        dated = dates[bisect_left(date_at, first) : bisect_left(date_at, last)]
        held = {w for n in named for w in range(n.first, n.last + 1)}
        timed = {w for d in dated for w in range(d.first, d.last + 1)}
        held |= timed
        own = [h for h in own if h.first not in (held if h.verbal else timed)]
        clauses = cut_sentence(words, first, last, own, reader.grammar, held)
        _deal(clauses, own, named, dated)
        yield Sentence(first, last, paragraph, clauses)


def _deal(
    clauses: list[Clause], hits: list[Hit], names: list[Named], dates: list[Dated]
) -> None:
    starts = [c.first for c in clauses]

    def home(word: int) -> Clause:
        return clauses[max(0, bisect_left(starts, word + 1) - 1)]

    for hit in hits:
        home(hit.last - 1).hits.append(hit)
    for named in names:
        home(named.first).names.append(named)
    for dated in dates:
        home(dated.first).dates.append(dated)


def _follow(reader: Reader, names: list[Named]) -> None:
    """Let the topic follow a sentence that tells of no event."""
    for named in names[:2]:
        if named.span.type == "Person" and not (reader.note and reader.topic):
            slot, _ = reader.marks.behind(
                reader.words, named.last, named.span.end, len(reader.words)
            )
            if slot in ("", "subj"):
                reader.topic = named
            return


def _read_sentence(reader: Reader, sentence: Sentence) -> None:
    stop = sentence.last
    for clause in sentence.clauses:
        mark_names(
            clause, reader.words, reader.marks, reader.grammar, reader.naming.joins, stop
        )
    partners: set[int] = set()  # verbs that say something of a noun
    told: list[Draft] = []
    for number, clause in enumerate(sentence.clauses):
        for hit in clause.hits:
            if hit.kind in _NOUNS:
                told += _tell_noun(reader, sentence, number, hit, partners)
    subject: Named | None = None
    for number, clause in enumerate(sentence.clauses):
        for hit in clause.hits:
            if hit.verbal and id(hit) not in partners:
                told += _tell_verb(reader, sentence, number, hit, subject)
        for named in clause.names:
            if named.slot == "" and named.span.type in ("Person", "Organisation", "Group"):
                subject = named
                if named.span.type == "Person" and not (reader.note and reader.topic):
                    reader.topic = named
                break
    reader.drafts += sorted(told, key=lambda d: d.trigger_start)


# Nouns


def _tell_noun(
    reader: Reader, sentence: Sentence, number: int, hit: Hit, partners: set[int]
) -> list[Draft]:
    clause = sentence.clauses[number]
    words = reader.words
    names: list[EventName] = []
    if hit.kind in ("head", "weak", "proper"):
        names = find_names(
            words, hit, sentence.first, sentence.last, reader.at_word, reader.naming
        )
    bare = not names
    used = {id(n) for name in names for n in name.spans}
    left = words.at(names[0].start) if names else hit.first
    slot, behind = reader.marks.behind(words, hit.last - 1, words.ends[hit.last - 1], sentence.last)
    if hit.form.case and not slot:
        slot = reader.marks.suffix_slot(hit.form.case)
    if reader.marks.before and not slot:
        slot = reader.marks.ahead(words, left, words.starts[left], clause.first)
    partner = _support(sentence, number, hit, left, slot)
    own = _phrase(hit, left)
    companions = [
        (s, n, True)
        for s, n in slots_for(own, clause, reader.grammar, words, noun=True, taken=used)
    ]
    drafts: list[Draft] = []
    trigger = hit.triggers[0]
    found = arguments(trigger.frame, companions)
    other, home = (partner if partner else (None, clause))
    if other is not None:
        partners.add(id(other))
        beyond = [
            (s, n, True)
            for s, n in _verb_slots(reader, sentence, home, other)
            if id(n) not in used
        ]
        row = other.support(set(trigger.types)) or other.triggers[0]
        for argument in arguments(row.frame, beyond):
            if not any(
                a.span.entity == argument.span.entity and a.property == argument.property
                for a in found
            ):
                found.append(argument)
    date, date_rule = _noun_date(reader, sentence, clause, hit, left, other, home, slot)
    dates = _listed(reader, home, date) if hit.form.plural and bare else [date]
    polarity, modality = judge(
        words, other or hit, (home.first, home.last), sentence.last, reader.cues
    )
    refers = bare and _refers(reader, sentence, hit)
    if bare and other is None and not refers and not any(a.beside for a in found):
        return []
    if bare and (other is not None or reader.note):
        role, types = lead_role(trigger.frame)
        if role and not any(a.role == role for a in found):
            found += _fetch(reader, clause, hit, role, types, None, found)
    for name in names or [None]:
        inner = arguments(
            trigger.frame, [("name", n, True) for n in (name.spans if name else ())]
        )
        merged = inner + [
            a
            for a in found
            if not any(i.span.entity == a.span.entity and i.role == a.role for i in inner)
        ]
        if not meets(trigger, merged, date, name) and not refers:
            continue
        for each in dates:
            draft = _draft(
                reader, sentence, trigger, hit, own, merged, each, date_rule, name, other
            )
            draft.polarity, draft.modality = polarity, modality
            draft.refers = refers
            draft.aside = slot in _ASIDE
            drafts.append(draft)
    for each in dates:
        if each is not None and drafts:
            each.used = True
    return drafts


def _refers(reader: Reader, sentence: Sentence, hit: Hit) -> bool:
    """Whether a common noun points back: this treaty, the congress."""
    folds = reader.words.folds
    if reader.naming.definite.fullmatch(folds[hit.first]):
        return True
    return hit.first > sentence.first and reader.this.match(folds[hit.first - 1]) is not None


def _listed(reader: Reader, clause: Clause, date: Dated | None) -> list[Dated | None]:
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
            if len(between) > 1 or not all(
                w == "," or reader.naming.joins.match(w) for w in between
            ):
                break
            found.append(clause.dates[there])
            here, there = there, there + step
    return [*sorted(found, key=lambda d: d.first)]


def _phrase(hit: Hit, left: int) -> Hit:
    """``hit`` widened to the left edge of its name."""
    if left >= hit.first:
        return hit
    return Hit(hit.triggers, left, hit.last, hit.form)


def _support(
    sentence: Sentence, number: int, hit: Hit, left: int, slot: str
) -> tuple[Hit, Clause] | None:
    """The verb that says something of the event that the noun ``hit`` names, and its clause."""
    types = set(hit.triggers[0].types)

    def goes(verb: Hit) -> bool:
        row = verb.support(types)
        return row is not None and (slot not in _ASIDE or row.frame == "attend")

    clause = sentence.clauses[number]
    if number > 0:
        before = sentence.clauses[number - 1]
        for verb in before.hits:
            if verb.support(types) and verb.form.part in ("participle", "relative"):
                if 0 <= left - verb.last <= 3:
                    return verb, before
    near = [h for h in clause.hits if goes(h)]
    if near:
        return min(near, key=lambda h: abs(h.first - hit.first)), clause
    if number + 1 < len(sentence.clauses):
        after = sentence.clauses[number + 1]
        near = [h for h in after.hits if goes(h)]
        verbs = [h for h in clause.hits if h.verbal and h.first > hit.last]
        if near and not verbs and clause.last - hit.last <= 3:
            return near[0], after
    return None


# Verbs


def _tell_verb(
    reader: Reader, sentence: Sentence, number: int, hit: Hit, subject: Named | None
) -> list[Draft]:
    clause = sentence.clauses[number]
    companions = [(s, n, True) for s, n in _verb_slots(reader, sentence, clause, hit)]
    date, rule = _verb_date(reader, sentence, number, hit)
    rows = [t for t in hit.triggers if t.kind == "verb"]
    pronoun = reader.grammar.order == "first" and hit.form.case != ""
    fetching = reader.note or pronoun or hit.form.part in ("finite", "converb")
    passive = [("obj" if s == "subj" else s, n, b) for s, n, b in companions]
    for trigger, who, fetch in _readings(rows, companions, passive, reader, fetching):
        found = arguments(trigger.frame, passive if trigger.passive else who)
        role, types = lead_role(trigger.frame)
        if fetch and role and not any(a.role == role for a in found):
            found += _fetch(reader, clause, hit, role, types, subject, found)
        if not meets(trigger, found, date, None):
            continue
        if not fetch and fetching and role and not any(a.role == role for a in found):
            found += _fetch(reader, clause, hit, role, types, subject, found)
        draft = _draft(reader, sentence, trigger, hit, hit, found, date, rule, None, None)
        draft.polarity, draft.modality = judge(
            reader.words, hit, (clause.first, clause.last), sentence.last, reader.cues
        )
        if date is not None:
            date.used = True
        return [draft]
    return []


def _readings(
    rows: list[Trigger],
    active: list[tuple[str, Named, bool]],
    passive: list[tuple[str, Named, bool]],
    reader: Reader,
    fetching: bool,
) -> list[tuple[Trigger, list[tuple[str, Named, bool]], bool]]:
    """In which order a verb's rows are tried: as it stands, as the passive that writing does not
    show (order "first", no object), with its subject fetched."""
    tries = [(t, active, False) for t in rows]
    if reader.grammar.order == "first" and not any(s == "obj" for s, _, _ in active):
        tries += [(t, passive, False) for t in rows]
    if fetching:
        tries += [(t, active, True) for t in rows]
    return tries


def _verb_slots(
    reader: Reader, sentence: Sentence, clause: Clause, hit: Hit
) -> list[tuple[str, Named]]:
    if _passive(reader, clause, hit):
        hit = replace(hit, form=replace(hit.form, passive=True))
    found = slots_for(hit, clause, reader.grammar, reader.words, noun=False, taken=set())
    if reader.grammar.order == "last" and hit.form.part in ("participle", "relative"):
        head = _head(reader, sentence, hit)
        if head is not None:
            slot = "obj" if hit.form.passive or hit.form.part == "relative" else "subj"
            found = [(s, n) for s, n in found if s != slot or n.slot != ""]
            found.append((slot, head))
    return found


def _passive(reader: Reader, clause: Clause, hit: Hit) -> bool:
    """Whether words about the verb make it a passive (was signed, signed by)."""
    grammar, folds = reader.grammar, reader.words.folds
    if grammar.order != "middle" or hit.form.part != "finite" and hit.form.part != "noun":
        return False
    low = max(clause.first, hit.first - 3)
    if any(grammar.passive.match(w) for w in folds[low : hit.first]):
        return True
    return hit.last < clause.last and grammar.by.match(folds[hit.last]) is not None


def _head(reader: Reader, sentence: Sentence, hit: Hit) -> Named | None:
    """The name that a participle before it describes."""
    for at in range(hit.last, min(hit.last + 4, sentence.last)):
        named = reader.at_word.get(at)
        if named is not None:
            return named
        if not reader.words.folds[at][0].isalnum():
            return None
    return None


def _fetch(
    reader: Reader,
    clause: Clause,
    hit: Hit,
    role: str,
    types: frozenset[str],
    subject: Named | None,
    found: list[Argument],
) -> list[Argument]:
    """Who does it where the clause leaves it out: the sentence's subject, else the topic."""
    taken = {a.span.entity for a in found}
    for named in (subject, reader.topic):
        if named is not None and named.span.type in types and named.span.entity not in taken:
            return [Argument("actor", role, named.span, "context", beside=False)]
    return []


# Dates


def _verb_date(
    reader: Reader, sentence: Sentence, number: int, hit: Hit
) -> tuple[Dated | None, str]:
    clause = sentence.clauses[number]
    order = reader.grammar.order
    own = [d for d in clause.dates if not _until(reader, d)]
    if own:
        others = [h for h in clause.hits if h.verbal and h is not hit]
        if order == "last" or not others:
            near = own
        else:
            near = [d for d in own if _owner(d, [hit, *others]) is hit]
        behind = [d for d in near if d.first >= hit.last]
        if order != "last" and behind:
            return behind[0], "clause"
        if near:
            return min(near, key=lambda d: _gap(d, hit)), "clause"
        return None, ""
    return _earlier_date(reader, sentence, number)


def _earlier_date(
    reader: Reader, sentence: Sentence, number: int
) -> tuple[Dated | None, str]:
    """The date of the clause before, where it is free or that clause runs on into this one."""
    for before in reversed(sentence.clauses[:number]):
        dates = [d for d in before.dates if not _until(reader, d)]
        if not dates:
            continue
        if not dates[-1].used:
            return dates[-1], "sentence"
        last = before.hits[-1] if before.hits else None
        if last is not None and last.form.part in ("converb", "nominal"):
            return dates[-1], "shared"
        return None, ""
    return None, ""


def _noun_date(
    reader: Reader,
    sentence: Sentence,
    clause: Clause,
    hit: Hit,
    left: int,
    partner: Hit | None,
    home: Clause,
    slot: str,
) -> tuple[Dated | None, str]:
    if slot == "time" and partner is None:
        return _beside(reader, clause, hit, left)
    if partner is not None:
        own = [d for d in home.dates if not _until(reader, d)]
        if own:
            return min(own, key=lambda d: _gap(d, partner)), "clause"
        date, rule = _earlier_date(reader, sentence, sentence.clauses.index(home))
        if date is not None:
            return date, rule
    return _beside(reader, clause, hit, left)


def _beside(
    reader: Reader, clause: Clause, hit: Hit, left: int
) -> tuple[Dated | None, str]:
    """The date that stands right before the noun's phrase, or behind it in brackets or after in."""
    words = reader.words
    best: tuple[int, Dated] | None = None
    for dated in clause.dates:
        if dated.last < hit.first:
            gap = max(0, left - dated.last - 1)
            between = range(dated.last + 1, min(left, hit.first))
            names = sum(1 for w in between if w in reader.at_word)
            gap -= names
        else:
            gap = dated.first - hit.last
            between = range(hit.last, dated.first)
            if reader.grammar.order == "last" and words.folds[dated.first - 1] != "(":
                continue
        if any(words.folds[w] in (",", "،", ";", ":", ".") for w in between):
            continue
        if gap <= 4 and (best is None or gap < best[0]):
            best = (gap, dated)
    return (best[1], "beside") if best else (None, "")


def _until(reader: Reader, dated: Dated) -> bool:
    """Whether the date only says until when."""
    words = reader.words
    at = dated.last + 1
    if at < len(words) and words.folds[at] == "'":
        at += 2
    return any(
        reader.until.match(words.folds[w]) for w in range(at, min(at + 2, len(words)))
    )


def _gap(dated: Dated, hit: Hit) -> int:
    if dated.last < hit.first:
        return hit.first - dated.last
    return 3 * (dated.first - hit.last + 1)


def _owner(dated: Dated, hits: list[Hit]) -> Hit:
    """The verb whose date it is where the verb comes first: the last one before it, else the next."""
    before = [h for h in hits if h.last <= dated.first]
    if before:
        return max(before, key=lambda h: h.first)
    return min(hits, key=lambda h: h.first)


# Drafts


def _draft(
    reader: Reader,
    sentence: Sentence,
    trigger: Trigger,
    hit: Hit,
    phrase: Hit,
    found: list[Argument],
    date: Dated | None,
    date_rule: str,
    name: EventName | None,
    partner: Hit | None,
) -> Draft:
    words = reader.words
    starts = [words.starts[phrase.first]]
    ends = [words.ends[hit.last - 1]]
    if partner is not None:
        starts.append(words.starts[partner.first])
        ends.append(words.ends[partner.last - 1])
    if name is not None:
        starts.append(name.start)
        ends.append(name.end)
    for argument in found:
        if argument.beside:
            starts.append(argument.span.start)
            ends.append(argument.span.end)
    if date is not None and date_rule != "sentence":
        starts.append(date.span.start)
        ends.append(date.span.end)
    confidence = trigger.trust
    if any(not a.beside for a in found):
        confidence *= FETCHED
    if date_rule in ("sentence", "shared"):
        confidence *= FETCHED
    return Draft(
        reading=reader.index,
        paragraph=sentence.paragraph,
        trigger=trigger,
        hit=hit,
        type=trigger.types[0],
        start=min(starts),
        end=max(ends),
        trigger_start=words.starts[hit.first],
        trigger_end=words.ends[hit.last - 1],
        name=name,
        date=date,
        date_rule=date_rule,
        arguments=found,
        confidence=round(confidence, 3),
    )
