"""Each thing found is shown with the table rows behind it, and those rows say so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.assets import asset
from extractors.explain import Finding, explain, explain_text
from extractors.model import Extraction
from extractors.origins import date_origin, event_origin, name_origin
from extractors.pipeline import extract
from extractors.text.source import read_source

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
TEXTS = ("ar-hittin-583.txt", "az-qars-1921.txt", "en-saladin-1187.txt", "tr-kars-1921.txt")


@pytest.fixture(scope="module", params=TEXTS)
def extraction(request: pytest.FixtureRequest) -> Extraction:
    return extract(read_source(SAMPLES / request.param))


def row(origin: str) -> str:
    """The line of the file that ``origin`` (path:line) names."""
    path, _, line = origin.rpartition(":")
    return asset(path).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def one(found: list[Finding], what: str, words: str) -> Finding:
    (finding,) = (f for f in found if f.what == what and f.words == words)
    return finding


def test_nothing_is_left_out(extraction: Extraction) -> None:
    found = explain(extraction)
    said = len(extraction.mentions) + len(extraction.dates)
    said += sum(len(e.tellings) + len(e.claims) for e in extraction.events)
    assert len(found) == said
    assert [f.start for f in found] == sorted(f.start for f in found)
    text = extraction.source.text
    assert all(f.words == " ".join(text[f.start : f.end].split()) for f in found)


def test_rows_hold_what_they_are_named_for(extraction: Extraction) -> None:
    for f in explain(extraction):
        origins = f.origin.split(", ")
        if f.what == "date":
            named = [row(o).removeprefix("name = ").strip('"') for o in origins]
            assert named[0], f
            assert f.rule.startswith(named[0]), f
        elif f.rule.startswith("gazetteer:"):
            entry = f.rule.removeprefix("gazetteer:").split(" ")[0]
            assert row(origins[0]).split("\t")[0] == entry, f
        elif f.rule == "names.gazetteer" and f.value.endswith("]"):
            assert f"[{row(origins[0]).split(chr(9))[0]}]" in f.value, f
        elif not f.rule.startswith("names."):
            forms = row(origins[0]).split("\t")[0].split("|")
            assert any(f.rule.partition(":")[2].startswith(form.rstrip("!")) for form in forms), f


def test_a_sentence_down_to_its_rows() -> None:
    text = "Kâzım Paşa 1882'de İstanbul'da doğdu."
    found = explain_text("tr", text)
    title = one(found, "Person", "Kâzım Paşa")
    assert row(title.origin).startswith("Paşa")
    place = one(found, "Birth place", "İstanbul")
    trigger, frame = place.origin.split(", ")
    assert "\tBirth\t" in row(trigger)
    assert row(trigger).split("\t")[3] == row(frame).split("\t")[0]
    assert "at" in row(frame).split("\t")[1].split("|")


def test_an_actor_is_read_by_the_row_of_its_role() -> None:
    found = explain_text("en", "The Treaty of Kars was signed by Turkey on 13 October 1921.")
    signed = [f for f in found if f.what == "Treaty signatory"]
    assert signed
    for f in signed:
        assert row(f.origin.split(", ")[-1]).split("\t")[4] == "signatory"


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ("day month year", ["day month year"]),
        ("day month from to day month year", ["day month", "from to", "day month year"]),
        ("no such pattern", []),
    ],
)
def test_joined_dates_name_every_pattern(rule: str, named: list[str]) -> None:
    places = [o for o in date_origin(rule, "en").split(", ") if o]
    assert [row(o) for o in places] == [f'name = "{name}"' for name in named]


def test_a_name_of_several_rules_names_all() -> None:
    origin = name_origin("names.context+ner LOC", "tr", "Zzyx", "Zzyx kasabası", None)
    context, model = origin.split(", ")
    assert "kasabası" in row(context)
    assert model.startswith("data/models") or model == "the pipeline's model"


def test_what_no_table_holds_has_no_origin() -> None:
    assert event_origin("en:no such trigger subj", "Treaty", "signatory") == ""
    assert event_origin("gazetteer:no-such-event", "Treaty") == ""
    assert name_origin("names.initials", "en", "A. B. Cook", "A. B. Cook", None) == ""


def run(*arguments: str | Path) -> str:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def test_annotate_explains_for_people_and_else_writes_json(tmp_path: Path) -> None:
    text = tmp_path / "kars.txt"
    text.write_text("The Treaty of Kars was signed on 13 October 1921.\n", encoding="utf-8")
    shown = run("annotate", "--explain", text)
    assert "kars.txt" in shown
    assert "day month year  data/lang/en/dates.toml:" in shown
    assert "Treaty date: 13 October 1921 = 1921-10-13" in shown
    assert (
        run("lang", "explain", "en", "The Treaty of Kars was signed on 13 October 1921.") in shown
    )
    kinds = {json.loads(line)["kind"] for line in run("annotate", text).splitlines()}
    assert kinds == {"source", "zone", "mention", "date", "event"}
