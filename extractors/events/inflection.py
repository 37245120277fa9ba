"""Inflection as patterns: which endings a stem may carry, and what they say.

``events.toml`` of a language gives them in a small notation: a letter of ``[letters]`` stands for
a set of sounds (Turkish ``A`` is a or e, ``I`` is ı, i, u or ü), all else is a regular expression.

A form of a verb says which part it plays in its sentence (``finite``, ``converb``, ``participle``,
``nominal``, ``infinitive``) and whether what it tells is a fact. A form that is ``attributive``
is finite only at the end of its clause; before any other word it describes what comes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from extractors.errors import LanguageDataError
from extractors.language import Language
from extractors.model import Modality

PARTS = frozenset(
    {"finite", "converb", "participle", "nominal", "infinitive", "relative", "noun", "word"}
)

#: Clitics before a stem are shorter than this.
_CLITICS = 6


@dataclass(frozen=True, slots=True)
class Form:
    """What the ending of a word says."""

    part: str  #: one of PARTS
    modality: Modality = "fact"
    passive: bool = False
    denied: bool = False
    case: str = ""  #: the last ending, where it marks a case
    plural: bool = False
    speaker: bool = False  #: what the writer says of himself (we entered)
    attributive: bool = False  #: describes the noun that follows it, if one does (imzalanmış sülh)
    possessed: bool = False  #: carries the ending by which a noun belongs to the one before it
    lead: int = 0  #: letters of a clitic before the stem
    tail: str = ""  #: that ending with the sound that joins it to the word


NOUN = Form("noun")
#: A word that a pattern gives as it stands, without endings.
WORD = Form("word")


@dataclass(frozen=True, slots=True, eq=False)
class Inflection:
    """The endings of one language; ``verb`` and ``noun`` say whether a rest is one (None: no)."""

    prefix_noun: re.Pattern[str]
    prefix_verb: re.Pattern[str]
    noun_ending: re.Pattern[str]
    verb_forms: tuple[tuple[re.Pattern[str], Form], ...]
    ends_clause: frozenset[str]  #: words behind which an attributive form is a finite one
    memo: dict[tuple[str, str], Form | None] = field(default_factory=dict)
    cut_memo: dict[tuple[str, bool], tuple[int, ...]] = field(default_factory=dict)

    def cuts(self, word: str, *, verb: bool) -> tuple[int, ...]:
        """Where the stem of ``word`` may begin: at its start or behind a clitic."""
        prefix = self.prefix_verb if verb else self.prefix_noun
        if not prefix.pattern:
            return (0,)
        key = (word[:_CLITICS], verb)
        if key not in self.cut_memo:
            self.cut_memo[key] = (
                0,
                *(k for k in range(1, min(_CLITICS, len(word) - 1)) if prefix.fullmatch(word[:k])),
            )
        return self.cut_memo[key]

    def noun(self, rest: str) -> Form | None:
        """The form of a noun whose stem is followed by ``rest``."""
        match = self.noun_ending.fullmatch(rest)
        if match is None:
            return None
        groups = match.groupdict()
        return Form(
            "noun",
            case=groups.get("case") or "",
            plural=bool(groups.get("plural")),
            possessed=bool(groups.get("possessed")),
            tail=groups.get("tail") or "",
        )

    def verb(self, rest: str) -> Form | None:
        """The form of a verb whose stem is followed by ``rest``."""
        key = ("v", rest)
        if key not in self.memo:
            self.memo[key] = self._verb(rest)
        return self.memo[key]

    def _verb(self, rest: str) -> Form | None:
        for pattern, form in self.verb_forms:
            match = pattern.fullmatch(rest)
            if match:
                groups = match.groupdict()
                return replace(
                    form,
                    passive=bool(groups.get("passive")),
                    denied=form.denied or bool(groups.get("denied")),
                    case=groups.get("case") or "",
                    plural=bool(groups.get("plural")),
                )
        return None

    def before(self, form: Form, following: str) -> Form:
        """``form`` as the word ``following`` shows it: finite, or describing what comes."""
        if not form.attributive or form.part != "finite":
            return form
        if not following[:1].isalpha() or following in self.ends_clause:
            return form
        return replace(form, part="participle")


@cache
def load_inflection(language: Language) -> Inflection:
    """The endings of ``language`` from its ``events.toml``; raises LanguageDataError."""
    settings = language.toml("events.toml")
    letters = settings.get("letters", {})
    path = language.folder / "events.toml"

    def pattern(text: str) -> re.Pattern[str]:
        try:
            return re.compile(expand(text, letters))
        except re.error as fault:
            raise LanguageDataError(path, None, f"'{text}' is no pattern: {fault}") from None

    noun: dict[str, Any] = settings.get("noun", {})
    verb: dict[str, Any] = settings.get("verb", {})
    voice, negative = verb.get("passive", ""), verb.get("negative", "")
    forms: list[tuple[re.Pattern[str], Form]] = []
    for form in verb.get("form", []):
        if form.get("part") not in PARTS:
            raise LanguageDataError(
                path, None, f"part is '{form.get('part')}'; it must be one of {sorted(PARTS)}"
            )
        if form.get("modality", "fact") not in ("fact", "plan", "rumour"):
            raise LanguageDataError(path, None, f"unknown modality '{form['modality']}'")
        start = f"(?P<passive>{voice})?" if voice else ""
        if negative and form.get("negatable", True):
            start += f"(?P<denied>{negative})?"
        told = Form(
            form["part"],
            form.get("modality", "fact"),
            denied=bool(form.get("denied", False)),
            speaker=bool(form.get("speaker", False)),
            attributive=bool(form.get("attributive", False)),
        )
        forms.append((pattern(f"{start}(?:{form['endings']})"), told))
    return Inflection(
        prefix_noun=pattern(noun.get("prefix", "")),
        prefix_verb=pattern(verb.get("prefix", "")),
        noun_ending=pattern(noun.get("ending", "")),
        verb_forms=tuple(forms),
        ends_clause=frozenset(verb.get("ends_clause", ())),
    )


def expand(text: str, letters: dict[str, str]) -> str:
    """``text`` with the letters of a language's notation written out.

    >>> expand("lAr(?P<case>DA)", {"A": "[ae]", "D": "[dt]"})
    'l[ae]r(?P<case>[dt][ae])'
    """
    return _NOTATION.sub(lambda m: letters.get(m.group(), m.group()), text)


_NOTATION = re.compile(r"\(\?P<\w+>|\\.|[A-Z]")
