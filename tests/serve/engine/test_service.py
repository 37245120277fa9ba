"""``SERVICE``, however it is hidden, asks none but the hosts that are named."""

from __future__ import annotations

import time

import pytest

from kg.serve.engine.model import RefusedQueryError
from kg.serve.engine.service import check_services

HIDDEN = [
    "SELECT * { SERVICE <http://evil/> { ?s ?p ?o } }",
    "select * { service<http://evil/>{?s ?p ?o} }",
    "SELECT * { SERVICE SILENT <http://evil/> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://evil/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://evil/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE<http://evil/>{ ?s ?p ?o } }",
    "PREFIX : <http://evil/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <http://evil/> SELECT * { ?s ?p true.SERVICE:x#\n{ ?s ?p ?o } }",
    "SELECT * { BIND(<http://evil/> AS ?x) FILTER(1<2)SERVICE?x#>\n{ ?s ?p ?o } }",
    "SELECT * { FILTER(?a<?b)?s?p?o.SERVICE?x#>\n{ ?s ?p ?o } }",
    'SELECT * { ?s ?p "#" SERVICE <http://evil/> { ?s ?p ?o } }',
    "SELECT * { ?s ?p '\\'#' SERVICE <http://evil/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '''''a''' . SERVICE <http://evil/> { ?s ?p ?o } }",
    "SELECT * { # \r SERVICE <http://evil/> { ?s ?p ?o } \n}",
    "SELECT * { ?s ?p <a:#> SERVICE <http://evil/> { ?s ?p ?o } }",
    "SELECT * { S\\u0045RVICE <http://evil/> { ?s ?p ?o } }",
    "PREFIX : <http://evil/> SELECT * { SERVICE:x\ufeff { ?s ?p ?o } }",
    "SELECT * { FILTER EXISTS { SERVICE <http://evil/> { ?s ?p ?o } } }",
]
HARMLESS = [
    "SELECT * { ?s ?p ?o } # SERVICE <http://evil/> {}",
    "SELECT * { ?s ?p 'SERVICE <http://evil/> {}' }",
    'SELECT * { ?s ?p """ " SERVICE <http://evil/> """ }',
    "SELECT * { ?service <http://a/service> $service }",
    "PREFIX service: <a:b> SELECT * { service:x ?p ex:service, ex:a.service }",
    "SELECT * { ?s ?p 'x'@x-service }",
    "SELECT * { ?s ?p 'caf\\u00e9' }",
]


@pytest.mark.parametrize("query", HIDDEN)
def test_a_service_is_found(query: str) -> None:
    with pytest.raises(RefusedQueryError, match="SERVICE is not allowed here"):
        check_services(query, ())
    with pytest.raises(RefusedQueryError):
        check_services(query, ("good.example",))


@pytest.mark.parametrize("query", ['VALUES ?x {"""a"} SERVICE <a:b> {}', "ASK { ?s ?p 'service }"])
def test_a_string_without_an_end_is_refused(query: str) -> None:
    with pytest.raises(RefusedQueryError, match="no end"):
        check_services(query, ())


PIECES = ['"\\"', '"""\n\\', "a-", "a.", "a:", "<a", "'", "''' ", ":.", "_:.", "@a-", "?", "1", "#"]


@pytest.mark.parametrize("piece", PIECES)
def test_no_query_takes_long(piece: str) -> None:
    query = piece * (250_000 // len(piece))
    since = time.process_time()
    with pytest.raises(RefusedQueryError):
        check_services(f"service {query}", ())
    assert time.process_time() - since < 10  # seconds; what grows with the square takes minutes


@pytest.mark.parametrize("query", HARMLESS)
def test_what_only_looks_like_one_is_none(query: str) -> None:
    check_services(query, ())


@pytest.mark.parametrize(
    "endpoint",
    [
        "<http://good.example/sparql>",
        "<HTTPS://good.example>".lower(),
        "<http://GOOD.example:80/a?b=c>",
        "<http://local.example:7878/query>",
    ],
)
def test_a_host_that_is_named_may_be_asked(endpoint: str) -> None:
    query = f"SELECT * {{ SERVICE SILENT {endpoint} {{ ?s ?p ?o }} }}"
    check_services(query, ("good.example", "local.example:7878"))


@pytest.mark.parametrize(
    "endpoint",
    [
        "<http://good.example.evil/>",
        "<http://good.example@evil/>",
        "<http://good.example:80@evil/>",
        "<http://evil#good.example/>",
        "<http://evil/good.example>",
        "<http://good.example:8080/>",
        "<http://local.example/>",
        "<http://good.example%2eevil/>",
        "<http://127.0.0.1/>",
        "<http://[::1]/>",
        "<file:///etc/passwd>",
        "<//good.example/>",
        "?x",
        "good:x",
        "<http://good.example/\\u0041>",
    ],
)
def test_no_other_host_may(endpoint: str) -> None:
    query = f"PREFIX good: <http://good.example/> SELECT * {{ SERVICE {endpoint} {{ ?s ?p ?o }} }}"
    with pytest.raises(RefusedQueryError):
        check_services(query, ("good.example", "local.example:7878"))


def test_a_second_service_is_looked_at_too() -> None:
    query = "SELECT * { SERVICE <http://good.example/> { SERVICE <http://evil/> {} } }"
    with pytest.raises(RefusedQueryError, match="evil"):
        check_services(query, ("good.example",))
