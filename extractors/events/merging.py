"""Which drafts tell of the same event.

A proper name tells: the same type and the same modifiers (entities, ordinals) are one event. What
points back (*this treaty*) joins the last event of its type. Else the type, the date and a place or
actor must agree; a telling without a date joins an event only where one alone fits. What has
neither name nor date nor such an event is no event.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.events.drafts import Draft, lead_role
from extractors.events.lexicon import event_types

#: A paragraph of the same reading that far back may still be pointed to.
_BACK = 3
#: A verb without its noun speaks of an event told at most this many characters before.
_NEXT = 300
#: Types of which a text seldom tells two of one place, so that the place alone tells which.
_ONCE_A_PLACE = frozenset(
    {"Battle", "Congress", "Massacre", "Occupation", "Treaty", "Uprising", "War", "Withdrawal"}
)


@dataclass(slots=True, eq=False)
class Group:
    """The drafts of one event."""

    kind: str  #: the type it counts as
    drafts: list[Draft] = field(default_factory=list)
    gazetteer: str | None = None
    part_of: Group | None = None  #: the event in whose course it happened

    @property
    def named(self) -> bool:
        """Whether a draft gives it a proper name."""
        return any(d.name for d in self.drafts)

    def spans(self) -> list[tuple[int, int]]:
        """Earliest and latest day of each date told of it."""
        return [s for d in self.drafts if (s := day_span(d)) is not None]

    def keys(self, property_: str) -> set[str]:
        """Entities named as ``property_`` by any draft."""
        return {e for d in self.drafts for e in d.entities(property_)}


def day_span(draft: Draft) -> tuple[int, int] | None:
    """First and last day of the draft's date, where both are known."""
    if draft.date is None:
        return None
    value = draft.date.span.value
    if value.earliest is None or value.latest is None:
        return None
    return value.earliest, value.latest


def merge(drafts: list[Draft]) -> list[Group]:
    """The events that ``drafts`` tell of, in the order in which they are first told."""
    groups: list[Group] = []
    by_name: dict[tuple[str, ...], Group] = {}
    for draft in drafts:
        if draft.name is not None:
            _join_name(draft, groups, by_name)
    late: list[Draft] = []
    courses: list[Draft] = []
    for draft in drafts:
        kind = event_types()[draft.type].counts_as
        if draft.name is not None or draft.goes_on is not None:
            continue
        kinds = {event_types()[t].counts_as for t in draft.trigger.types}
        if draft.refers and (antecedent := _antecedent(draft, kinds, groups)) is not None:
            antecedent.drafts.append(draft)
        elif draft.trigger.kind == "support":
            continue
        elif not draft.complete:
            late.append(draft)
        elif draft.date is not None:
            match = _match(draft, kind, groups)
            if match is None:
                groups.append(Group(kind, [draft]))
            else:
                match.drafts.append(draft)
            courses += [draft] if draft.course is not None else []
        elif draft.course is not None:
            courses.append(draft)
        else:
            late.append(draft)
    for draft in courses:
        _join_course(draft, groups)
    for draft in late:
        kind = event_types()[draft.type].counts_as
        fits = [g for g in groups if g.kind == kind and _agrees(draft, g)]
        if len(fits) == 1:
            fits[0].drafts.append(draft)
    for draft in drafts:
        for group in groups:
            if any(d is draft.goes_on for d in group.drafts):
                group.drafts.append(draft)
    for group in groups:
        group.drafts.sort(key=lambda d: (d.reading, d.start))
    groups.sort(key=lambda g: (g.drafts[0].reading, g.drafts[0].start))
    return groups


def _join_course(draft: Draft, groups: list[Group]) -> None:
    """Make what happened in the course of a named event a part of it; undated, it is dated so."""
    whole = next((g for g in groups if any(d is draft.course for d in g.drafts)), None)
    if whole is None or not whole.spans():
        return
    span = day_span(draft)
    if span is None:
        kind = event_types()[draft.type].counts_as
        groups.append(Group(kind, [draft], part_of=whole))
        return
    own = next((g for g in groups if any(d is draft for d in g.drafts)), None)
    first, last = min(s[0] for s in whole.spans()), max(s[1] for s in whole.spans())
    if own is not None and own is not whole and not own.named and own.part_of is None:
        own.part_of = whole if first <= span[0] and span[1] <= last else None


def _join_name(draft: Draft, groups: list[Group], by_name: dict[tuple[str, ...], Group]) -> None:
    """Put a named draft to the event of that name: the gazetteer's id, else what its name says."""
    assert draft.name is not None
    kind = event_types()[draft.type].counts_as
    identity = draft.trigger.identity or None
    keys: list[tuple[str, ...]] = [("id", identity)] if identity else []
    keys += [(kind, *draft.name.key)] if draft.name.key else []
    group = next((by_name[k] for k in keys if k in by_name), None)
    if group is None or (identity and group.gazetteer not in (None, identity)):
        group = Group(kind)
        groups.append(group)
    group.gazetteer = group.gazetteer or identity
    for key in keys:
        by_name.setdefault(key, group)
    group.drafts.append(draft)


def _antecedent(draft: Draft, kinds: set[str], groups: list[Group]) -> Group | None:
    best: tuple[int, Group] | None = None
    for group in groups:
        if group.kind not in kinds or _another(draft, group):
            continue
        for other in group.drafts:
            near = draft.paragraph - other.paragraph
            if other.start >= draft.start or other.reading != draft.reading:
                continue
            back = 0 if draft.trigger.kind == "support" else _BACK
            if back == 0 and draft.start - other.end > _NEXT:
                continue
            if near <= back and (best is None or other.start > best[0]):
                best = (other.start, group)
    return best[1] if best else None


def _another(draft: Draft, group: Group) -> bool:
    """Whether what seems to point back has a day, and a place or a lead, of its own."""
    span, dates = day_span(draft), group.spans()
    if span is None or not dates or not draft.complete:
        return False
    days = event_types()[draft.type].days
    if any(_near(span, other, days) for other in dates):
        return False
    places, others = draft.entities("place"), group.keys("place")
    lead, leads = _leads([draft]), _leads(group.drafts)
    apart = bool(places and others and not places & others)
    return apart or bool(lead and leads and not lead & leads)


def _leads(drafts: list[Draft]) -> set[str]:
    """The entities that play the lead of their frames in ``drafts``."""
    return {
        a.span.entity
        for d in drafts
        for a in d.arguments
        if a.role == lead_role(d.trigger.frame)[0]
    }


def _match(draft: Draft, kind: str, groups: list[Group]) -> Group | None:
    span = day_span(draft)
    days = event_types()[draft.type].days
    for group in groups:
        if group.kind != kind or span is None:
            continue
        dates = group.spans()
        if group.named:
            alike = draft.entities("place") & group.keys("place")
            if alike and _shares(draft, group) and all(_near(span, s, days) for s in dates):
                return group
        elif any(_near(span, s, days) for s in dates) and _shares(draft, group):
            return group
    return None


def _near(a: tuple[int, int], b: tuple[int, int], days: int) -> bool:
    """Whether two spans are one date, one the finer reading of the other, or ``days`` apart."""
    if (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1]):
        return True
    return abs(a[0] - b[0]) <= days and abs(a[1] - b[1]) <= days


def _shares(draft: Draft, group: Group) -> bool:
    lead, leads = _leads([draft]), _leads(group.drafts)
    places, others = draft.entities("place"), group.keys("place")
    if lead and leads and not lead & leads:
        return False
    if places and others and not places & others:
        return False
    return bool(lead & leads or places & others)


def _agrees(draft: Draft, group: Group) -> bool:
    """Whether an undated telling is of ``group``: same places and no other actor."""
    places = draft.entities("place")
    if not places or not places <= group.keys("place") or not _shares(draft, group):
        return False
    if group.kind in _ONCE_A_PLACE:
        return True
    role, _ = lead_role(draft.trigger.frame)
    return any(
        a.role == role and b.role == role and a.span.entity == b.span.entity
        for a in draft.arguments
        for d in group.drafts
        for b in d.arguments
    )
