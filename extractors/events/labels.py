"""What an event is called: its own name in the text, else type, place or actor, and date.

A label that is made is English and can be taken apart again, so that readers of other languages get
it in theirs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.events.drafts import lead_role
from extractors.events.lexicon import event_types
from extractors.events.merging import Group
from extractors.model import Entity

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_BY_PLACE = frozenset({"Battle", "Siege", "Landing", "Occupation", "Withdrawal", "Massacre"})
_WITH_AIM = frozenset({"Communication", "Travel"})
_DAY = re.compile(r"(-?\d{4})-(\d\d)(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class LabelParts:
    """What a label is made of; "" for what it lacks."""

    type: str  #: of the event
    link: str = ""  #: how the name is joined: of, at, from
    name: str = ""  #: of a place or an actor
    other: str = ""  #: whither, or to whom
    date: str = ""  #: EDTF

    @property
    def text(self) -> str:
        """The label, e.g. ``Occupation of İzmir, 15 May 1919``."""
        said = event_types()[self.type].label
        if self.name:
            said += f" {self.link} {self.name}"
        if self.other:
            said += f" to {self.other}"
        return f"{said}, {readable(self.date)}" if self.date else said


def label_of(group: Group, entities: Mapping[str, Entity], name: str | None) -> str:
    """A label for people, e.g. ``Occupation of İzmir, 15 May 1919``."""
    whole = group.part_of.drafts if group.part_of else []
    date = next((d.date.span.value.edtf for d in [*group.drafts, *whole] if d.date), "")
    if name:
        year = date[:4] if date[:4].isdigit() and date[:4] not in name else ""
        return f"{name}, {year}" if year else name
    draft = group.drafts[0]
    kind = draft.type
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
    if kind in _BY_PLACE and places:
        return LabelParts(kind, "of", places[0], date=date).text
    if kind == "Communication" and leads:
        return LabelParts(kind, "from", leads[0], others[0] if others else "", date).text
    if kind == "Foundation" and others:
        return LabelParts(kind, "of", others[0], date=date).text
    if leads:
        whither = places[0] if kind == "Travel" and places else ""
        return LabelParts(kind, "of", leads[0], whither, date).text
    if others:
        return LabelParts(kind, "of", others[0], date=date).text
    if places:
        return LabelParts(kind, "at", places[0], date=date).text
    return LabelParts(kind, date=date).text


@lru_cache(maxsize=65_536)
def taken_apart(label: str) -> LabelParts | None:
    """What ``label`` was made of; None where it is a name. Names that are written as labels are
    (``Battle of Actium``) are taken apart, too.

    >>> taken_apart("Occupation of İzmir, 15 May 1919")
    LabelParts(type='Occupation', link='of', name='İzmir', other='', date='1919-05-15')
    """
    made = _made().fullmatch(label)
    if made is None:
        return None
    kind = _types()[made["kind"]]
    link, name, other = made["link"] or "", made["name"] or "", ""
    if kind in _WITH_AIM:
        name, _, other = name.partition(" to ")
    return LabelParts(kind, link, name, other, _edtf(made["date"] or ""))


@cache
def _types() -> Mapping[str, str]:
    return {kind.label: name for name, kind in event_types().items()}


@cache
def _made() -> re.Pattern[str]:
    kinds = "|".join(map(re.escape, sorted(_types(), key=len, reverse=True)))
    months = "|".join(_MONTHS)
    date = rf"(?:\d{{1,2}} )?(?:{months}) -?\d{{4}}|[Y\d./X~?%-]*\d[\d./X~?%-]*"
    return re.compile(
        rf"(?P<kind>{kinds})(?: (?P<link>of|at|from) (?P<name>.+?))?(?:, (?P<date>{date}))?"
    )


def _edtf(readable_date: str) -> str:
    *days, month, year = ["", *readable_date.split(" ")]
    if month not in _MONTHS:
        return readable_date
    day = "".join(f"-{int(d):02}" for d in days if d)
    return f"{year}-{_MONTHS.index(month) + 1:02}{day}"


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
