"""Pages of what has no page of its own, and of what became one with others."""

from __future__ import annotations

from tests.serve.pages.conftest import Get, fetch, words


def test_a_time_span_shows_its_triples_and_who_points_to_it(get: Get) -> None:
    page = get("/page/time/1921-10-13")
    assert "1921-10-13" in words(page, "//table[1]")
    assert page.xpath("//a[@href='/page/event/treaty-of-kars']")


def test_an_iri_of_a_document_leads_to_what_it_was_joined_in(server: str) -> None:
    query = """
      PREFIX kg: <https://histkg.example/ns#>
      SELECT ?one ?part WHERE { ?one kg:joins ?part FILTER(?one != ?part) FILTER NOT EXISTS { ?part a ?class } } LIMIT 1
    """
    answer = fetch(f"{server}/sparql", params={"query": query}, headers={"accept": "text/csv"})
    one, part = answer.text.splitlines()[1].split(",")
    went = fetch(server + part.replace("https://histkg.example/id/", "/page/"))
    assert went.is_redirect
    assert one.endswith(went.headers["location"].removeprefix("/page/"))


def test_what_the_graph_does_not_know_is_not_found(server: str) -> None:
    for path in ("x", "event/%00", "..%2f..%2fetc/passwd", "event/%3E%3Cscript%3E", "%F0%9F%98%80"):
        assert fetch(f"{server}/page/{path}").status_code == 404
