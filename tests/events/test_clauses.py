"""Clauses, slots, moods: what a clause gives to its event and what it does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.events.examples import read_example


def _first(text: str, code: str) -> dict[str, set[str]]:
    [(event, labels), *_] = read_example(text, code)
    said: dict[str, set[str]] = {}
    for claim in event.claims:
        said.setdefault(claim.role or claim.property, set()).add(
            labels.get(claim.value, claim.value)
        )
    return said


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("tr", "{P:Enver Paşa} {D=1918:1918}'de {L:Bakü}'ye gitmek istedi."),
        ("tr", "{P:Enver Paşa} {D=1918:1918}'de {L:Bakü}'ye gitmedi."),
        ("tr", "{G:İngilizler}in {D=1920:1920}'de {L:Bakü}'yü işgal edeceği söylentisi yayıldı."),
        ("az", "{P:Nuru Paşa} {D=1918:1918-ci il}də {L:Tiflis}ə gedəcək."),
        ("az", "{P:Nuru Paşa} {D=1918:1918-ci il}də {L:Tiflis}ə getmədi."),
        ("en", "{P:Napoleon} did not occupy {L:Riga} in {D=1812:1812}."),
        ("en", "{P:Napoleon} planned to occupy {L:Riga} in {D=1812:1812}."),
        ("en", "{P:Napoleon} would have occupied {L:Riga} in {D=1812:1812}."),
        ("ar", "لم يصل {P:محمد علي} الى {L:اسطنبول} عام {D=1833:1833}."),
        ("ar", "اراد {P:محمد علي} ان يدخل {L:اسطنبول} عام {D=1833:1833}."),
    ],
)
def test_plans_denials_and_rumours_are_no_facts(code: str, text: str) -> None:
    assert read_example(text, code) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("tr", "{P:Ali Paşa} barıştan yanaydı."),
        ("en", "{P:Bismarck} was fond of treaties and congresses."),
        ("ar", "كان {P:صلاح الدين} كريما."),
        ("az", "{P:Axundov} böyük yazıçı idi."),
    ],
)
def test_what_has_neither_date_nor_name_is_no_event(code: str, text: str) -> None:
    assert read_example(text, code) == []


def test_an_earlier_participle_keeps_its_own_date_and_place() -> None:
    text = (
        "{D=1919-05-16:16 Mayıs}'ta {L:İstanbul}'dan hareket eden {P:Refet Bey} "
        "{D=1919-05-19:19 Mayıs}'ta {L:Samsun}'a geldi."
    )
    told = [
        {labels.get(c.value, c.value) for c in event.claims}
        for event, labels in read_example(text, "tr")
    ]
    assert told == [{"1919-05-16", "İstanbul", "Refet Bey"}, {"1919-05-19", "Samsun", "Refet Bey"}]


def test_an_english_passive_turns_the_parts() -> None:
    said = _first("{P:Wallenstein} was dismissed by {P:Ferdinand II} in {D=1630:1630}.", "en")
    assert said["person"] == {"Wallenstein"}
    assert said["appointer"] == {"Ferdinand II"}


def test_a_turkish_passive_turns_the_parts() -> None:
    said = _first("{P:Said Paşa} {D=1908:1908}'de {P:Abdülhamid} tarafından azledildi.", "tr")
    assert said["person"] == {"Said Paşa"}
    assert said["appointer"] == {"Abdülhamid"}


def test_the_town_of_a_name_is_the_name() -> None:
    assert _first("{P:Saladin} took the town of {L:Tiberias} on {D=1187-07-02:2 July 1187}.", "en")[
        "place"
    ] == {"Tiberias"}


def test_a_date_in_brackets_behind_the_verb_is_its_date() -> None:
    text = "{P:Yavuz} {L:Mercidabık}'ta {P:Kansu Gavri}'yi yendi ({D=1516-08-24:25 Receb 922})."
    assert _first(text, "tr")["date"] == {"1516-08-24"}


def test_until_when_is_no_date_of_an_event() -> None:
    assert read_example("{P:Ali Bey} {D=1919:1919}'a kadar {L:Bursa}'ya gitti.", "tr") == []


def test_a_title_without_a_name_is_a_subject_of_its_own() -> None:
    text = (
        "{P:İbrahim Paşa} {D=1526:1526}'da {L:Edirne}'ye geldi. "
        "Padişah {D=1526-09:Eylül}'de {L:Budin}'e gitti."
    )
    assert len(read_example(text, "tr")) == 1


_PIECES = st.sampled_from(
    [
        "{P:Ali Paşa}", "{L:Bursa}'ya", "{D=1526:1526}'da", "geldi", "işgal etti", "antlaşma",
        "Kongresi'nde", ",", "ve", ".", "(", ")", "imzalanan", "bu", "\n\n", "'", "-", "{O:Meclis}",
    ]
)  # fmt: skip


@settings(deadline=None)  # the first text in a language loads its tables
@given(st.lists(_PIECES, max_size=25), st.sampled_from(["tr", "az", "en", "ar"]))
def test_any_row_of_words_is_read_and_quoted(pieces: list[str], code: str) -> None:
    text = " ".join(pieces)
    for event, _ in read_example(text, code):
        assert event.tellings
        for telling in event.tellings:
            assert telling.passage.start <= telling.trigger.start
            assert telling.trigger.end <= telling.passage.end


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{D=1555:1555-ci il}də {L:Amasya}da bağlanmış müqavilə pozuldu.", {"Amasya"}),
        ("{P:Uzun Həsən} {D=1473:1473-cü il}də {L:Toqat}a getmiş, sonra ölmüşdü.", {"Toqat"}),
    ],
)
def test_a_participle_is_told_from_a_finite_verb_by_what_follows(
    text: str, place: set[str]
) -> None:
    assert _first(text, "az")["place"] == place


def test_an_and_before_another_subject_opens_a_clause() -> None:
    text = (
        "{P:Saladin} died in {L:Damascus} on {D=1193-03-04:4 March 1193} and {P:al-Adil} "
        "took {L:Cairo} in {D=1200:1200}."
    )
    died, took = (event for event, _ in read_example(text, "en"))
    assert [died.type, took.type] == ["Death", "Occupation"]
    assert not {c.value for c in died.claims} & {c.value for c in took.claims}


def test_the_verb_ending_says_that_the_one_spoken_of_signed() -> None:
    text = (
        "{P:Reşid Paşa} {D=1837:1837}'de Hariciye Nazırı oldu. "
        "{L:Balta Limanı} Antlaşması'nı {D=1838-08-16:16 Ağustos 1838}'de imzaladı."
    )
    treaty = next(event for event, _ in read_example(text, "tr") if event.type == "Treaty")
    assert [c.role for c in treaty.claims if c.property == "actor"] == ["signatory"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "{P:Musa Çelebi} {D=1413:1413}'te öldürüldü ve {P:Çelebi Mehmed} tahta çıktı.",
            ["1413", "1413"],
        ),
        ("{P:Musa Çelebi} {D=1413:1413}'te öldürüldü; {P:Çelebi Mehmed} tahta çıktı.", ["1413"]),
        (
            "{P:Musa Çelebi} {D=1413:1413}'te öldürüldü ve {P:Murad} sonradan tahta çıktı.",
            ["1413"],
        ),
        ("{P:Ali Suavi} {D=1839:1839}'da doğdu, {L:Filibe}'ye gitti.", ["1839"]),
    ],
)
def test_a_clause_passes_its_date_on_to_the_one_it_leads_into(text: str, dates: list[str]) -> None:
    told = read_example(text, "tr")
    assert [c.value for e, _ in told for c in e.claims if c.property == "date"] == dates
