"""Out to an annotation tool and back: nothing is lost, and others can read what is written."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import cassis
import pytest
from hypothesis import given, settings

from extractors.model import Source
from extractors.pipeline import extract
from extractors.text.source import read_source
from kg.gold.cas_read import read_cas
from kg.gold.cas_structures import Structures
from kg.gold.cas_write import carried, unnamed, write_cas
from kg.gold.check import check_gold
from kg.gold.found import found_gold
from kg.gold.gold_file import parse_gold, read_gold, write_gold
from kg.gold.layer_files import inception_layers, type_system
from kg.gold.layers import layers
from kg.gold.values import Gold, in_order
from tests.gold_exchange.strategies import annotated

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
NAMES = sorted(path.stem for path in (SAMPLES / "gold").glob("*.json"))


def back(cas: str, source: Source) -> Gold:
    gold, problems = read_cas(Structures(json.loads(cas), "cas.json"), source)
    assert problems == []
    return gold


@cache
def sample(name: str) -> tuple[Source, Gold]:
    source = read_source(SAMPLES / f"{name}.txt")
    return source, read_gold(SAMPLES / "gold" / f"{name}.json", source.text)


@given(annotated())
@settings(deadline=None)
def test_what_goes_out_comes_back(made: tuple[Source, Gold]) -> None:
    source, gold = made
    assert check_gold(gold, source.text) == []
    assert back(write_cas(gold, source), source) == in_order(gold)
    read, problems = parse_gold(json.loads(write_gold(gold, source.text)), source.text)
    assert problems == []
    assert read == in_order(gold)


@given(annotated())
@settings(deadline=None, max_examples=30)
def test_an_independent_library_reads_the_same_words(made: tuple[Source, Gold]) -> None:
    source, gold = made
    cas = cassis.load_cas_from_json(write_cas(gold, source))
    assert cas.sofa_string == carried(source.text)
    found = {(m.begin, m.end, m.kind, m.entity) for m in cas.select("histkg.Mention")}
    assert found == {(m.start, m.end, m.kind, m.entity) for m in gold.mentions}
    for date in cas.select("histkg.Date"):
        assert date.get_covered_text() == carried(source.text)[date.begin : date.end]
    told = {(e.key, e.begin, e.end) for e in cas.select("histkg.Event")}
    assert told == {(e.id, *span) for e in gold.events for span in e.evidence}
    # as a tool that reads it, and saves it again with ids and order of its own
    assert back(cas.to_json(), source) == in_order(gold)


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_comes_back_as_it_was(name: str) -> None:
    source, gold = sample(name)
    assert unnamed(gold) == []
    returned = back(write_cas(gold, source), source)
    assert returned == in_order(gold)
    written = json.loads(write_gold(returned, source.text))
    stored = json.loads((SAMPLES / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    assert _sorted(written) == _sorted(stored)


def _sorted(gold: dict[str, Any]) -> dict[str, Any]:
    """Entities and events have no order of their own."""
    by_id = {
        part: sorted(gold[part], key=lambda item: str(item["id"]))
        for part in ("entities", "events")
    }
    return {**gold, **by_id}


@pytest.mark.parametrize("name", ["ar-sakarya-1921", "en-saladin-1187", "tr-kars-1921"])
def test_what_is_found_in_a_text_comes_back(name: str) -> None:
    source = read_source(SAMPLES / f"{name}.txt")
    extraction = extract(source)
    draft = found_gold(extraction)
    assert len(draft.mentions) == len(extraction.mentions) > 40
    assert {(m.start, m.end) for m in draft.mentions} == {
        (m.extent.start, m.extent.end) for m in extraction.mentions
    }
    assert {(d.start, d.end, d.edtf, d.calendar) for d in draft.dates} == {
        (d.extent.start, d.extent.end, d.value.edtf, d.value.calendar) for d in extraction.dates
    }
    assert check_gold(draft, source.text) == []
    assert any(e.participants for e in draft.events)
    assert back(write_cas(draft, source), source) == draft


def test_a_draft_has_what_is_asserted_as_a_fact_alone() -> None:
    source = read_source(SAMPLES / "tr-kars-1921.txt")
    extraction = extract(source)
    facts = {
        (e.key, t.passage.start)
        for e in extraction.events
        for t in e.tellings
        if (t.polarity, t.modality) == ("asserted", "fact")
    }
    draft = found_gold(extraction)
    assert {(e.id, start) for e in draft.events for start, _ in e.evidence} == facts


def test_the_layers_are_a_type_system_of_their_own() -> None:
    types = cassis.load_typesystem(type_system())
    source, gold = sample("en-vienna-1814")
    cas = cassis.load_cas_from_json(
        write_cas(gold, source), typesystem=types, merge_typesystem=False
    )
    assert len(cas.select("histkg.Mention")) == len(gold.mentions)
    assert ElementTree.fromstring(type_system()).tag.endswith("typeSystemDescription")


def test_the_layers_of_inception_are_those_of_the_file() -> None:
    given = {layer["name"]: layer for layer in json.loads(inception_layers())}
    assert set(given) == {layer.type for layer in layers()}
    types = cassis.load_typesystem(type_system())
    for name, layer in given.items():
        features = {feature["name"] for feature in layer["features"]}
        assert features == {f.name for f in types.get_type(name).features}
        assert layer["anchoring_mode"] == "CHARACTERS"  # else words snap to what stands around them
        for feature in layer["features"]:
            if feature["link_mode"] == "WITH_ROLE":
                assert types.get_type(feature["link_type_name"]).get_feature("role")
                assert feature["type"] in given
