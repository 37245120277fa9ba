"""How far a thing's names and an item's labels agree.

A name counts most where the whole of it is a label of the item, as it is written; less in
transliteration alone, the less the fewer letters speak; little where it is a part of a label. An
alias counts less than a label, one in another language than the text's less again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.identity.evidence import Reason
from kg.linking.likeness import PART, UNMARKED, called_otherwise, family_name, likeness
from kg.linking.names import Name, name_of

ANY_LANGUAGE: Final = frozenset({"", "mul", "und"})  #: tags of names that hold in every language
_OTHERWISE: Final = -0.5  #: heard in another script, while its own has other names
_OTHER_LANGUAGE: Final = 0.3
_ALIAS: Final = 0.5
_FOREIGN_ALIAS: Final = 1.5
_ONE_WORD: Final = 2.5  #: many people bear a given name, or a family's


@dataclass(frozen=True, slots=True)
class Label:
    """A label or alias of an item as a name."""

    name: Name
    alias: bool


def labels_of(labels: Iterable[tuple[str, str, bool]], kind: str) -> tuple[Label, ...]:
    """An item's labels as names of a thing of type ``kind``."""
    return tuple(Label(name_of(text, language, kind), alias) for text, language, alias in labels)


def languages_of(labels: Iterable[tuple[str, str, bool]]) -> int:
    """In how many languages an item has a label."""
    return len({language for _, language, alias in labels if not alias} - ANY_LANGUAGE)


def name_reason(
    names: Iterable[Name], labels: Sequence[Label], kind: str, *, written: frozenset[str]
) -> Reason | None:
    """The best that names have in common with labels; None: nothing.

    ``written``: the languages of the texts; a name in another, which the gazetteer gives, must be
    written like the label.
    """
    best: list[Compared] = []
    for label in labels:
        for name in names:
            found = _compare(name, label, kind, written)
            if found and name.script != label.name.script and _misheard(name, labels):
                found = (_OTHERWISE, f"is not what the item is called, but {found[1]}", name, label)
            if found and (not best or found[0] >= best[0][0]):
                best = [*best, found] if best and found[0] == best[0][0] else [found]
    reasons = (_told(*found) for found in best)
    return max(reasons, key=lambda r: r.words, default=None)


Compared = tuple[float, str, Name, Label]
"""How much a name and a label have in common, and how that is said."""


def _compare(name: Name, label: Label, kind: str, written: frozenset[str]) -> Compared | None:
    other = label.name
    how, weight = likeness(name, other)
    if kind == "Person" and weight <= PART and (family := family_name(name, other))[0]:
        how, weight = family
    if not how or (name.number != other.number and kind == "Person"):
        return None
    if name.language not in written and weight < UNMARKED:
        return None
    same = other.language in written or other.language in ANY_LANGUAGE
    if label.alias:
        weight -= _ALIAS if same else _FOREIGN_ALIAS
    elif not same:
        weight -= _OTHER_LANGUAGE
    if kind == "Person" and _says_little(name, other):
        weight -= _ONE_WORD
    return weight, how, name, label


def _told(weight: float, how: str, name: Name, label: Label) -> Reason:
    what = "alias" if label.alias else "label"
    language = f" ({label.name.language})" if label.name.language else ""
    text = " ".join(name.text.split())
    return Reason(weight, f"'{text}' {how} the {what} '{label.name.text}'{language}")


def _says_little(name: Name, other: Name) -> bool:
    """Whether a single word is all that two names of people have in common."""
    return (
        len(name.bare) == 1
        and not name.number
        and (name.whole != other.whole or not name.titles)
        and not family_name(name, other)[0]
    )


def _misheard(name: Name, labels: Sequence[Label]) -> bool:
    return called_otherwise(name, [label.name for label in labels])


def alike(name: Name, other: Name) -> bool:
    """Whether two names may be one."""
    return likeness(name, other)[1] > PART
