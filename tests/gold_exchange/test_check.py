"""A gold file that is not in order is told, with where it is wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.gold.check import check_gold
from kg.gold.gold_file import parse_gold
from tests.gold_exchange import small

Gold = dict[str, Any]


def problems(given: Any) -> list[str]:
    gold, found = parse_gold(given, small.TEXT)
    return [str(problem) for problem in found or check_gold(gold, small.TEXT)]


def test_what_is_in_order_has_no_problems() -> None:
    assert problems(small.gold()) == []


def field(part: str, number: int, name: str, value: Any) -> Callable[[Gold], None]:
    def spoil(gold: Gold) -> None:
        gold[part][number][name] = value

    return spoil


def twice(part: str) -> Callable[[Gold], None]:
    return lambda gold: gold[part].append(gold[part][0])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (field("mentions", 0, "start", 22), "mention 1: 'text' is not what stands there"),
        (field("mentions", 0, "end", 9999), "mention 1: 23-9999 is no stretch"),
        (field("mentions", 0, "start", "23"), "mention 1: 'start' must be a number"),
        (field("mentions", 0, "start", True), "mention 1: 'start' must be a number"),
        (field("mentions", 0, "entity", "loc:van"), "(line 2, characters 23-27): there is no"),
        (field("mentions", 0, "type", "ORG"), "is ORG, but loc:kars is LOC; mend one"),
        (field("mentions", 0, "optonal", True), "there is no field 'optonal' here"),
        (field("mentions", 0, "parts", [[5, 5]]), "its parts must lie in the text"),
        (twice("mentions"), "overlaps mention “Kars” (line 2, characters 23-27); keep one"),
        (field("dates", 0, "edtf", "1921-13-10"), "date “13 October 1921” (line 3, char"),
        (field("dates", 0, "edtf", None), "date 1: 'edtf' is missing"),
        (field("dates", 0, "kind", "aeon"), "its kind is 'aeon'; take one of: century, day,"),
        (field("dates", 0, "calendar", "mayan"), "its calendar is 'mayan'"),
        (field("dates", 0, "underspecified", 1), "'underspecified' must be true or false"),
        (field("zones", 0, "end", 7), "gap between zones “8”".replace("8", "7")),
        (field("zones", 0, "end", 12), "overlap of zones “The” (line 2, characters 9-12)"),
        (field("zones", 1, "end", 20), "gap between zones"),
        (field("zones", 0, "kind", "margin"), "its kind is 'margin'"),
        (field("zones", 1, "kind", "citation"), "stands in a zone 'citation'"),
        (field("entities", 0, "id", "kars"), "the id of a LOC begins with 'loc:'"),
        (field("entities", 0, "qid", "83072"), "'83072' is no Wikidata id"),
        (twice("entities"), "entity 'loc:kars': stands 2 times"),
        (field("events", 0, "type", "party"), "event 'treaty_of_kars': its type is 'party'"),
        (field("events", 0, "core", False), "'core' must be true for the type 'treaty'"),
        (field("events", 0, "places", ["loc:van"]), "place: there is no entity 'loc:van'"),
        (field("events", 0, "evidence", []), "has no evidence; mark the clause"),
        (field("events", 0, "evidence", "x"), "'evidence' must be a list in brackets"),
        (field("events", 0, "evidence", [small.quote(" at ")]), "has white space at its edge"),
        (
            field("events", 0, "participants", [{"entity": "per:ali", "role": "king"}]),
            "per:ali: its role is 'king'; take one of:",
        ),
        (
            field("events", 0, "participants", [{"entity": "per:x", "role": "author"}]),
            "participant: there is no entity 'per:x'",
        ),
        (
            field(
                "events",
                0,
                "claims",
                [{"property": "edtf", "value": "1921", "evidence_index": 1}],
            ),
            "evidence_index 1 is none of its evidence",
        ),
        (twice("events"), "event 'treaty_of_kars': stands 2 times"),
        (lambda gold: gold.update(split="train"), "'split' is 'train'; take one of: dev, test"),
        (lambda gold: gold.update(span=[0, 9999]), "0-9999 is no stretch"),
        (lambda gold: gold.update(zones=[]), "zones: there is none"),
        (lambda gold: gold.update(mentions=["Kars"]), "mention 1: must be an object"),
        (lambda gold: gold.pop("dates"), "'dates' must be a list"),
    ],
)
def test_each_fault_is_told(spoil: Callable[[Gold], None], said: str) -> None:
    gold = small.gold()
    spoil(gold)
    found = problems(gold)
    assert any(said in problem for problem in found), found


def test_a_quote_that_moved_is_found_again() -> None:
    gold = small.gold()
    gold["dates"][0]["start"] -= 3
    start = small.TEXT.index("13 October 1921")
    (told,) = problems(gold)
    assert f"“13 October 1921” stands at {start}-{start + 15}" in told


@pytest.mark.parametrize("given", [None, [], 3, "x", {}, {"zones": {}}])
def test_what_is_no_gold_at_all(given: object) -> None:
    assert problems(given)
