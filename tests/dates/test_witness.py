"""dateparser as an independent witness: complete Gregorian dates that our own patterns cut out.

It reads nothing that the patterns miss (no Rumi, Hijri or early dates, no ranges, no suffixes), so
the extractors do without it; where it does read, both must agree.
"""

from __future__ import annotations

import re

import dateparser
import pytest

from extractors.dates.check import read_dates
from extractors.dates.patterns import load_grammar
from extractors.language import language_codes
from extractors.tables import Row

SETTINGS = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"}


def solar_names(language: str) -> list[tuple[int, str]]:
    rows: list[Row] = load_grammar(language).language.table(
        "months.tsv", ("month", "names", "calendar", "alone", "capital")
    )
    return [
        (int(row["month"]), name)
        for row in rows
        if row["calendar"] == "solar"
        for name in row.alternatives("names")
    ]


@pytest.mark.parametrize("language", language_codes())
def test_full_dates_agree_with_dateparser(language: str) -> None:
    agreed = 0
    for month, name in solar_names(language):
        text = f"23 {name} 1919"
        witness = dateparser.parse(text, languages=[language], settings=SETTINGS)
        ours = read_dates(text, language)
        assert [d.value.edtf for d in ours] == [f"1919-{month:02d}-23"], text
        if witness is not None and not re.search(r"[- ]", name):
            assert witness.month == month, text
            agreed += 1
    assert agreed >= 10
