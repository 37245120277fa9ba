"""The first page."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.queries.saved import list_queries
from kg.serve.ask import QUESTIONS
from kg.serve.pages.home import columns, questions
from kg.serve.words import LANGUAGES, words_of
from tests.serve.pages.conftest import Get, words


def test_it_says_how_much_there_is(get: Get) -> None:
    page = get("/")
    assert words(page, "//p[@class='lead']").startswith("28 sources")
    types = words(page, "//section[@aria-labelledby='types']")
    assert "battle" in types
    assert "treaty" in types
    languages = words(page, "//section[@aria-labelledby='languages']")
    assert all(name in languages for name in ("English", "Turkish", "Arabic", "Azerbaijani"))


def test_years_are_drawn_and_stand_in_a_table(get: Get) -> None:
    page = get("/")
    drawn = page.xpath("//figure//a[contains(@href, '/timeline?from=')]")
    listed = page.xpath("//section[@aria-labelledby='years']//tbody/tr")
    assert len(drawn) == len(listed) > 10


def test_every_saved_query_can_be_opened(get: Get) -> None:
    page = get("/")
    opened = {a.get("href") for a in page.xpath("//section[@aria-labelledby='questions']//a")}
    assert opened == {f"/sparql-page?query={query.name}" for query in list_queries()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_of_questions_has_a_name(language: str) -> None:
    assert [tag for tag, _ in questions() if not words_of(language).get(f"tag_{tag}", "")] == []


def test_every_question_of_the_pages_is_well_written() -> None:
    assert list_queries(QUESTIONS)


@given(st.lists(st.tuples(st.integers(1_000_000, 2_500_000), st.integers(1, 50)), min_size=1))
def test_no_event_is_lost_between_the_columns(days: list[tuple[int, int]]) -> None:
    shown = columns(days)
    assert sum(column.events for column in shown) == sum(events for _, events in days)
    assert len(shown) <= 72
    assert all(a.last + 1 == b.first for a, b in itertools.pairwise(shown))
