"""The editor for SPARQL, and what it makes of answers."""

from __future__ import annotations

import re

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


def test_numbers_that_are_no_years_are_not_drawn_as_dates(desk):
    page = _ask(desk, "mentions")
    expect(page.locator(".select_timeline")).to_have_class(re.compile("disabled"))
    page = _ask(desk, "disagreements")  # has days apart, and two dates
    page.locator(".select_timeline").click()
    expect(page.locator(".vis-item").first).to_be_attached()
    years = [int(y) for y in page.locator(".vis-text").all_inner_texts() if y.isdigit()]
    assert max(years) < 2200


def test_a_first_and_a_last_date_are_drawn_as_a_span(desk):
    page = _ask(desk, "people_by_events")
    page.locator(".select_timeline").click()
    expect(page.locator(".vis-item.vis-range.during").first).to_be_attached()


def test_what_is_at_one_spot_is_listed_there(desk):
    page = _ask(desk, "events_in_box")
    page.locator(".select_map").click()
    spots = page.locator("path.spot")
    expect(spots.first).to_be_attached()
    page.locator("path.spot").nth(1).click(force=True)
    popup = page.locator(".leaflet-popup-content")
    expect(popup.locator("a[href^='/page/event/']").nth(1)).to_be_visible()


def _tabs(page):
    return page.locator("[role=tab]")


def _text(page):
    return page.evaluate(
        "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue()"
    )


def test_saved_queries_open_as_tabs_that_keep_their_text(desk):
    page = desk.open("/sparql-page?query=treaties")
    page.locator(".saved a[href='?query=battles']").click()
    expect(_tabs(page)).to_have_count(2)
    expect(page.locator("#opened")).to_contain_text("Battles")
    assert "type:Battle" in _text(page)
    page.locator(".saved a[href='?query=treaties']").click()
    expect(page.locator("#opened")).to_contain_text("Treaties")
    expect(_tabs(page)).to_have_count(2)
    assert "type:Treaty" in _text(page)
    assert page.url.endswith("?query=treaties&open=battles")
    assert desk.axe() == []
    page.reload(wait_until="networkidle")
    expect(_tabs(page)).to_have_count(2)
    assert desk.errors == []


def test_the_keyboard_goes_through_the_tabs_and_closes_them(desk):
    page = desk.open("/sparql-page?query=treaties&open=battles&open=wars")
    expect(_tabs(page)).to_have_count(3)
    assert desk.axe() == []
    _tabs(page).first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#opened")).to_contain_text("Battles")
    page.keyboard.press("Delete")
    expect(_tabs(page)).to_have_count(2)
    assert "battles" not in page.url
    page.keyboard.press("End")
    page.keyboard.press("Delete")
    page.keyboard.press("Delete")  # the last one stays
    expect(_tabs(page)).to_have_count(1)
    assert page.evaluate("document.activeElement.getAttribute('role')") == "tab"


def test_values_are_put_into_the_query_of_the_tab(desk):
    page = desk.open("/sparql-page?query=timeline_person")
    page.locator("#parameters input[name=person]").fill("نابليون بونابرت")
    page.locator("#parameters button").click()
    page.wait_for_url("**person=**")
    assert "VALUES ?person { <https://histkg.example/id/person/napoleon-i> }" in _text(page)
    page.locator("#parameters input[name=person]").fill("zzzz")
    page.locator("#parameters button").click()
    expect(page.locator("#about [role=alert]")).to_contain_text("zzzz")
    assert "person/napoleon-i" in _text(page)


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
