"""The page of an event."""

from __future__ import annotations

from tests.serve.pages.conftest import Get, fetch, words

KARS = "/page/event/treaty-of-kars"


def test_it_says_what_when_where_and_who(get: Get) -> None:
    page = get(KARS)
    assert words(page, "//h1") == "Treaty of Kars"
    facts = words(page, "//dl")
    assert "13 October 1921" in facts
    assert "Kâzım Karabekir" in facts
    assert page.xpath("//dl//a[@href='/page/place/kars']")
    assert page.xpath("//dl//*[@lang='az' and contains(text(), 'Qars müqaviləsi')]")


def test_the_date_stands_in_the_calendars_of_its_time(get: Get) -> None:
    said = words(get(KARS), "//ul[@class='calendars']")
    assert "Gregorian 13 October 1921" in said
    assert "Julian 30 September 1921" in said
    assert "Hijri 10 Safar 1340 ±" in said
    assert "Rumi 13 Teşrinievvel 1337" in said


def test_every_claim_stands_with_its_passage_and_marked_words(get: Get) -> None:
    page = get(KARS)
    passages = page.xpath("//article[.//cite/a[contains(@href, 'tr-kars-1921')]]")
    assert passages
    dated = [p for p in passages if "13 Ekim 1921" in words(p, ".//mark")]
    assert dated
    made = words(dated[0], ".//ul")
    assert "13 October 1921" in made
    assert "day month year" in made, "the rule that read the date"
    assert dated[0].xpath(".//blockquote[@dir='auto']/p[@lang='tr']")


def test_what_is_not_told_as_a_fact_stands_apart(get: Get) -> None:
    page = get(KARS)
    apart = words(page, "//section[@aria-labelledby='others']")
    assert "denied" in apart
    assert "denied" in words(page, "//section[@aria-labelledby='disagree']")


def test_disagreements_come_first(get: Get) -> None:
    page = get("/page/event/treaty-of-san-stefano")
    first = words(page, "//section[@aria-labelledby='disagree']//li[1]")
    assert "19 February 1878" in first
    assert "3 March 1878" in first
    assert "calendar slip: 12 days" in first
    text = words(page)
    assert text.index("The sources disagree") < text.index("What the sources say")


def test_in_arabic_all_but_the_texts_is_arabic(get: Get) -> None:
    page = get(KARS, lang="ar")
    assert words(page, "//h1") == "معاهدة قارص"
    assert "13 أكتوبر 1921" in words(page, "//dl")
    assert "10 صفر 1340" in words(page, "//dl")


def test_it_links_to_data_and_wikidata(get: Get) -> None:
    page = get("/page/event/battle-of-the-sakarya")
    assert page.xpath("//a[@href='/data/event/battle-of-the-sakarya.ttl']")
    assert page.xpath("//a[@href='https://www.wikidata.org/wiki/Q594015']")


def test_an_event_that_is_none_is_not_found(server: str) -> None:
    assert fetch(f"{server}/page/event/no-such-event").status_code == 404
