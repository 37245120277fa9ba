"""People, places, organisations and groups of different documents: which are worth comparing, and how much alike they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from kg.identity.blocking import Ladder
from kg.identity.cards import EntityCard
from kg.identity.evidence import Compared, Reason
from kg.identity.names import compare_names

_YEAR: Final = 365.25
_KEY: Final = 2  #: letters of a key that things are sought by
_FORMS_SOUGHT: Final = 24  #: so many names of a thing are sought by
_LIFETIME: Final = 75  #: years between two deeds of one person, at most
_LONG: Final = 40
_STANDING: Final = 250  #: years between two deeds of one body, at most
_MUCH_COMPANY: Final = 2.6

Same = Callable[[str], str]
"""From an IRI to what stands for all that it is one with, as far as is known."""


def ladders(card: EntityCard) -> list[Ladder]:
    """By which keys a thing is sought."""
    forms = card.forms[:_FORMS_SOUGHT]
    if card.type == "Person":
        when = str(_decade(card))
        return [rung for form in forms for rung in _person(form[2], card.titles, when)]
    rungs: list[Ladder] = []
    for _, words, keys, nouns in forms:
        rungs.append((f"{card.type} {''.join(keys)}", " ".join(words)))
        own = "".join(k for k, noun in zip(keys, nouns, strict=True) if not noun)
        if own:
            rungs.append((f"{card.type} {own}", "".join(keys), " ".join(words)))
    return [rung for rung in rungs if rung[0].partition(" ")[2]]


def _person(keys: tuple[str, ...], titles: tuple[str, ...], when: str) -> Iterable[Ladder]:
    sought = [k for k in keys if len(k) >= _KEY and not k.isdigit()]
    for key in sought:
        others = [k for k in keys if k != key] or [""]
        for other in others:
            yield f"Person {key}", other[:1], other, " ".join(titles), when


def _decade(card: EntityCard) -> int:
    return int((card.first or 0) / _YEAR / 10)


def bearers(cards: Iterable[EntityCard]) -> Counter[str]:
    """How many people of the store bear a name with each key."""
    people = [c for c in cards if c.type == "Person"]
    return Counter(k for c in people for k in {k for form in c.forms for k in form[2]})


class Company:
    """Who and what is named near whom, as far as it is known to be the same."""

    def __init__(self, cards: Iterable[EntityCard], same: Same) -> None:
        self._of = {
            c.iri: frozenset(same(iri) for iri, _ in (*c.companions, *c.places)) for c in cards
        }
        self._known = Counter(iri for near in self._of.values() for iri in near)

    def reason(self, one: str, other: str) -> Reason | None:
        """What two things named near both of them say; the more is named near many, the less."""
        shared = self._of[one] & self._of[other]
        if not shared:
            return None
        weight = math.fsum(1.6 / (1 + math.log2(self._known[iri])) for iri in shared)
        names = ", ".join(sorted(iri.rpartition("/id/")[2] for iri in shared)[:3])
        return Reason(min(_MUCH_COMPANY, weight), f"both are named near {names}")


def compare(
    one: EntityCard, other: EntityCard, known: Mapping[str, int], company: Company
) -> Compared | None:
    """What speaks for and against two things being one; None where their names have nothing in common."""
    if one.type != other.type or (one.gazetteer and other.gazetteer):
        return None
    named = compare_names(one, other, known)
    if named is None:
        return None
    name, telling = named
    reasons = [name]
    if one.type == "Person":
        reasons += _titles(one, other, telling=telling)
        reasons += _lives(one, other)
    if one.type in ("Person", "Organisation"):
        reasons += _deeds(one, other)
    if one.ambiguous != other.ambiguous:
        reasons.append(Reason(-1.5, "one may be somebody or something else of that name"))
        telling = False
    near = company.reason(one.iri, other.iri)
    reasons += [near] if near else []
    first, second = sorted((one.iri, other.iri))
    return Compared(first, second, tuple(reasons), alike=telling, telling=telling)


def _titles(one: EntityCard, other: EntityCard, *, telling: bool) -> list[Reason]:
    if not one.titles or not other.titles:
        return []
    if set(one.titles) & set(other.titles):
        return [Reason(0.8, "they have the same title")]
    if telling:
        return [Reason(-0.8, "they have different titles")]
    return [Reason(0.0, "they have different titles and no full name", veto=True)]


def _lives(one: EntityCard, other: EntityCard) -> list[Reason]:
    reasons: list[Reason] = []
    for words, a, b in (
        ("born", one.lived[0], other.lived[0]),
        ("dead", one.lived[1], other.lived[1]),
    ):
        if a is not None and b is not None:
            near = abs(a - b) <= 2 * _YEAR
            apart = Reason(-4.0, f"they are {words} in different years")
            reasons.append(Reason(1.5, f"they are {words} in the same year") if near else apart)
    for living, acting in ((one, other), (other, one)):
        born, died = living.lived
        late = died is not None and acting.first is not None and acting.first > died + 2 * _YEAR
        early = born is not None and acting.last is not None and acting.last < born
        if late or early:
            reasons.append(Reason(-4.0, "the one acts outside of the other's life"))
    return reasons


def _deeds(one: EntityCard, other: EntityCard) -> list[Reason]:
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return []
    gap = max(one.first - other.last, other.first - one.last, 0) / _YEAR
    longest = _LIFETIME if one.type == "Person" else _STANDING
    if gap > longest:
        return [Reason(0.0, f"{gap:.0f} years lie between their deeds", veto=True)]
    if gap > _LONG:
        return [Reason(-1.5, f"{gap:.0f} years lie between their deeds")]
    return [Reason(0.4, "they act in the same years")] if gap < 10 else []
