"""Documents' graphs with canonical IRIs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.graph.terms import words
from kg.graph.vocab import BASE, KG
from kg.identity.rewriting import rewrite_json, rewrite_quads

ID = f"{BASE}id/"
GRAPH = f"<{BASE}graph/source/a>"
IRIS = {
    f"{ID}person/x/a": f"{ID}person/x",
    f"{ID}event/war/a": f"{ID}event/great-war",
}


def quad(subject: str, predicate: str, value: str) -> str:
    return f"<{ID}{subject}> <{KG}{predicate}> {value} {GRAPH} .\n"


def test_subjects_and_objects_are_replaced() -> None:
    old = quad("source/a/claim/1", "subject", f"<{ID}event/war/a>")
    assert rewrite_quads(old, IRIS, BASE) == [
        quad("source/a/claim/1", "subject", f"<{ID}event/great-war>")
    ]


def test_a_participation_is_named_after_event_and_agent() -> None:
    old = "event/war/a/commander/person-x-a"
    new = "event/great-war/commander/person-x"
    lines = [
        quad(old, "agent", f"<{ID}person/x/a>"),
        quad("source/a/claim/1", "object", f"<{ID}{old}>"),
    ]
    assert rewrite_quads("".join(lines), IRIS, BASE) == [
        quad(new, "agent", f"<{ID}person/x>"),
        quad("source/a/claim/1", "object", f"<{ID}{new}>"),
    ]


def test_lines_that_become_one_stand_once() -> None:
    iris = {f"{ID}person/x/a": f"{ID}person/x", f"{ID}person/x/a-2": f"{ID}person/x"}
    lines = [quad(f"person/x/{n}", "name", '"X"') for n in ("a", "a-2")]
    assert rewrite_quads("".join(lines), iris, BASE) == [quad("person/x", "name", '"X"')]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_quoted_words_stay_as_they_are(quote: str) -> None:
    line = quad("source/a", "quote", words(f"{quote} <{ID}person/x/a> {quote}", "en"))
    assert rewrite_quads(line, IRIS, BASE) == [line]


def test_in_json_whole_strings_alone_are_replaced() -> None:
    text = f'{{"focus": "{ID}person/x/a", "quote": "see {ID}person/x/a"}}'
    assert rewrite_json(text, IRIS) == (
        f'{{"focus": "{ID}person/x", "quote": "see {ID}person/x/a"}}'
    )
