"""What a hostile visitor, or a hostile text, tries on the pages."""

from __future__ import annotations

import html
import re
import socket
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from kg.construction.corpus import build
from tests.serve.conftest import serving

TITLE = "<script>alert(1)<\u2215script>.txt"  # a name of a file has no slash
BAD = '"><img src=x onerror=alert(2)>'
TEXT = f"""\
{BAD} and </script><script>alert(3)</script> Memoirs

The Treaty of Kars was signed at Kars on 13 October 1921 by Halil Pasha {BAD}. On 23 October 1921
General <b onmouseover=alert(4)>Ali</b> Pasha "><svg onload=alert(5)> met Halil Pasha at Kars.
"Javascript:alert(6)" Bey was born at Kars on 1 May 1880. {{{{ 7 * 7 }}}} Bey died on 2 May 1920.
"""


class Page(HTMLParser):
    """What a browser would run or ask for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.links: list[str] = []
        self._script: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "script":
            self._script = said.get("src") or said.get("type") or ""
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.bad.append(f"<{tag} {name}={value}>")
            if name in ("src", "href", "action", "formaction") and value:
                where = urlsplit(value)
                self.links.append(value)
                if where.scheme not in ("", "http", "https", "data") or (
                    name != "href" and where.netloc
                ):
                    self.bad.append(f"<{tag} {name}={value}>")
        if tag in ("iframe", "object", "embed", "base", "img", "b"):
            self.bad.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = None

    def handle_data(self, data: str) -> None:
        # data for scripts is no script; a script of the page's own has no words in it
        if self._script == "" and data.strip():
            self.bad.append(data)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a store of one hostile text."""
    folder = tmp_path_factory.mktemp("hostile")
    shelf = folder / "shelf"
    shelf.mkdir()
    (shelf / TITLE).write_text(TEXT, encoding="utf-8")
    build([shelf], folder / "store", workers=0)
    with serving("--store", str(folder / "store")) as address:
        yield address


def test_what_a_text_holds_is_never_run(hostile: str) -> None:
    waiting, seen = ["/", "/sources", "/disagreements", "/timeline", "/map", "/search?q=img"], set()
    waiting += ["/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/sparql-page", "/api"]
    with httpx.Client(base_url=hostile, follow_redirects=True) as client:
        while waiting and len(seen) < 80:
            path = waiting.pop(0)
            answer = client.get(path)
            assert answer.status_code in (200, 404), path
            assert "unsafe" not in answer.headers["content-security-policy"]
            if not answer.headers["content-type"].startswith("text/html"):
                continue
            page = Page(answer.text)
            assert not page.bad, path
            assert "49 Bey" not in answer.text, path
            here = {html.unescape(link).partition("#")[0] for link in page.links}
            fresh = {link for link in here if re.match(r"/(page|search|sources|disagree)", link)}
            waiting += sorted(fresh - seen - set(waiting))
            seen.add(path)
    pages = [path for path in seen if path.startswith("/page/")]
    assert any("/source/" in path for path in pages)
    assert any("/event/" in path for path in pages)


def test_data_about_it_is_data(hostile: str) -> None:
    source = re.search(r'href="(/page/source/[^"?#]+)', httpx.get(f"{hostile}/sources").text)
    assert source
    path = html.unescape(source[1]).replace("/page/", "/data/", 1)
    for form in ("ttl", "jsonld", "nt"):
        answer = httpx.get(f"{hostile}{path}.{form}")
        assert answer.status_code == 200
        assert "html" not in answer.headers["content-type"]
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/settings.py",
        "/static/..%5c..%5capp.py",
        "/static/%00style.css",
        "/static//etc/passwd",
        "/page/../../etc/passwd",
        "/page/..%2f..%2f..%2fetc%2fpasswd",
        "/page/source/..%2f..%2f..%2fetc%2fpasswd",
        "/page/source/../../store.json",
        "/page/source/%2fetc%2fpasswd",
        "/data/../../etc/passwd.ttl",
        "/data/source/..%2f..%2fstore.json",
        "/data/%2fetc%2fpasswd.nt",
        "/id/..%2f..%2fetc%2fpasswd",
        "/page/%ff%fe",
        "/page/event/%00",
        "/page/event/%3E%20%7D%20%3B%20DROP%20ALL",
        "/page/" + "x" * 8_000,
    ],
)
def test_no_path_leads_out(server: str, path: str) -> None:
    status, headers, body = _raw(server, f"GET {path} HTTP/1.1")
    assert status in (303, 307, 400, 404), (status, path)
    assert "root:" not in body
    assert '"format"' not in body
    assert "def " not in body
    assert "Traceback" not in body
    location = headers.get("location", "")
    assert "://" not in location or location.startswith(server)


@pytest.mark.parametrize(
    "target",
    [
        "/?lang=ar%0d%0aset-cookie:%20bad=1",
        "/search?q=a%0d%0aset-cookie:%20bad=1",
        "/page/event/a%0d%0aset-cookie:%20bad=1",
        "/id/event/a%0d%0aset-cookie:%20bad=1",
        "/data/event/a%0d%0aset-cookie:%20bad=1.ttl",
        "/static/a%0d%0aset-cookie:%20bad=1",
        "/api/queries/a%0d%0aset-cookie:%20bad=1",
        "/review?token=a%0d%0aset-cookie:%20bad=1",
    ],
)
def test_no_line_is_put_into_headers(server: str, target: str) -> None:
    status, headers, _ = _raw(server, f"GET {target} HTTP/1.1")
    assert status < 500
    assert "bad" not in headers.get("set-cookie", "")


def test_nothing_of_a_request_forges_a_line_of_the_log(samples_store: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with serving("--store", str(samples_store), log=log) as address:
        for target in ("/a%0aFORGED", "/search?q=%0aFORGED", "/page/%0aFORGED"):
            _raw(address, f"GET {target} HTTP/1.1", "User-Agent: x\rFORGED")
    assert not re.search(
        r"^FORGED", log.read_text(encoding="utf-8", errors="replace"), re.MULTILINE
    )


@pytest.mark.parametrize(
    "path", ["/search?q=", "/?lang=", "/timeline?from=", "/map?place=", "/disagreements?part="]
)
def test_huge_and_broken_parameters_are_answered(server: str, path: str) -> None:
    for value in ("x" * 30_000, "%ff%fe%00", "%F0%9F%92%A9" * 500, "9" * 400, "-1", "' OR 1=1 --"):
        status, _, body = _raw(server, f"GET {path}{value.replace(' ', '%20')} HTTP/1.1")
        assert status in (200, 400, 404, 414, 422), (status, value[:20])
        assert "Traceback" not in body


def test_pages_are_only_read(server: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"):
        for path in ("/", "/page/event/x", "/static/style.css", "/search"):
            assert httpx.request(method, f"{server}{path}").status_code in (404, 405), (
                method,
                path,
            )


def test_another_hosts_name_goes_nowhere(server: str) -> None:
    for path in ("/", "/page/event/none", "/id/event/none", "/static/style.css", "/static"):
        answer = httpx.get(f"{server}{path}", headers={"host": "evil.example"})
        assert answer.status_code < 500
        assert "evil.example" not in answer.text
        assert not urlsplit(answer.headers.get("location", "")).netloc.endswith("evil.example")


def _raw(address: str, *lines: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and body of a request whose target no client has tidied up."""
    where = urlsplit(address)
    assert where.hostname
    assert where.port
    head = "\r\n".join([*lines, f"Host: {where.netloc}", "Connection: close", "", ""])
    with socket.create_connection((where.hostname, where.port), timeout=60) as connection:
        connection.sendall(head.encode("latin-1"))
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    top, _, body = received.partition(b"\r\n\r\n")
    first, *fields = top.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (f.partition(":") for f in fields)}
    return int(first.split()[1]), headers, body.decode("utf-8", "replace")
