"""Search over names in every script."""

from __future__ import annotations

import random
import time

import pytest

from kg.serve.search.index import Index, Thing, index_of
from tests.serve.pages.conftest import Get, fetch, words

THINGS = [
    Thing("p", "person", "Kâzım Karabekir", {"tr": "Kâzım Karabekir"}, told=9),
    Thing("q", "person", "Mustafa Kemal Atatürk", {"ar": "مصطفى كمال أتاتورك"}, told=13),
    Thing("s", "place", "Sakarya River", {}, told=7),
    Thing("k", "person", "Bohdan Khmelnytsky", {}),
]
NAMES = [
    ("p", "Kâzım Karabekir", "tr"),
    ("p", "كاظم قره بكير", "ar"),
    ("q", "Mustafa Kemal Atatürk", "tr"),
    ("q", "مصطفى كمال أتاتورك", "ar"),
    ("s", "Sakarya", "tr"),
    ("k", "Boqdan Xmelnitski", "az"),
    ("nobody", "Kazım", "tr"),
]


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(THINGS, NAMES)


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("Kâzım Karabekir", "p"),
        ("kazim karabekir", "p"),
        ("karabekir", "p"),
        ("karabe", "p"),
        ("Karabekri", "p"),
        ("كاظم قره بكير", "p"),
        ("كاظم", "p"),
        ("Кязим Карабекир", "p"),
        ("Kazem Karabakir", "p"),
        ("ATATÜRK", "q"),
        ("أتاتورك", "q"),
        ("سقاريا", "s"),
        ("Хмельницкий", "k"),
        ("xmelnitski", "k"),
    ],
)
def test_a_name_is_found_in_any_script_and_mistyped(index: Index, typed: str, thing: str) -> None:
    found = index.find(typed)
    assert found
    assert found[0].thing.iri == thing


def test_what_is_like_nothing_finds_nothing(index: Index) -> None:
    assert index.find("Wolfgang") == []
    assert index.find("") == []
    assert index.find("?!—") == []


def test_every_word_that_is_typed_counts(index: Index) -> None:
    assert [f.thing.iri for f in index.find("mustafa karabekir") if f.near > 0.8] == []


def test_a_hundred_thousand_names_answer_quickly() -> None:
    dice = random.Random(1)
    syllables = [c + v for c in "bdfghklmnprstyz" for v in "aeiou"]
    made = ["".join(dice.choices(syllables, k=3)).capitalize() for _ in range(40_000)]
    names = [(str(n), f"{dice.choice(made)} {dice.choice(made)}", "tr") for n in range(100_000)]
    large = index_of((Thing(n, "person", name, {}) for n, name, _ in names), names)
    began = time.process_time()
    for _, name, _ in names[:20]:
        assert name in {f.name for f in large.find(name[:-1] + "x")}
    assert (time.process_time() - began) / 20 < 0.25


def test_the_page_groups_by_kind_and_links(get: Get) -> None:
    page = get("/search", q="sakaria")
    assert page.xpath(
        "//section[@aria-labelledby='of-event']//a[@href='/page/event/battle-of-the-sakarya']"
    )
    assert page.xpath(
        "//section[@aria-labelledby='of-place']//a[starts-with(@href, '/page/place/')]"
    )
    assert page.xpath("//form[@role='search']/input[@value='sakaria']")


def test_names_stand_in_the_reader_s_language(get: Get) -> None:
    page = get("/search", q="kars", lang="ar")
    assert "معاهدة قارص" in words(page)


def test_a_kind_can_be_asked_for_alone(get: Get) -> None:
    page = get("/search", q="kars", kind="place")
    assert len(page.xpath("//section")) == 1


def test_what_is_typed_is_text_and_nothing_else(server: str) -> None:
    for typed in ('"><script>alert(1)</script>', "{{ 7*7 }}", "\u202e" * 50, "a" * 5000, "\x00"):
        answer = fetch(f"{server}/search", params={"q": typed, "lang": "en"})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "49</bdi>" not in answer.text


def test_what_bears_just_a_name_is_found_at_once() -> None:
    town = Thing("https://x/id/place/kars", "place", "Kars", {}, told=2)
    fort = Thing("https://x/id/place/kars-2", "place", "Kars", {}, told=5)
    names = [(town.iri, "Kars", "tr"), (town.iri, "قارص", "ar"), (fort.iri, "KARS", "en")]
    index = index_of([town, fort], names)
    assert index.bearers("kars") == [fort, town]
    assert index.bearers("قارص") == [town]
    assert index.bearers("Kar") == []
