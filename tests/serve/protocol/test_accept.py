"""Content negotiation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.protocol.accept import FORMS, best, wishes


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV ; Q=0.3", "text/csv"),
        ("text/csv;q=0.2, text/tab-separated-values;q=0.3", "text/tab-separated-values"),
        ("text/*, application/json;q=0.9", "text/csv"),
        ("*/*;q=0.1, application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.5", "application/sparql-results+xml"),
        ("application/json", "application/json"),
        ("text/html, */*;q=0.8", "application/sparql-results+json"),
        ("text/turtle", None),
        ("text/csv;q=0", None),
        ("text/csv;q=x", None),
        ("nonsense", None),
    ],
)
def test_the_client_gets_what_it_likes_best(header: str, chosen: str | None) -> None:
    form = best(header, FORMS["solutions"])
    assert (form.media if form else None) == chosen


@given(st.text(max_size=80))
def test_no_header_is_too_strange(header: str) -> None:
    assert all(0 <= wish.weight <= 1 for wish in wishes(header))
    best(header, FORMS["triples"])
