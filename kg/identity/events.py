"""Events of different documents: which are worth comparing, and how much alike they are.

Two events are compared when their types are near and they share a part of their names, a place and a
year, or the person who is born or dies. A part is never one with its whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.identity.blocking import Ladder
from kg.identity.cards import Days, EventCard
from kg.identity.evidence import Compared, Reason

_YEAR: Final = 365.25
_SLIP: Final = 13  #: days between two calendars, from the 19th century on; fewer before
_SOUGHT_YEARS: Final = 3  #: an event of more years is sought by its name alone
_SURE_DAYS: Final = 1.4  #: weight of times that tell just when
_A_FEW_DAYS: Final = 3  #: by which books differ
_WEEK: Final = 10  #: days that tell just when
_BESIDE: Final = 1100  #: days between an event without a date and what is told beside it
_MONTH: Final = 31
_MONTHS: Final = 100  #: days; a longer time tells only roughly when

#: types that tellers take for one another
_FAMILIES: Final = {"Meeting": "Congress"}
#: types of which there is hardly a second one at the same place and time
_ONE_AT_A_PLACE: Final = frozenset(
    {"Congress", "Battle", "War", "Treaty", "Occupation", "Withdrawal", "Uprising", "Massacre"}
)
#: types of which a person has one
_ONE_OF_A_LIFE: Final = frozenset({"Birth", "Death"})

Within = Callable[[str, str], bool]
"""Whether two places are one, or the one a part of the other."""


def canonical(card: EventCard, same: Callable[[str], str]) -> EventCard:
    """The card with what stands for the entities that it names."""
    return replace(
        card,
        told_by=tuple(sorted({same(word) for word in card.told_by})),
        places=tuple(sorted({same(place) for place in card.places})),
        actors=tuple(sorted({(role, same(agent)) for role, agent in card.actors})),
    )


def ladders(card: EventCard) -> list[Ladder]:
    """By which keys an event is sought; ``card`` is canonical."""
    family = _FAMILIES.get(card.type, card.type)
    days = [str(span[0]) for span in card.spans] or [""]
    found: list[Ladder] = [
        (f"{family} {word}", " ".join(card.told_by), days[0])
        for word in card.told_by
        if not word.isdigit()
    ]
    if card.type in _ONE_OF_A_LIFE:
        found += [(f"{family} {agent}",) for _, agent in card.actors]
    for place in {*card.places, *(w for w in card.told_by if "/place/" in w)}:
        for span in card.spans:
            found += [
                (f"{family} {place} {year}", card.kind, str(span[0])) for year in _years(span)
            ]
    return found


def _years(span: Days) -> Iterable[int]:
    first, last = (int(day // _YEAR) for day in (span[0] - _SLIP, span[1] + _SLIP))
    return range(first, last + 1) if last - first <= _SOUGHT_YEARS else ()


def compare(one: EventCard, other: EventCard, within: Within) -> Compared | None:
    """What speaks for and against two events being one; both cards are canonical."""
    if one.gazetteer and other.gazetteer:
        return None
    named, alike = _names(one, other)
    when, exact = _times(one, other)
    reasons = [*_types(one, other), *named, *when]
    reasons += _places(one, other, within)
    shared = {a for _, a in one.actors} & {a for _, a in other.actors}
    if one.type in _ONE_OF_A_LIFE and one.type == other.type:
        reasons += _of_a_life(one, other)
    elif shared:
        names = ", ".join(sorted(a.rpartition("/id/")[2] for a in shared)[:3])
        reasons.append(Reason(0.9 * min(2, len(shared)), f"both have {names}"))
    elif one.actors and other.actors:
        reasons.append(Reason(-0.3, "they have nobody in common"))
    if one.iri in other.part_of or other.iri in one.part_of:
        reasons.append(Reason(0.0, "the one is told as a part of the other", veto=True))
    sure = max((r.weight for r in when), default=0.0) >= _SURE_DAYS
    if (
        sure
        and not (one.told_by and other.told_by)
        and one.type == other.type
        and one.type in _ONE_AT_A_PLACE
    ):
        reasons.append(Reason(0.8, f"there is hardly a second {one.type.lower()} there and then"))
    first, second = sorted((one.iri, other.iri))
    return Compared(first, second, tuple(reasons), alike=alike, telling=alike and exact)


def _types(one: EventCard, other: EventCard) -> list[Reason]:
    if one.type != other.type:
        return [Reason(-0.8, f"a {one.kind.lower()} is not quite a {other.kind.lower()}")]
    if one.kind != other.kind and one.type not in (one.kind, other.kind):
        return [Reason(-2.0, f"a {one.kind.lower()} is no {other.kind.lower()}")]
    if one.kind != other.kind and "Siege" in (one.kind, other.kind):
        return [Reason(-0.5, f"a {one.kind.lower()} is not quite a {other.kind.lower()}")]
    if one.kind == other.kind != one.type:
        return [Reason(0.4, f"both are told as {one.kind.lower()}")]
    return []


def _names(one: EventCard, other: EventCard) -> tuple[list[Reason], bool]:
    """What the proper names say, and whether they are one."""
    a, b = set(one.told_by), set(other.told_by)
    if not a or not b:
        named = a or b
        if named and named <= {*one.places} & {*other.places} and one.kind == other.kind:
            return [Reason(0.7, "the one is named after that place alone")], False
        return [], False
    if a == b:
        return [Reason(3.6, "their names are told by the same words")], True
    if {w for w in a if w.isdigit()} != {w for w in b if w.isdigit()}:
        return [Reason(0.0, "their names have different numbers", veto=True)], False
    if a < b or b < a:
        if any("/place/" in word for word in a ^ b):
            return [Reason(-0.5, "the one is named after more places")], False
        return [Reason(1.6, "the name of the one is a part of the other's")], False
    if a & b:
        return [Reason(-1.0, "their names agree in part")], False
    return [Reason(-3.0, "they have different names")], False


def _times(one: EventCard, other: EventCard) -> tuple[list[Reason], bool]:
    """How well the days agree, the best of all pairs; whether that tells one event from others."""
    if not one.spans or not other.spans:
        return _context(one, other), False
    return max(
        (_days(a, b) for a in one.spans for b in other.spans), key=lambda t: (t[0][0].weight, t[1])
    )


def _context(one: EventCard, other: EventCard) -> list[Reason]:
    """Whether an event without a date is told among what happened at the time of the other."""
    for undated, dated in ((one, other), (other, one)):
        if undated.around is None:
            continue
        first, last = undated.around
        spans = dated.spans or ((dated.around,) if dated.around else ())
        if any(s[0] <= last + _BESIDE and s[1] >= first - _BESIDE for s in spans):
            return [Reason(0.4, "it is told beside what happened then")]
        if spans:
            return [Reason(-2.5, "it is told among what happened at other times")]
    return []


def _days(a: Days, b: Days) -> tuple[list[Reason], bool]:
    short, long = sorted((a, b), key=lambda d: d[1] - d[0])
    inside = long[0] <= short[0] and short[1] <= long[1]
    length = long[1] - long[0] + 1
    ends = max(abs(a[0] - b[0]), abs(a[1] - b[1]))
    if ends <= _A_FEW_DAYS and length <= _MONTHS:
        return [Reason(2.6 if length <= _WEEK else 1.8, "their days agree")], True
    if inside and length <= _MONTH:
        return [Reason(1.8, "the days of the one lie within the other's month")], True
    if inside and length <= _MONTHS:
        return [Reason(1.4, "the days of the one lie within the other's")], True
    if abs(a[0] - b[0]) in range(10, _SLIP + 1) and abs(a[1] - b[1]) in range(10, _SLIP + 1):
        return [Reason(1.8, f"their days differ by {abs(a[0] - b[0])}, as two calendars do")], True
    if inside:
        return [Reason(0.6, "the time of the one lies within the other's")], length <= 2 * _YEAR
    gap = max(a[0] - b[1], b[0] - a[1], 0)
    if not gap:
        return [Reason(0.8, "their times overlap")], length <= 2 * _YEAR
    if gap <= 31:
        return [Reason(-1.0, f"{gap} days lie between them")], False
    if gap <= _YEAR:
        return [Reason(-2.5, f"{gap} days lie between them")], False
    return [Reason(-2.5, f"{gap / _YEAR:.0f} years lie between them", veto=True)], False


def _places(one: EventCard, other: EventCard, within: Within) -> list[Reason]:
    a = {*one.places, *(w for w in one.told_by if "/place/" in w)}
    b = {*other.places, *(w for w in other.told_by if "/place/" in w)}
    if not a or not b:
        return []
    if a & b:
        names = ", ".join(sorted(p.rpartition("/id/")[2] for p in a & b)[:2])
        return [Reason(1.8, f"both are at {names}")]
    if any(within(p, q) for p in a for q in b):
        return [Reason(0.8, "the place of the one is in that of the other")]
    return [Reason(-2.0, "they are at different places")]


def _of_a_life(one: EventCard, other: EventCard) -> list[Reason]:
    a = {agent for role, agent in one.actors if role == "person"}
    b = {agent for role, agent in other.actors if role == "person"}
    if a & b:
        return [Reason(6.0, f"one {one.type.lower()} of {min(a & b).rpartition('/id/')[2]}")]
    return [Reason(0.0, f"it is the {one.type.lower()} of another", veto=True)]


def places_within(wholes: Mapping[str, Sequence[str]]) -> Within:
    """From what each place is part of: whether two are one or the one is in the other."""

    def within(one: str, other: str) -> bool:
        return one == other or one in wholes.get(other, ()) or other in wholes.get(one, ())

    return within
