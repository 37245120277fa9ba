"""What things are called in the reader's language: by a name of theirs, events without one by what they are.

The graph's label of an event that no text names is English (``Battle of Çaldıran, 1514-08-23~``). It is
taken apart and said anew: the type, the place or actor by its name in that language, the date in words.
"""

from __future__ import annotations

from extractors.events.labels import LabelParts, taken_apart
from kg.serve.ask import Asker
from kg.serve.dates import date_in_words
from kg.serve.direction import put_in
from kg.serve.search.index import Index, Thing
from kg.serve.search.keeping import names_index
from kg.serve.words import Words


def label_of(ask: Asker, iri: str, w: Words, otherwise: str) -> str:
    """What to call ``iri``; ``otherwise`` where nothing better is known.

    Asks nothing: what it says comes from the index of names, once there is one.
    """
    index = ask.made(names_index)
    thing = index.by_iri.get(iri) if index else None
    if index is None or thing is None:
        return otherwise
    own = thing.labels.get(w.language, "")
    if own or thing.kind != "event":
        return own or otherwise
    known = index.said.get((iri, w.language))
    if known is None:
        known = index.said[iri, w.language] = _said_anew(thing.label, index, w)
    return known or otherwise


def _said_anew(label: str, index: Index, w: Words) -> str:
    """A made label in the language of ``w``; "" for what may be a name."""
    parts = taken_apart(label)
    if parts is None:
        return ""
    named = _bearer(parts.name, index)
    if parts.name and not parts.date and named is None:
        return ""  # as in: Battle of the Camel
    return _dated(_joined(parts, named, index, w), parts.date, w)


def _joined(parts: LabelParts, named: Thing | None, index: Index, w: Words) -> str:
    kind = w(f"event_{parts.type}")
    if not parts.name:
        return kind
    name = _name(parts.name, named, w)
    placed = parts.link == "at" or (named is not None and named.kind == "place")
    template = w.get(f"event_at_{parts.type}", "") if placed else ""
    if not template and parts.link == "at":
        template = w("event_at")
    if not template:
        template = w.get(f"event_of_{parts.type}", w("event_of"))
    said = template.format(kind=kind, name=name)
    if not parts.other:
        return said
    other = _name(parts.other, _bearer(parts.other, index), w)
    return w("event_to", event=said, other=other)


def _bearer(name: str, index: Index) -> Thing | None:
    bearers = index.bearers(name) or index.bearers(name.removeprefix("the "))
    return next((thing for thing in bearers if thing.kind not in ("event", "source")), None)


def _name(name: str, thing: Thing | None, w: Words) -> str:
    own = thing.labels.get(w.language, name) if thing else name
    return put_in(own, right_to_left=w.direction == "rtl")


def _dated(said: str, date: str, w: Words) -> str:
    return w("event_dated", event=said, date=date_in_words(date, w)) if date else said
