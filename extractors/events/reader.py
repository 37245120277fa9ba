"""What is needed to read one reading for events, and what the reading has come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extractors.events.clauses import Clause, Grammar, Named, Sentence, load_grammar
from extractors.events.drafts import Argument, Draft
from extractors.events.lexicon import Hit
from extractors.events.marks import Marks, load_marks
from extractors.events.mood import Cues, load_cues
from extractors.events.naming import Naming, load_naming
from extractors.events.patterns import Token, compile_pattern
from extractors.events.slots import slots_for
from extractors.language import Language
from extractors.words import Words

#: A companion of a trigger: its slot, its name, whether it stands in the trigger's clause.
Companion = tuple[str, Named, bool]


@dataclass(slots=True, eq=False)
class Reader:
    """One reading and the tables of its language; ``topic``: whom the text speaks of by now."""

    index: int
    words: Words
    grammar: Grammar
    marks: Marks
    naming: Naming
    cues: Cues
    this: Token  #: words that make a noun point back
    one: Token  #: words that make a noun new (bir)
    until: Token  #: words behind a date that make it an end
    later: Token  #: words that lead on to another time (afterwards)
    note: bool  #: a note, which speaks of one person or thing throughout
    topic: Named | None = None
    scene: Named | None = None  #: the place of the event told last
    whole: Draft | None = None  #: the event whose delegations the next sentence may list
    at_word: dict[int, Named] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)

    def go_to(self, drafts: Iterable[Draft]) -> None:
        """Let the scene be the place of the last of ``drafts`` that has one beside it."""
        for draft in drafts:
            for a in draft.arguments:
                if a.property == "place" and a.beside:
                    self.scene = Named(a.span, -1, -1)

    def follow(self, named: Named) -> None:
        """Let the topic pass to a person; that of a note stays."""
        if named.span.type == "Person" and not (self.note and self.topic):
            self.topic = named


def make_reader(index: int, words: Words, language: Language, *, note: bool) -> Reader:
    """A reader of the reading number ``index``; raises LanguageDataError."""
    return Reader(
        index=index,
        words=words,
        grammar=load_grammar(language),
        marks=load_marks(language),
        naming=load_naming(language),
        cues=load_cues(language),
        this=compile_pattern("@this", language).tokens[0],
        one=compile_pattern("@one", language).tokens[0],
        until=compile_pattern("@until", language).tokens[0],
        later=compile_pattern("@later", language).tokens[0],
        note=note,
    )


def fetch(
    reader: Reader,
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


def has_subject(reader: Reader, clause: Clause, hit: Hit) -> bool:
    """Whether the subject of the verb is there, but no name: a title before it (Padişah …), a noun
    right behind it where verbs come first."""
    folds, office = reader.words.folds, reader.marks.office
    if reader.grammar.order == "first":
        return _noun_behind(reader, clause, hit)
    timed = {w for d in clause.dates for w in range(d.first, d.last + 1)}
    for at in range(clause.first, min(clause.first + 3, hit.first)):
        if at in reader.at_word or at in timed:
            return False
        form = office.match(folds[at])
        if form is not None:
            named = at + 1 in reader.at_word or folds[at + 1] == "'"
            return not form.case and not named and reader.grammar.order == "last"
    return False


def _noun_behind(reader: Reader, clause: Clause, hit: Hit) -> bool:
    """Whether a noun that is no name and no part of a date stands right behind the verb."""
    at = hit.last
    if at >= clause.last or at in reader.at_word:
        return False
    word = reader.words.folds[at]
    if not word[0].isalpha() or word in reader.marks.before:
        return False
    if any(d.first <= at <= d.last for d in clause.dates) or reader.grammar.opens.match(word):
        return False
    return reader.grammar.unsaid.fullmatch(word) is None


def subject_of(clause: Clause) -> Named | None:
    """The name that stands bare in the clause: its subject."""
    for named in clause.names:
        if named.slot == "" and named.span.type in ("Person", "Organisation", "Group"):
            return named
    return None


def verb_companions(
    reader: Reader, sentence: Sentence, clause: Clause, hit: Hit
) -> list[Companion]:
    """The companions of a verb in its clause; a participle has the name that it describes."""
    if _made_passive(reader, clause, hit):
        hit = replace(hit, form=replace(hit.form, passive=True))
    found = slots_for(hit, clause, reader.grammar, reader.words, noun=False, taken=set())
    there = _there(reader, clause, hit, found)
    if reader.grammar.order == "last" and hit.form.part in ("participle", "relative"):
        head = _described(reader, sentence, hit)
        if head is not None:
            slot = "obj" if hit.form.passive or hit.form.part == "relative" else "subj"
            found = [(s, n) for s, n in found if s != slot or n.slot != ""]
            found.append((slot, head))
    return [*((slot, named, True) for slot, named in found), *there]


def _there(
    reader: Reader, clause: Clause, hit: Hit, found: list[tuple[str, Named]]
) -> list[Companion]:
    """The place told of last, where a pronoun or a noun means it: besieged it, came to it."""
    scene = reader.scene
    if scene is None or any(n.span.type == "Place" for _, n in found):
        return []
    if reader.grammar.order == "first" and reader.marks.there.get(hit.form.case):
        return [(reader.marks.there[hit.form.case], scene, False)]
    verbs = [h.first for h in clause.hits if h.verbal and h.first >= hit.last]
    for at in range(hit.last, min(verbs, default=clause.last)):
        slot = reader.marks.there.get(reader.words.folds[at])
        if slot and at not in reader.at_word:
            return [(slot, scene, False)]
    return []


def _made_passive(reader: Reader, clause: Clause, hit: Hit) -> bool:
    """Whether words about the verb make it a passive (was signed, signed by)."""
    grammar, folds = reader.grammar, reader.words.folds
    if grammar.order != "middle" or hit.form.part not in ("finite", "word"):
        return False
    low = max(clause.first, hit.first - 3)
    for word in reversed(folds[low : hit.first]):
        if grammar.active.match(word):
            break
        if grammar.passive.match(word):
            return True
    return hit.last < clause.last and grammar.by.match(folds[hit.last]) is not None


def _described(reader: Reader, sentence: Sentence, hit: Hit) -> Named | None:
    """The name that a participle before it describes."""
    for at in range(hit.last, min(hit.last + 4, sentence.last)):
        named = reader.at_word.get(at)
        if named is not None:
            return named
        if not reader.words.folds[at][0].isalnum():
            return None
    return None
