import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.names.keys import name_key, word_keys


@pytest.mark.parametrize(
    "names",
    [
        {"ar": "كاظم قره بكير", "tr": "Kâzım Karabekir", "ru": "Кязим Карабекир", "en": "Kazem Karabekir", "az": "Kazım Qarabəkir"},
        {"ar": "عبد الحميد", "tr": "Abdülhamid", "az": "Əbdülhəmid", "en": "Abdul Hamid", "ru": "Абдул-Хамид"},
        {"ar": "صلاح الدين", "tr": "Selahaddin", "az": "Səlahəddin", "en": "Salah al-Din"},
        {"ar": "أنور باشا", "tr": "Enver Paşa", "az": "Ənvər paşa", "en": "Enver Pasha", "ru": "Энвер-паша"},
        {"tr": "Çiçerin", "en": "Chicherin", "ru": "Чичерин", "ar": "تشيتشرين"},
        {"tr": "İsmet İnönü", "ar": "عصمت اينونو", "en": "İsmet Inonu"},
        {"tr": "Halil", "az": "Xəlil", "en": "Khalil", "ar": "خليل", "ru": "Халил"},
        {"tr": "Şamil", "az": "Şamil", "en": "Shamil", "ru": "Шамиль", "ar": "شامل"},
    ],
)  # fmt: skip
def test_scripts_share_a_key(names: dict[str, str]) -> None:
    assert len({name_key(text, language) for language, text in names.items()}) == 1, {
        language: name_key(text, language) for language, text in names.items()
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [("Enver Paşa", "Talat Paşa"), ("Halil Paşa", "Halil Bey"), ("Batum", "Bakü"), ("Kars", "Sivas")],
)  # fmt: skip
def test_different_names_differ(one: str, other: str) -> None:
    assert name_key(one, "tr") != name_key(other, "tr")


def test_the_article_is_silent_before_a_sun_letter_and_at_the_beginning() -> None:
    assert word_keys("نور الدين", "ar") == ("nr", "tn")
    assert word_keys("عبد القادر", "ar")[1].startswith("l")
    assert name_key("العراق", "ar") == name_key("Irak", "tr")


@given(st.text(max_size=40), st.sampled_from(["tr", "ar", "az", "en", "ru"]))
def test_keys_are_plain_letters_and_stable(text: str, language: str) -> None:
    key = name_key(text, language)
    assert set(key) <= set(string.ascii_lowercase)
    assert key == name_key(text, language)


@given(st.text(alphabet=string.ascii_letters + " ", max_size=30))
def test_a_key_does_not_depend_on_capitals(text: str) -> None:
    assert name_key(text.upper(), "en") == name_key(text.lower(), "en")
