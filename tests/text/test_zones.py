from __future__ import annotations

import pytest

from tests.text import documents as d


def body(text: str) -> str:
    return " ".join(r.text for r in d.read(text).readings if r.kind == "body")


def notes(text: str) -> list[str]:
    return [r.text for r in d.read(text).readings if r.kind == "note"]


def test_pages_with_headers_and_footnotes() -> None:
    assert d.kinds_of(
        d.PAGES,
        "JOURNAL OF OTTOMAN STUDIES, 12 (1991)                41",
        "The Porte declared",
        "1 S. J. Shaw",
        "2 Suvorov was born",
        "42                  ",
        "could not be rebuilt",
        "3 See A. W. Fisher",
        "4 The text is in",
        "After the peace",
    ) == ["header", "body", "citation", "note", "header", "body", "citation", "citation", "body"]
    text = body(d.PAGES)
    assert "had been destroyed before and could not be rebuilt. In 1788" in text
    assert "16 August 1787. The campaign" in text
    assert "Kinburn, and the Grand" in text
    assert "9 January 1792.\n\nAfter the peace" in text
    assert notes(d.PAGES) == [
        "Suvorov was born in Moscow in 1730. He entered the army in 1748 and became field marshal "
        "in 1794. He died on 18 May 1800."
    ]


def test_notes_under_a_rule_and_a_body_that_goes_on() -> None:
    assert d.kinds_of(
        d.RULED, "1 Halil", "2 Rodos", "(Bkz. Şerafettin", " sonra Macar", "3 Kuşatma"
    ) == ["citation", "note", "citation", "body", "citation"]
    text = body(d.RULED)
    assert "Belgrad’ı aldı. Ertesi yıl" in text
    assert "boş kaldı. Bundan sonra Macar tahtı" in text
    assert "önüne geldi ve şehri" in text
    assert notes(d.RULED) == [
        "Rodos kuşatmasını yöneten Çoban Mustafa Paşa Bosna’da doğdu. 1529’da Gebze’de öldü."
    ]


def test_numbers_of_notes_and_pages_on_lines_of_their_own() -> None:
    assert d.kinds_of(
        d.LONE, "Halil İnalcık", "Rodos kuşatmasını", "45", "sonra Macar", "Kuşatma için", "46"
    ) == [
        "citation",
        "note",
        "header",
        "body",
        "citation",
        "header",
    ]
    assert "boş kaldı. Bundan sonra Macar tahtı" in body(d.LONE)


def test_endnotes_and_bibliography() -> None:
    assert d.kinds_of(
        d.ENDNOTES, "THE FALL", "John", "Al-Ashraf", "1. See", "2. Abu", "3. Ibid", "Runciman"
    ) == ["front", "front", "body", "citation", "note", "citation", "citation"]
    assert "6 April 1291. The city fell on 18 May 1291. The Templars" in body(d.ENDNOTES)


def test_arabic_article() -> None:
    assert d.kinds_of(
        d.ARABIC,
        "الخلافة",
        "يتناول",
        "الكلمات",
        "دخل جوهر",
        "(1) المق",
        "(2) جوهر",
        "ينظر",
        "(3) المصدر",
    ) == ["front", "abstract", "front", "body", "citation", "note", "citation", "citation"]
    assert "سنة 358هـ، وشرع في بناء القاهرة. ووصل المعز لدين" in body(d.ARABIC)


def test_abstracts_in_a_spaced_out_text() -> None:
    assert d.kinds_of(
        d.SPACED,
        "ÖZ",
        "Bu makale",
        "Anahtar",
        "ABSTRACT",
        "This article",
        "Keywords",
        "Osmanlı ordusu",
    ) == ["front", "abstract", "front", "front", "abstract", "front", "body"]
    document = d.read(d.SPACED)
    assert [(r.kind, r.language) for r in document.readings] == [
        ("abstract", "tr"),
        ("abstract", "en"),
        ("body", "tr"),
    ]
    assert "Sadrazam Amcazade Hüseyin Paşa" in document.readings[2].text


@pytest.mark.parametrize(
    "text",
    [d.ARTICLES, d.CHRONICLE, d.WRAPPED, d.PARAGRAPHS],
    ids=["list", "years", "lines", "long"],
)
def test_plain_text_is_all_body(text: str) -> None:
    assert [z.kind for z in d.read(text).zones] == ["body"]


def test_numbers_of_a_list_and_dates_stay() -> None:
    assert "2. The Tsar shall withdraw." in body(d.ARTICLES)
    assert "3 October 1494 He met" in body(d.CHRONICLE)


def test_paragraphs_end_with_the_line_where_lines_are_not_wrapped() -> None:
    assert body(d.PARAGRAPHS).count("\n\n") == 2
    assert body(d.WRAPPED).count("\n\n") == 1


def test_a_table_of_contents_and_an_imprint_are_front_matter() -> None:
    text = (
        "TARİX İNSTİTUTU\n\nŞAMAXI XANLIĞI\n\nBakı 1998\n\n\nMÜNDƏRİCAT\n\n"
        "Ön söz..............................3\nXanlığın yaranması................5\n"
        "Rusiya ilə əlaqələr...............21\n\nÖn söz\n\n"
        "Şamaxı xanlığı XVIII əsrin ortalarında yaranmışdı. Hacı Çələbi onun torpaqlarına hücum\n"
        "etmişdi. Xanlıq 1820-ci ildə ləğv edildi.\n"
    )
    assert d.kinds_of(text, "TARİX", "Bakı", "Rusiya ilə", "Şamaxı xanlığı XVIII") == [
        "front",
        "front",
        "front",
        "body",
    ]


def test_a_heading_on_sources_does_not_swallow_prose() -> None:
    text = (
        "The siege began in May 1529 and lasted until October of the same year.\n\nSources\n\n"
        "The chroniclers on both sides saw the siege with different eyes. The Viennese wrote of\n"
        "bells and prayers. The Sultan's secretary wrote of rain and of roads under water.\n"
    )
    assert d.kinds_of(text, "The chroniclers") == ["body"]


def test_russian_citations_in_a_footnote() -> None:
    text = (
        "Gülüstan müqaviləsi 12 oktyabr 1813-cü ildə imzalandı.1 Müqavilənin mətni sonralar nəşr\n"
        "edildi. İran tərəfi onu müvəqqəti sayırdı və müharibə üçün yenidən hazırlaşmağa başladı\n\n"
        "1 Акты, собранные Кавказскою археографическою комиссиею, т. V, Тифлис, 1873, с. 739.\n"
    )
    assert d.kinds_of(text, "Gülüstan", "1 Акты") == ["body", "citation"]


def test_prose_in_a_language_without_tables_is_not_read() -> None:
    german = "Der Kaiser und die Fürsten waren mit dem Frieden nicht zufrieden, und der Krieg ging weiter. "
    document = d.read(german * 4)
    assert document.readings == ()
    assert {z.language for z in document.zones} == {"de"}


def test_empty_lines_alone_give_no_reading() -> None:
    document = d.read("\n\n 12 \n")
    assert document.readings == ()
    assert document.zones[-1].end == len("\n\n 12 \n")
