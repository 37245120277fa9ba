"""How dates are completed from one another, across readings."""

from __future__ import annotations

from array import array

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractors.dates.check import read_dates
from extractors.dates.component import DateExpressions
from extractors.dates.dateline import Dateline, find_datelines
from extractors.dates.discourse import resolve_dates
from extractors.dates.edtf import parse_edtf
from extractors.dates.patterns import load_grammar
from extractors.language import language_codes
from extractors.model import DateSpan, Reading, Zone, ZoneKind
from extractors.pipeline import load_pipeline


def reading(text: str, kind: ZoneKind = "body", *, order: int = 0, start: int = 0) -> Doc:
    """A reading of English whose text stands in the source from ``start`` on."""
    doc = Doc(spacy.blank("en").vocab, words=[text], spaces=[False])
    offsets = array("l", range(start, start + len(text)))
    doc._.reading = Reading(text, "en", kind, order, offsets)
    return DateExpressions(load_grammar("en"))(doc)


def values(spans: list[DateSpan]) -> list[str]:
    return [s.value.edtf for s in spans]


def english(text: str) -> list[str]:
    return values(read_dates(text, "en"))


def test_the_year_turns_with_the_telling() -> None:
    text = (
        "On 12 November 1683 they met. On 3 January they parted; on 28 December they had written."
    )
    assert english(text) == ["1683-11-12", "1684-01-03", "1683-12-28"]


def test_a_birth_year_does_not_carry_the_narrative_away() -> None:
    text = (
        "The war began on 4 May 1877. Osman Pasha, who was born in 1832, held Plevna.\n\n"
        "On 10 December the town fell."
    )
    assert english(text) == ["1877-05-04", "1832", "1877-12-10"]


def test_what_stands_in_parentheses_does_not_move_the_narrative() -> None:
    text = "On 4 May 1877 Suleiman (1838-1892) left. On 6 June he came back."
    assert english(text) == ["1877-05-04", "1838/1892", "1877-06-06"]


def test_a_new_period_is_followed_where_the_text_stays_there() -> None:
    text = (
        "On 4 May 1877 war began.\n\nIt had begun otherwise in 1853. On 4 October 1853 the Porte "
        "declared war; on 30 November 1853 the fleet burned.\n\nOn 28 March the allies followed."
    )
    assert english(text)[-1] in {"1853-03-28", "1854-03-28"}


def test_a_note_begins_where_the_body_has_come_and_leaves_the_body_alone() -> None:
    body = "On 4 May 1877 war began. On 6 June the river was crossed. On 20 July Plevna was met."
    at = body.index(" On 20 July")
    docs = [
        reading(body[:at], order=0),
        reading("He crossed on 27 June; he died on 5 April 1900.", "note", order=1, start=at),
        reading(body[at:], order=2, start=at + 100),
    ]
    body_before, note, body_after = (values(spans) for spans in resolve_dates(docs))
    assert body_before == ["1877-05-04", "1877-06-06"]
    assert note == ["1877-06-27", "1900-04-05"]
    assert body_after == ["1877-07-20"]


def test_an_abstract_has_a_context_of_its_own() -> None:
    docs = [
        reading("The battle of 1071 is told.", "abstract", order=0),
        reading("On 4 May 1877 war began.", order=1, start=100),
        reading("On 3 March peace was signed.", order=2, start=200),
    ]
    assert [values(s) for s in resolve_dates(docs)] == [["1071"], ["1877-05-04"], ["1877-03-03"]]


def test_the_rule_that_completed_a_date_is_told() -> None:
    spans = read_dates(
        "Signed on 3 March 1878, ratified on 17 March and, two days later, read.", "en"
    )
    assert [s.anchor for s in spans] == [
        "written",
        "year of the narrative",
        "step from the date told last",
    ]
    assert [s.kind for s in spans] == ["day", "day", "relative"]
    assert spans[0].confidence > spans[1].confidence


def test_a_year_ahead_in_the_sentence_serves_where_none_was_told() -> None:
    spans = read_dates("They sailed on 3 August and saw land on 12 October 1492.", "en")
    assert values(spans) == ["1492-08-03", "1492-10-12"]
    assert spans[0].anchor == "year of the date ahead"


def test_a_day_without_any_year_keeps_what_is_sure() -> None:
    assert english("They met on 3 August.") == ["XXXX-08-03"]


def test_a_day_that_its_month_does_not_have_leaves_the_month() -> None:
    assert english("It was signed on 31 April 1920.") == ["1920-04"]


def test_an_impossible_step_is_left_out() -> None:
    assert english("Two days later they met.") == []
    assert english("In 1853 they met; two days later they parted.") == ["1853"]


@pytest.mark.parametrize(
    ("period", "edtf"),
    [
        ("30 Ağustos 1922'de zafer kazanıldı, 9 Eylül 1922'de İzmir alındı.", "1910-04-19"),
        ("26 Temmuz 1302'de Bafeus'ta savaşıldı, 1354'te Gelibolu alındı.", "1326-04-06"),
    ],
)
def test_the_period_of_a_document_tells_rumi_years_from_ours(period: str, edtf: str) -> None:
    assert values(read_dates(f"{period} 6 Nisan 1326 günü önemlidir.", "tr"))[-1] == edtf


def test_an_unmarked_year_among_marked_ones_is_of_the_hijra() -> None:
    text = "ولد سنة 532هـ وتولى الوزارة سنة 564 ومات سنة 589هـ."
    assert values(read_dates(text, "ar"))[1] == "1168-10-05~/1169-09-24~"


def test_a_misprinted_year_is_not_believed() -> None:
    text = "1919'da İstanbul'a geldi, 1920'de generalliğe yükseldi, 1933'te ayrıldı, 23 Mart 198'de öldü."
    assert values(read_dates(text, "tr")) == ["1919", "1920", "1933", "XXXX-03-23"]


HEAD = "BAGHDAD, 15 August 1990\n\n"
NEWS = "The king said Wednesday that he came last month. The war of Dec. 28 is over; he leaves on Monday."


def datelines(text: str) -> list[str]:
    return [d.value.edtf for d in find_datelines(text, [Zone("body", 0, len(text), "en")])]


def test_a_dateline_is_what_a_short_head_names() -> None:
    zones = [Zone("front", 0, len(HEAD), "en"), Zone("body", len(HEAD), 100, "en")]
    assert find_datelines(HEAD + NEWS, zones) == (Dateline(0, parse_edtf("1990-08-15"), (9, 23)),)
    assert datelines("A long title 1990\n\n" + NEWS) == []
    assert datelines(NEWS) == []


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("10/26/89", "1989-10-26"),
        ("02/27/1998 03:20:00", "1998-02-27"),
        ("AP-NR-08-15-90 1337EDT", "1990-08-15"),
        ("Friday, Feb. 27, 1998", "1998-02-27"),
        ("London, Tuesday, 3 May 1853.", "1853-05-03"),
        ("October 3, 1988, Monday, Late Edition", "1988-10-03"),
        ("VIENNA, Nov. 3, 1989 (AP) -- The envoys met.", "1989-11-03"),
        ("VIENNA, Nov. 3, 1989 (AP) -- The envoys met on Oct. 30.", "1989-11-03"),
        ("Vienna, Nov. 3, 1989 -- The envoys met.", ""),
        ("He was born on 3 May 1853.", ""),
        ("On 3 May 1853, they met.", ""),
        ("3 May 1853, a Tuesday, they met.", ""),
        ("May 1853", ""),
    ],
)
def test_a_dateline_is_a_line_of_a_day_or_opens_a_report(line: str, day: str) -> None:
    assert datelines(f"{line}\n\nAll is quiet.") == [day][: bool(day)]


def test_the_end_of_a_paragraph_is_no_dateline() -> None:
    sentence = "The envoys of the five powers met at Vienna and signed the act on"
    assert datelines(f"{sentence}\n9 June 1815.\n\nAll was quiet.") == []


def test_each_entry_of_a_diary_stands_under_its_day() -> None:
    text = "3 May 1853\n\nHe came yesterday.\n\n9 May 1853\n\nHe left today."
    told = read_dates(text, "en")
    assert values(told) == ["1853-05-03", "1853-05-02", "1853-05-09", "1853-05-09"]


def test_the_day_of_printing_is_not_that_of_telling() -> None:
    text = "3 May 2019\n\nWar came in 1618, 1620, 1625 and 1630, and in 1635 on 6 June."
    assert values(read_dates(text, "en"))[-1] == "1635-06-06"


def test_a_report_is_told_from_the_day_of_its_writing() -> None:
    docs = [reading(NEWS)]
    assert values(resolve_dates(docs)[0]) == ["XXXX-12-28"]
    told = resolve_dates(docs, datelines=[Dateline(0, parse_edtf("1990-08-15"))])[0]
    assert values(told) == ["1990-08-15", "1990-07", "1990-12-28", "1990-08-20"]


PIECES = {
    "tr": "3 12 31 1919 1336 583 335 Mayıs Eylül Şaban Ocak ayı başında sonra önce iki gün yıl M.Ö. H. "
    "XIX. yüzyılın - / ( ) ' 'da ertesi aynı yaklaşık ve ile arasında yaz 5.000 kişi I919 \n\n , .",
    "az": "3 12 31 1919 1336 583 -ci -cı il ilin may sentyabrda Şaban ayı əvvəllərində sonra iki gün "
    "e.ə. hicri XIX əsrin - / ( ) ertəsi həmin təxminən və ilə yayında nəfər \n\n , .",
    "en": "3 12 31 1919 1336 583 May September the of first half early late BC AH AD century day week "
    "later - / ( ) next same about and from to between summer 5,000 men th ' s \n\n , .",
    "ru": "3 12 31 1919 1336 583 мая сентябре раджаба -го г. году гг. в. н. э. XIX век хиджры начале конце "
    "- / ( ) 20-х годах следующем тот же день и с по летом человек \n\n , .",
    "ar": "3 12 31 1919 1336 583 ١٩١٩ أيار تشرين الأول رجب ربيع الآخر سنة عام هـ م ق.م القرن التاسع "
    "عشر من الى حتى بعد يومين - / ( ) التالي نفسه نحو أواخر صيف مقاتل ألف وتسعمائة \n\n ، .",
}


@pytest.mark.parametrize("language", language_codes())
@given(data=st.data())
def test_any_text_gives_spans_in_order_with_values_that_hold(
    language: str, data: st.DataObject
) -> None:
    pieces = PIECES[language].replace("\n\n", "¶").split(" ")
    words = data.draw(st.lists(st.sampled_from(pieces), max_size=25))
    text = data.draw(st.sampled_from([" ", " ", ""])).join(words).replace("¶", "\n\n")
    end = 0
    for span in read_dates(text, language):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
        assert parse_edtf(span.value.edtf, span.value.calendar) == span.value
        assert 0 < span.confidence <= 1
        end = span.end


@given(st.text(max_size=60))
def test_arbitrary_text_is_no_trouble(text: str) -> None:
    for language in language_codes():
        read_dates(text, language)


def test_the_component_is_part_of_each_pipeline() -> None:
    for code in language_codes():
        assert "histkg_dates" in load_pipeline(code).pipe_names
