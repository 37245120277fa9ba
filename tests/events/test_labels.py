"""Labels that are made, and taken apart again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.events.labels import LabelParts, taken_apart
from extractors.events.lexicon import event_types

WORDS = st.text(st.sampled_from("abcçğıİşəعمر '’-"), min_size=1, max_size=20).filter(
    lambda text: text == text.strip()
)
DATES = st.one_of(
    st.just(""),
    st.dates().map(str),
    st.sampled_from(
        ["0750", "-0030-09-02", "1738-23", "1853-07~", "1813-05-20/1813-05-21", "191X"]
    ),
    st.sampled_from(["0658-06-09~/0659-05-28~", "1919/..", "../1919-05", "XXXX-03-23", "1919?"]),
)


@given(st.sampled_from(sorted(event_types())), st.sampled_from(["of", "at"]), WORDS, DATES)
def test_what_was_put_together_comes_apart(kind: str, link: str, name: str, date: str) -> None:
    whole = LabelParts(kind, link, name, "", date)
    assert taken_apart(whole.text) == whole
    bare = replace(whole, link="", name="")
    assert taken_apart(bare.text) == bare


@given(WORDS, WORDS, DATES)
def test_whither_and_to_whom_come_apart(name: str, other: str, date: str) -> None:
    for kind, link in (("Travel", "of"), ("Communication", "from")):
        whole = LabelParts(kind, link, name, other, date)
        assert taken_apart(whole.text) == whole


@pytest.mark.parametrize("name", ["Amyen müqaviləsi, 1802", "Warsaw Pact, 1955", "مؤتمر سيواس"])
def test_names_are_no_labels(name: str) -> None:
    assert taken_apart(name) is None
