from __future__ import annotations

import pytest

from extractors.text.tongue import UNKNOWN, detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sultan Mahmud 1826 yılında Yeniçeri Ocağı’nı kaldırdı ve yeni bir ordu kurdu.", "tr"),
        ("Xanlıq 1805-ci ildə Rusiya ilə müqavilə bağladı və onun tabeliyinə keçdi.", "az"),
        ("The Sultan abolished the corps in 1826 and raised a new army in its place.", "en"),
        ("ألغى السلطان هذه الفرقة في عام 1826 وأسس جيشا جديدا على النظام الحديث.", "ar"),
        ("Султан уничтожил этот корпус в 1826 году и создал новую армию, которая была мала.", "ru"),
        ("Le sultan supprima ce corps en 1826 et créa une nouvelle armée dans la capitale.", "fr"),
        ("1826.", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_language_of_a_passage(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_foreign_words_do_not_change_the_language_around_them() -> None:
    text = "Lawrence, The Seven Pillars of Wisdom adlı kitabında Arap isyanını anlatır ve över."
    assert detect_language(text, "tr") == "tr"


def test_a_turkish_title_in_azerbaijani_text_is_not_another_language() -> None:
    text = "Müəllif Yaşar Akbıyık, “Milli Mücadelede Güney Cephesi” kitabında bu haqda yazır."
    assert detect_language(text, "az") == "az"
