"""The timeline as it is drawn."""

from __future__ import annotations

from playwright.sync_api import expect


def test_single_dates_are_drawn_by_how_they_are_known(desk):
    page = desk.open("/timeline?from=1919&to=1921")
    expect(page.locator(".vis-item.vis-point.day").first).to_be_visible()
    expect(page.locator(".vis-item.within").first).to_be_attached()  # a month, or about a day
    expect(page.locator(".vis-item.vis-range.during").first).to_be_attached()


def test_too_many_are_counted_and_drawn_when_one_zooms(desk):
    page = desk.open("/timeline")
    expect(page.locator("[data-said=counts]")).to_be_visible()
    with page.expect_response(lambda r: "begin=" in r.url) as asked:
        page.locator(".vis-item.count").last.click()
    assert asked.value.ok
    page.wait_for_function("document.querySelectorAll('.vis-item.day').length > 0")


def test_an_event_leads_to_its_page(desk):
    page = desk.open("/timeline?type=Treaty&from=1921&to=1921")
    link = page.locator(".vis-item a[href$='/page/event/treaty-of-kars']").first
    assert "1921" in (link.get_attribute("title") or "")


def test_the_keyboard_moves_and_zooms(desk):
    page = desk.open("/timeline?from=1919&to=1921")
    canvas = page.locator("#drawing .canvas")
    canvas.focus()
    before = page.locator(".vis-time-axis .vis-text").all_inner_texts()
    canvas.press("+")
    page.wait_for_timeout(800)
    zoomed = page.locator(".vis-time-axis .vis-text").all_inner_texts()
    assert zoomed != before
    canvas.press("ArrowRight")
    page.wait_for_timeout(800)
    assert page.locator(".vis-time-axis .vis-text").all_inner_texts() != zoomed


def test_the_filters_stand_in_the_address(desk):
    page = desk.open("/timeline")
    page.locator("select[name=type]").select_option("Battle")
    page.locator("input[name=from]").fill("1915")
    page.locator(".filters button").click()
    page.wait_for_url("**/timeline?from=1915**type=Battle**")
    assert page.locator("select[name=type]").input_value() == "Battle"
