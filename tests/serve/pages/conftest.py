"""Pages as a browser gets them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from lxml import html

Page = html.HtmlElement
Get = Callable[..., Page]


def read(body: str) -> Page:
    """A page, parsed as HTML."""
    return html.document_fromstring(body)


def words(page: Page, path: str = "//main") -> str:
    """The text at an XPath, with single spaces."""
    return " ".join(" ".join(found.text_content() for found in page.xpath(path)).split())


def fetch(address: str, **options: Any) -> httpx.Response:
    """What is at an address; a busy machine is waited for."""
    return httpx.get(address, timeout=60, **options)


@pytest.fixture
def get(server: str) -> Get:
    """Get a page (path, parameters) of the server over the samples, in English unless told otherwise."""

    def asked(path: str, **parameters: str) -> Page:
        answer = fetch(server + path, params={"lang": "en", **parameters})
        assert answer.status_code == 200, answer.text
        return read(answer.text)

    return asked
