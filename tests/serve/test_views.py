"""Timeline, map and SPARQL page as they are without a script."""

from __future__ import annotations

import re

import httpx
import pytest


def _names(page: httpx.Response) -> list[str]:
    return re.findall(r'<a href="/page/event/([^"]+)"', page.text)


def test_the_timeline_lists_events_in_order(server):
    page = httpx.get(f"{server}/timeline", params={"from": "1919", "to": "1922"})
    years = [int(y) for y in re.findall(r"<h3>(\d+)</h3>", page.text)]
    assert {"treaty-of-kars", "treaty-of-lausanne"} & set(_names(page)) == {"treaty-of-kars"}
    assert years == sorted(years)
    assert {1919, 1922} <= set(years)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"type": "Treaty"}, True),
        ({"type": "Battle"}, False),
        ({"who": "Ermenistan"}, True),  # by any of its names
        ({"who": "place/armenia"}, True),
        ({"who": "person/napoleon-i"}, False),
        ({"place": "قارص"}, True),
        ({"place": "Paris"}, False),
        ({"who": "Karabekr"}, True),  # mistyped, and a part of the name
        ({"place": "Qarss"}, True),
        ({"source": "source/tr-kars-1921"}, True),
        ({"source": "source/tr-lozan-1923"}, False),
        ({"told_in": "az"}, True),
        ({"told_in": "ar", "source": "source/tr-kars-1921"}, False),
        ({"sure": "0.5"}, True),
        ({"from": "1921-10", "to": "1921-10-13"}, True),
        ({"to": "1921-10-12"}, False),
    ],
)
def test_filters_narrow_the_timeline(server, asked, told):
    items = httpx.get(f"{server}/timeline.json", params={**asked}).json()["items"]
    kars = [i for i in items if i["page"] == "/page/event/treaty-of-kars"]
    assert any(i["start"] == "1921-10-13" for i in kars) is told


def test_too_many_dates_are_counted(server):
    answer = httpx.get(f"{server}/timeline.json", params={"most": 50}).json()
    assert sum(c["count"] for c in answer["counts"]) == answer["total"] > 50
    assert len(answer["counts"]) <= 60


@pytest.mark.parametrize("path", ["/timeline", "/map", "/timeline.json", "/map.json"])
@pytest.mark.parametrize("asked", [{"from": "long ago"}, {"to": "1919-13"}, {"sure": "very"}])
def test_what_cannot_be_read_is_told(server, path, asked):
    assert httpx.get(f"{server}{path}", params=asked).status_code == 400


@pytest.mark.parametrize("typed", ["a/b c>", '"}', "http://[", "person/<script>", "x" * 5000])
def test_hostile_filters_find_nothing(server, typed):
    for name in ("who", "place", "source", "type", "told_in"):
        answer = httpx.get(f"{server}/timeline", params={name: typed})
        assert answer.status_code == 200
        assert "<script>" not in answer.text
        assert _names(answer) == []


def test_the_map_has_a_table_of_places(server):
    page = httpx.get(f"{server}/map", params={"lang": "tr", "to": "1923"})
    row = re.search(
        r"<tr>\s*<th scope=\"row\"><a href=\"/page/place/istanbul.*?</tr>", page.text, re.S
    )
    assert row
    assert "İstanbul" in row[0]
    assert "41.0" in row[0]


def test_the_map_knows_names_of_the_time(server):
    places = httpx.get(f"{server}/map.json").json()["places"]
    izmir = next(p for p in places if p["page"] == "/page/place/izmir")
    assert izmir["label"] == "Izmir" or izmir["label"] == "İzmir"
    dated = [name for place in places for name in place["names"]]
    assert any(name["last"] is not None for name in dated)


def test_the_sparql_page_opens_a_saved_query(server):
    page = httpx.get(f"{server}/sparql-page", params={"query": "treaties"})
    assert 'action="/sparql" method="post"' in page.text
    assert "?concept skos:broader* type:Treaty" in page.text
    assert httpx.get(f"{server}/sparql-page", params={"query": "../x"}).status_code == 200


def test_a_saved_query_is_filled_in_without_a_script(server):
    asked = {"query": "letters", "sender": "Kâzım Karabekir", "recipient": ""}
    page = httpx.get(f"{server}/sparql-page", params=asked)
    assert (
        "VALUES ?sender { &lt;https://histkg.example/id/person/kazim-karabekir&gt; }" in page.text
    )
    assert "VALUES ?recipient { UNDEF }" in page.text
    assert 'value="Kâzım Karabekir"' in page.text
    wrong = httpx.get(f"{server}/sparql-page", params={"query": "on_day", "day": "<script>"})
    assert wrong.status_code == 400
    assert "<script>" not in wrong.text.replace('<script src="/static', "")
    assert "write 1919, 1919-09 or 1919-09-04" in wrong.text


@pytest.mark.parametrize("path", ["/timeline", "/map"])
def test_what_was_made_of_a_name_is_told(server, path):
    page = httpx.get(f"{server}{path}", params={"who": "Karabekr", "from": "1919", "lang": "tr"})
    told = re.search(r'<p class="hint">Katılan: .*?</p>', page.text, re.S)
    assert told
    assert "Kâzım Karabekir" in told[0]
    assert "person%2Fkazim-karabekir" in told[0] or "person/kazim-karabekir" in told[0]
    assert "from=1919" in told[0]
