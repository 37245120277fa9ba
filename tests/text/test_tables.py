"""The layout tables of every language: they load, and a wrong one is told with its mend."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractors.errors import LanguageDataError
from extractors.fold import fold
from extractors.language import language_codes, load_language
from extractors.text.cues import _checked, heading_key, load_cues, sign_key
from extractors.text.order_cues import load_order_cues
from extractors.text.sentences import find_sentences


@pytest.mark.parametrize("code", language_codes())
def test_every_language_has_what_its_layout_needs(code: str) -> None:
    cues = load_cues()
    language = load_language(code)
    table = language.toml("zones.toml")
    assert len(cues.function_words[code]) > 40
    for kind in ("abstract", "keywords", "body", "contents", "bibliography", "endnotes"):
        assert table["headings"][kind], kind
    assert find_sentences("1. 2. 3.", language)


def test_order_tables_load_folded() -> None:
    cues = load_order_cues()
    assert fold("إلى") in cues.governors
    assert (fold("على"), fold("الرغم")) in cues.pairs


def test_headings_are_known_in_any_case_and_with_numbering() -> None:
    headings = load_cues().headings
    for text in (
        "KAYNAKÇA",
        "Kaynakça:",
        "IV. KAYNAKÇA",
        "Ədəbiyyat",
        "6) Bibliography.",
        "المصادر والمراجع:",
    ):
        assert headings.get(heading_key(text)) == "bibliography", text
    assert headings.get(heading_key("Kaynakların dili")) is None


@pytest.mark.parametrize(
    ("sign", "is_citation"),
    [
        ("Karabekir, age., s. 12", True),
        ("a.g.e., s.14-15", True),
        ("Ibid., p. 5", True),
        ("المصدر نفسه، ص 12", True),
        ("там же, с. 14", True),
        ("he died at the age of seventy", False),
        ("1. Ay savaş sürdü", False),
        ("وبقي 12 يوما", False),
        ("с 12 мая", False),
    ],
)
def test_signs_of_a_citation(sign: str, is_citation: bool) -> None:
    assert bool(load_cues().strong.search(sign_key(sign))) == is_citation


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"colour": 1}, "unknown key 'colour'"),
        ({"letters": 3}, "'letters' must be a string"),
        ({"headings": {"abstract": "öz"}}, "must be a list of words"),
        ({"headings": {"summary": ["öz"]}}, "unknown key 'summary'"),
        ({"citation": {"pages": [""]}}, "must be a list of words"),
    ],
)
def test_a_wrong_table_is_told(table: dict[str, object], said: str) -> None:
    with pytest.raises(LanguageDataError, match=said):
        _checked(table, "zones.toml")


def test_a_wrong_abbreviation_is_told(tmp_path: Path) -> None:
    (tmp_path / "abbreviations.tsv").write_text(
        "abbreviation\topen\tnote\nDr\tsometimes\ttitle\n", encoding="utf-8"
    )
    language = replace(load_language("en"), folder=tmp_path)
    with pytest.raises(LanguageDataError, match=r"line 2: open is 'sometimes'"):
        find_sentences("A text.", language)
