"""How far zones and extents agree with annotations made by hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from extractors.assets import asset
from extractors.text.extent import source_extent
from extractors.text.readings import Document, read_document
from extractors.text.source import read_source

CORPUS = asset("data").parent.parent / "shared"
SAMPLES = asset("data/samples")


def annotated(folder: Path, texts: Path) -> list[Any]:
    found = [(path, texts) for path in sorted(folder.glob("*.json"))]
    ids = [path.stem for path, _ in found]
    return [pytest.param(*pair, id=name) for pair, name in zip(found, ids, strict=True)]


DEVELOPMENT = annotated(CORPUS / "eval" / "gold", CORPUS / "corpus")
NEEDS = "the development corpus is not beside this checkout (../shared)"


def load(path: Path, texts: Path) -> tuple[dict[str, Any], str, Document]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    source = read_source(texts / gold["doc"])
    return gold, source.text, read_document(source)


def agreement(gold: dict[str, Any], text: str, document: Document) -> float:
    """Share of the characters, blanks apart, whose zone has the same kind."""
    said = [""] * len(text)
    for zone in document.zones:
        said[zone.start : zone.end] = [zone.kind] * (zone.end - zone.start)
    tally: Counter[bool] = Counter()
    for zone in gold["zones"]:
        for k in range(zone["start"], zone["end"]):
            if not text[k].isspace():
                tally[said[k] == zone["kind"]] += 1
    return tally[True] / sum(tally.values())


@pytest.mark.parametrize(("path", "texts"), annotated(SAMPLES / "gold", SAMPLES))
def test_zones_of_the_samples(path: Path, texts: Path) -> None:
    assert agreement(*load(path, texts)) > 0.97


@pytest.mark.skipif(not DEVELOPMENT, reason=NEEDS)
@pytest.mark.parametrize(("path", "texts"), DEVELOPMENT)
def test_zones_of_the_development_texts(path: Path, texts: Path) -> None:
    assert agreement(*load(path, texts)) > 0.99


@pytest.mark.skipif(not DEVELOPMENT, reason=NEEDS)
@pytest.mark.parametrize(("path", "texts"), DEVELOPMENT)
def test_names_and_dates_lead_back_to_their_place(path: Path, texts: Path) -> None:
    gold, _text, document = load(path, texts)
    places = {
        offset: (reading, k)
        for reading in document.readings
        for k, offset in enumerate(reading.offsets)
        if not reading.text[k].isspace()
    }
    exact = 0
    wanted = gold["mentions"] + gold["dates"]
    for mention in wanted:
        parts = mention.get("parts") or [(mention["start"], mention["end"])]
        read = [places[o] for a, b in parts for o in range(a, b) if o in places]
        assert read, mention
        reading, numbers = read[0][0], [k for _, k in read]
        extent = source_extent(reading, min(numbers), max(numbers) + 1)
        exact += (extent.start, extent.end) == (mention["start"], mention["end"])
    assert exact >= 0.99 * len(wanted)
