"""What is put together across documents, what stays apart, and what a person must look at."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates.edtf import parse_edtf
from kg.curation.model import Curation, Pair
from kg.identity.cards import Days, EntityCard, EventCard, from_json, to_json
from kg.identity.unite import unite
from tests.identity.conftest import ID, documents, entity, event

YEAR = 365


def verdict(*cards: EntityCard | EventCard, curation: Curation | None = None) -> str:
    """same, different, unsure, or "" where nothing was to decide, of two cards of two documents."""
    union = unite(documents(*cards), curation or Curation())
    joined = any({cards[0], cards[1]} <= set(c.cards) for c in union.clusters)
    said = {d.verdict for d in union.decisions if {d.one, d.other} == {c.iri for c in cards[:2]}}
    assert joined == (said == {"same"})
    return "".join(sorted(said))


def days(edtf: str) -> Days:
    value = parse_edtf(edtf)
    assert value.earliest is not None
    assert value.latest is not None
    return value.earliest, value.latest


@pytest.mark.parametrize(
    ("kind", "one", "other", "wanted"),
    [
        ("Person", ("Kâzım Karabekir", "tr"), ("كاظم قره بكير", "ar"), "same"),
        ("Person", ("Kâzım Karabekir Paşa", "tr"), ("Kazım Qarabəkir", "az"), "same"),
        ("Person", ("Kâzım Karabekir", "tr"), ("Казым Карабекир", "ru"), "same"),
        ("Person", ("Üzeyir Hacıbəyov", "az"), ("Hacıbəyov Üzeyir", "az"), "same"),
        ("Person", ("Məmməd Həsən Hacınski", "az"), ("Məmmədhəsən Hacınski", "az"), "same"),
        ("Person", ("Halil Bey", "tr"), ("Halil Paşa", "tr"), ""),
        ("Person", ("Halil", "tr"), ("Halil", "tr"), ""),
        ("Person", ("Ahmed Muhtar", "tr"), ("Mahmud Muhtar", "tr"), ""),
        ("Place", ("Çukurviran", "tr"), ("Çukurviran", "az"), "same"),
        ("Place", ("Prag Kalesi", "tr"), ("Praqa Qalası", "az"), "same"),
        ("Place", ("Karaağaç", "tr"), ("Kürəkçay", "az"), ""),
        ("Organisation", ("Azerbaycan Hükümeti", "tr"), ("Azərbaycan Hökuməti", "az"), "same"),
        ("Organisation", ("Cemiyet", "tr"), ("Cemiyet", "tr"), ""),
    ],
)
def test_names(kind: str, one: tuple[str, str], other: tuple[str, str], wanted: str) -> None:
    cards = entity(kind, one[0], "a", one[1]), entity(kind, other[0], "b", other[1])
    assert verdict(*cards) == wanted


def test_one_word_needs_company() -> None:
    near = tuple((f"{ID}place/{name}", 2) for name in ("kars", "gumru", "batum"))
    one = entity("Person", "Şevket Paşa", "a", places=near)
    other = entity("Person", "شوكت باشا", "b", "ar", places=near)
    assert verdict(one, other) == "same"
    far = entity("Person", "شوكت باشا", "b", "ar")
    assert verdict(one, far) == ""


def test_people_of_one_name_a_century_apart_are_two() -> None:
    one = entity("Person", "Ali Rıza Paşa", "a", first=2_380_000, last=2_380_100)
    other = entity("Person", "Ali Rıza Paşa", "b", first=2_420_000, last=2_420_100)
    assert verdict(one, other) == "different"


def test_nobody_acts_before_his_birth() -> None:
    one = entity("Person", "Ali Rıza", "a", lived=(2_415_000, None))
    other = entity("Person", "Ali Rıza", "b", first=2_412_000, last=2_412_010)
    assert verdict(one, other) != "same"


def test_a_part_of_two_names_is_of_neither() -> None:
    short = entity("Person", "Mustafa Kemal", "a")
    full = [
        entity("Person", f"Mustafa Kemal {name}", slug)
        for name, slug in (("Derviş", "b"), ("Sağlam", "c"))
    ]
    union = unite(documents(short, *full))
    assert len(union.clusters) == 3


NAME = (f"{ID}place/sivas",)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        # one congress in three languages, its end told a day apart
        (
            event("Congress", "sivas-kongresi", "a", days("1919-09-04/1919-09-11"), told_by=NAME),
            event("Congress", "mutamar", "b", days("1919-09-04/1919-09-12"), told_by=NAME),
            "same",
        ),
        # Old Style
        (
            event("Treaty", "one", "a", days("1878-02-19"), told_by=NAME),
            event("Treaty", "other", "b", days("1878-03-03"), told_by=NAME),
            "same",
        ),
        # two treaties of one town
        (
            event("Treaty", "one", "a", days("1814-05-30"), told_by=NAME),
            event("Treaty", "other", "b", days("1856-03-30"), told_by=NAME),
            "different",
        ),
        # without a name: the same place and day
        (
            event("Battle", "one", "a", days("1191-09-07"), places=NAME),
            event("Battle", "other", "b", days("1191-09-07"), places=NAME),
            "same",
        ),
        # a whole year is too vague
        (
            event("Battle", "one", "a", days("1191"), places=NAME),
            event("Battle", "other", "b", days("1191"), places=NAME),
            "",
        ),
        # another place
        (
            event("Battle", "one", "a", days("1191-09-07"), places=NAME, told_by=("=x",)),
            event(
                "Battle",
                "other",
                "b",
                days("1191-09-07"),
                told_by=("=x",),
                places=(f"{ID}place/acre",),
            ),
            "unsure",
        ),
        # first and second
        (
            event("Battle", "one", "a", days("1921-01"), told_by=("1", *NAME)),
            event("Battle", "other", "b", days("1921-01"), told_by=("2", *NAME)),
            "different",
        ),
        # a congress is not the treaty that it makes
        (
            event("Congress", "one", "a", days("1878-07-13"), told_by=NAME),
            event("Treaty", "other", "b", days("1878-07-13"), told_by=NAME),
            "",
        ),
        # an armistice is not the peace
        (
            event("Armistice", "one", "a", days("1878-01-31"), type="Treaty", told_by=NAME),
            event("PeaceTreaty", "other", "b", days("1878-03-03"), type="Treaty", told_by=NAME),
            "",
        ),
    ],
)
def test_events(one: EventCard, other: EventCard, wanted: str) -> None:
    assert verdict(one, other) == wanted


def test_a_part_is_not_its_whole() -> None:
    whole = event("War", "war", "a", days("1919/1922"), told_by=NAME)
    part = event("War", "front", "b", days("1919/1922"), told_by=NAME, part_of=(whole.iri,))
    assert verdict(whole, part) == "different"


def test_without_a_date_two_of_one_name_leave_it_open() -> None:
    dated = [
        event("Treaty", f"t{y}", f"d{y}", days(str(y)), told_by=NAME, places=NAME)
        for y in (1827, 1840)
    ]
    bare = event("Treaty", "bare", "b", told_by=NAME, places=NAME)
    union = unite(documents(*dated, bare))
    assert len(union.clusters) == 3
    assert {d.verdict for d in union.decisions} == {"unsure", "different"}


def test_a_person_decides_and_the_decision_says_so() -> None:
    one, other = entity("Person", "Halil Bey", "a"), entity("Person", "Halil Paşa", "b")
    pair = Pair(one.iri, other.iri, "the same signature", "A. Historian", "2024-05-01")
    assert verdict(one, other, curation=Curation(same=(pair,))) == "same"
    made = unite(documents(one, other), Curation(same=(pair,))).decisions[0]
    assert (made.evidence, made.author, made.date) == (
        ("the same signature",),
        "A. Historian",
        "2024-05-01",
    )
    alike = entity("Place", "Çukurviran", "a"), entity("Place", "Çukurviran", "b")
    parted = Curation(different=(Pair(alike[0].iri, alike[1].iri),))
    assert verdict(*alike, curation=parted) == "different"


def test_what_a_person_decided_of_something_gone_is_told() -> None:
    pair = Pair(f"{ID}person/gone", f"{ID}person/gone-too")
    assert unite([], Curation(same=(pair,))).vanished == (pair,)


SHELF: Sequence[EntityCard | EventCard] = (
    *(entity("Person", "Kâzım Karabekir Paşa", s) for s in "abc"),
    *(entity("Person", "Kâzım Bey", s) for s in "abd"),
    *(entity("Place", "Çukurviran", s) for s in "acd"),
    *(event("Battle", "b", s, days("1191-09-07"), places=NAME) for s in "abd"),
    *(event("Treaty", "t", s, told_by=NAME) for s in "bc"),
)


@given(st.permutations(documents(*SHELF)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_documents_changes_nothing(shelf: list) -> None:  # type: ignore[type-arg]
    assert unite(shelf) == unite(documents(*SHELF))


def test_cards_survive_the_way_to_disk() -> None:
    for document in documents(*SHELF):
        assert from_json(to_json(document)) == document
