"""The date patterns of a language: ``dates.toml`` read, checked and compiled.

The file holds

``[grammar]``     what may surround a date: ``lead`` (clitics before it), ``tail`` (case endings after
                  it), ``ordinal_mark`` (after the digits of a day), ``number_joint`` (between number
                  words)
``[fragments]``   named pieces of regular expressions, used as ``<name>``
``[[pattern]]``   one written form: name, match, example, gives, and optionally set, weak (counts only
                  with support from the text around), number (a bare number: vetoes hold), confidence
``[[adjunct]]``   words that qualify a date next to them: name, side, match, on, set, example, gives
``[[join]]``      what makes one time of two dates: name, before, between, after, kind, example, gives
``[[veto]]``      what shows that a bare number is no year, or a step (of = "step") none from the date
                  told last: name, of, side, match, example, gives

``match`` is a regular expression over folded text (lower case, one kind of apostrophe and dash,
Western digits) in which ``{slot}`` reads a part of the date, ``<name>`` inserts a fragment or the
words of a slot, and ``[[ ]]`` encloses the mention where the match holds more than that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from extractors.dates.expressions import NAMED_STEPS, UNITS
from extractors.dates.settings import SETTINGS
from extractors.dates.slots import Slots, read_slots
from extractors.errors import LanguageDataError
from extractors.language import Language, load_language

_SLOT: Final = re.compile(r"\{([a-z]+)([12]?)\}")
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
_INNERMOST: Final = re.compile(r"\\.|\[\[|\]\]|\[[^\[\]]*\]|\([^()]*\)")
_FRAGMENT: Final = re.compile(r"<([a-z_]+)>")
_KEYS: Final = {
    "pattern": {"name", "match", "example", "gives", "set", "weak", "number", "confidence"},
    "adjunct": {"name", "side", "match", "on", "set", "outside", "example", "gives"},
    "join": {"name", "before", "between", "after", "kind", "example", "gives"},
    "veto": {"name", "of", "side", "match", "example", "gives"},
}
JOIN_KINDS: Final = ("range", "same", "list")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One written form of a date."""

    name: str
    regex: re.Pattern[str]
    settings: dict[str, Any]
    weak: bool
    number: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Adjunct:
    """Words beside a date that say more of it."""

    name: str
    before: bool
    regex: re.Pattern[str]
    on: frozenset[str]  #: units (of the date) that it can stand with
    outside: bool  #: it does not become a part of the mention
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Join:
    """What makes one time of two dates that follow one another."""

    name: str
    before: re.Pattern[str] | None
    between: re.Pattern[str]
    after: re.Pattern[str] | None
    kind: str


@dataclass(frozen=True, slots=True)
class Veto:
    """What shows that a bare number is not a year, or a step not one from the date told last."""

    name: str
    of: str  #: number or step
    before: bool
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the dates that it must give, in their order: (words, EDTF)."""

    name: str
    text: str
    gives: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """All that tells the dates of a language."""

    language: Language
    slots: Slots
    filter: re.Pattern[str]  #: matches wherever one of the patterns may
    patterns: tuple[Pattern, ...]
    adjuncts: tuple[Adjunct, ...]
    joins: tuple[Join, ...]
    vetoes: tuple[Veto, ...]
    calendars: frozenset[str]  #: that undated years of this language may belong to
    examples: tuple[Example, ...] = field(default=())


@cache
def load_grammar(code: str) -> Grammar:
    """The date grammar of the language ``code``; raises LanguageDataError."""
    return read_grammar(load_language(code))


def read_grammar(language: Language) -> Grammar:
    """The date grammar in the folder of ``language``; raises LanguageDataError."""
    return _Reader(language).grammar()


class _Reader:
    """Compiles one ``dates.toml``; holds what all of its tables share."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.path: Path = language.folder / "dates.toml"
        self.data = language.toml("dates.toml")
        settings = self.data.get("grammar", {})
        self.lead = settings.get("lead", "")
        self.tail = settings.get("tail", r"(?![^\W_])")
        self.slots = read_slots(
            language,
            ordinal_mark=settings.get("ordinal_mark", ""),
            number_joint=settings.get("number_joint", "[- ]"),
        )
        self.fragments: dict[str, str] = {"tail": f"(?={self.tail})"}
        for name, text in self.data.get("fragments", {}).items():
            self.fragments[name] = self.insert(text, f"the fragment '{name}'")

    def grammar(self) -> Grammar:
        tables = {kind: self._rows(kind) for kind in _KEYS}
        sources = [self._source(row) for row in tables["pattern"]]
        plain = "|".join(
            _SLOT.sub(lambda m: self._slot(m, "filter", named=False), s) for s in sources
        ).replace("(?P<span>", "(?:")
        return Grammar(
            language=self.language,
            slots=self.slots,
            filter=self.compile(f"{self.lead}(?:{plain})", "the patterns together"),
            patterns=tuple(
                self._pattern(row, s) for row, s in zip(tables["pattern"], sources, strict=True)
            ),
            adjuncts=tuple(map(self._adjunct, tables["adjunct"])),
            joins=tuple(map(self._join, tables["join"])),
            vetoes=tuple(map(self._veto, tables["veto"])),
            calendars=frozenset(self.data.get("grammar", {}).get("calendars", ())),
            examples=tuple(_example(row) for rows in tables.values() for row in rows),
        )

    def fail(self, problem: str) -> LanguageDataError:
        return LanguageDataError(self.path, None, problem)

    def compile(self, text: str, where: str) -> re.Pattern[str]:
        try:
            return re.compile(text)
        except re.error as fault:
            raise self.fail(f"{where}: no regular expression ({fault}): {text[:200]}") from None

    def insert(self, text: str, where: str) -> str:
        """``text`` with its fragments in place."""

        def piece(match: re.Match[str]) -> str:
            known = self.fragments.get(match[1]) or self.slots.regex.get(match[1])
            if known is None:
                raise self.fail(f"{where}: no fragment or word list '<{match[1]}>'")
            return f"(?:{known})"

        # letters are folded as the text is; the signs of a regular expression are ASCII
        return _FRAGMENT.sub(piece, _FOREIGN.sub(lambda m: self.language.fold(m.group()), text))

    def _rows(self, kind: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.data.get(kind, [])
        seen: set[str] = set()
        for row in rows:
            name = row.get("name")
            if not isinstance(name, str) or name in seen:
                raise self.fail(f"a [[{kind}]] without a name of its own ({name}); name it")
            seen.add(name)
            unknown = set(row) - _KEYS[kind]
            if unknown:
                raise self.fail(f"[[{kind}]] '{name}': unknown key '{min(unknown)}'")
            for key in ("example", "gives"):
                if key not in row:
                    raise self.fail(f"[[{kind}]] '{name}': '{key}' is missing; add it")
            for key, value in row.get("set", {}).items():
                if key not in SETTINGS or not SETTINGS[key](value):
                    raise self.fail(f"[[{kind}]] '{name}': can't set {key} = {value!r}")
        return rows

    def _source(self, row: dict[str, Any]) -> str:
        """A pattern's expression with fragments in place, slots still to be filled."""
        text = self.insert(row["match"], f"[[pattern]] '{row['name']}'")
        if text.count("[[") > 1:
            raise self.fail(f"[[pattern]] '{row['name']}': more than one [[ ]]; split the pattern")
        if "[[" in text and "|" in _nested(text):
            raise self.fail(f"[[pattern]] '{row['name']}': alternatives around [[ ]]; split it")
        if "[[" in text:
            return text.replace("[[", "(?P<span>", 1).replace("]]", ")", 1)
        return f"(?P<span>{text})(?={self.tail})"

    def _slot(self, match: re.Match[str], where: str, *, named: bool = True) -> str:
        regex = self.slots.regex.get(match[1])
        if regex is None:
            raise self.fail(f"'{where}': no slot '{{{match[1]}}}'")
        # the place makes the group's name unique: alternatives may hold the same slot
        return f"(?P<{match[1]}_{match[2]}_{match.start()}>{regex})" if named else f"(?:{regex})"

    def _pattern(self, row: dict[str, Any], source: str) -> Pattern:
        named = _SLOT.sub(lambda m: self._slot(m, row["name"]), source)
        return Pattern(
            name=row["name"],
            regex=self.compile(self.lead + named, f"[[pattern]] '{row['name']}'"),
            settings=row.get("set", {}),
            weak=bool(row.get("weak", False)),
            number=bool(row.get("number", row.get("weak", False))),
            confidence=float(row.get("confidence", 0.95)),
        )

    def _beside(self, row: dict[str, Any], kind: str) -> tuple[bool, re.Pattern[str]]:
        """Side and expression of words that end, or begin, at a date."""
        where = f"[[{kind}]] '{row['name']}'"
        if row.get("side") not in ("before", "after"):
            raise self.fail(f"{where}: side must be 'before' or 'after'")
        text = self.insert(row["match"], where)
        text = _SLOT.sub(lambda m: self._slot(m, row["name"]), text)
        before = row["side"] == "before"
        shape = rf"(?<![^\W_])(?:{self.lead})(?P<span>{text})\Z" if before else f"(?P<span>{text})"
        return before, self.compile(shape, where)

    def _adjunct(self, row: dict[str, Any]) -> Adjunct:
        before, regex = self._beside(row, "adjunct")
        on = row.get("on", sorted(UNITS - NAMED_STEPS))
        if not set(on) <= UNITS | NAMED_STEPS:
            allowed = sorted(UNITS | NAMED_STEPS)
            raise self.fail(f"[[adjunct]] '{row['name']}': 'on' must be of {allowed}")
        outside = bool(row.get("outside", False))
        return Adjunct(row["name"], before, regex, frozenset(on), outside, row.get("set", {}))

    def _veto(self, row: dict[str, Any]) -> Veto:
        before, regex = self._beside(row, "veto")
        of = row.get("of", "number")
        if of not in ("number", "step"):
            raise self.fail(f"[[veto]] '{row['name']}': 'of' must be number or step")
        return Veto(row["name"], of, before, regex)

    def _join(self, row: dict[str, Any]) -> Join:
        where = f"[[join]] '{row['name']}'"
        if row.get("kind") not in JOIN_KINDS:
            raise self.fail(f"{where}: kind must be one of {', '.join(JOIN_KINDS)}")

        def piece(key: str, shape: str) -> re.Pattern[str] | None:
            text = self.insert(row.get(key, ""), where)
            return self.compile(shape.format(text), where) if text else None

        between = piece("between", "{}")
        if between is None:
            raise self.fail(f"{where}: 'between' is missing; add it")
        before = piece("before", r"(?<![^\W_])(?:{})\Z")
        return Join(row["name"], before, between, piece("after", "(?:{})"), row["kind"])


def _nested(text: str) -> str:
    """An expression without what its parentheses and brackets enclose."""
    before = ""
    while text != before:
        before, text = text, _INNERMOST.sub("", text)
    return text


def _example(row: dict[str, Any]) -> Example:
    gives = row["gives"]
    return Example(row["name"], row["example"], tuple((str(w), str(v)) for w, v in gives))
