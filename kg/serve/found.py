"""What was found in a stretch of a source: marks over its text, and the events that it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.iris import passage_place
from kg.graph.vocab import KG
from kg.serve.ask import Asker
from kg.serve.dates import date_in_words
from kg.serve.engine.model import Row
from kg.serve.labels import label_of
from kg.serve.markup import Mark
from kg.serve.quotes import Stretch, said, stretches
from kg.serve.words import Words

Places = Mapping[str, tuple[Stretch, ...]]  #: of passages, by IRI


@dataclass(frozen=True, slots=True)
class Told:
    """An event that the stretch tells of, and where it does so first (code points of the source)."""

    iri: str
    label: str
    type: str
    start: int


@dataclass(frozen=True, slots=True)
class Found:
    """Marks, those of things and dates before those of events; events in the order of the text."""

    marks: tuple[Mark, ...]
    events: tuple[Told, ...]


async def found_in(ask: Asker, source: str, stretch: Stretch, w: Words) -> Found:
    """What there is in a stretch of ``source``; raises what engines raise."""
    given = within(source, stretch)
    mentioned = await ask.question("mentions_in", given)
    told = await ask.question("told_in", given)
    places = await _places(ask, {str(row["passage"]) for row in (*mentioned, *told)})
    marks = {*_marks(ask, mentioned, places, w), *_marks(ask, told, places, w, "event")}
    in_order = sorted(marks, key=lambda mark: (mark.kind == "event", mark.parts, mark.thing))
    return Found(tuple(in_order), _events(told, places))


def within(source: str, stretch: Stretch) -> Mapping[str, str]:
    """How questions are told of a stretch of a source."""
    return {"source": source, "from": str(stretch[0]), "to": str(stretch[1])}


async def _places(ask: Asker, passages: Iterable[str]) -> Places:
    """Where passages stand: as their IRIs say, but for those in pieces."""
    found: dict[str, tuple[Stretch, ...]] = {}
    apart = []
    for passage in passages:
        place = passage_place(passage)
        found[passage] = ((place.start, place.end),) if place else ((0, 0),)
        if place and not place.whole:
            apart.append(passage)
    if apart:
        for row in await ask.question("pieces_of", {"passage": " ".join(sorted(apart))}):
            found[str(row["passage"])] = stretches(0, 0, str(row["pieces"]))
    return found


def _marks(
    ask: Asker, rows: Sequence[Row], places: Places, w: Words, kind: str = ""
) -> Iterator[Mark]:
    """Marks of ``kind``; without one, of the kind of the thing."""
    labels: dict[str, str] = {}
    for row in rows:
        thing, own = str(row["thing"]), kind
        if "edtf" in row:
            own, label = "date", date_in_words(str(row["edtf"]), w)
        elif thing in labels:
            label = labels[thing]
        else:
            label = labels[thing] = label_of(ask, thing, w, said(row, "label"))
        own = own or thing.partition("/id/")[2].partition("/")[0]
        yield Mark(own, thing, label, places[str(row["passage"])])


def _events(rows: Sequence[Row], places: Places) -> tuple[Told, ...]:
    """The events that are told as facts, in the order of the text."""
    first: dict[str, Told] = {}
    for row in rows:
        if (str(row["polarity"]), str(row["modality"])) != (f"{KG}asserted", f"{KG}fact"):
            continue
        start = min(places[str(row["passage"])])[0]
        told = Told(str(row["thing"]), str(row["label"]), str(row["type"]), start)
        if told.iri not in first or start < first[told.iri].start:
            first[told.iri] = told
    return tuple(sorted(first.values(), key=lambda told: (told.start, told.label, told.iri)))
