"""What a person did in the annotation tool is taken over, or told where it can't be."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import Source
from kg.gold.cas_read import read_cas, text_name
from kg.gold.cas_structures import Structures
from kg.gold.problems import GoldError
from kg.gold.units import Units
from kg.gold.values import Entity, Gold, Participant
from tests.gold_exchange import small
from tests.gold_exchange.small import SOURCE, TEXT, structures
from tests.gold_exchange.strategies import source_of

Cas = dict[str, Any]


def read(cas: Cas, source: Source = SOURCE) -> tuple[Gold, list[str]]:
    gold, problems = read_cas(Structures(json.loads(json.dumps(cas)), "cas.json"), source)
    return gold, [str(problem) for problem in problems]


def add(cas: Cas, layer: str, words: str, **features: Any) -> int:
    units = Units(TEXT)
    start = TEXT.index(words)
    number = max(s["%ID"] for s in cas["%FEATURE_STRUCTURES"]) + 1
    cas["%FEATURE_STRUCTURES"].append(
        {
            "%ID": number,
            "%TYPE": f"histkg.{layer}",
            "@sofa": 1,
            "begin": units.units(start),
            "end": units.units(start + len(words)),
            **features,
        }
    )
    cas["%VIEWS"]["_InitialView"]["%MEMBERS"].append(number)
    return number


def test_untouched_it_is_what_it_was() -> None:
    gold, problems = read(small.cas())
    assert problems == []
    assert [e.id for e in gold.entities] == ["loc:kars", "per:ali"]
    assert gold.events[0].participants == (Participant("per:ali", "signatory"),)
    assert TEXT[gold.dates[0].start : gold.dates[0].end] == "13 October 1921"


def test_a_new_mention_brings_its_entity() -> None:
    cas = small.cas()
    add(
        cas,
        "Mention",
        "Bey",
        kind="PER",
        entity="per:bey",
        identifier="https://www.wikidata.org/wiki/Q1",
    )
    gold, problems = read(cas)
    assert problems == []
    assert Entity("per:bey", "PER", "Bey", "Bey", "Q1") in gold.entities


def test_a_new_clause_of_an_event_needs_its_key_alone() -> None:
    cas = small.cas()
    add(cas, "Event", "by Ali Bey", key="treaty_of_kars", claims="1921-10-13 1921-10-14")
    gold, problems = read(cas)
    assert problems == []
    (event,) = gold.events
    assert len(event.evidence) == 2
    assert [(c.edtf, c.evidence) for c in event.claims] == [("1921-10-13", 1), ("1921-10-14", 1)]


def test_an_event_without_value_has_that_of_its_date() -> None:
    cas = small.cas()
    structures(cas, "Event")[0].pop("edtf")
    assert read(cas)[0].events[0].edtf == "1921-10-13"


def test_what_was_deleted_is_gone() -> None:
    cas = small.cas()
    date = structures(cas, "Date")[0]["%ID"]
    event = structures(cas, "Event")[0]
    event.pop("@dates")
    cas["%VIEWS"]["_InitialView"]["%MEMBERS"].remove(date)
    gold, problems = read(cas)
    assert problems == []
    assert gold.dates == ()


def test_older_writers_keep_structures_by_id() -> None:
    cas = small.cas()
    cas["%FEATURE_STRUCTURES"] = {s.pop("%ID"): s for s in cas["%FEATURE_STRUCTURES"]}
    assert read(cas) == read(small.cas())


def change(layer: str, **features: Any) -> Callable[[Cas], None]:
    return lambda cas: structures(cas, layer)[0].update(features)


def _no_role(cas: Cas) -> None:
    structures(cas, "EventParticipantsLink")[0]["role"] = " "


def _two_labels(cas: Cas) -> None:
    add(cas, "Event", "by Ali", key="treaty_of_kars", label="Peace of Kars")


def _two_items(cas: Cas) -> None:
    structures(cas, "Mention")[1]["identifier"] = "Q5"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (change("Mention", entity=" "), "Mention “Kars” (line 2, characters 23-27): 'entity' is"),
        (change("Mention", begin=28, end=28), "marks no character; delete it"),
        (change("Mention", begin=29, end=34), "lies within a character of two code units"),
        (change("Mention", end=99999), "lies outside of the text"),
        (change("Mention", begin="x"), "its place is 'x', not a number"),
        (change("Date", edtf=None), "Date “13 October 1921” (line 3, char"),
        (change("Event", key=""), "'key' is empty; fill it in"),
        (change("Event", label=""), "'label' is empty; fill it in"),
        (change("EventPlacesLink", **{"@target": 9999}), "a link in 'places' leads to nothing"),
        (change("EventPlacesLink", **{"@target": [1]}), "a link in 'places' leads to nothing"),
        (_no_role, "has no role; give it one"),
        (_two_labels, "'label' is 'Treaty of Kars' and 'Peace of Kars'; decide for one"),
        (_two_items, "entity 'loc:kars': 'identifier' is 'Q83072' and 'Q5'"),
    ],
)
def test_what_cannot_be_understood_is_told(spoil: Callable[[Cas], None], said: str) -> None:
    cas = small.cas()
    spoil(cas)
    _, problems = read(cas)
    assert any(said in problem for problem in problems), problems
    assert len(problems) == len(set(problems))


def test_another_text_is_refused_with_the_line() -> None:
    other = source_of(TEXT.replace("Ali", "Veli"))
    with pytest.raises(GoldError, match="another one from line 3 on"):
        read(small.cas(), other)


def test_a_file_of_other_bytes_is_refused() -> None:
    with pytest.raises(GoldError, match="has changed since it was exported"):
        read(small.cas(), Source(SOURCE.name, TEXT, "0" * 64))


def test_the_name_of_the_text() -> None:
    cas = small.cas()
    assert text_name(Structures(cas, "x"), "annotator.json") == "text.txt"
    structures(cas, "Text")[0].pop("doc")
    assert text_name(Structures(cas, "x"), "letter.json") == "letter.txt"
    assert text_name(Structures(cas, "x"), "letter.txt.json") == "letter.txt"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


def ends_in_words(cas: Any) -> bool:
    """Any other error than ours is for a person no help."""
    try:
        problems = read(cas)[1]
    except GoldError as fault:
        problems = [str(fault)]
    return all(len(problem) > 20 for problem in problems)


@given(st.data())
def test_a_spoilt_file_ends_in_words_for_a_person(data: st.DataObject) -> None:
    cas = small.cas()
    structure = data.draw(st.sampled_from(cas["%FEATURE_STRUCTURES"]))
    structure[data.draw(st.sampled_from(sorted(structure)))] = data.draw(JSON)
    assert ends_in_words(cas)


@given(JSON, st.sampled_from(["%FEATURE_STRUCTURES", "%VIEWS", ""]))
def test_what_is_no_cas_is_told(value: object, where: str) -> None:
    assert ends_in_words({**small.cas(), where: value} if where else value)
