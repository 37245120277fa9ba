"""A historian's way through the pages by keyboard alone; ``Visit.reach`` sees to it that the focus is seen."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect


def test_from_a_name_to_the_words_of_a_source(desk):
    page = desk.open("/")
    desk.reach(page.get_by_role("searchbox")).press_sequentially("karabekr")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("karabekr")
    desk.reach(page.get_by_role("link", name="Kâzım Karabekir", exact=True)).press("Enter")
    page.wait_for_url("**/page/person/kazim-karabekir")
    desk.reach(page.get_by_role("link", name="Treaty of Kars", exact=True)).press("Enter")
    page.wait_for_url("**/page/event/treaty-of-kars")
    desk.reach(page.locator(".telling cite a").first, most=150).press("Enter")
    page.wait_for_url("**/page/source/**#at")
    expect(page.locator("mark#at")).to_be_in_viewport()


def test_the_language_is_chosen_and_kept(desk):
    page = desk.open("/map?from=1921")
    desk.reach(page.get_by_role("link", name="Azərbaycanca")).press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "az")
    assert "from=1921" in page.url
    desk.reach(page.get_by_role("link", name="Ziddiyyətlər")).press("Enter")
    page.wait_for_url("**/disagreements")
    expect(page.locator("html")).to_have_attribute("lang", "az")


def test_filters_lead_to_a_drawn_event(desk):
    page = desk.open("/timeline")
    desk.reach(page.get_by_label("From")).press_sequentially("1921")
    desk.reach(page.get_by_label("To", exact=True)).press_sequentially("1921")
    desk.reach(page.get_by_label("Type")).press("t")  # chooses "treaty" or "travel"
    while page.get_by_label("Type").input_value() != "Treaty":
        page.keyboard.press("ArrowDown")
    desk.reach(page.get_by_role("button", name="Show", exact=True)).press("Enter")
    page.wait_for_url("**type=Treaty**")
    drawn = page.locator(".vis-item a[href$='/page/event/treaty-of-kars']").first
    desk.reach(drawn).press("Enter")
    page.wait_for_url("**/page/event/treaty-of-kars")


def test_the_drawing_may_be_skipped(desk):
    page = desk.open("/timeline?from=1919&to=1922")
    expect(page.locator(".vis-item").first).to_be_attached()
    desk.reach(page.get_by_role("link", name="Skip the drawing")).press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.year') !== null")


def test_the_map_moves_and_its_table_leads_to_events(desk):
    page = desk.open("/map?from=1921&to=1921")
    canvas = desk.reach(page.locator(".leaflet-container"))
    spot = page.locator("path.spot").first
    before = spot.bounding_box()
    canvas.press("ArrowRight")
    page.wait_for_timeout(500)
    assert spot.bounding_box() != before
    kars = page.get_by_role("row").filter(has_text="Kars").get_by_role("link")
    desk.reach(kars.last).press("Enter")
    page.wait_for_url("**/timeline?**")
    assert parse_qs(urlsplit(page.url).query)["place"] == ["place/kars"]


def test_disagreements_are_gone_through(desk):
    page = desk.open("/disagreements")
    desk.reach(page.get_by_role("link", name="Denials")).press("Enter")
    page.wait_for_url("**about=denial")
    desk.reach(page.locator(".dispute h2 a").first).press("Enter")
    page.wait_for_url("**/page/event/**")
    expect(page.get_by_role("heading", name="The sources disagree")).to_be_visible()
    denied = page.locator(".notice li").first.locator("a.doc").last
    desk.reach(denied).press("Enter")
    claim = page.locator(".claim-line:target")
    expect(claim).to_be_in_viewport()
    expect(claim).to_contain_text("denied")
    expect(page.locator("article:has(:target) blockquote")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/timeline?from=1921&to=1921", "/page/event/treaty-of-kars"])
def test_nothing_holds_the_focus(desk, path):
    page = desk.open(path)
    page.evaluate("document.querySelectorAll('main a').forEach(a => { a.tabIndex = -1 })")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return
    raise AssertionError("the tabulator never leaves the page")
