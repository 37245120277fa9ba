"""Windows of a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.serve.browser.watch import Visit, browsing, chromium, visiting

expect.set_options(timeout=20_000)  # milliseconds; a machine may be busy


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; where there is none they are skipped, or fail where one must be."""
    if chromium() is None:
        why = "no Chromium here; install Debian's chromium, or name one in HISTKG_BROWSER"
        if os.environ.get("HISTKG_BROWSER_NEEDED"):
            pytest.fail(why)
        pytest.skip(why)
    with browsing() as opened:
        yield opened


@pytest.fixture
def desk(browser: Browser, server: str) -> Iterator[Visit]:
    """A window as wide as a desk's screen."""
    with visiting(browser, server, "desk") as visit:
        yield visit


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Visit]:
    """A window as narrow as a phone."""
    with visiting(browser, server, "phone") as visit:
        yield visit
