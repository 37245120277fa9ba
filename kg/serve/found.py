"""What was found in a stretch of a source: marks over its text, and the events that it tells of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.vocab import KG
from kg.serve.ask import Asker
from kg.serve.dates import date_in_words
from kg.serve.engine.model import Row
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
    """``passages`` (IRIs) in the order of the text; marks, the shorter before the longer; events."""

    passages: tuple[str, ...]
    marks: tuple[Mark, ...]
    events: tuple[Told, ...]


async def found_in(ask: Asker, source: str, stretch: Stretch, w: Words) -> Found:
    """What there is in a stretch of ``source``.

    Passages are looked for once, what stands in them is asked for by name: the time that a long text
    takes is that of reading where its passages are. Raises what engines raise.
    """
    within = {"source": source, "from": str(stretch[0]), "to": str(stretch[1])}
    places = {
        str(row["passage"]): stretches(
            int(str(row["start"])), int(str(row["end"])), said(row, "pieces")
        )
        for row in await ask.question("found_between", within)
    }
    if not places:
        return Found((), (), ())
    given = {"passage": " ".join(places)}
    mentioned = await ask.question("mentions_in", given)
    told = await ask.question("told_in", given)
    marks = [*_marks(mentioned, places, w), *_marks(told, places, w, "event")]
    return Found(tuple(places), tuple(dict.fromkeys(marks)), _events(told, places))


def _marks(rows: Sequence[Row], places: Places, w: Words, kind: str = "") -> Iterator[Mark]:
    """Marks of ``kind``; without one, of the kind of the thing."""
    for row in rows:
        thing = str(row["thing"])
        if "edtf" in row:
            own, label = "date", date_in_words(str(row["edtf"]), w)
        else:
            own = kind or thing.partition("/id/")[2].partition("/")[0]
            label = said(row, "label")
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
