"""Where a name begins and ends within its word: clitics before it, endings behind it.

Driven by ``names.toml``, ``names_suffixes.tsv`` and ``names_clitics.tsv`` of a language. Nothing is
looked up here: a word's forms are possibilities, for the tables of names to choose from.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from extractors.errors import LanguageDataError
from extractors.language import Language, load_language

_SLOTS: Final = ("plural", "possessive", "case")
_TEMPLATE: Final = re.compile(r"\((.)\)|(.)")
MEMORY: Final = 40_000  #: words that a table of answers keeps before it begins anew
_SHORTEST: Final = 2  #: a stem has at least so many letters


@dataclass(frozen=True, slots=True)
class Tail:
    """An ending: how much of it a mention keeps (plural, then possessive), and its case."""

    plural: int
    possessive: int
    case: str


@dataclass(frozen=True, slots=True)
class Form:
    """One way to cut a word: ``word[start:end]`` is the stem, written ``stem`` when it stands alone."""

    stem: str
    start: int
    end: int
    plural: int  #: letters of the plural ending behind ``end``
    possessive: int  #: letters of the possessive ending behind that
    case: str  #: "" for none


@dataclass(frozen=True, slots=True, eq=False)
class Morphology:
    """What a language sets before and behind a name."""

    capitals: bool
    lower_groups: bool
    apostrophe: bool
    glued: bool
    bare_endings: bool  #: endings stand behind names without an apostrophe as a rule
    article: str  #: what may be set before a group's name within its word, or ""
    tails: Mapping[str, tuple[Tail, ...]]
    softening: Mapping[str, str]
    clitics: Mapping[str, tuple[tuple[int, str, str], ...]]  #: begins: (cut, writes, case)
    longest: int  #: of all tails, in letters
    _memo: dict[str, tuple[Form, ...]] = field(default_factory=dict, repr=False)

    def forms(self, word: str) -> tuple[Form, ...]:
        """All ways to cut the folded ``word``, the uncut one first, then by longer stems."""
        known = self._memo.get(word)
        if known is None:
            if len(self._memo) >= MEMORY:
                self._memo.clear()
            known = self._memo[word] = tuple(self._cut(word))
        return known

    def tail(self, ending: str) -> Tail | None:
        """What ``ending`` (folded, as it stands behind an apostrophe) is, if it is an ending."""
        return next(iter(self.tails.get(ending, ())), None)

    def _cut(self, word: str) -> Iterator[Form]:
        yield Form(word, 0, len(word), 0, 0, "")
        for start, written, case in self._without_clitic(word):
            yield Form(written, start, len(word), 0, 0, case)
        if not self.glued:
            return
        for end in range(len(word) - 1, max(_SHORTEST, len(word) - self.longest) - 1, -1):
            for tail in self.tails.get(word[end:], ()):
                stem = word[:end]
                yield Form(stem, 0, end, tail.plural, tail.possessive, tail.case)
                hard = self.softening.get(stem[-1])
                if hard:
                    yield Form(stem[:-1] + hard, 0, end, tail.plural, tail.possessive, tail.case)

    def _without_clitic(self, word: str) -> Iterator[tuple[int, str, str]]:
        for length in (1, 2, 3):
            for cut, writes, case in self.clitics.get(word[:length], ()):
                if len(word) - cut >= _SHORTEST:
                    yield cut, writes + word[length:], case


@cache
def load_morphology(code: str) -> Morphology:
    """The morphology of names of the language ``code``; raises LanguageDataError."""
    language = load_language(code)
    settings = language.toml("names.toml")
    capitals, lower_groups, apostrophe, glued, bare = (_flag(language, settings, n) for n in _FLAGS)
    tails = _tails(language, settings)
    clitics: dict[str, list[tuple[int, str, str]]] = {}
    columns = ("begins", "cut", "writes", "case", "example")
    for row in language.table("names_clitics.tsv", columns, required=("begins", "case")):
        begins, cut = row["begins"], row["cut"] or row["begins"]
        if not begins.startswith(cut) or len(begins) > 3:
            raise row.error(f"'cut' must be the beginning of '{begins}', of three letters at most")
        writes = language.fold(row["writes"])
        clitics.setdefault(language.fold(begins), []).append((len(cut), writes, row["case"]))
    return Morphology(
        capitals=capitals,
        lower_groups=lower_groups,
        apostrophe=apostrophe,
        glued=glued,
        bare_endings=bare,
        article=language.fold(str(settings.get("article", ""))),
        tails=tails,
        softening=dict(settings.get("softening", {})),
        clitics={b: tuple(c) for b, c in clitics.items()},
        longest=max(map(len, tails), default=0),
    )


_FLAGS: Final = ("capitals", "lower_groups", "apostrophe", "glued", "bare_endings")


def _flag(language: Language, settings: Mapping[str, Any], name: str) -> bool:
    value = settings.get(name)
    if not isinstance(value, bool):
        path = language.folder / "names.toml"
        raise LanguageDataError(path, None, f"'{name}' must be true or false")
    return value


def _tails(language: Language, settings: Mapping[str, Any]) -> dict[str, tuple[Tail, ...]]:
    letters = {k: str(v) for k, v in settings.get("letters", {}).items()}
    slots: dict[str, dict[str, str]] = {slot: {"": ""} for slot in _SLOTS}
    for row in language.table(
        "names_suffixes.tsv", ("slot", "form", "case", "example"), required=("slot", "form")
    ):
        if row["slot"] not in slots:
            raise row.error(f"no slot '{row['slot']}'; there are: {', '.join(_SLOTS)}")
        for form in _expand(row["form"], letters):
            slots[row["slot"]].setdefault(form, row["case"])
    tails: dict[str, list[Tail]] = {}
    for plural, possessive, case in itertools.product(*(slots[slot] for slot in _SLOTS)):
        whole = plural + possessive + case
        if whole:
            tail = Tail(len(plural), len(possessive), slots["case"][case])
            tails.setdefault(whole, []).append(tail)
    # the reading with fewest parts first: Ankara'yı is an accusative before a possessive
    return {
        whole: tuple(sorted(ways, key=lambda t: ((t.plural > 0) + (t.possessive > 0), not t.case)))
        for whole, ways in tails.items()
    }


def _expand(template: str, letters: Mapping[str, str]) -> Iterator[str]:
    choices = [
        ["", *letters.get(buffer, buffer)] if buffer else list(letters.get(letter, letter))
        for buffer, letter in _TEMPLATE.findall(template)
    ]
    for parts in itertools.product(*choices):
        yield "".join(parts)
