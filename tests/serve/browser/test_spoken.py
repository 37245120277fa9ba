"""What a screen reader is told: landmarks, headings, languages, dates, how sure each reading is."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from kg.serve.words import words_of
from tests.serve.browser.pages import PAGES
from tests.serve.browser.watch import visiting
from tests.serve.conftest import serving

SURE = words_of("en")("confidence")
#: levels of headings, names of landmarks that are there more than once, elements without a language of their own
OUTLINE = """() => {
  const all = (chosen) => [...document.querySelectorAll(chosen)].filter((e) => e.checkVisibility());
  const named = (e) => e.getAttribute('aria-label') || e.getAttribute('aria-labelledby');
  return {
    levels: all('h1, h2, h3').map((h) => Number(h.tagName[1])),
    landmarks: ['main', 'header.top'].map((l) => all(l).length),
    unnamed: all('nav, [role=search], [role=region]').filter((e) => !named(e)).length,
    foreign: all('blockquote p, .concordance p:first-child, .zone').filter((e) => !e.lang).length,
  };
}"""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_its_outline(desk, path):
    found = desk.open(path).evaluate(OUTLINE)
    levels = found["levels"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels)), levels
    assert found["landmarks"] == [1, 1]
    assert found["unnamed"] == 0
    assert found["foreign"] == 0, "a passage is quoted without its language"


def test_an_event_is_told_with_its_dates_and_calendars(desk):
    page = desk.open("/page/event/treaty-of-kars")
    expect(page.locator("main")).to_match_aria_snapshot("""
      - heading "Treaty of Kars" [level=1]
      - region "The sources disagree"
      - term: Date
      - definition:
        - text: 13 October 1921
        - list:
          - listitem: Gregorian 13 October 1921
          - listitem: Julian 30 September 1921
          - listitem: /Hijri 10 Safar 1340 \\(computed; may be a day or two off\\)/
          - listitem: /Rumi/
      - term: Place
      - definition:
        - link "Kars"
      - region "What the sources say"
    """)


def test_every_claim_says_how_sure_it_is_and_what_read_it(desk):
    page = desk.open("/page/event/treaty-of-kars")
    claims = page.locator(".claim-line")
    assert claims.count() == claims.get_by_role("meter", name=SURE).count() > 10
    spoken = claims.first.aria_snapshot()
    assert re.search(r"0\.\d\d the rule that read it: ", spoken), spoken


@pytest.mark.parametrize("language", ["tr", "ar", "az"])
def test_quoted_words_are_in_their_language(desk, language):
    page = desk.open("/page/event/treaty-of-kars")
    quotes = page.locator(f"blockquote p:lang({language})")
    assert quotes.count() > 0
    wanted = "rtl" if language == "ar" else "ltr"
    assert {q.evaluate("e => getComputedStyle(e).direction") for q in quotes.all()} == {wanted}
    words = page.locator(f"article:has(p:lang({language})) .claim-line q")
    assert {q.get_attribute("lang") for q in words.all()} == {language}


def test_a_link_says_whether_it_is_a_guess(browser, linked_store):
    with (
        serving("--store", str(linked_store)) as server,
        visiting(browser, server, "desk") as visit,
    ):
        page = visit.open("/page/place/kars")
        link = page.get_by_role("listitem").filter(has_text="Wikidata").first
        expect(link).to_contain_text(re.compile("certain|a guess"))


def test_an_approximate_date_is_said_to_be_one(desk):
    page = desk.open("/timeline?to=-1000")
    expect(page.locator(".year li").first).to_have_text(re.compile(r"^about \d+ BCE"))
