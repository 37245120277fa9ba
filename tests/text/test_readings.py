"""What holds for any text: zones tile it, and every clean character leads back to its source."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.language import load_language
from extractors.text.clean import CleanText
from extractors.text.extent import source_extent
from extractors.text.readings import Document
from extractors.text.sentences import find_sentences
from tests.text import documents as d

DOCUMENTS = [d.PAGES, d.RULED, d.ENDNOTES, d.ARABIC, d.SPACED, d.ARTICLES, d.CHRONICLE, d.WRAPPED]

_PIECES = st.sampled_from(
    [
        "Kars",
        "’ta",
        "alındı",
        "1",
        "2",
        "30",
        "1918",
        ". ",
        ", ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\f",
        "(1)",
        ")2(",
        "–",
        "-\n",
        "\u00ad\n",
        "تشرين",
        "الاول",
        "في",
        "   ",
        "ﷲ",
        "ﬁ",
        "ـ",
        "ً",
        "م",
        "s. 12",
        "Bkz.",
        "ص",
        "\u200f",
        "\r\n",
        "Notlar\n",
        "ABSTRACT\n",
        "......5\n",
        "°",
        "İ",
        "\u2028",
    ]
)
ANY_TEXT = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=80).map("".join))


def check(text: str, document: Document) -> None:
    zones = document.zones
    assert [z.start for z in zones] == [0, *(z.end for z in zones[:-1])][: len(zones)]
    assert (zones[-1].end if zones else 0) == len(text)
    assert all(z.start < z.end for z in zones)
    starts = []
    for number, reading in enumerate(document.readings):
        assert reading.order == number
        assert len(reading.text) == len(reading.offsets)
        assert reading.text.strip() == reading.text
        starts.append(reading.offsets[0])
        for k, char in enumerate(reading.text):
            at = reading.offsets[k]
            assert 0 <= at < len(text)
            if char.isspace():
                continue
            source = text[at]
            mirrored = {source, char} == {"(", ")"}
            assert char == source or mirrored or char in unicodedata.normalize("NFKC", source)
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", DOCUMENTS)
def test_documents_lead_back_to_their_source(text: str) -> None:
    document = d.read(text)
    check(text, document)
    for reading in document.readings:
        for start, end in find_sentences(reading.text, load_language(reading.language)):
            extent = source_extent(reading, start, end)
            first = reading.text[start]
            assert first in text[extent.start : extent.end] or extent.parts


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_any_text_leads_back_to_its_source(text: str) -> None:
    check(text, d.read(text))


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT.filter(str.strip), st.data())
def test_an_extent_quotes_what_is_read(text: str, data: st.DataObject) -> None:
    for reading in d.read(text).readings:
        start = data.draw(st.integers(0, len(reading.text) - 1))
        end = data.draw(st.integers(start + 1, len(reading.text)))
        extent = source_extent(reading, start, end)
        assert 0 <= extent.start < extent.end <= len(text)
        if not extent.parts and reading.text[start:end].strip():
            offsets = [
                reading.offsets[k] for k in range(start, end) if not reading.text[k].isspace()
            ]
            assert extent.start <= min(offsets)
            assert max(offsets) < extent.end
        assert all(0 <= a < b <= len(text) for a, b in extent.parts)


def clean(source: str, *pieces: tuple[int, int, str]) -> str:
    gathered = CleanText(source)
    for start, end, join in pieces:
        gathered.add(start, end, join)  # type: ignore[arg-type]
    text = gathered.text()
    assert len(text) == len(gathered.offsets)
    return text


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("The ambas-", "sador left", "The ambassador left"),
        ("The ambas\u00ad", "sador left", "The ambassador left"),
        ("in the Anglo-", "Russian war", "in the Anglo-Russian war"),
        ("the war of 1877-", "1878 ended", "the war of 1877- 1878 ended"),
        ("the treaty  of ", " Kars", "the treaty of Kars"),
        ("ﬁnal", "ﻻ", "final لا"),
        ("قائـــداً", "للجيش", "قائدا للجيش"),
    ],
)
def test_lines_are_joined(first: str, second: str, joined: str) -> None:
    source = f"{first}\n{second}"
    assert clean(source, (0, len(first), ""), (len(first) + 1, len(source), " ")) == joined


def test_a_hyphen_stays_where_the_text_writes_it_elsewhere() -> None:
    source = "They met face-to-face. The two stood face-\nto-face."
    at = source.index("\n")
    assert clean(source, (0, at, ""), (at + 1, len(source), " ")).endswith("stood face-to-face.")


def test_long_bodies_are_cut_at_a_paragraph() -> None:
    paragraph = (
        "The envoys of the two courts met again in the spring and spoke of the border. " * 40
    )
    document = d.read("\n".join([paragraph.strip()] * 40))
    assert len(document.readings) > 1
    assert all(len(r.text) < 60_000 for r in document.readings)
    assert all(r.text.endswith("border.") for r in document.readings)
