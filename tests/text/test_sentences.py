from __future__ import annotations

import pytest

from extractors.language import load_language
from extractors.text.sentences import find_sentences


def sentences(code: str, text: str) -> list[str]:
    return [text[a:b] for a, b in find_sentences(text, load_language(code))]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("tr", ["M. Fevzi Paşa 3. Ordu’nun başına geçti.", "Savaş sürdü."]),
        ("tr", ["20. yüzyılda IX. Kolordu dağıtıldı.", "1920. yıl bitti."]),
        ("tr", ["“Gidiyoruz.” dedi.", "Kimse durmadı!", "Neden?"]),
        ("tr", ["Bkz. Danişmend, s. 12 ve sonrası.", "Dr. Rıza Nur gitti."]),
        ("az", ["Prof. Dr. Əliyev XIX əsrdən danışdı.", "Müharibə 1828-ci ildə bitdi."]),
        ("en", ["Mr. W. E. Gladstone spoke on Jan. 5, 1870.", "The U.S. Army left.", "Why?"]),
        ("en", ["It was signed in c. 1290.", "Gen. Gordon died."]),
        ("en", ["He ruled until 1299.", "Osman followed."]),
        ("ar", ["وصل د. طه حسين إلى القاهرة.", "ثم سافر؟", "نعم."]),
        ("ar", ["توفي سنة 583هـ.", "وبويع ابنه."]),
    ],
)
def test_sentences_end_where_they_end(code: str, expected: list[str]) -> None:
    assert sentences(code, " ".join(expected)) == expected


def test_a_paragraph_ends_a_sentence() -> None:
    assert sentences("en", "The treaty\n\nIt was signed in Kars.") == [
        "The treaty",
        "It was signed in Kars.",
    ]


def test_a_full_stop_without_a_blank_ends_a_sentence() -> None:
    assert sentences("tr", "Ordu geri çekildi.Ertesi gün şehir düştü.") == [
        "Ordu geri çekildi.",
        "Ertesi gün şehir düştü.",
    ]


def test_nothing_is_lost_between_sentences() -> None:
    text = "Dr. A. met B. C. Smith at No. 5.  They left… and came back!\n\nOn 3. May it ended"
    for code in ("ar", "az", "en", "tr"):
        spans = find_sentences(text, load_language(code))
        outside = list(text)
        for a, b in spans:
            outside[a:b] = [" "] * (b - a)
        assert not "".join(outside).strip()
        assert spans == sorted(spans)
