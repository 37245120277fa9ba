"""Rows are counted as the engine writes them."""

from __future__ import annotations

from io import BytesIO

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.engine.rows import COUNTERS

FORMS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
#: made of what the forms themselves are made of
strings = st.text(alphabet=st.sampled_from(list('"\\{},:\n\r\t<>result/a&')), max_size=12).filter(
    lambda text: "},{}" not in text
)
rows = st.lists(st.lists(st.none() | strings, min_size=2, max_size=2), max_size=8)


@pytest.mark.parametrize("media", FORMS)
@given(rows=rows, size=st.integers(1, 40))
def test_in_whatever_pieces_they_come(media: str, rows: list[list[str | None]], size: int) -> None:
    values = " ".join(
        "(" + " ".join("UNDEF" if v is None else str(ox.Literal(v)) for v in row) + ")"
        for row in rows
    )
    out = BytesIO()
    answer = ox.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}")
    assert isinstance(answer, ox.QuerySolutions)
    answer.serialize(out, format=FORMS[media])
    counter = COUNTERS[media]()
    counted = 0
    for start in range(0, len(out.getvalue()), size):
        counted = counter.add(out.getvalue()[start : start + size])
    least = 1 if "json" in media else 0
    assert counted == max(least, len(rows))
