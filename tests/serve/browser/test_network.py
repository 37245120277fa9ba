"""Who acted together, drawn over the table of a page."""

from __future__ import annotations

from playwright.sync_api import expect


def test_company_is_drawn(desk):
    page = desk.open("/page/person/napoleon-i")
    expect(page.locator("#network canvas").first).to_be_visible()
    assert page.locator("#company tbody tr").count() > 1
    assert desk.errors == []
