"""The editor for SPARQL, and what it makes of answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kg.queries.saved import query_names


def _ask(visit, query):
    page = visit.open(f"/sparql-page?query={query}")
    page.locator(".yasqe_queryButton").click()
    expect(page.locator(".yasr_response_chip")).to_contain_text("results")
    return page


def test_an_answer_is_a_table_whose_things_lead_to_their_pages(desk):
    page = _ask(desk, "treaties")
    link = page.locator(".yasr_results a[href*='/id/event/']").first
    event = link.get_attribute("href").partition("/id/")[2]
    assert desk.axe() == []
    assert desk.errors == []
    leads = link.evaluate(
        "a => { a.addEventListener('click', e => e.preventDefault()); a.click(); return a.pathname }"
    )
    assert leads == f"/page/{event}"


def test_an_answer_with_dates_is_drawn_in_time(desk):
    page = _ask(desk, "treaties")
    page.locator(".select_timeline").click()
    expect(page.locator(".vis-item.vis-point").first).to_be_attached()
    assert desk.errors == []


def test_an_answer_with_coordinates_is_drawn_on_a_map(desk):
    page = _ask(desk, "places_by_events")
    page.locator(".select_map").click()
    expect(page.locator("path.spot").first).to_be_attached()
    assert desk.errors == []
    assert desk.elsewhere == []


def test_the_tabulator_leaves_the_editor(desk):
    page = desk.open("/sparql-page")
    page.locator(".CodeMirror textarea").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.CodeMirror-code, textarea')") is None


def test_the_editor_takes_every_saved_query_for_valid(desk):
    page = desk.open("/sparql-page")
    for name in query_names():
        page.goto(f"http://{desk.host}/sparql-page?query={name}", wait_until="load")
        assert "query_valid" in page.locator(".yasqe_queryButton").get_attribute("class"), name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1919-05-19", ["1919-05-19", "1919-05-20", "day", False]),
        ("1919-05", ["1919-05-01", "1919-06-01", "within", False]),
        ("1920~", ["1920-01-01", "1921-01-01", "within", True]),
        ("1919-07-23/1919-08-07", ["1919-07-23", "1919-08-08", "during", False]),
        ("1919/..", ["1919-01-01", None, "during", False]),
        ("191X", ["1910-01-01", "1920-01-01", "within", False]),
        ("1919-24", ["1919-12-01", "1920-03-01", "within", False]),
        ("-0043-03-15", ["-000043-03-15", "-000043-03-16", "day", False]),
        ("0750", ["0750-01-01", "0751-01-01", "within", False]),
        ("Kars", None),
        ("1/2/3", None),
    ],
)
def test_dates_of_answers_are_read(desk, text, said):
    page = desk.open("/nothing")
    read = page.evaluate("async (text) => (await import('/static/edtf.js')).readDate(text)", text)
    assert (read and [read["start"], read["end"], read["shape"], read["about"]]) == said
