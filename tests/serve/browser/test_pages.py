"""What holds for every page, in a real browser."""

from __future__ import annotations

import httpx
import pytest
from starlette.routing import Route

from kg.serve.app import routes
from tests.serve.browser.pages import PAGES
from tests.serve.browser.watch import visiting


@pytest.mark.parametrize(("size", "language"), [("phone", "en"), ("phone", "ar"), ("desk", "en")])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound(browser, server, path, size, language):
    with visiting(browser, server, size, language) as visit:
        page = visit.open(path)
        assert page.locator("html").get_attribute("lang") == language
        assert visit.elsewhere == [], "a page asked another machine"
        missing = "404 (Not Found)" if path == "/nothing" else "no such words"
        assert [error for error in visit.errors if missing not in error] == []
        assert visit.axe() == []
        assert visit.overflow() == 0, "a page scrolls sideways"
        if size == "phone":
            assert visit.overflow(320) == 0, (
                "a page scrolls sideways where it is zoomed to four times"
            )


def test_every_page_is_opened(server):
    opened = {path.partition("?")[0] for path in PAGES}
    for route in routes():
        if isinstance(route, Route) and "{" not in route.path and "GET" in (route.methods or ()):
            answer = httpx.get(f"{server}{route.path}", headers={"accept": "text/html"})
            kind = answer.headers.get("content-type", "")
            if answer.is_success and kind.startswith("text/html"):
                assert route.path in opened, f"add {route.path} to tests/serve/browser/pages.py"


def test_the_keyboard_reaches_the_links_of_every_page(desk):
    page = desk.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert {"/timeline", "/map", "/sources", "/sparql-page"} <= set(reached)


def test_the_skip_link_leads_to_the_content(desk):
    page = desk.open("/timeline")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
