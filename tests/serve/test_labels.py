"""What events without a name are called in the interface's languages."""

from __future__ import annotations

import csv

import pytest

from extractors.events.lexicon import event_types
from kg.assets import asset
from kg.serve.ask import Asker
from kg.serve.labels import label_of
from kg.serve.search.index import Index, Thing, index_of
from kg.serve.search.keeping import is_made
from kg.serve.words import LANGUAGES, words_of

BASE = "https://histkg.example/id"
KARS = {"en": "Kars", "tr": "Kars", "ar": "قارص", "az": "Qars"}
KING = {"en": "Richard I", "ar": "ريتشارد الأول"}


class Known(Asker):
    """Has an index of names, and no engine to ask."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def made(self, make: object) -> Index:  # type: ignore[override]
        return self.index


def _said(label: str, **names: str) -> tuple[str, ...]:
    event = Thing(f"{BASE}/event/x", "event", label, names)
    kars = Thing(f"{BASE}/place/kars", "place", "Kars", KARS, told=3)
    king = Thing(f"{BASE}/person/richard-i", "person", "Richard I", KING, told=2)
    spelt = [(kars.iri, "قارص", "ar"), (kars.iri, "Kars", "tr"), (king.iri, "Richard I", "en")]
    ask = Known(index_of([event, kars, king], spelt))
    return tuple(label_of(ask, event.iri, words_of(code), label) for code in LANGUAGES)


def test_place_and_date_are_in_the_reader_s_language() -> None:
    assert _said("Battle of قارص, 1744-22") == (
        "Battle of Kars, summer 1744",
        "Kars Muharebesi, 1744 yazı",
        "معركة قارص، صيف 1744",
        "Qars döyüşü, yay 1744",
    )


def test_people_stand_uninflected_and_in_their_own_order() -> None:
    assert _said("Death of Richard I, 6 April 1199") == (
        "Death of Richard I, 6 April 1199",
        "Ölüm: Richard I, 6 Nisan 1199",
        "وفاة ريتشارد الأول، 6 أبريل 1199",
        "Ölüm: Richard I, 6 aprel 1199",
    )
    assert _said("Journey of Ypsilantis to قارص, 1821~")[1:3] == (
        "Yolculuk: Ypsilantis → Kars, 1821 civarı",
        "رحلة \u2068Ypsilantis\u2069 إلى قارص، نحو 1821",
    )


def test_a_type_alone_will_do() -> None:
    assert _said("Battle, 1919/..") == (
        "Battle, from 1919",
        "Muharebe, 1919 ve sonrası",
        "معركة، منذ 1919",
        "Döyüş, 1919 və sonrası",
    )


@pytest.mark.parametrize(
    "name", ["Battle of the Camel", "Declaration of Independence", "Çaldıran döyüşü"]
)
def test_names_stay_as_they_are(name: str) -> None:
    assert set(_said(name)) == {name}


@pytest.mark.parametrize(
    ("label", "language", "made"),
    [
        ("Battle of Çaldıran, 1514-08-23~", "tr", True),
        ("Battle of Çaldıran, 1514-08-23~", "en", True),
        ("Battle of Actium", "en", False),  # may be a name
        ("Amyen müqaviləsi, 1802", "az", False),
    ],
)
def test_labels_that_were_made_are_told_from_names(label: str, language: str, made: bool) -> None:
    assert is_made(label, language) is made


def test_a_name_in_the_reader_s_language_goes_first() -> None:
    assert _said("Battle of Kars, 1920", tr="Kars’ın Geri Alınışı")[1] == "Kars’ın Geri Alınışı"


def test_every_type_that_is_told_and_every_kind_has_words() -> None:
    for kind in event_types():
        assert words_of("en")(f"event_{kind}") == event_types()[kind].label
    for table in ("persons", "places", "groups", "organisations"):
        with (asset("data/gazetteer") / f"{table}.tsv").open(encoding="utf-8") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            for kind in {row["kind"] for row in rows} - {""}:
                assert words_of("tr").get(f"kind_{kind}", ""), f"a word for: {kind}"
