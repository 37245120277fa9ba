"""What a noun tells of: by itself, as a name, or with the verb that speaks of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.events.clauses import Clause, Grammar, Sentence
from extractors.events.drafts import Argument, Draft, arguments, lead_role, make_draft, meets
from extractors.events.lexicon import Hit, Trigger, frames
from extractors.events.mood import judge
from extractors.events.naming import EventName, find_names
from extractors.events.reader import Reader, fetch, has_subject, subject_of, verb_companions
from extractors.events.sharing import shared_places
from extractors.events.slots import slots_for
from extractors.events.timing import listed, noun_date
from extractors.words import Words

#: Slots in which a noun is only the time or place of what its clause tells.
ASIDE = frozenset({"time", "at", "from"})


@dataclass(frozen=True, slots=True, eq=False)
class _Phrase:
    """A noun that may tell of an event, by one row, with the names that it heads."""

    hit: Hit
    trigger: Trigger
    names: list[EventName]
    left: int  #: first word of the phrase
    slot: str  #: in which the phrase stands in its clause


def tell_noun(
    reader: Reader, sentence: Sentence, number: int, hit: Hit
) -> tuple[list[Draft], Hit | None]:
    """What the noun ``hit`` of the clause ``number`` tells, by the first row that fits.

    Several drafts where it is shared (X and Y Congresses, letters of X and Y May). With it the
    verb that speaks of it, which tells of nothing else.
    """
    clause, words = sentence.clauses[number], reader.words
    names: list[EventName] = []
    if hit.kind in ("head", "weak", "proper"):
        names = find_names(words, hit, sentence.first, sentence.last, reader.at_word, reader.naming)
    left = words.at(names[0].start) if names else hit.first
    slot = _slot(reader, sentence, clause, hit, left)
    if slot == "about" and not names:
        return [], None
    pointing: tuple[list[Draft], Hit | None] = [], None
    for trigger in hit.triggers:
        drafts, verb = _tell(reader, sentence, number, _Phrase(hit, trigger, names, left, slot))
        if any(d.complete for d in drafts):
            return drafts, verb
        pointing = pointing if pointing[0] else (drafts, verb)
    return pointing


def _slot(reader: Reader, sentence: Sentence, clause: Clause, hit: Hit, left: int) -> str:
    """The slot in which the noun itself stands in its clause."""
    words, marks = reader.words, reader.marks
    slot, _ = marks.behind(words, hit.last - 1, words.ends[hit.last - 1], sentence.last)
    if hit.form.case and not slot:
        slot = marks.suffix_slot(hit.form.case)
    if marks.before and not slot:
        slot = marks.ahead(words, left, words.starts[left], clause.first)
    return slot


def _tell(
    reader: Reader, sentence: Sentence, number: int, phrase: _Phrase
) -> tuple[list[Draft], Hit | None]:
    clause, words = sentence.clauses[number], reader.words
    hit, trigger = phrase.hit, phrase.trigger
    used = {id(n) for name in phrase.names for n in name.spans}
    speaking = _speaking(sentence, number, phrase, reader.grammar, words)
    verb, home = speaking if speaking else (None, clause)
    own = replace(hit, first=min(phrase.left, hit.first))
    beside = slots_for(own, clause, reader.grammar, reader.words, noun=True, taken=used)
    found = arguments(trigger.frame, [(s, n, True) for s, n in beside])
    if verb is not None:
        found = _said_by(reader, sentence, home, verb, trigger, used, found)
    bare = not phrase.names
    refers = bare and _refers(reader, sentence, phrase)
    if bare and verb is None and not refers and not any(a.beside for a in found):
        return [], None
    role, types = lead_role(trigger.frame)
    if bare and role and reader.note and not any(a.role == role for a in found):
        found += fetch(reader, role, types, None, found)
    elif verb is not None:
        found += _left_out(reader, sentence, home, verb, trigger, bare, found)
    date, rule = noun_date(reader, sentence, clause, hit, phrase.left, verb, home)
    dates = listed(reader, home, date) if hit.form.plural and bare else [date]
    mood = judge(reader.words, verb or hit, (home.first, home.last), sentence.last, reader.cues)
    drafts: list[Draft] = []
    if bare:
        for place, day in shared_places(clause, hit):
            told = [] if drafts else [a for a in found if a.property != "place"]
            told += arguments(trigger.frame, [("of", place, True)])
            if not meets(trigger, told, {"date"}):
                break
            draft = make_draft(reader.index, reader.words, sentence, trigger, own, told)
            draft.set_date(day, "clause")
            draft.hit, draft.complete = hit, True
            draft.polarity, draft.modality = mood
            drafts.append(draft)
        if drafts:
            return drafts, verb
    shared: list[EventName | None] = [*phrase.names] or [None]
    for name in shared:
        merged = _named_first(trigger, name, found)
        met = {"date"} if date is not None else set()
        if name is not None:
            met.add("name")
        complete = meets(trigger, merged, met)
        if not complete and not refers and not meets(trigger, merged, met | {"date"}):
            continue
        for each in dates:
            draft = make_draft(
                reader.index, reader.words, sentence, trigger, own, merged, name, verb
            )
            draft.set_date(each, rule)
            draft.hit = hit
            draft.polarity, draft.modality = mood
            draft.refers, draft.complete = refers, complete
            draft.aside = phrase.slot if phrase.slot in ASIDE else ""
            drafts.append(draft)
    return drafts, verb


def _named_first(trigger: Trigger, name: EventName | None, found: list[Argument]) -> list[Argument]:
    """The companions within the name, then the others."""
    if name is None:
        return list(found)
    inner = arguments(trigger.frame, [("name", n, True) for n in name.spans])
    have = {(a.span.entity, a.role) for a in inner}
    return inner + [a for a in found if (a.span.entity, a.role) not in have]


def _said_by(
    reader: Reader,
    sentence: Sentence,
    home: Clause,
    verb: Hit,
    trigger: Trigger,
    used: set[int],
    found: list[Argument],
) -> list[Argument]:
    """``found`` with the companions of the verb that speaks of the noun."""
    beyond = [c for c in verb_companions(reader, sentence, home, verb) if id(c[1]) not in used]
    row = verb.support(set(trigger.types)) or verb.triggers[0]
    found = _with(found, arguments(row.frame, beyond))
    lead, _ = lead_role(trigger.frame)
    if not any(a.role == lead for a in found):
        found = _with(arguments(trigger.frame, [c for c in beyond if c[0] != "of"]), found)
    return found


def _left_out(
    reader: Reader,
    sentence: Sentence,
    home: Clause,
    verb: Hit,
    trigger: Trigger,
    bare: bool,
    found: list[Argument],
) -> list[Argument]:
    """Who does what the verb says of the event, where its ending alone says so (imzaladı)."""
    row, form = verb.support(set(trigger.types)), verb.form
    role, types = lead_role(trigger.frame)
    if row is None or form.passive or form.speaker:
        return []
    lead = next((s for s in frames()[row.frame].get("subj", ()) if s.property == "actor"), None)
    happens = any(not frames()[t.frame].get("subj") for t in verb.triggers if t.kind == "support")
    if lead is None or happens:  # toplandı: was convened, or met
        return []
    if bare and role and not any(a.role == role for a in found):
        return fetch(reader, role, types, None, found)
    if reader.grammar.order != "last" or trigger.frame == "war":
        return []
    if form.plural or form.part not in ("finite", "converb") or has_subject(reader, home, verb):
        return []
    if subject_of(home) is not None:
        return []
    before = sentence.clauses[: sentence.clauses.index(home)]
    subject = next((s for c in reversed(before) if (s := subject_of(c)) is not None), None)
    return fetch(reader, lead.role, lead.types | {"Person"}, subject, found)


def _with(found: list[Argument], more: list[Argument]) -> list[Argument]:
    """``found`` and those of ``more`` whose entity is not yet there in that property."""
    have = {(a.property, a.span.entity) for a in found}
    return found + [a for a in more if (a.property, a.span.entity) not in have]


def _refers(reader: Reader, sentence: Sentence, phrase: _Phrase) -> bool:
    """Whether a common noun points back: this treaty, the congress, antlaşmayı."""
    hit, folds = phrase.hit, reader.words.folds
    if phrase.slot == "obj" and hit.form.case and hit.kind == "head":
        return hit.first == sentence.first or not reader.one.match(folds[hit.first - 1])
    if reader.naming.definite.fullmatch(folds[hit.first]):
        return True
    return hit.first > sentence.first and reader.this.match(folds[hit.first - 1]) is not None


def _taken(verb: Hit, noun: Hit, clause: Clause, grammar: Grammar) -> bool:
    """Whether a name between the two is the subject of the verb, which is not of the noun then."""
    row = verb.support(set(noun.triggers[0].types))
    if grammar.order != "last" or row is None or row.frame != "happen":
        return False
    return any(
        noun.last <= n.first < verb.first and n.slot == "" and n.span.type != "Place"
        for n in clause.names
    )


def _describes_other(verb: Hit, noun: Hit, clause: Clause, words: Words) -> bool:
    """Whether the verb is a participle behind a comma that describes a nearer noun.

    *Between the Armistice of Erzincan and the Treaty of Kars, signed on 13 October*.
    """
    nouns = [h for h in clause.hits if not h.verbal and h.last <= verb.first]
    return words.folds[verb.first - 1] == "," and noun in nouns[:-1] and nouns[-1].last > noun.last


def _speaking(
    sentence: Sentence, number: int, phrase: _Phrase, grammar: Grammar, words: Words
) -> tuple[Hit, Clause] | None:
    """The verb that says something of the event that the phrase names, and its clause.

    A participle right before it, else the nearest such verb in its clause, else one in the clause
    behind where the phrase ends its own.
    """
    hit, left = phrase.hit, phrase.left
    types = set(phrase.trigger.types)

    def goes(verb: Hit) -> bool:
        row = verb.support(types)
        return row is not None and (phrase.slot not in ASIDE or row.frame == "attend")

    clause = sentence.clauses[number]
    if number > 0:
        before = sentence.clauses[number - 1]
        dated = sum(d.last - d.first + 1 for d in clause.dates if d.first < left)
        for verb in before.hits:
            describes = verb.form.part in ("participle", "relative") and verb.support(types)
            if describes and 0 <= left - verb.last <= 3 + dated:
                return verb, before
    near = [
        h
        for h in clause.hits
        if goes(h)
        and not _taken(h, hit, clause, grammar)
        and not (grammar.order == "middle" and _describes_other(h, hit, clause, words))
    ]
    if near:
        # a participle behind it (المنعقد) says less than the verb before: he attended the congress
        alone = grammar.order == "first" and any(h.form.part == "finite" for h in near)
        near = [h for h in near if h.form.part != "word"] if alone else near
        return min(near, key=lambda h: abs(h.first - hit.first)), clause
    if number + 1 < len(sentence.clauses):
        after = sentence.clauses[number + 1]
        near = [h for h in after.hits if goes(h)]
        verbs = [h for h in clause.hits if h.verbal and h.first > hit.last]
        if near and not verbs and clause.last - hit.last <= 3:
            return near[0], after
    return None
