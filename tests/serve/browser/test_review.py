"""The review page as a person uses it: with a mouse, by keyboard, on a phone, without scripts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kg.construction.corpus import build
from kg.curation.files import read_curation
from tests.curation.conftest import own as own
from tests.curation.conftest import unsure as unsure
from tests.curation.test_apart import TEXTS
from tests.serve.browser.review import cases, enter, reviewing
from tests.serve.browser.watch import Visit, visiting
from tests.store.conftest import write_shelf

Open = Callable[..., Visit]


@pytest.fixture
def desk_of(browser: Browser, own: Path) -> Iterator[Open]:
    """Opens windows of a person who was let in."""
    with reviewing(own) as (server, key), ExitStack() as windows:

        def open_window(size: str = "desk", language: str = "en", *, scripts: bool = True) -> Visit:
            window = visiting(browser, server, size, language, scripts=scripts)
            visit = windows.enter_context(window)
            enter(visit, key)
            return visit

        yield open_window


def _decided(own: Path) -> tuple[tuple[str, str, str], ...]:
    """What stands in the curation files: verdict, author, reason."""
    found = read_curation(own.parent / "curation")
    pairs = [("same", p) for p in found.same] + [("different", p) for p in found.different]
    rest = [(v.verdict, v) for v in (*found.links, *found.claims)]
    return tuple((word, line.author, line.because) for word, line in (*pairs, *rest))


@pytest.fixture(scope="module")
def waiting(unsure: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A server at which nobody decides anything, and the path with its key."""
    store = tmp_path_factory.mktemp("waiting") / "store"
    shutil.copytree(unsure, store)
    with reviewing(store) as found:
        yield found


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_page_is_sound(browser, waiting, size, language):
    server, key = waiting
    with visiting(browser, server, size, language) as visit:
        visit.open("/review")
        assert visit.axe() == []  # it says whom it lets in
        enter(visit, key)
        visit.errors.clear()  # that of the closed door
        found = cases(visit)
        assert set(found) == {"identity", "links", "claims"}
        for path in ("/review", "/review?kind=links", *found.values()):
            page = visit.open(path)
            assert page.locator("html").get_attribute("lang") == language
            assert visit.axe() == [], path
            assert visit.overflow() == 0, path
        assert visit.errors == []
        assert visit.elsewhere == []


def test_passages_are_quoted_in_their_language_and_direction(browser, waiting):
    server, key = waiting
    with visiting(browser, server, "desk") as visit:
        enter(visit, key)
        page = visit.open(cases(visit)["identity"])
        arabic = page.locator("blockquote p:lang(ar)")
        expect(arabic.locator("mark")).to_have_text("صبري باشا")
        assert arabic.evaluate("e => getComputedStyle(e).direction") == "rtl"
        english = page.locator("blockquote p:lang(en)").first
        assert english.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_one_decides_by_keyboard_alone(desk_of, own):
    visit = desk_of()
    page = visit.open(cases(visit)["identity"])
    visit.reach(page.get_by_label("Why")).press_sequentially("named a generation apart")
    visit.reach(page.get_by_role("button", name="Two things")).press("Enter")
    told = page.get_by_role("status")
    expect(told).to_contain_text("They are two")
    assert "They are two" in page.title()
    assert _decided(own) == (("different", "A. Reader", "named a generation apart"),)
    visit.reach(told.get_by_role("button", name="Take back")).press("Space")
    expect(page.get_by_role("status")).to_contain_text("it waits again")
    assert _decided(own) == ()


def test_one_decides_with_the_mouse(desk_of, own):
    visit = desk_of()
    page = visit.open("/review")
    page.get_by_role("link", name="Wikidata items").click()
    page.locator(".cases a").click()
    page.get_by_label("Why").fill("the fortress town")
    page.get_by_role("button", name="It is this Kars Q219024").click()
    expect(page.get_by_role("status")).to_contain_text("It is this item")
    assert ("accepted", "A. Reader", "the fortress town") in _decided(own)
    page.get_by_role("button", name="Take back").click()
    page.get_by_role("button", name="None of these").click()
    expect(page.get_by_role("status")).to_contain_text("None of these items")
    assert {word for word, _, _ in _decided(own)} == {"rejected"}
    assert visit.errors == []


def test_one_decides_on_a_phone_in_arabic(desk_of, own):
    visit = desk_of("phone", "ar")
    page = visit.open(cases(visit)["claims"])
    page.locator("#note").fill("اليوم ١٣")
    page.get_by_role("button", name="هذا صحيح").first.tap()
    expect(page.get_by_role("status")).to_contain_text("هذا صحيح")
    expect(page.get_by_role("status")).to_contain_text("أكتوبر 1921")
    assert visit.axe() == []
    assert visit.overflow() == 0
    assert set(_decided(own)) == {("preferred", "A. Reader", "اليوم ١٣")}


def test_one_decides_all_without_scripts(desk_of, own):
    page = desk_of(scripts=False).page
    for kind, choice in (
        ("claims", "This is wrong"),
        ("links", "None of these"),
        ("identity", "One thing"),
    ):
        page.goto(page.url.partition("/review")[0] + f"/review?kind={kind}")
        page.locator(".cases a").first.click()
        page.get_by_label("Why").fill(f"about {kind}")
        page.get_by_role("button", name=choice).first.click()
        expect(page.get_by_role("status")).to_contain_text("✓")
    assert {because for _, _, because in _decided(own)} == {
        "about claims",
        "about links",
        "about identity",
    }
    assert {author for _, author, _ in _decided(own)} == {"A. Reader"}
    expect(page.get_by_text("Nothing waits for a decision.")).to_be_visible()


def test_dates_of_two_events_are_told_apart(browser, tmp_path):
    store = tmp_path / "store"
    build([write_shelf(tmp_path / "shelf", TEXTS)], store, workers=0)
    with reviewing(store) as (server, key), visiting(browser, server, "desk") as visit:
        enter(visit, key)
        page = visit.open(cases(visit)["claims"])
        visit.reach(page.get_by_label("Why")).press_sequentially("one is of the year before")
        visit.reach(page.get_by_role("button", name="Dates of two events")).press("Enter")
        expect(page.get_by_role("status")).to_contain_text("dates of two events")
        assert _decided(store) == (("different", "A. Reader", "one is of the year before"),)
