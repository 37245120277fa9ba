"""Annotated texts of any kind that hypothesis makes up, all of them in order."""

from __future__ import annotations

import hashlib

from hypothesis import strategies as st

from extractors.model import Source
from kg.gold.check import event_kinds
from kg.gold.values import (
    CALENDARS,
    DATE_KINDS,
    NAME_KINDS,
    PROSE,
    ZONES,
    Date,
    DateClaim,
    Entity,
    Event,
    Gold,
    Mention,
    Participant,
    Span,
    Zone,
)
from kg.graph.ontology import roles

#: one to two code units a letter, marks that join, right to left, what XML can't carry
LETTERS = "aé ışŞΩ我مؤتمرِ٣\u200f\ufeff😀𐤀𝒜\n\r\f\t"
WORDS = st.sampled_from(["Kars", "مؤتمر أرضروم", "Qars müqaviləsi", "𐤒𐤓𐤕 😀", 'a "b" \\ <c> & d'])
EDTF = st.sampled_from(["1921", "1921-10-13", "-0030~", "192X", "1919-07-23/1919-08-07", "../1945"])


def source_of(text: str) -> Source:
    return Source("text.txt", text, hashlib.sha256(text.encode()).hexdigest())


def texts() -> st.SearchStrategy[str]:
    return st.text(LETTERS, min_size=4, max_size=60)


@st.composite
def annotated(draw: st.DrawFn) -> tuple[Source, Gold]:
    """A text with its annotations. Some words are sure to be there to be annotated."""
    middle = draw(WORDS)
    text = draw(texts()) + middle + draw(texts()) + middle + draw(texts())
    cuts = draw(st.sets(st.integers(1, len(text) - 1), max_size=3))
    ends = [0, *sorted(cuts), len(text)]
    kinds = [draw(st.sampled_from(sorted(ZONES))) for _ in ends[1:]]
    kinds[0] = "body"
    zones = tuple(
        Zone(kind, draw(st.sampled_from(["tr", "ar", "und"])), start, end)
        for kind, start, end in zip(kinds, ends, ends[1:], strict=False)
    )
    prose = [n for z in zones if z.kind in PROSE for n in range(z.start, z.end)]
    letters = [n for n in prose if not text[n].isspace()]
    if not letters:
        text, letters = "x" + text[1:], [0]
    entities = tuple(
        Entity(
            id=f"{NAME_KINDS[kind]}:{n}",
            kind=kind,
            name=draw(WORDS),
            native=draw(st.none() | WORDS),
            wikidata=draw(st.none() | st.just("Q79")),
            wikidata_also=tuple(draw(st.lists(st.sampled_from(["Q1", "Q2"]), max_size=2))),
            equivalents=tuple(draw(st.lists(st.sampled_from(["loc:x", "org:y"]), max_size=2))),
        )
        for n, kind in enumerate(draw(st.lists(st.sampled_from(sorted(NAME_KINDS)), max_size=3)))
    )
    flag = st.booleans()
    # one letter each, so that none overlaps; parts may stand anywhere
    places = draw(st.lists(st.sampled_from(letters), unique=True, max_size=6))
    mentions = tuple(
        Mention(n, n + 1, e.kind, e.id, draw(flag), draw(flag), ((n, n + 1),) if draw(flag) else ())
        for n in (places if entities else [])
        for e in [draw(st.sampled_from(entities))]
    )
    dates = tuple(
        Date(
            start=n,
            end=n + 1,
            edtf=draw(EDTF),
            kind=draw(st.sampled_from(sorted(DATE_KINDS))),
            calendar=draw(st.sampled_from(sorted(CALENDARS))),
            inferred=draw(flag),
            optional=draw(flag),
            torn=draw(flag),
            parts=((n, n + 1),) if draw(flag) else (),
        )
        for n in draw(st.lists(st.sampled_from(letters), unique=True, max_size=3))
    )
    events = tuple(
        _event(draw, n, letters, sorted({m.entity for m in mentions}))
        for n in range(draw(st.integers(0, 3)))
    )
    gold = Gold(
        doc="text.txt",
        span=(0, len(text)),
        split=draw(st.sampled_from(["dev", "test"])),
        zones=zones,
        entities=entities,
        mentions=mentions,
        dates=dates,
        events=events,
    )
    return source_of(text), gold


def _event(draw: st.DrawFn, number: int, letters: list[int], named: list[str]) -> Event:
    evidence: list[Span] = []
    for _ in range(draw(st.integers(1, 3))):
        pair = sorted((draw(st.sampled_from(letters)), draw(st.sampled_from(letters))))
        evidence.append((pair[0], pair[1] + 1))
    evidence = sorted(set(evidence))
    keys = st.sampled_from(named) if named else st.nothing()
    claims = {(draw(st.integers(0, len(evidence) - 1)), draw(EDTF)) for _ in range(2)}
    return Event(
        id=f"event-{number}",
        kind=draw(st.sampled_from(sorted(event_kinds()))),
        label=draw(WORDS),
        evidence=tuple(evidence),
        name=draw(st.none() | WORDS),
        edtf=draw(st.none() | EDTF),
        wikidata=draw(st.none() | st.just("Q12")),
        optional=draw(st.booleans()),
        places=tuple(draw(st.lists(keys, unique=True, max_size=2))) if named else (),
        participants=tuple(
            draw(
                st.lists(
                    st.builds(Participant, keys, st.sampled_from(sorted(roles()))),
                    unique=True,
                    max_size=3,
                )
            )
        )
        if named
        else (),
        claims=tuple(DateClaim(edtf, index) for index, edtf in sorted(claims))
        if draw(st.booleans())
        else (),
    )
