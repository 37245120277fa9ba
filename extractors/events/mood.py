"""Whether a clause states its event as a fact.

The verb's own ending speaks first (``inflection``); then the cues of ``cues.tsv``: ``form`` (a
pattern of words), ``where`` it stands (``clause``: anywhere in the trigger's clause, ``before`` or
``after``: within a few words of the trigger), ``says`` (plan, rumour, denied, fact). Rows whose
``where`` is ``speech`` are verbs of saying (``speech``); they say ``quoted``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from extractors.events.lexicon import Hit
from extractors.events.patterns import Pattern, compile_pattern
from extractors.language import Language
from extractors.model import Modality, Polarity
from extractors.words import Words

_NEAR = 5
_WHERE = ("clause", "before", "after", "speech")
_SAYS = ("plan", "rumour", "denied", "fact", "quoted")


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """Cues by their first letters; each with where it stands and what it says."""

    by_start: dict[str, tuple[tuple[Pattern, str, str], ...]]
    memo: dict[str, tuple[tuple[Pattern, str, str], ...]]
    speech: tuple[Pattern, ...] = ()  #: verbs of saying

    def at(self, word: str) -> tuple[tuple[Pattern, str, str], ...]:
        """The cues that may begin with ``word``."""
        found = self.memo.get(word)
        if found is None:
            near = dict.fromkeys(
                c for k in range(min(4, len(word))) for c in self.by_start.get(word[k : k + 2], ())
            )
            found = tuple(c for c in near if c[0].tokens[0].match(word))
            self.memo[word] = found
        return found


@cache
def load_cues(language: Language) -> Cues:
    """The cues of ``language``; raises LanguageDataError."""
    rows = language.table(
        "cues.tsv", ("form", "where", "says", "note"), required=("form", "where", "says")
    )
    by_start: dict[str, tuple[tuple[Pattern, str, str], ...]] = {}
    speech: list[Pattern] = []
    for row in rows:
        if row["where"] not in _WHERE:
            raise row.error(f"where is '{row['where']}'; it must be one of {', '.join(_WHERE)}")
        if row["says"] not in _SAYS:
            raise row.error(f"says is '{row['says']}'; it must be one of {', '.join(_SAYS)}")
        if (row["says"] == "quoted") != (row["where"] == "speech"):
            raise row.error("where is speech and says is quoted, both or neither")
        for form in row.alternatives("form"):
            try:
                pattern = compile_pattern(form, language)
            except ValueError as fault:
                raise row.error(str(fault)) from None
            if row["where"] == "speech":
                speech.append(pattern)
                continue
            for start in pattern.tokens[0].starts():
                by_start[start] = (
                    *by_start.get(start, ()),
                    (pattern, row["where"], row["says"]),
                )
    return Cues(by_start, {}, tuple(speech))


def judge(
    words: Words, hit: Hit, clause: tuple[int, int], stop: int, cues: Cues
) -> tuple[Polarity, Modality]:
    """Polarity and modality of what ``hit`` tells in the words ``clause`` (half-open).

    ``stop`` is the end of the sentence: what governs a nominalised verb stands behind its clause.
    """
    form = hit.form
    polarity: Polarity = "denied" if form.denied else "asserted"
    modality: Modality = form.modality
    first, last = clause
    if form.part in ("finite", "converb", "participle", "word"):
        high = last
    else:
        high = min(stop, max(last, hit.last + _NEAR))
    for at in range(first, high):
        if hit.first <= at < hit.last:
            continue
        for pattern, where, says in cues.at(words.folds[at]):
            match = pattern.match(words, at, stop)
            if match is None or not _applies(where, at, match[0], hit, last):
                continue
            if says == "plan" and where == "after" and form.part == "relative":
                continue  # geldiği için: because he came
            if says == "denied":
                polarity = "asserted" if form.denied else "denied"
            elif says == "fact":
                modality = "fact"
            else:
                modality = cast(Modality, says)
    return polarity, modality


def _applies(where: str, first: int, last: int, hit: Hit, end: int) -> bool:
    if where == "clause":
        return first < end
    if where == "before":
        return last <= hit.first and hit.first - last <= _NEAR
    return first >= hit.last and first - hit.last <= _NEAR
