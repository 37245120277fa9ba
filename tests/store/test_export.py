from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.construction.corpus import Summary
from kg.export import forms
from kg.export.events import COLUMNS
from kg.export.forms import ExportError, export_to, form_of
from kg.graph.terms import MERGED
from kg.store.snapshot import Snapshot, open_snapshot

Built = tuple[Path, Summary]


def written(store: Path, form: str, *, view: bool = True, whole: bool = True) -> bytes:
    out = io.BytesIO()
    with open_snapshot(store) as snapshot:
        export_to(snapshot, form, out, view=view, whole=whole)
    return out.getvalue()


def triples(snapshot: Snapshot) -> set[str]:
    return {str(quad.triple) for quad in snapshot.index}


@pytest.mark.parametrize("form", ["nquads", "trig"])
def test_datasets_hold_every_quad(built: Built, form: str) -> None:
    kind = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}[form]
    with open_snapshot(built[0]) as snapshot:
        assert {str(q) for q in ox.parse(input=written(built[0], form), format=kind)} == {
            str(q) for q in snapshot.index if q.graph_name != MERGED
        }


def test_turtle_is_sorted_by_subject_and_holds_every_triple_once(built: Built) -> None:
    text = written(built[0], "turtle")
    parsed = [q.triple for q in ox.parse(input=text, format=ox.RdfFormat.TURTLE)]
    with open_snapshot(built[0]) as snapshot:
        assert {str(t) for t in parsed} == triples(snapshot)
    assert len(parsed) == len(set(map(str, parsed)))
    subjects = [str(t.subject) for t in parsed]
    assert subjects == sorted(subjects)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own parser
def test_rdflib_reads_the_same_turtle_and_json_ld(built: Built) -> None:
    turtle = rdflib.Graph().parse(data=written(built[0], "turtle"), format="turtle")
    linked = rdflib.Graph().parse(data=written(built[0], "jsonld"), format="json-ld")
    assert len(turtle) == len(linked)
    assert set(turtle) == set(linked)


def test_json_ld_is_short(built: Built) -> None:
    document = json.loads(written(built[0], "jsonld"))
    assert set(document) == {"@context", "@graph"}
    keys = {key for node in document["@graph"] for key in node}
    assert not [key for key in keys if key.startswith("http")]


def test_the_view_can_be_left_out(built: Built) -> None:
    graph = b"/graph/view>"
    assert graph in written(built[0], "nquads")
    assert graph not in written(built[0], "nquads", view=False)


def test_the_gazetteer_as_far_as_the_texts_speak_of_it(built: Built) -> None:
    kind = ox.RdfFormat.N_QUADS
    every = {str(q) for q in ox.parse(input=written(built[0], "nquads"), format=kind)}
    chosen = set(ox.parse(input=written(built[0], "nquads", whole=False), format=kind))
    assert {str(q) for q in chosen} < every
    with open_snapshot(built[0]) as snapshot:
        reference = f"<{snapshot.base}graph/reference>"
        derived = {reference, f"<{snapshot.base}graph/view>"}
    # of the sources nothing is missing
    left_out = every - {str(q) for q in chosen}
    assert {line.rsplit(" ", 1)[1] for line in left_out} == derived
    # whatever is named and described in the gazetteer is described here: no broken links
    told = {line.split(" ", 1)[0] for line in every if line.endswith(reference)}
    here = {str(q.subject) for q in chosen if str(q.graph_name) == reference}
    assert {str(q.object) for q in chosen} & told <= here
    # and nothing else: neither an entry that no text names, nor its label
    labelled = {str(q.subject) for q in chosen if str(q.graph_name) in derived}
    others = [q for q in chosen if str(q.graph_name) not in derived]
    named = {str(node) for q in others for node in (q.subject, q.object)}
    pointed_to = {str(q.object) for q in chosen if str(q.graph_name) == reference}
    assert labelled <= named | pointed_to
    assert len(here) < len(told) / 4


def test_many_files_are_merged_in_rounds(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = written(built[0], "turtle")
    monkeypatch.setattr(forms, "OPEN_FILES", 2)
    assert written(built[0], "turtle") == at_once


@pytest.mark.parametrize("form", forms.FORMS)
def test_the_same_bytes_every_time(built: Built, form: str) -> None:
    outputs = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "kg", "export", "-f", form, "-o", "-", "--store", built[0]],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert outputs != {b""}


def test_a_table_of_events(built: Built) -> None:
    rows = list(csv.DictReader(io.StringIO(written(built[0], "csv").decode())))
    assert tuple(rows[0]) == COLUMNS
    assert len({row["event"] for row in rows}) == len(rows)
    kars = [row for row in rows if "1921-10-13" in row["dates"].split(" | ")]
    assert len(kars) == 1
    assert kars[0]["type"] == "Treaty"
    assert (kars[0]["first_day"], kars[0]["last_day"]) == ("1921-10-13", "1921-10-13")
    assert kars[0]["sources"] == "kars.txt"


def test_events_on_a_map(built: Built) -> None:
    collection = json.loads(written(built[0], "geojson"))
    assert collection["type"] == "FeatureCollection"
    assert collection["features"]
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        points = feature["geometry"]["coordinates"]
        points = [points] if feature["geometry"]["type"] == "Point" else points
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in points)
        assert feature["properties"]["sources"]


def test_a_form_is_named_or_told_by_the_ending() -> None:
    assert form_of("", Path("x.geojson")) == "geojson"
    assert form_of("turtle", Path("-")) == "turtle"
    with pytest.raises(ExportError, match=r"no format is named; say --format turtle"):
        form_of("", Path("-"))
    with pytest.raises(ExportError, match="no format 'xml'"):
        form_of("xml", Path("x.ttl"))
