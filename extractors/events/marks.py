"""What stands about a name and says which part it plays: case endings, pre- and postpositions.

``slots.tsv`` of a language: ``form`` (a pattern of words, or for endings and clitics a regular
expression in the notation of ``inflection``), ``where`` it stands (``suffix``, ``after``,
``prefix``, ``before`` the name; ``there``: it means the place told of last: there, the town) and the ``slot`` it means. Slots are the same in all languages:
subj, obj, agent (by), to, from, at, with, between, of, against, lead (under, led by), via, as,
for, behalf (in whose name), about, on, mod (a bare name before a noun), time (after, during), none, bare (looked through: the town of X).
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cache

from extractors.errors import LanguageDataError
from extractors.events.inflection import expand
from extractors.events.patterns import Pattern, Token, compile_pattern
from extractors.language import Language
from extractors.words import Words

SLOTS = frozenset(
    "subj obj agent to from at with between of whose poss against lead via as for behalf about on mod time none bare".split()
)
_WHERE = ("suffix", "after", "prefix", "before", "there")
#: How many words may stand between a preposition and the name it governs ("in the city of X").
_REACH = 3


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """The marks of one language."""

    suffixes: tuple[tuple[re.Pattern[str], str], ...]
    prefixes: tuple[tuple[re.Pattern[str], str], ...]
    after: tuple[tuple[Pattern, str], ...]
    before: dict[str, tuple[tuple[Pattern, str], ...]]  #: by the last word of the pattern
    there: dict[str, str]  #: words and pronouns that mean the place told of last, with their slot
    bodies: Token | None  #: nouns that stand for the name beside them: troops, delegation
    links: Token | None  #: words that may stand between a preposition and its name
    office: Token  #: nouns of offices and ranks

    def suffix_slot(self, suffix: str) -> str:
        """The slot that a case ending means; "" for none."""
        for pattern, slot in self.suffixes:
            if pattern.fullmatch(suffix):
                return slot
        return ""

    def prefix_slot(self, prefix: str) -> str:
        """The slot that a clitic before the name means; "" for none."""
        for pattern, slot in self.prefixes:
            if pattern.fullmatch(prefix):
                return slot
        return ""

    def behind(self, words: Words, last: int, end: int, stop: int) -> tuple[str, int]:
        """Slot of what ends at offset ``end`` in word ``last``, and the first word after it."""
        slot, at = "", last + 1
        if self.suffixes:
            suffix, at = _suffix(words, last, end, stop)
            slot = self.suffix_slot(suffix) if suffix else ""
        if slot in ("", "of") and self.bodies and at < stop:
            form = self.bodies.match(words.folds[at])
            if form:
                slot = self.suffix_slot(form.case) if form.case else ""
                at += 1
                if form.case == "" and at < stop and words.folds[at] == "'":
                    suffix, at = _suffix(words, at - 1, words.ends[at - 1], stop)
                    slot = self.suffix_slot(suffix) if suffix else slot
        for pattern, meant in self.after:
            match = pattern.match(words, at, stop)
            if match:
                return meant, match[0]
        return slot, at

    def ahead(
        self, words: Words, first: int, start: int, floor: int, named: Container[int] = ()
    ) -> str:
        """Slot that what stands before offset ``start`` of word ``first`` means; "" for none.

        Words in ``named`` belong to other names and are no prepositions.
        """
        inside = start - words.starts[first]
        if inside > 0:
            slot = self.prefix_slot(words.folds[first][:inside])
            if slot:
                return slot
        if not self.before:
            return ""
        for back in range(1, _REACH + 2):
            at = first - back
            if at < floor or at in named or not words.folds[at][0].isalnum():
                return ""
            through = False
            for pattern, slot in self.before.get(words.folds[at], ()):
                low = at + 1 - len(pattern.tokens)
                if low >= floor and pattern.match(words, low, at + 1):
                    if slot != "bare":
                        return slot
                    through = True
                    break
            if through:
                continue
            if self.links is None or not self.links.match(words.folds[at]):
                return ""
        return ""


def _suffix(words: Words, last: int, end: int, stop: int) -> tuple[str, int]:
    """The letters glued behind offset ``end`` (an apostrophe between or not), and the next word."""
    if end < words.ends[last]:
        return words.folds[last][end - words.starts[last] :], last + 1
    if (
        last + 2 < stop + 1
        and last + 2 < len(words)
        and words.folds[last + 1] == "'"
        and words.starts[last + 1] == end
        and words.starts[last + 2] == words.ends[last + 1]
    ):
        return words.folds[last + 2], last + 3
    return "", last + 1


@cache
def load_marks(language: Language) -> Marks:
    """The marks of ``language`` from its tables; raises LanguageDataError."""
    settings = language.toml("events.toml")
    letters = settings.get("letters", {})
    rows = language.table(
        "slots.tsv", ("form", "where", "slot", "note"), required=("form", "where", "slot")
    )
    suffixes: list[tuple[re.Pattern[str], str]] = []
    prefixes: list[tuple[re.Pattern[str], str]] = []
    after: list[tuple[Pattern, str]] = []
    before: dict[str, list[tuple[Pattern, str]]] = {}
    there: dict[str, str] = {}
    for row in rows:
        slot = row["slot"]
        if slot not in SLOTS:
            raise row.error(f"unknown slot '{slot}'; there are: {', '.join(sorted(SLOTS))}")
        if row["where"] not in _WHERE:
            raise row.error(f"where is '{row['where']}'; it must be one of {', '.join(_WHERE)}")
        try:
            if row["where"] in ("suffix", "prefix"):
                compiled = re.compile(expand(row["form"], letters))
                (suffixes if row["where"] == "suffix" else prefixes).append((compiled, slot))
                continue
            for form in row.alternatives("form"):
                if row["where"] == "there":
                    there[language.fold(form)] = slot
                    continue
                pattern = compile_pattern(form, language)
                if row["where"] == "after":
                    after.append((pattern, slot))
                else:
                    for word in pattern.tokens[-1].exact:
                        before.setdefault(word, []).append((pattern, slot))
        except (re.error, ValueError) as fault:
            raise row.error(str(fault)) from None
    classes = settings.get("classes", {})
    for name in ("bodies", "links", "office"):
        if name not in classes:
            raise LanguageDataError(
                language.folder / "events.toml", None, f"[classes] lacks '{name}'; add it"
            )
    return Marks(
        suffixes=tuple(suffixes),
        prefixes=tuple(prefixes),
        after=tuple(sorted(after, key=lambda p: -len(p[0].tokens))),
        before={w: tuple(sorted(p, key=lambda x: -len(x[0].tokens))) for w, p in before.items()},
        there=there,
        bodies=_class("bodies", language) if classes["bodies"] else None,
        links=_class("links", language) if classes["links"] else None,
        office=_class("office", language),
    )


def _class(name: str, language: Language) -> Token:
    return compile_pattern(f"@{name}", language).tokens[0]
