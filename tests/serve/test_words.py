"""The words of the interface in all its languages."""

from __future__ import annotations

import re

import pytest

from kg.queries.saved import list_queries
from kg.serve.pages.sparql import RESERVED
from kg.serve.words import LANGUAGES, words_of

FIELD = re.compile(r"\{[^}]*\}")


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_every_saved_query_has_words_in_every_language(query) -> None:
    keys = {
        f"query_{query.name}": query.summary,
        f"query_{query.name}.about": query.description,
        **{f"query_{query.name}.{p.name}": p.description for p in query.parameters},
    }
    for key, english in keys.items():
        assert words_of("en")(key) == english, "the table says otherwise than the query's header"
        assert len({words_of(code)(key) for code in LANGUAGES}) == len(LANGUAGES)
    assert not RESERVED & {p.name for p in query.parameters}


def test_no_words_stay_behind_for_queries_that_are_gone() -> None:
    known = {f"query_{query.name}" for query in list_queries()}
    said = {key.partition(".")[0] for key in words_of("en").said if key.startswith("query_")}
    assert said == known


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_have_the_same_places_to_fill_in(code: str) -> None:
    for key, english in words_of("en").said.items():
        fields = set(FIELD.findall(words_of(code)(key)))
        may_lack = key.startswith("event_of_")  # a name may take the place of the kind
        assert fields == set(FIELD.findall(english)) or may_lack, key


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_no_words_were_forgotten_in_english(code: str) -> None:
    same = {
        key
        for key, said in words_of("en").said.items()
        if said == words_of(code)(key) and re.search(r"[^\W\d_]{3,}", FIELD.sub("", said))
    }
    assert {key.partition("_")[0] for key in same} <= {"sparql", "month", "calendar"}, same


def test_what_is_written_from_left_to_right_keeps_its_order_in_arabic() -> None:
    assert "\u20661919-05-19\u2069" in words_of("ar")("filter_wrong")
    assert (words_of("ar").comma, words_of("az").comma) == ("، ", ", ")
