"""The events of a snapshot as a table (CSV) and as features for maps (GeoJSON, RFC 7946)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any, Final

import pyoxigraph as ox

from extractors.dates.edtf import parse_edtf
from kg.queries.saved import load_query, run_query
from kg.store.snapshot import Snapshot

COLUMNS: Final = (
    "event",
    "type",
    "label",
    "wikidata",
    "dates",
    "first_day",
    "last_day",
    "places",
    "actors",
    "sources",
    "passages",
)
_JDN_OF_ORDINAL_0: Final = 1721425
_COORDINATES: Final = """
PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>
SELECT ?place ?lat ?long WHERE { ?place geo:lat ?lat ; geo:long ?long } ORDER BY ?place ?lat ?long
"""


@dataclass(slots=True)
class EventRow:
    """An event with all that the sources claim of it."""

    iri: str
    type: str
    label: str
    wikidata: str
    dates: dict[str, None] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)  #: label by IRI
    actors: dict[tuple[str, str], str] = field(default_factory=dict)  #: label by (IRI, role)
    sources: dict[str, None] = field(default_factory=dict)
    passages: int = 0

    @property
    def span(self) -> tuple[str, str]:
        """First and last day (ISO 8601) over all dates claimed; "" where open or out of range."""
        values = [parse_edtf(edtf) for edtf in self.dates]
        first = [v.earliest for v in values if v.earliest is not None]
        last = [v.latest for v in values if v.latest is not None]
        return _iso(min(first, default=None)), _iso(max(last, default=None))


def _iso(day: int | None) -> str:
    if day is None or not 1 <= day - _JDN_OF_ORDINAL_0 <= date.max.toordinal():
        return ""
    return date.fromordinal(day - _JDN_OF_ORDINAL_0).isoformat()


def event_rows(snapshot: Snapshot) -> list[EventRow]:
    """All events asserted as facts, by IRI, as the contract's saved queries tell them."""
    events: dict[str, EventRow] = {}
    for row in _answer(snapshot, "event_passages"):
        event = events.setdefault(
            row["event"], EventRow(row["event"], row["type"], row["label"], row["wikidata"])
        )
        event.sources[row["doc"]] = None
        event.passages += 1
    for row in _answer(snapshot, "event_claims"):
        claimed = events.get(row["event"])
        if claimed is None:
            continue
        match row["property"]:
            case "date":
                claimed.dates[row["value"]] = None
            case "place":
                claimed.places.setdefault(row["value"], row["value_label"])
            case "actor":
                claimed.actors.setdefault((row["value"], row["role"]), row["value_label"])
    return [events[iri] for iri in sorted(events)]


def _answer(snapshot: Snapshot, name: str) -> Iterator[dict[str, str]]:
    answer = run_query(snapshot.index, load_query(name), {}, lambda _: [])
    assert isinstance(answer, ox.QuerySolutions)
    names = [v.value for v in answer.variables]
    for solution in answer:
        yield {n: "" if solution[n] is None else solution[n].value for n in names}


def write_csv(snapshot: Snapshot, out: IO[bytes]) -> None:
    """A row an event; several values in a cell are parted by " | "."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for event in event_rows(snapshot):
        first, last = event.span
        cells = (
            event.iri,
            event.type,
            event.label,
            event.wikidata,
            " | ".join(sorted(event.dates)),
            first,
            last,
            " | ".join(sorted(event.places.values())),
            " | ".join(_actors(event)),
            " | ".join(sorted(event.sources)),
            str(event.passages),
        )
        table.writerow(cells)
    text.detach()


def write_geojson(snapshot: Snapshot, out: IO[bytes]) -> None:
    """A feature an event, at all places claimed for it whose coordinates are known."""
    coordinates = _coordinates(snapshot.index)
    out.write(b'{"type": "FeatureCollection", "features": [')
    written = 0
    for event in event_rows(snapshot):
        points = [coordinates[place] for place in sorted(event.places) if place in coordinates]
        if points:
            out.write(b",\n" if written else b"\n")
            out.write(json.dumps(_feature(event, points), ensure_ascii=False).encode())
            written += 1
    out.write(b"\n]}\n")


def _feature(event: EventRow, points: list[tuple[float, float]]) -> dict[str, Any]:
    first, last = event.span
    one = len(points) == 1
    return {
        "type": "Feature",
        "id": event.iri,
        "geometry": {
            "type": "Point" if one else "MultiPoint",
            "coordinates": points[0] if one else points,
        },
        "properties": {
            "type": event.type,
            "label": event.label,
            "wikidata": event.wikidata or None,
            "edtf": sorted(event.dates),
            "start": first or None,
            "end": last or None,
            "places": sorted(event.places.values()),
            "actors": _actors(event),
            "sources": sorted(event.sources),
            "passages": event.passages,
        },
    }


def _actors(event: EventRow) -> list[str]:
    return sorted(f"{label} ({role})" for (_, role), label in event.actors.items())


def _coordinates(index: ox.Store) -> dict[str, tuple[float, float]]:
    """Longitude and latitude by the place's IRI."""
    answer = index.query(_COORDINATES)
    assert isinstance(answer, ox.QuerySolutions)
    found: dict[str, tuple[float, float]] = {}
    for row in answer:
        place, lat, long = (row[n] for n in ("place", "lat", "long"))
        if lat is not None and long is not None:
            found.setdefault(str(place)[1:-1], (float(long.value), float(lat.value)))
    return found
