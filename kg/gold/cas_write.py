"""Gold annotations as a UIMA CAS in JSON (version 0.4), which INCEpTION and cassis read.

Offsets are turned into UTF-16 code units. Control characters that XML can't carry (a page's form
feed) stand as spaces in the exported text, one for one, so that the tool can save it in any format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from extractors.model import Source
from kg.gold.layer_files import cas_types
from kg.gold.layers import NAMESPACE
from kg.gold.units import Units
from kg.gold.values import Date, Event, Gold, Mention, Span, in_order

VIEW: Final = "_InitialView"
ITEM: Final = "http://www.wikidata.org/entity/"
_SOFA: Final = 1
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def carried(text: str) -> str:
    """``text`` as a tool gets it: of the same length, without what XML can't carry.

    >>> carried("end\\x0cbegin")
    'end begin'
    """
    return _NOT_IN_XML.sub(" ", text)


def write_cas(gold: Gold, source: Source) -> str:
    """``gold`` of ``source`` as a CAS in JSON; same gold, same bytes.

    An entity in a role or place is linked by its mention in the event's first evidence, else by
    the one nearest to it. Raises ValueError for a place outside of the text, or for an entity in
    an event that the text never names (``check_gold`` tells of the one, ``unnamed`` of the other).
    """
    cas = _Cas(source.text)
    cas.whole("uima.tcas.DocumentAnnotation", language=_language(gold))
    _say_document(cas, gold, source)
    gold = in_order(gold)
    for zone in gold.zones:
        cas.span("Zone", (zone.start, zone.end), kind=zone.kind, language=zone.language)
    identifiers = {e.id: _item(e.wikidata) for e in gold.entities}
    mentions = [(m, _say_mention(cas, m, identifiers.get(m.entity))) for m in gold.mentions]
    dates = [(d, _say_date(cas, d)) for d in gold.dates]
    for event in gold.events:
        _say_event(cas, event, mentions, dates)
    return json.dumps(cas.whole_file(), ensure_ascii=False, indent=1) + "\n"


def unnamed(gold: Gold) -> list[tuple[str, str]]:
    """Event and entity wherever an event has an entity that the text never names."""
    named = {m.entity for m in gold.mentions}
    return [
        (event.id, key)
        for event in gold.events
        for key in (*(p.entity for p in event.participants), *event.places)
        if key not in named
    ]


class _Cas:
    """A CAS in the making."""

    def __init__(self, text: str) -> None:
        self._units = Units(text)
        self._members: list[int] = []
        self._structures: list[dict[str, Any]] = [
            {
                "%ID": _SOFA,
                "%TYPE": "uima.cas.Sofa",
                "sofaNum": 1,
                "sofaID": VIEW,
                "mimeType": "text",
                "sofaString": carried(text),
            }
        ]

    def whole(self, kind: str, **features: Any) -> None:
        """An annotation of UIMA's own on the whole text."""
        self._add(kind, {"@sofa": _SOFA, "begin": 0, "end": self._units.length, **features})

    def document(self, short: str, **features: Any) -> None:
        """Something said of the document."""
        self._add(NAMESPACE + short, {"@sofa": _SOFA, **features})

    def span(
        self,
        short: str,
        place: Span,
        *,
        links: dict[str, Sequence[tuple[str | None, int]]] | None = None,
        **features: Any,
    ) -> int:
        """An annotation at ``place`` (code points) with links (role and target); gives its id."""
        joined = {
            f"@{name}": self._links(f"{NAMESPACE}{short}{name[:1].upper()}{name[1:]}Link", targets)
            for name, targets in (links or {}).items()
            if targets
        }
        begin, end = map(self._units.units, place)
        return self._add(
            NAMESPACE + short, {"@sofa": _SOFA, "begin": begin, "end": end, **features, **joined}
        )

    def whole_file(self) -> dict[str, Any]:
        return {
            "%TYPES": cas_types(),
            "%FEATURE_STRUCTURES": self._structures,
            "%VIEWS": {VIEW: {"%SOFA": _SOFA, "%MEMBERS": self._members}},
        }

    def _links(self, kind: str, targets: Sequence[tuple[str | None, int]]) -> int:
        ids = [self._put(kind, {"role": role, "@target": target}) for role, target in targets]
        return self._put("uima.cas.FSArray", {"%ELEMENTS": ids})

    def _add(self, kind: str, features: dict[str, Any]) -> int:
        number = self._put(kind, features)
        self._members.append(number)
        return number

    def _put(self, kind: str, features: dict[str, Any]) -> int:
        # readers in Java want id and type before all else
        number = len(self._structures) + 1
        said = {name: value for name, value in features.items() if value is not None}
        self._structures.append({"%ID": number, "%TYPE": kind, **said})
        return number


def _language(gold: Gold) -> str:
    """Of most of the text."""
    lengths: dict[str, int] = {}
    for zone in gold.zones:
        lengths[zone.language] = lengths.get(zone.language, 0) + zone.end - zone.start
    return max(sorted(lengths), key=lambda code: lengths[code], default="x-unspecified")


def _say_document(cas: _Cas, gold: Gold, source: Source) -> None:
    cas.document(
        "Text",
        doc=gold.doc,
        sha256=source.sha256,
        span=f"{gold.span[0]}-{gold.span[1]}",
        split=gold.split,
    )
    for entity in gold.entities:
        cas.document(
            "Entity",
            key=entity.id,
            kind=entity.kind,
            name=entity.name,
            native=entity.native,
            identifier=_item(entity.wikidata),
            identifiersAlso=" ".join(entity.wikidata_also) or None,
            equivalents=" ".join(entity.equivalents) or None,
        )


def _say_mention(cas: _Cas, mention: Mention, identifier: str | None) -> int:
    return cas.span(
        "Mention",
        (mention.start, mention.end),
        kind=mention.kind,
        entity=mention.entity,
        identifier=identifier,
        optional=mention.optional,
        torn=mention.torn,
        links={"pieces": [(None, cas.span("Piece", part)) for part in mention.parts]},
    )


def _say_date(cas: _Cas, date: Date) -> int:
    return cas.span(
        "Date",
        (date.start, date.end),
        edtf=date.edtf,
        kind=date.kind,
        calendar=date.calendar,
        inferred=date.inferred,
        optional=date.optional,
        torn=date.torn,
        links={"pieces": [(None, cas.span("Piece", part)) for part in date.parts]},
    )


def _say_event(
    cas: _Cas,
    event: Event,
    mentions: Sequence[tuple[Mention, int]],
    dates: Sequence[tuple[Date, int]],
) -> None:
    """What is said of the event as a whole stands at its first evidence."""

    def nearest(entity: str) -> int:
        near = [(_distance(event.evidence[0], m), n) for m, n in mentions if m.entity == entity]
        if not near:
            raise ValueError(f"event '{event.id}': the text never names {entity}")
        return min(near)[1]

    for index, place in enumerate(event.evidence):
        claims = [claim.edtf for claim in event.claims if claim.evidence == index]
        values = {event.edtf, *claims}
        said = [
            (None, n) for d, n in dates if d.edtf in values and _distance(place, d) == (0, d.start)
        ]
        links: dict[str, Sequence[tuple[str | None, int]]] = {"dates": said}
        whole: dict[str, Any] = {}
        if index == 0:
            whole = {"label": event.label, "name": event.name, "edtf": event.edtf}
            whole |= {"identifier": _item(event.wikidata), "optional": event.optional}
            links["participants"] = [(p.role, nearest(p.entity)) for p in event.participants]
            links["places"] = [(None, nearest(key)) for key in event.places]
        cas.span(
            "Event",
            place,
            key=event.id,
            kind=event.kind,
            claims=" ".join(claims) or None,
            links=links,
            **whole,
        )


def _distance(place: Span, item: Mention | Date) -> tuple[int, int]:
    """How far ``item`` stands from ``place`` (0: inside), then where."""
    return max(0, place[0] - item.start, item.end - place[1]), item.start


def _item(wikidata: str | None) -> str | None:
    return ITEM + wikidata if wikidata else None
