"""Names as terms of SPARQL: whatever they hold, a query asks for just that."""

from __future__ import annotations

from unicodedata import normalize

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking.online.sparql import term

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
TAGS = st.sampled_from(("", "en", "tr", "ar", "az", "mul"))


def asked_for(written: str) -> ox.Literal:
    """What a query engine takes a term for."""
    rows = ox.Store().query(f"SELECT ?name {{ VALUES ?name {{ {written} }} }}")
    assert isinstance(rows, ox.QuerySolutions)
    (row,) = rows
    found = row["name"]
    assert isinstance(found, ox.Literal)
    return found


@given(TEXTS, TAGS)
def test_a_name_is_never_read_as_query(text: str, language: str) -> None:
    found = asked_for(term(text, language))
    assert (found.value, found.language or "") == (normalize("NFC", text), language)


@pytest.mark.parametrize(
    "text", ['" } DROP ALL #', "\\", '\\"', '"""', "a\nb", "\\u0022", "?item", "قره بكير"]
)
def test_names_that_would_break_out(text: str) -> None:
    assert asked_for(term(text, "en")).value == text
