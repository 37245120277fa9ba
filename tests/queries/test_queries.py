"""The saved queries' form, and how parameters are bound."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.queries.saved import (
    Parameter,
    QueryError,
    bind,
    examples,
    list_queries,
    load_query,
    parse_query,
    query_names,
    term,
)

THING = ox.NamedNode("https://histkg.example/id/person/x")
CONTRACT = {
    "mentions": ["doc", "start", "end", "text", "type", "entity", "label", "wikidata"],
    "dates": ["doc", "start", "end", "text", "edtf"],
    "event_passages": ["event", "type", "label", "wikidata", "doc", "start", "end"],
    "event_claims": ["event", "property", "value", "value_label", "role", "doc", "start", "end"],
}
SMALL = """#+ summary: Things
#+ description: All of them.
#+ parameters:
#+   - {name: text, type: string, description: a text, example: kars}
#+ tags: [test]
SELECT ?s WHERE { VALUES ?text { "kars" } ?s ?p ?text }
"""


def one(typed: str) -> list[ox.NamedNode]:
    return [THING]


def test_there_are_enough_and_each_is_documented() -> None:
    queries = list_queries()
    assert len(queries) >= 25
    for query in queries:
        assert query.summary
        assert len(query.summary) <= 90, query.name
        assert query.tags, query.name
        assert query.description.endswith("."), query.name


@pytest.mark.parametrize("name", query_names())
def test_runs_as_it_stands_and_with_its_examples(name: str) -> None:
    query = load_query(name)
    for text in (query.text, bind(query, dict(examples(query)), one)):
        ox.Store().query(text)


@pytest.mark.parametrize(("name", "columns"), CONTRACT.items())
def test_columns_of_the_contract(name: str, columns: list[str]) -> None:
    answer = ox.Store().query(load_query(name).text)
    assert isinstance(answer, ox.QuerySolutions)
    assert [v.value for v in answer.variables] == columns


def test_an_example_may_stand_for_a_required_parameter() -> None:
    query = load_query("timeline_person")
    with pytest.raises(QueryError, match=r"needs --param person=… .*Mustafa Kemal"):
        bind(query, {}, one)
    assert str(THING) in bind(query, {"person": "Kâzım"}, one)


def test_an_optional_parameter_is_left_open() -> None:
    assert "VALUES ?sender { UNDEF }" in bind(load_query("letters"), {}, one)


@given(st.text())
def test_no_text_becomes_sparql(typed: str) -> None:
    query = parse_query("small", SMALL)
    store = ox.Store()
    subject, predicate = ox.NamedNode("urn:s"), ox.NamedNode("urn:p")
    store.add(ox.Quad(subject, predicate, ox.Literal(typed)))
    answer = store.query(bind(query, {"text": typed}, one))
    assert [row["s"] for row in answer] == [subject]  # type: ignore[union-attr, index]


@pytest.mark.parametrize(
    ("type_", "typed", "message"),
    [
        ("integer", "many", "not of the type integer"),
        ("decimal", "half", "not of the type decimal"),
        ("first-day", "yesterday", "write 1919, 1919-09 or 1919-09-04"),
        ("days", "yesterday", "write 1919, 1919-09 or 1919-09-04"),
        ("word", "plann", "did you mean: plan"),
        ("iri", "not an iri", "not of the type iri"),
    ],
)
def test_a_wrong_value_says_what_to_write(type_: str, typed: str, message: str) -> None:
    parameter = Parameter("p", type_, "a value", "1", required=True, values=("plan", "fact"))
    with pytest.raises(QueryError, match=message):
        list(term(parameter, typed, one))


def test_days_are_day_numbers() -> None:
    def day(type_: str, typed: str) -> str:
        parameter = Parameter("p", type_, "a day", "1921", required=True)
        (literal,) = term(parameter, typed, one)
        return literal.value

    assert day("first-day", "1970") == "2440588"
    assert day("last-day", "1970-01") == str(2440588 + 30)


def test_days_are_the_first_and_the_last_of_a_date() -> None:
    parameter = Parameter("p", "days", "a date", "1921", required=True)
    days = [literal.value for literal in term(parameter, "1970-01/1970-02", one)]
    assert days == ["2440588", str(2440588 + 58)]
    with pytest.raises(QueryError, match="open end"):
        list(term(parameter, "1970/..", one))


def test_unknown_names_are_told_with_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean: treaties"):
        load_query("treatys")
    with pytest.raises(QueryError, match="no parameter 'persn'; it has: person"):
        bind(load_query("timeline_person"), {"persn": "x"}, one)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * WHERE {}", "lacks 'summary'"),
        ("#+ summary: [", "not YAML"),
        (SMALL.replace("VALUES ?text", "VALUES ?other"), "needs just one block"),
        (SMALL.replace("type: string", "type: thong"), "the types are"),
    ],
)
def test_a_badly_written_query_is_named(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse_query("bad", text)
