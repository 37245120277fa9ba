"""The review page: who gets in, what is shown, what is written, and what stands against it."""

from __future__ import annotations

import html
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.construction.corpus import build
from kg.curation.files import read_curation
from kg.store.index import INDEX
from tests.curation.conftest import own as own
from tests.curation.conftest import unsure as unsure
from tests.curation.test_apart import TEXTS
from tests.serve.conftest import serving
from tests.store.conftest import write_shelf

FORM = re.compile(r'name="form" value="([^"]+)"')


def key_in(log: Path) -> str:
    """The address with the key, as the server printed it."""
    for _ in range(200):
        if found := re.search(r"A\. Reader decides at (\S+)", log.read_text(encoding="utf-8")):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8"))


class Reader:
    """A browser at the review page, without JavaScript."""

    def __init__(self, address: str, key: str) -> None:
        self.client = httpx.Client(base_url=address, headers={"accept-language": "en"})
        self._token = ""
        self.entered = self.client.get(key)

    def get(self, path: str) -> httpx.Response:
        return self.client.get(path, follow_redirects=True)

    def cases(self, kind: str = "") -> list[str]:
        page = self.get(f"/review?kind={kind}" if kind else "/review")
        return re.findall(r'<a href="(/review/[0-9a-f]{20})', page.text)

    def token(self, path: str) -> str:
        """What the form holds that is at ``path``, or was when it was looked at."""
        if found := FORM.search(self.get(path).text):
            self._token = found[1]
        return self._token

    def choose(self, path: str, choice: str, note: str = "", **headers: str) -> httpx.Response:
        fields = {"form": self.token(path), "choice": choice, "note": note}
        sent = {"origin": str(self.client.base_url).rstrip("/"), **headers}
        return self.client.post(path.partition("?")[0], data=fields, headers=sent)


@pytest.fixture
def served(own: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The server's address and its log."""
    log = tmp_path / "log"
    with serving("--store", str(own), "--allow-edit", "--author", "A. Reader", log=log) as address:
        yield address, log


@pytest.fixture
def reader(served: tuple[str, Path]) -> Iterator[Reader]:
    address, log = served
    found = Reader(address, key_in(log))
    with closing(found.client):
        yield found


def test_each_kind_is_decided_and_taken_back(reader: Reader, own: Path) -> None:
    folder = own.parent / "curation"
    (link,), (claims,), (pair,) = (reader.cases(k) for k in ("links", "claims", "identity"))
    shown = reader.get(link).text
    assert "Q219024" in shown
    assert "city in Turkey" in shown
    assert "<mark>" in shown
    answer = reader.choose(link, "item:Q219024")
    assert answer.status_code == 303
    assert read_curation(folder).links[0].author == "A. Reader"
    assert "It is this item:" in reader.get(answer.headers["location"]).text
    reader.choose(claims, "wrong:1921-10-23")
    assert [(c.verdict, c.value) for c in read_curation(folder).claims] == [("wrong", "1921-10-23")]
    shown = reader.get(pair).text
    assert "<mark>صبري باشا</mark>" in shown
    last = reader.choose(pair, "different", "other\tyears\r\nother men\x00")
    assert read_curation(folder).different[0].because == "other years other men"
    assert reader.cases() == []
    end = reader.get(last.headers["location"]).text
    assert "Nothing waits" in end
    assert "kg build … --store" in end
    number = re.search(r'name="done" value="(\d+)"', end)
    assert number
    fields = {"form": reader.token(last.headers["location"]), "done": number[1]}
    back = {"origin": str(reader.client.base_url).rstrip("/")}
    assert reader.client.post("/review/take-back", data=fields, headers=back).status_code == 303
    assert read_curation(folder).different == ()
    again = reader.client.post("/review/take-back", data=fields, headers=back)
    assert again.status_code == 409
    assert "taken back already" in again.text
    assert reader.cases() == [pair]


def test_a_thing_may_be_none_of_the_items(reader: Reader, own: Path) -> None:
    (link,) = reader.cases("links")
    reader.choose(link, "none")
    links = read_curation(own.parent / "curation").links
    assert {(v.item, v.verdict) for v in links} == {
        ("Q219024", "rejected"),
        ("Q83080", "rejected"),
    }


def test_a_case_decided_meanwhile_is_not_decided_again(reader: Reader, own: Path) -> None:
    (pair,) = reader.cases("identity")
    assert reader.choose(pair, "same").status_code == 303
    second = reader.choose(pair, "different")
    assert second.status_code == 409
    assert "decided meanwhile" in second.text
    assert "A. Reader" in second.text
    assert len(read_curation(own.parent / "curation").same) == 1
    assert read_curation(own.parent / "curation").different == ()


def test_what_is_no_more_there_is_said(reader: Reader, own: Path) -> None:
    (pair,), (link,) = reader.cases("identity"), reader.cases("links")
    assert reader.choose(link, "item:Q1").status_code == 409  # no such option any more
    first = own / "generations" / "0001"
    fresh = own / "generations" / "0002"
    shutil.copytree(first, fresh)
    shutil.rmtree(fresh / INDEX)
    index = ox.Store(str(fresh / INDEX))
    index.add_graph(ox.NamedNode("https://histkg.example/graph/identity"))
    index.flush()
    del index
    reader.token(pair)
    (own / "current").write_text("0002\n")
    gone = reader.choose(pair, "same")
    assert gone.status_code == 409
    assert "built anew meanwhile" in gone.text
    assert not (own.parent / "curation").exists()


def test_what_can_not_be_written_is_said(reader: Reader, own: Path) -> None:
    (pair,) = reader.cases("identity")
    (own.parent / "curation").write_text("a file where a folder is wanted")
    answer = reader.choose(pair, "same")
    assert answer.status_code == 500
    assert "could not be written" in answer.text
    (own.parent / "curation").unlink()
    (own.parent / "curation").mkdir()
    (own.parent / "curation" / "identity.tsv").write_text("one\ttwo\n")
    broken = reader.get("/review")
    assert broken.status_code == 409
    assert "identity.tsv" in broken.text


def test_only_the_key_lets_in(reader: Reader, served: tuple[str, Path]) -> None:
    address, log = served
    assert reader.entered.status_code == 303
    assert reader.entered.headers["location"] == "/review"
    cookie = reader.entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "token" not in reader.get("/review").text
    for path in ("/review", "/review?token=wrong", "/review?token=", "/review/00"):
        assert httpx.get(f"{address}{path}").status_code == 403
    cookies = {cookie.partition("=")[0]: "a.b"}
    assert httpx.get(f"{address}/review", cookies=cookies).status_code == 403
    elsewhere = httpx.get(key_in(log), headers={"host": "evil.example"})
    assert elsewhere.status_code == 403
    assert "set-cookie" not in elsewhere.headers


ELSEWHERE: tuple[dict[str, str], ...] = (
    {"origin": "http://evil.example"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"host": "evil.example", "origin": "http://evil.example"},
)


def test_other_sites_decide_nothing(reader: Reader, own: Path) -> None:
    (pair,) = reader.cases("identity")
    for headers in ELSEWHERE:
        assert reader.choose(pair, "same", **headers).status_code == 403, headers
    assert not (own.parent / "curation").exists()


def test_a_form_needs_its_token_and_its_size(reader: Reader, own: Path) -> None:
    (pair,) = reader.cases("identity")
    here = {"origin": str(reader.client.base_url).rstrip("/")}
    post = reader.client.post
    assert post(pair, data={"choice": "same"}, headers=here).status_code == 403
    assert post(pair, data={"choice": "same", "form": "é"}, headers=here).status_code == 403
    assert post(pair, content=b"{}", headers=here).status_code == 415
    plain = {**here, "content-type": "application/x-www-form-urlencoded"}
    assert post(pair, content=b"note=%ff", headers=plain).status_code == 400
    assert post(pair, content=b"a=" + b"b" * 100_000, headers=plain).status_code == 413
    without = {"form": reader.token(pair), "choice": "same"}
    assert post(pair, data=without).status_code == 403  # says not where it comes from
    assert reader.client.get("/review/take-back").status_code == 409  # no case of that name
    assert not (own.parent / "curation").exists()


def test_without_the_option_there_is_no_such_page(server: str) -> None:
    assert httpx.get(f"{server}/review").status_code == 404
    assert httpx.post(f"{server}/review/x").status_code == 404
    assert "/review" not in httpx.get(server).text


def test_all_of_it_is_in_the_readers_language(reader: Reader) -> None:
    english = {"Skip", "Review", "One thing", "Take back"}
    for language in ("tr", "ar", "az"):
        for path in ("/review", *reader.cases()):
            text = html.unescape(reader.get(f"{path}?lang={language}").text)
            words = set(re.findall(r">\s*([^<>]+?)\s*<", text))
            assert not english & words, (language, path)


def test_dates_of_two_events_are_told_apart_on_the_page(tmp_path: Path) -> None:
    store, log = tmp_path / "store", tmp_path / "log"
    build([write_shelf(tmp_path / "shelf", TEXTS)], store, workers=0)
    with serving("--store", str(store), "--allow-edit", "--author", "A. Reader", log=log) as at:
        reader = Reader(at, key_in(log))
        with closing(reader.client):
            (case,) = reader.cases("claims")
            assert "Dates of two events" in reader.get(case).text
            answer = reader.choose(case, "apart")
            assert answer.status_code == 303
            assert reader.cases("claims") == []
            assert "Decided by" in reader.choose(case, "apart").text
    (pair,) = read_curation(tmp_path / "curation").different
    assert pair.author == "A. Reader"
