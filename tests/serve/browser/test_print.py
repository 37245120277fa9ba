"""Pages as they are printed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.serve.browser.watch import visiting

_SHEET = 680  #: pixels between the margins of an A4 sheet


def _on_paper(page: Page) -> Page:
    page.wait_for_timeout(500)  # drawings draw
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": _SHEET, "height": 960})
    return page


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_event_is_printed_with_what_its_sources_say(browser, server, language):
    with visiting(browser, server, "desk", language) as visit:
        page = _on_paper(visit.open("/page/event/treaty-of-kars"))
        for hidden in (".top", ".skip", "meter"):
            expect(page.locator(hidden).first).to_be_hidden()
        expect(page.locator(".telling blockquote").first).to_be_visible()
        expect(page.locator(".telling cite a").first).to_be_visible()
        expect(page.locator(".printed")).to_contain_text("/page/event/treaty-of-kars")
        direction = page.locator("main").evaluate("e => getComputedStyle(e).direction")
        assert direction == ("rtl" if language == "ar" else "ltr")
        assert visit.overflow() == 0
        assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("path", ["/timeline?from=1919&to=1922", "/map", "/page/person/napoleon-i"])
def test_drawings_fit_on_paper(desk, path):
    page = _on_paper(desk.open(path))
    assert [f for f in page.locator(".filters").all() if f.is_visible()] == []
    right = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.canvas, .canvas > *')].map(e => e.getBoundingClientRect().right))"
    )
    assert 0 < right <= _SHEET
    assert desk.overflow() == 0
