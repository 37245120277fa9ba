"""The scorer counts as it says, and as the evaluation's own program does where that is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scoring.dates import agreement
from tests.scoring.gold import (
    SAMPLES,
    TABLES,
    Annotation,
    Document,
    Row,
    Tables,
    best_pairs,
    csv_tables,
    read_documents,
    read_store,
)
from tests.scoring.layers import LAYERS, noise, score_layers
from tests.scoring.names import TYPES
from tests.scoring.score import Score

SHARED = Path(__file__).parents[3] / "shared" / "eval" / "score.py"
#: what the evaluation's program calls each layer
THEIRS = {
    "dates": "dates value",
    "names": "mentions PER+LOC+ORG (overlap)",
    "names_exact": "mentions PER+LOC+ORG (exact)",
    "groups": "mentions GROUP (overlap)",
    "identity": "entity identity (B-cubed over found mentions)",
    "core": "events core",
    "events": "events all",
    "event_dates": "event dates (of found events)",
    "event_places": "event places (of found events)",
    "event_actors": "event actors (of found events)",
}
KINDS = {short: name for name, short in TYPES.items()}


def gold_of(name: str) -> Annotation:
    gold: Annotation = json.loads((SAMPLES / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    return gold


def as_built(gold: Annotation) -> dict[str, list[Row]]:
    """Tables of a build that read all that the gold has, and nothing else."""
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}

    def add(table: str, quote: Annotation, **more: str) -> None:
        place = {"doc": gold["doc"], "start": str(quote["start"]), "end": str(quote["end"])}
        tables[table].append({**place, **more})

    for mention in gold["mentions"]:
        add("mentions", mention, type=KINDS[mention["type"]], entity=mention["entity"])
    for date in gold["dates"]:
        add("dates", date, edtf=date["edtf"])
    for event in gold["events"]:
        for quote in event["evidence"]:
            add("event_passages", quote, event=event["id"], type=event["type"].title())
        said = [("place", place) for place in event["places"]]
        said += [("actor", one["entity"]) for one in event["participants"]]
        said += [("date", event["edtf"])] if event["edtf"] else []
        for property_, value in said:
            name = next((e["name"] for e in gold["entities"] if e["id"] == value), value)
            claim = {"property": property_, "value": value, "value_label": name}
            add("event_claims", event["evidence"][0], event=event["id"], **claim)
    return tables


def scored(
    gold: Annotation, spoil: Callable[[dict[str, list[Row]]], object] = lambda _: None
) -> tuple[dict[str, Score], int]:
    tables = as_built(gold)
    spoil(tables)
    by_document: dict[str, dict[str, list[Row]]] = {}
    for name, rows in tables.items():
        by_document[name] = defaultdict(list, {gold["doc"]: rows})
    document = Document(gold, Tables(by_document))
    return score_layers([document]), noise([document])


@pytest.mark.parametrize("name", ["en-vienna-1814", "ar-sakarya-1921"])
def test_a_build_that_reads_all_scores_one_throughout(name: str) -> None:
    scores, drawn = scored(gold_of(name))
    alone = {"things_together", "core_together"}  # a document by itself has no others
    assert {layer: round(score.f1, 3) for layer, score in scores.items()} == {
        layer: 0 if layer in alone else 1 for layer in LAYERS
    }
    assert drawn == 0


@pytest.mark.parametrize(
    ("layer", "spoil"),
    [
        ("dates", lambda t: t["dates"][3].update(edtf="1066-10-14")),
        ("dates", lambda t: t["dates"].pop()),
        ("names", lambda t: t["mentions"].pop(0)),
        (
            "names_exact",
            lambda t: t["mentions"][0].update(end=str(int(t["mentions"][0]["end"]) - 1)),
        ),
        ("names", lambda t: t["mentions"][0].update(type="Group")),
        ("identity", lambda t: t["mentions"][1].update(entity=t["mentions"][0]["entity"])),
        ("events", lambda t: t["event_passages"].clear()),
        ("core", lambda t: [row.update(type="Other") for row in t["event_passages"]]),
        ("event_dates", lambda t: [r.update(value="1066") for r in t["event_claims"]]),
        ("event_actors", lambda t: [r.update(property="place") for r in t["event_claims"]]),
    ],
)
def test_each_layer_falls_when_it_is_spoilt(
    layer: str, spoil: Callable[[dict[str, list[Row]]], object]
) -> None:
    assert scored(gold_of("en-vienna-1814"), spoil)[0][layer].f1 < 1


def test_an_event_out_of_a_citation_is_counted() -> None:
    gold = gold_of("en-vienna-1814")
    zone = next(z for z in gold["zones"] if z["kind"] == "citation")

    def cite(tables: dict[str, list[Row]]) -> None:
        start, end = str(zone["start"]), str(zone["end"])
        tables["event_passages"].append(
            {"doc": gold["doc"], "start": start, "end": end, "event": "book", "type": "Other"}
        )

    assert scored(gold, cite)[1] == 1


def test_dates_agree_by_their_days() -> None:
    assert agreement("1922/1923", "1922-01-01/1923-12-31") == 1
    assert agreement("1921-10-13", "1921-10") == 0.5
    assert agreement("1921-10-13", "1921-10-14") == 0
    assert agreement("-0489-09", "-0489") == 0.5
    assert agreement("../1453", "1453-05-29") == 0.5


def test_the_heaviest_pairs_come_first() -> None:
    assert best_pairs([(1, 0, 0), (3, 0, 1), (2, 1, 1), (0.5, 1, 0)]) == {0: 1, 1: 0}


@pytest.mark.skipif(not SHARED.exists(), reason="../shared/eval/score.py is not there")
def test_it_agrees_with_the_evaluation(samples_store: Path, tmp_path: Path) -> None:
    for name, table in csv_tables(samples_store).items():
        (tmp_path / f"{name}.csv").write_text(table, encoding="utf-8", newline="")
    gold = map(str, sorted((SAMPLES / "gold").glob("*.json")))
    command = [sys.executable, str(SHARED), str(tmp_path), *gold, "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    ours = score_layers(read_documents(read_store(samples_store)))
    for layer, name in THEIRS.items():
        assert ours[layer].f1 == pytest.approx(theirs[name]["f1"], abs=0.01), layer
        assert ours[layer].wanted == pytest.approx(theirs[name]["gold"], abs=3), layer
        assert ours[layer].said == pytest.approx(theirs[name]["system"], abs=3), layer
