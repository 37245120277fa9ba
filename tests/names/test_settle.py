from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.names.settle import Names

Settle = Callable[..., Names]


def owners(names: Names, reading: int = 0) -> list[str]:
    return [s.entity for s in names.spans[reading]]


@pytest.mark.parametrize(
    "text",
    [
        "General Orhan Kervancık geldi. Ertesi gün Kervancık’ın emri okundu.",
        "Nihat Sağdıç Bey geldi. Bunun üzerine Nihat Bey söz aldı.",
        "Toplantıda Nihat Sağdıç vardı. Kararı N. Sağdıç yazdı.",
        "Ordu Komutanı Ahmet Sağdıç Paşa geldi. Sonra Ahmet Sağdıç ayrıldı.",
    ],
)
def test_shorter_forms_are_the_person_named_in_full(text: str, settle: Settle) -> None:
    names = settle(("tr", text))
    people = [e for e in names.entities if e.type == "Person"]
    assert len(people) == 1
    assert len(people[0].names) == 2
    assert len(people[0].label) == max(len(n.text) for n in people[0].names)


def test_titles_keep_namesakes_apart(settle: Settle) -> None:
    names = settle(("tr", "O gün Halil Paşa Bağdat’ta idi; Halil Bey ise Berlin’e gitti."))
    assert len({e.key for e in names.entities if e.type == "Person"}) == 2


def test_names_are_one_across_languages_and_scripts(settle: Settle) -> None:
    names = settle(
        ("en", "The army was led by General Rustem Shahbazov."),
        ("tr", "Orduyu General Rüstem Şahbazov yönetti."),
        ("az", "Ordunu general Rüstəm Şahbazovun qərargahı idarə etdi."),
        ("ar", "قاد الجيش الجنرال رستم شهبازوف"),
    )
    assert [e.label for e in names.entities if e.type == "Person"] != []
    assert len({owners(names, i)[0] for i in range(4)}) == 1
    languages = {n.language for n in names.entities[0].names}
    assert languages == {"en", "tr", "az", "ar"}


def test_a_known_name_brings_its_entry(settle: Settle) -> None:
    names = settle(("tr", "Sivas’a gitti."), ("ar", "وصل إلى سيواس"))
    assert [(e.gazetteer, e.type) for e in names.entities] == [("sivas", "Place")]


def test_the_type_is_settled_by_all_mentions(settle: Settle) -> None:
    """The second mention alone tells that it is a place."""
    names = settle(("tr", "Yolda Örencik görüldü. Ordu Örencik’te kaldı. Sabah Örencik kasabasından çıkıldı."))  # fmt: skip
    assert {s.type for s in names.spans[0]} == {"Place"}
    assert len(names.spans[0]) == 3
    assert len(names.entities) == 1


def test_an_ending_is_cut_where_the_document_knows_the_stem(settle: Settle) -> None:
    text = "Səhər Balakən görüldü. Qoşun Balakənə çatdı. Balakəndə qaldılar."
    names = settle(("az", text))
    assert {text[s.start : s.end] for s in names.spans[0]} == {"Balakən"}
    assert len(names.entities) == 1


def test_a_list_tells_the_type_of_its_members(settle: Settle) -> None:
    text = "Ordu Kars, Zengibasar ve Ardahan üzerinden geldi."
    names = settle(("tr", text))
    assert [text[s.start : s.end] for s in names.spans[0]] == ["Kars", "Zengibasar", "Ardahan"]
    assert {s.type for s in names.spans[0]} == {"Place"}


def test_a_body_without_name_is_the_one_last_named(settle: Settle) -> None:
    text = "Karar Türkiye Büyük Millet Meclisi’ne sunuldu. Ertesi gün bunu Meclis’te okudular."
    names = settle(("tr", text))
    assert len(set(owners(names))) == 1


def test_numbers_tell_bodies_apart_and_are_one_however_written(settle: Settle) -> None:
    names = settle(("tr", "Önce XV. Kolordu, sonra III. Kolordu ve nihayet 15. Kolordu geldi."))
    first, second, third = owners(names)
    assert first == third != second


def test_a_word_in_lower_case_elsewhere_is_no_name_at_a_sentence_s_beginning(settle: Settle) -> None:  # fmt: skip
    names = settle(("tr", "Telgraf geldi, telgraf okundu. Telgrafta şöyle deniyordu."))
    assert names.spans == ((),)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Mustafa Kemal Paşa",
                "Kemal",
                "Ankara’da",
                "Ankara Hükümeti",
                "Derbentli",
                "ve",
                "XV. Kolordu",
                "Ermenilerin",
                "geldi.",
                ",",
                "\n\n",
            ]
        ),
        max_size=25,
    )
)
def test_spans_are_sorted_apart_and_owned(settle: Settle, words: list[str]) -> None:
    text = " ".join(words)
    names = settle(("tr", text))
    keys = [e.key for e in names.entities]
    assert len(keys) == len(set(keys))
    last = 0
    for span in names.spans[0]:
        assert last <= span.start < span.end <= len(text)
        assert span.entity in keys
        assert 0 < span.confidence <= 1
        last = span.end


def test_no_readings_no_names(settle: Settle) -> None:
    assert settle() == Names(entities=(), spans=())
