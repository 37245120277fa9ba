"""A person at the review page, in a browser."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.serve.browser.watch import Visit
from tests.serve.conftest import serving
from tests.serve.test_review import key_in


@contextmanager
def reviewing(store: Path) -> Iterator[tuple[str, str]]:
    """A server that lets one decide: its address, and the path with the key that it printed."""
    with tempfile.TemporaryDirectory() as work:
        log = Path(work) / "log"
        options = ("--store", str(store), "--allow-edit", "--author", "A. Reader")
        with serving(*options, log=log) as address:
            parts = urlsplit(key_in(log))
            yield address, f"{parts.path}?{parts.query}"


def enter(visit: Visit, key: str) -> None:
    """Open the address that the server printed."""
    page = visit.open(key)
    assert urlsplit(page.url).path == "/review"


def cases(visit: Visit) -> dict[str, str]:
    """The address of the first case that waits of each kind."""
    found = {}
    for kind in ("identity", "links", "claims"):
        links = visit.open(f"/review?kind={kind}").locator(".cases a")
        if links.count():
            found[kind] = str(links.first.get_attribute("href"))
    return found
