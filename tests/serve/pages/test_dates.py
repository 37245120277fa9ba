"""Dates as people write them."""

from __future__ import annotations

import pytest

from kg.serve.dates import date_in_words
from kg.serve.words import LANGUAGES, words_of

SAID = [
    ("1919-09-04", "4 September 1919", "4 Eylül 1919", "4 سبتمبر 1919", "4 sentyabr 1919"),
    ("1919-05", "May 1919", "Mayıs 1919", "مايو 1919", "may 1919"),
    ("1919", "1919", "1919", "1919", "1919"),
    ("-0043", "44 BCE", "MÖ 44", "44 ق.م", "e.ə. 44"),
    ("1920~", "about 1920", "1920 civarı", "نحو 1920", "təxminən 1920"),
    ("-0489-22", "summer 490 BCE", "MÖ 490 yazı", "صيف 490 ق.م", "yay e.ə. 490"),
    (
        "0658-06-09~/0659-05-28~",
        "between about 9 June 658 and 28 May 659",
        "yaklaşık 9 Haziran 658 – 28 Mayıs 659 arasında",
        "بين نحو 9 يونيو 658 و28 مايو 659",
        "təxminən 9 iyun 658 – 28 may 659 arasında",
    ),
    ("1920/..", "from 1920", "1920 ve sonrası", "منذ 1920", "1920 və sonrası"),
]


@pytest.mark.parametrize(("edtf", "said"), [(row[0], row[1:]) for row in SAID])
def test_a_date_is_said_in_the_reader_s_language(edtf: str, said: tuple[str, ...]) -> None:
    assert tuple(date_in_words(edtf, words_of(code)) for code in LANGUAGES) == said


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("1919-09-04/1919-09-11", "4–11 September 1919"),
        ("1919-07-23/1919-08-07", "23 July – 7 August 1919"),
        ("1918-12-30/1919-01-02", "30 December 1918 – 2 January 1919"),
        ("1919-05/1919-07", "May – July 1919"),
        ("191X", "1910–1919"),
        ("-004X", "50 BCE – 41 BCE"),
        ("1918/1922", "1918–1922"),
        ("1919-21", "spring 1919"),
        ("1919-05-XX", "May 1919"),
        ("XXXX-03-23", "23 March (year unknown)"),
        ("1919?", "1919 (?)"),
        ("../1919-05", "until May 1919"),
        ("Y12345", "12345"),
        ("not a date", "not a date"),
    ],
)
def test_what_is_vague_or_long_is_said_so(edtf: str, said: str) -> None:
    assert date_in_words(edtf, words_of("en")) == said
