"""From a reading's triggers, names and dates to the drafts of events, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from extractors.events.clauses import (
    Clause,
    Dated,
    Named,
    Sentence,
    cut_sentence,
    place_dates,
    place_spans,
)
from extractors.events.drafts import Draft
from extractors.events.lexicon import Hit
from extractors.events.nouns import tell_noun
from extractors.events.reader import Reader, make_reader, subject_of
from extractors.events.rolls import roll_sentence
from extractors.events.slots import mark_names
from extractors.events.speech import mark_speech
from extractors.events.verbs import tell_more, tell_verb
from extractors.language import Language, load_language
from extractors.model import DateSpan, NameSpan
from extractors.text.sentences import find_sentences
from extractors.words import Words


def read_drafts(
    index: int,
    doc: Doc,
    names: Sequence[NameSpan],
    dates: Sequence[DateSpan],
    topic: NameSpan | None = None,
) -> list[Draft]:
    """The drafts of events in ``doc`` (the reading number ``index``), in reading order.

    ``topic``: whom the reading speaks of where it does not say so (a note on a person).
    """
    reading = doc._.reading
    language = load_language(reading.language)
    words: Words = doc._.words
    reader = make_reader(index, words, language, note=reading.kind == "note")
    placed = place_spans(words, names)
    for named in placed:
        for w in range(named.first, named.last + 1):
            reader.at_word[w] = named
    if topic is not None:
        reader.topic = Named(topic, -1, -1)
    elif reader.note:
        reader.topic = _opener(doc._.triggers, placed)
    for sentence in _sentences(
        reader, reading.text, language, doc._.triggers, placed, place_dates(words, dates)
    ):
        _read_sentence(reader, sentence)
    mark_speech(reader, reading.text, placed)
    return reader.drafts


def _opener(hits: tuple[Hit, ...], names: list[Named]) -> Named | None:
    """The person with whose name a note opens, before it tells of anything."""
    first = min((h.first for h in hits), default=0)
    for named in names[:2]:
        if named.span.type == "Person" and named.first <= first:
            return named
    return None


def _sentences(
    reader: Reader,
    text: str,
    language: Language,
    hits: tuple[Hit, ...],
    names: list[Named],
    dates: list[Dated],
) -> Iterator[Sentence]:
    """The sentences that have a trigger, with what stands in each clause."""
    words = reader.words
    hit_at, name_at, date_at = ([x.first for x in xs] for xs in (hits, names, dates))
    paragraph, before = 0, 0
    for start, end in find_sentences(text, language):
        paragraph += text.count("\n\n", before, start)
        before = end
        first, last = bisect_left(words.starts, start), bisect_left(words.starts, end)
        own = hits[bisect_left(hit_at, first) : bisect_left(hit_at, last)]
        named = names[bisect_left(name_at, first) : bisect_left(name_at, last)]
        if not own and not (named and reader.whole):
            _follow(reader, named)
            continue
        dated = dates[bisect_left(date_at, first) : bisect_left(date_at, last)]
        timed = {w for d in dated for w in range(d.first, d.last + 1)}
        held = {w for n in named for w in range(n.first, n.last + 1)} | timed
        free = _free(own, named, timed, held)
        held |= {a.last + 1 for a, b in pairwise(named) if _paired(a, b)}
        clauses = cut_sentence(words, first, last, free, reader.grammar, held)
        _deal(clauses, free, named, dated)
        yield Sentence(first, last, paragraph, clauses)
        if not own:
            _follow(reader, named)


def _paired(first: Named, second: Named) -> bool:
    """Whether one word stands between two names of a kind (Münster and Osnabrück)."""
    alike = (first.span.type == "Person") == (second.span.type == "Person")
    return alike and second.first == first.last + 2


def _free(hits: Sequence[Hit], names: list[Named], timed: set[int], held: set[int]) -> list[Hit]:
    """The triggers that are no part of a date or of the name of a person or organisation."""
    inside = {
        w
        for n in names
        if n.span.type in ("Person", "Organisation")
        for w in range(n.first, n.last + 1)
    }
    return [
        h for h in hits if h.first not in (held if h.verbal else timed) and h.first not in inside
    ]


def _deal(clauses: list[Clause], hits: list[Hit], names: list[Named], dates: list[Dated]) -> None:
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
        if named.span.type == "Person":
            slot, _ = reader.marks.behind(
                reader.words, named.last, named.span.end, len(reader.words)
            )
            if slot in ("", "subj"):
                reader.follow(named)
            return


def _read_sentence(reader: Reader, sentence: Sentence) -> None:
    for clause in sentence.clauses:
        mark_names(
            clause,
            reader.words,
            reader.marks,
            reader.grammar,
            reader.naming.joins,
            sentence.last,
        )
    told: list[Draft] = []
    speaking: set[int] = set()  # verbs that say something of a noun
    courses: dict[int, Draft] = {}  # by clause: the named event in whose course it happens
    for number, clause in enumerate(sentence.clauses):
        for hit in clause.hits:
            if hit.verbal:
                continue
            drafts, verb = tell_noun(reader, sentence, number, hit)
            if verb is not None:
                speaking.add(id(verb))
            for draft in drafts:
                if draft.aside == "at" and (draft.name is not None or draft.refers):
                    courses[number] = draft
            told += drafts
    for inner in (n for d in told if d.name is not None for n in d.name.spans):
        if inner.slot in ("", "mod"):
            inner.slot = "none"  # Sakarya of the battle's name is nobody in the clause
    subject: Named | None = None
    telling = any(c.hits for c in sentence.clauses)
    for number, clause in enumerate(sentence.clauses):
        course = courses.get(number)
        for hit in clause.hits:
            if not hit.verbal or id(hit) in speaking:
                continue
            own = tell_verb(reader, sentence, number, hit, subject, dated=course is not None)
            for draft in own:
                draft.course = course
            more = None if own else tell_more(reader, sentence, number, hit)
            told += own if more is None else [more]
        first, last = (reader.words.starts[w] for w in (clause.first, clause.last - 1))
        reader.go_to(d for d in told if first <= d.trigger_start <= last)
        found = subject_of(clause)
        if found is not None and telling:
            subject = found
            reader.follow(found)
    roll = roll_sentence(reader, sentence, told)
    if roll is not None:
        told.append(roll)
    reader.drafts += sorted(told, key=lambda d: d.trigger_start)
