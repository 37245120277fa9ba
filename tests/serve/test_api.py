"""Saved queries over HTTP, and their description."""

from __future__ import annotations

import csv
from io import StringIO

import httpx
import pyoxigraph as ox
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from kg.queries.saved import SavedQuery, bind, examples, list_queries, parse_query
from kg.serve.openapi import makes_triples, openapi


@pytest.mark.parametrize("query", list_queries(), ids=lambda q: q.name)
def test_every_saved_query_answers(small_server: str, query: SavedQuery) -> None:
    address, given = f"{small_server}/api/queries/{query.name}", dict(examples(query))
    answer = httpx.get(address, params=given, timeout=60)
    assert answer.status_code == 200, answer.text
    if makes_triples(query):
        assert answer.headers["content-type"].startswith("text/turtle")
        return
    assert answer.headers["content-type"] == "application/json"
    table = httpx.get(f"{address}.csv", params=given, timeout=60)
    head, *rows = csv.reader(StringIO(table.text))
    assert head == answer.json()["head"]["vars"]
    assert len(rows) == len(answer.json()["results"]["bindings"])


def test_the_list_has_them_all(server: str) -> None:
    listed = httpx.get(f"{server}/api/queries").json()
    assert [q["name"] for q in listed] == [q.name for q in list_queries()]
    event = next(q for q in listed if q["name"] == "event")
    assert event["parameters"][0]["required"]


def test_a_thing_is_given_by_a_name_in_any_script(server: str) -> None:
    answers = [
        httpx.get(f"{server}/api/queries/event", params={"event": name}).json()
        for name in (
            "معاهدة قارص",
            "KARS ANTLASMASI",
            "https://histkg.example/id/event/treaty-of-kars",
        )
    ]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["results"]["bindings"]


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("event", 400, "?event=…"),
        ("event?event=Nothing+of+the+kind", 404, "nothing in the graph is called"),
        ("event?event=a&event=b", 400, "twice"),
        ("event?other=a", 400, "no parameter"),
        ("event?event=%FF", 400, "UTF-8"),
        ("claims?modality_is=x", 400, "must be one of"),
        ("nothing", 404, "/api/queries lists them"),
        ("event.xml", 404, "no saved query"),
        ("..%2f..%2fetc%2fpasswd", 404, ""),
    ],
)
def test_what_is_wrong_is_said(server: str, address: str, status: int, said: str) -> None:
    answer = httpx.get(f"{server}/api/queries/{address}")
    assert answer.status_code == status
    assert said in answer.text


def test_a_form_that_does_not_fit(server: str) -> None:
    answer = httpx.get(f"{server}/api/queries/battles", headers={"accept": "text/turtle"})
    assert answer.status_code == 406


def test_the_page_shows_the_same(server: str) -> None:
    page = httpx.get(f"{server}/api", params={"lang": "ar"}).text
    assert 'dir="rtl"' in page
    for query in list_queries():
        assert f"/api/queries/{query.name}" in page


def test_a_value_is_never_taken_for_a_block() -> None:
    query = parse_query(
        "x",
        "#+ summary: x\n#+ description: x\n#+ tags: [x]\n#+ parameters:\n"
        "#+   - {name: a, type: string, description: x, example: x}\n"
        "#+   - {name: b, type: string, description: x, example: x}\n"
        'SELECT * { VALUES ?a { "x" } VALUES ?b { "y" } }',
    )
    given = {"a": "VALUES ?b { }", "b": " } ASK {} #"}
    text = bind(query, given, lambda _: [])
    rows = list(ox.Store().query(text))  # type: ignore[arg-type]
    assert [(row["a"].value, row["b"].value) for row in rows] == [(given["a"], given["b"])]  # type: ignore[union-attr]


#: what is promised of a date is a format, not a pattern: schemathesis must be told what has it
DATES = st.from_regex(r"[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?", fullmatch=True)
schemathesis.openapi.format("edtf", DATES)
DESCRIBED = schemathesis.openapi.from_dict(openapi(list_queries()))


@DESCRIBED.parametrize()
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
def test_schemathesis_finds_nothing(case: schemathesis.Case, small_server: str) -> None:
    case.call_and_validate(base_url=small_server)
