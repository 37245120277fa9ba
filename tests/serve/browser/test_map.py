"""The map as it is drawn."""

from __future__ import annotations

from playwright.sync_api import expect


def test_land_and_places_are_drawn(desk):
    page = desk.open("/map")
    expect(page.locator("path.land").first).to_be_attached()
    assert page.locator("path.spot").count() > 50


def test_the_years_narrow_the_places_by_keyboard(desk):
    page = desk.open("/map?from=1900&to=1950")
    before = page.locator("path.spot").count()
    slider = page.locator("input[name=last]")
    slider.focus()
    slider.press("Home")
    assert page.locator("path.spot").count() < before
    shown = page.locator("fieldset output").inner_text()
    assert slider.get_attribute("aria-valuetext") in shown


def test_a_place_tells_its_name_of_the_time_and_leads_to_its_events(desk):
    page = desk.open("/map?place=place/istanbul&to=1900")
    page.locator("path.spot").first.click(force=True)
    popup = page.locator(".leaflet-popup-content")
    expect(popup).to_contain_text("Istanbul")
    link = popup.locator("a").last.get_attribute("href")
    assert link
    assert link.startswith("/timeline?")
    assert desk.open(link).locator(".year li").count() > 0
