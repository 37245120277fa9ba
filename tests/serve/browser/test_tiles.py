"""The map with the tiles of a server that whoever runs ``kg serve`` names."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import expect

from tests.serve.browser.watch import visiting
from tests.serve.conftest import serving

_TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
#: whether the page may show a picture from an address
_PICTURE = """(address) => new Promise((done) => {
  const picture = new Image();
  picture.onload = () => done(true);
  picture.onerror = () => done(false);
  picture.src = address;
})"""


@contextmanager
def _tile_server() -> Iterator[tuple[str, list[str]]]:
    """A server with one picture at every address: its address, and what it was asked for."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("content-type", "image/png")
            self.end_headers()
            self.wfile.write(_TILE)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def test_tiles_come_from_the_server_that_is_named_and_from_no_other(browser, samples_store):
    with (
        _tile_server() as (tiles, asked),
        _tile_server() as (other, never),
        serving(
            "--store", str(samples_store), "--tiles", f"{tiles}/{{z}}/{{x}}/{{y}}.png"
        ) as server,
        visiting(browser, server, "desk") as visit,
    ):
        page = visit.open("/map?from=1921&to=1921")
        drawn = page.locator("img.leaflet-tile-loaded")
        expect(drawn.first).to_be_visible()
        assert {urlsplit(tile.get_attribute("src")).netloc for tile in drawn.all()} == {tiles[7:]}
        assert all(path.endswith(".png") and path.count("/") == 3 for path in asked)
        expect(page.locator("path.land")).to_have_count(0)
        expect(page.locator("path.spot").first).to_be_attached()
        expect(page.locator(".leaflet-control-attribution")).to_have_text("127.0.0.1")
        assert {urlsplit(url).netloc for url in visit.elsewhere} == {tiles[7:]}
        assert visit.errors == []
        assert visit.axe() == []
        assert page.evaluate(_PICTURE, f"{other}/0/0/0.png") is False
        assert never == []
        visit.elsewhere.clear()
        visit.open("/timeline?from=1921&to=1921")
        assert visit.elsewhere == []
        assert tiles not in httpx.get(f"{server}/timeline").headers["content-security-policy"]


def test_the_map_stays_readable_where_no_tile_comes(browser, samples_store):
    nobody = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    with (
        serving("--store", str(samples_store), "--tiles", nobody) as server,
        visiting(browser, server, "phone", "ar") as visit,
    ):
        page = visit.open("/map?from=1921&to=1921")
        expect(page.locator("path.spot").first).to_be_attached()
        expect(page.get_by_role("table")).to_be_visible()
        assert visit.overflow() == 0
