"""Pages of sources: the whole text, and what was found in it, in place."""

from __future__ import annotations

import html
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.assets import asset
from kg.serve.markup import Mark, blocks, segments
from kg.serve.site import as_read
from tests.serve.pages.conftest import Get, fetch, words


class TextOf(HTMLParser):
    """The text of the element with the id ``source-text``."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self._depth = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._depth or ("id", "source-text") in attrs:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth -= self._depth > 0

    def handle_data(self, data: str) -> None:
        self.text += data if self._depth else ""


def text_of(page: str) -> str:
    reader = TextOf()
    reader.feed(page)
    return reader.text


STRETCH = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted).map(tuple)
MARKS = st.lists(
    st.builds(
        Mark,
        kind=st.sampled_from(["person", "date", "event"]),
        thing=st.text("abc", max_size=2),
        label=st.just(""),
        parts=st.lists(STRETCH, min_size=1, max_size=3).map(tuple),
    )
)
ZONES = st.lists(st.integers(0, 60), unique=True).map(
    lambda at: [(a, b, "note", "tr") for a, b in pairwise(sorted(at))]
)


@given(st.text(max_size=40), st.integers(0, 20), ZONES, MARKS)
def test_marking_loses_nothing_and_adds_nothing(
    text: str, start: int, zones: list[tuple[int, int, str, str]], marks: list[Mark]
) -> None:
    shown = [s for block in blocks(text, start, zones, marks) for s in block.segments]
    assert "".join(s.text for s in shown) == text
    at = start
    for segment in shown:
        assert segment.at == at
        at += len(segment.text)


@given(st.text(max_size=40), MARKS)
def test_each_character_lies_in_just_the_marks_that_cover_it(text: str, marks: list[Mark]) -> None:
    for segment in segments(text, 0, marks):
        for at in range(segment.at, segment.at + len(segment.text)):
            covering = {m for m in marks if any(a <= at < b for a, b in m.parts)}
            assert set(segment.marks) == covering


@given(st.text())
def test_html_gives_the_text_back(text: str) -> None:
    written = str(as_read(text))
    assert not set(written) & set("<>\r\"'")
    assert html.unescape(written.replace("&#13;", "\r")) == text


def test_the_page_has_the_whole_text_as_it_was_read(server: str) -> None:
    for name in ("tr-kars-1921", "ar-sakarya-1921", "az-qars-1921", "en-verona-1822"):
        page = fetch(f"{server}/page/source/{name}").text
        source = Path(asset("data/samples")) / f"{name}.txt"
        assert text_of(page) == source.read_bytes().decode("utf-8"), name


def test_what_was_found_is_a_link_in_place(get: Get) -> None:
    page = get("/page/source/tr-kars-1921")
    marked = {(a.text_content(), a.get("href")) for a in page.xpath("//div[@id='source-text']//a")}
    assert ("Mustafa Kemal Paşa", "/page/person/mustafa-kemal-ataturk") in marked
    assert ("13 Ekim 1921", "/page/time/1921-10-13") in marked
    assert ("Kars", "/page/place/kars") in marked, "the place within the treaty's name"
    assert (" Antlaşması", "/page/event/treaty-of-kars") in marked


def test_zones_say_what_they_are(get: Get) -> None:
    page = get("/page/source/ar-sakarya-1921")
    zones = page.xpath("//div[@id='source-text']/div")
    assert {z.get("title") for z in zones} >= {"body", "note", "citation", "page header or footer"}
    assert {z.get("lang") for z in zones} == {"ar", "en", "tr"}


def test_a_passage_can_be_pointed_at(get: Get) -> None:
    page = get("/page/source/tr-kars-1921", at="3960-3975")
    assert words(page, "//mark") == "Kars Antlaşması"
    assert page.xpath("//mark[@id='at']")


def test_an_address_with_nonsense_shows_the_beginning(get: Get) -> None:
    for at in ("x", "-1", "9-2", "99999999999999999999", "٣-٤", "1-²"):
        assert not get("/page/source/tr-kars-1921", at=at).xpath("//mark")
    assert "Part 1 of 1" not in words(get("/page/source/tr-kars-1921", part="-7"))


def test_warnings_say_what_to_look_at_and_where(get: Get) -> None:
    page = get("/page/source/tr-kars-1921")
    assert "to look at" in words(page, "//details")


def test_the_list_has_every_source_with_what_was_found_in_it(get: Get) -> None:
    page = get("/sources")
    rows = page.xpath("//tbody/tr")
    assert len(rows) == len([*Path(asset("data/samples")).glob("*.txt")])
    kars = next(row for row in rows if "tr-kars-1921" in words(row, "./th"))
    numbers = [int(cell.text_content().replace("\u202f", "")) for cell in kars.xpath("./td")[1:]]
    assert all(number > 0 for number in numbers)
