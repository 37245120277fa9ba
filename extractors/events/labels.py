"""What an event is called: its own name in the text, else type, place or actor, and date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from extractors.events.drafts import lead_role
from extractors.events.lexicon import event_types
from extractors.events.merging import Group
from extractors.model import Entity

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_BY_PLACE = frozenset({"Battle", "Siege", "Landing", "Occupation", "Withdrawal", "Massacre"})
_DAY = re.compile(r"(-?\d{4})-(\d\d)(?:-(\d\d))?")


def label_of(group: Group, entities: Mapping[str, Entity], name: str | None) -> str:
    """A label for people, e.g. ``Occupation of İzmir, 15 May 1919``."""
    whole = group.part_of.drafts if group.part_of else []
    date = next((d.date.span.value.edtf for d in [*group.drafts, *whole] if d.date), "")
    if name:
        year = date[:4] if date[:4].isdigit() and date[:4] not in name else ""
        return f"{name}, {year}" if year else name
    draft = group.drafts[0]
    kind = event_types()[draft.type]
    places = [entities[p].label for d in group.drafts for p in sorted(d.entities("place"))]
    role, _ = lead_role(draft.trigger.frame)
    leads = [
        entities[a.span.entity].label for d in group.drafts for a in d.arguments if a.role == role
    ]
    others = [
        entities[a.span.entity].label
        for d in group.drafts
        for a in d.arguments
        if a.role in ("recipient", "founded", "beneficiary", "occupied")
    ]
    text = kind.label
    if kind.name in _BY_PLACE and places:
        text += f" of {places[0]}"
    elif kind.name == "Communication" and leads:
        text += f" from {leads[0]}" + (f" to {others[0]}" if others else "")
    elif kind.name == "Foundation" and others:
        text += f" of {others[0]}"
    elif leads:
        text += f" of {leads[0]}"
        if kind.name == "Travel" and places:
            text += f" to {places[0]}"
    elif others:
        text += f" of {others[0]}"
    elif places:
        text += f" at {places[0]}"
    return f"{text}, {readable(date)}" if date else text


def readable(edtf: str) -> str:
    """An EDTF date for people; what is not a plain day, month or year stays as it is.

    >>> readable("1919-05-15")
    '15 May 1919'
    >>> readable("1919-05")
    'May 1919'
    """
    match = _DAY.fullmatch(edtf)
    if not match or not 1 <= int(match[2]) <= 12:
        return edtf
    month = _MONTHS[int(match[2]) - 1]
    return f"{int(match[3])} {month} {match[1]}" if match[3] else f"{month} {match[1]}"


def slug(text: str) -> str:
    """``text`` as a part of a key: letters and digits of any script, joined by hyphens.

    >>> slug("Treaty of Kars, 1921")
    'treaty-of-kars-1921'
    """
    plain = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-_")
