"""Passages cut where their words are marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.serve.quotes import cut, stretches

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(tuple))


@given(st.text(max_size=30), SPANS)
def test_cutting_keeps_the_text_and_marks_just_what_is_marked(
    text: str, marks: list[tuple[int, int]]
) -> None:
    pieces = cut(text, 0, [(0, len(text))], marks)
    assert "".join(p.text for p in pieces) == text
    marked = "".join(c for i, c in enumerate(text) if any(a <= i < b for a, b in marks))
    assert "".join(p.text for p in pieces if p.marked) == marked


def test_a_passage_in_pieces_is_shown_in_the_order_of_reading() -> None:
    #        100      108
    text = "1919da oldu Kongre note"
    read = stretches(100, 123, "112-118 100-111")
    shown = cut(text, 100, read, [(112, 118)])
    assert [(p.text, p.marked) for p in shown] == [("Kongre", True), (" 1919da oldu", False)]
