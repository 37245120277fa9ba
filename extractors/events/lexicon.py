"""The triggers of a language, as its tables have them, and where they stand in a reading.

``data/lang/<code>/triggers.tsv``, one row a word or phrase that tells of an event:

- ``form``     patterns (see ``patterns``), alternatives with ``|``; ``!`` behind one: its subject
  is what the thing is done to
- ``kind``     ``head`` a noun that makes a name with what stands beside it (Treaty of X),
  ``weak`` likewise, but only where the text writes it as a name, ``noun`` a noun that tells of an
  event, ``verb`` likewise, ``support`` a verb that says something of an event named beside it,
  ``proper`` a whole name, ``none`` what only looks like a trigger
- ``type``     an event type; for ``support`` all those that it goes with
- ``frame``    which part its companions play (``frames.tsv``)
- ``needs``    what must be found beside it, else it tells of nothing
- ``trust``    how sure a reading by this row is, 0 to 1
- ``example``, ``gives``: a marked-up text and what it must give (``examples``)
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, cast, get_args

from extractors.assets import asset
from extractors.errors import LanguageDataError
from extractors.events.inflection import Form, load_inflection
from extractors.events.known import known_patterns
from extractors.events.patterns import Pattern, Token, compile_pattern
from extractors.language import Language, load_language
from extractors.tables import Row, read_table
from extractors.words import Words

Kind = Literal["head", "weak", "noun", "verb", "support", "proper", "none"]
COLUMNS = ("form", "kind", "type", "frame", "needs", "trust", "example", "gives")


@dataclass(frozen=True, slots=True)
class EventType:
    """A row of ``event_types.tsv``; ``days``: how far two tellings of one event may lie apart."""

    name: str
    counts_as: str
    label: str
    days: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A row of ``frames.tsv``: what a companion in this slot is to the event."""

    types: frozenset[str]
    property: Literal["place", "actor"]
    role: str


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """A row of ``triggers.tsv``, one of its forms."""

    pattern: Pattern
    kind: Kind
    types: tuple[str, ...]
    frame: str
    needs: tuple[frozenset[str], ...]
    trust: float
    rule: str
    identity: str = ""  #: id of the gazetteer's event that it names
    passive: bool = False  #: what it is said of is done to (mağlup ol-)


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """A trigger in a reading: the words ``[first, last)``, the form of its last word."""

    triggers: tuple[Trigger, ...]  #: rows that it may stand for, the order of the table
    first: int
    last: int
    form: Form

    @property
    def kind(self) -> Kind:
        """Kind of the first row."""
        return self.triggers[0].kind

    @property
    def verbal(self) -> bool:
        """Whether it is a verb (by itself, or saying something of a noun)."""
        return self.kind in ("verb", "support")

    def support(self, types: set[str]) -> Trigger | None:
        """The row by which it says something of an event of one of ``types``."""
        for trigger in self.triggers:
            if trigger.kind == "support" and types & set(trigger.types):
                return trigger
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All triggers of a language, ready to be looked up."""

    language: Language
    by_start: dict[str, list[Trigger]]
    memo: dict[str, tuple[Trigger, ...]]
    articles: Token | None = None  #: words after which a word is a noun
    head_memo: dict[str, bool] = field(default_factory=dict)

    def is_head(self, word: str) -> bool:
        """Whether ``word`` (folded) is a noun that heads names of events (Treaty, War)."""
        if word not in self.head_memo:
            self.head_memo[word] = any(
                t.kind in ("head", "weak") and len(t.pattern.tokens) == 1
                for t in self._candidates(word)
            )
        return self.head_memo[word]

    def finer(self, pattern: Pattern, kind: str) -> str:
        """The type of the head noun within a name of an event of type ``kind``, if it is finer."""
        for token in pattern.tokens:
            for word in token.exact:
                for trigger in self._candidates(word):
                    own = event_types()[trigger.types[0]]
                    single = len(trigger.pattern.tokens) == 1
                    if single and trigger.kind == "head" and own.counts_as == kind:
                        return own.name
        return kind

    def find(self, words: Words) -> list[Hit]:
        """Every trigger in ``words``: at each place the one of most words, none within another."""
        hits: list[Hit] = []
        inflection = load_inflection(self.language)
        folds, memo, stop = words.folds, self.memo, len(words)
        at = 0
        while at < stop:
            word = folds[at]
            candidates = memo.get(word)
            if candidates is None:
                candidates = memo[word] = self._candidates(word)
            if not candidates:
                at += 1
                continue
            best, most = 0, (0, False, 0)
            found: list[Trigger] = []
            form: Form | None = None
            for trigger in candidates:
                match = trigger.pattern.match(words, at, stop)
                if match is None or (rank := (*trigger.pattern.written, match[0])) < most:
                    continue
                if rank > most:
                    best, most, form, found = match[0], rank, match[1], []
                found.append(trigger)
            if form is None:
                at += 1
                continue
            form = inflection.before(form, folds[best] if best < stop else "")
            if any(t.kind == "none" for t in found):
                at = best
                continue
            proper = [t for t in found if t.kind == "proper"]
            if proper:
                hits.append(Hit(tuple(proper), at, best, form))
                at = best
                continue
            nouns = [t for t in found if t.kind not in ("verb", "support")]
            after_article = at > 0 and self.articles and self.articles.match(folds[at - 1])
            if nouns and (form.part in ("nominal", "noun") or after_article):
                found = nouns  # görüşme: the noun, not a form of the verb
            hits.append(Hit(tuple(found), at, best, form))
            at = best
        return hits

    def _candidates(self, word: str) -> tuple[Trigger, ...]:
        if not word[0].isalnum():
            return ()
        inflection = load_inflection(self.language)
        cuts = {*inflection.cuts(word, verb=True), *inflection.cuts(word, verb=False)}
        seen = dict.fromkeys(
            t for k in sorted(cuts) for t in self.by_start.get(word[k : k + 2], ())
        )
        return tuple(t for t in seen if t.pattern.tokens[0].match(word))


@cache
def event_types() -> dict[str, EventType]:
    """The types that triggers may name; raises LanguageDataError."""
    rows = read_table(
        asset("data/lang") / "event_types.tsv",
        ("type", "counts_as", "label", "days"),
        required=("type", "counts_as", "label", "days"),
        key=("type",),
    )
    return {
        r["type"]: EventType(r["type"], r["counts_as"], r["label"], int(r["days"])) for r in rows
    }


@cache
def frames() -> dict[str, dict[str, tuple[Slot, ...]]]:
    """Frame to slot to what a companion there is; raises LanguageDataError."""
    rows = read_table(
        asset("data/lang") / "frames.tsv",
        ("frame", "slot", "types", "property", "role", "note"),
        required=("frame", "slot", "types", "property"),
    )
    table: dict[str, dict[str, tuple[Slot, ...]]] = defaultdict(dict)
    for row in rows:
        if row["property"] not in ("place", "actor"):
            raise row.error(f"property is '{row['property']}'; it must be place or actor")
        if (row["property"] == "actor") != bool(row["role"]):
            raise row.error("an actor has a role, a place has none")
        slot = Slot(frozenset(row.alternatives("types")), cast(Any, row["property"]), row["role"])
        for name in row.alternatives("slot"):
            table[row["frame"]][name] = (*table[row["frame"]].get(name, ()), slot)
    return dict(table)


@cache
def load_lexicon(code: str) -> Lexicon:
    """The triggers of the language ``code``; raises LanguageDataError."""
    language = load_language(code)
    by_start: dict[str, list[Trigger]] = defaultdict(list)
    for row in trigger_rows(language):
        for trigger in compile_row(row, language):
            for start in trigger.pattern.tokens[0].starts():
                by_start[start].append(trigger)
    rows = Lexicon(language, dict(by_start), {})
    for trigger in known_events(language, rows):
        for start in trigger.pattern.tokens[0].starts():
            by_start[start].append(trigger)
    articles = None
    if "articles" in language.toml("events.toml").get("classes", {}):
        articles = compile_pattern("@articles", language).tokens[0]
    return Lexicon(language, dict(by_start), {}, articles)


def known_events(language: Language, rows: Lexicon) -> list[Trigger]:
    """The names of the gazetteer's events, as triggers of the kind ``proper``.

    ``rows`` are the table's triggers: a head noun in the name may tell its type more finely.
    """
    return [
        Trigger(
            pattern=pattern,
            kind="proper",
            types=(rows.finer(pattern, kind),),
            frame=kind.lower() if kind.lower() in frames() else "other",
            needs=(),
            trust=0.95,
            rule=f"gazetteer:{identity}",
            identity=identity,
        )
        for pattern, kind, identity in known_patterns(language)
        if kind in event_types()
    ]


def trigger_rows(language: Language) -> list[Row]:
    """The rows of ``triggers.tsv`` as they stand, each with its example."""
    return language.table(
        "triggers.tsv",
        COLUMNS,
        required=("form", "kind", "type", "frame", "trust", "example", "gives"),
        key=("form", "kind", "type", "needs"),
    )


def compile_row(row: Row, language: Language) -> list[Trigger]:
    """The triggers of one row, a trigger a form; raises LanguageDataError."""
    if row["kind"] not in get_args(Kind):
        raise row.error(f"kind is '{row['kind']}'; it must be one of {', '.join(get_args(Kind))}")
    types = row.alternatives("type")
    for name in types:
        if name not in event_types():
            known = ", ".join(sorted(event_types()))
            raise row.error(f"unknown event type '{name}'; there are: {known}")
    if row["frame"] not in frames():
        raise row.error(f"unknown frame '{row['frame']}'; add it to frames.tsv")
    try:
        trust = float(row["trust"])
        forms = row.alternatives("form")
        patterns = [(compile_pattern(f.rstrip("!"), language), f.endswith("!")) for f in forms]
    except ValueError as fault:
        raise row.error(str(fault)) from None
    except LanguageDataError as fault:
        raise row.error(fault.problem) from None
    return [
        Trigger(
            pattern=pattern,
            kind=cast(Kind, row["kind"]),
            types=types,
            frame=row["frame"],
            needs=tuple(frozenset(n.split("/")) for n in row["needs"].split()),
            trust=trust,
            rule=f"{language.code}:{pattern.text}",
            passive=passive,
        )
        for pattern, passive in patterns
    ]
