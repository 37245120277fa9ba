"""What every page has."""

from __future__ import annotations

import httpx


def test_a_page_is_in_the_language_that_the_browser_wants(server: str) -> None:
    answer = httpx.get(f"{server}/sources", headers={"accept-language": "tr"})
    assert answer.status_code == 200
    assert "tr-kars-1921.txt" in answer.text
    assert '<html lang="tr" dir="ltr">' in answer.text


def test_arabic_runs_right_to_left(server: str) -> None:
    answer = httpx.get(server, params={"lang": "ar"})
    assert '<html lang="ar" dir="rtl">' in answer.text


def test_nothing_may_come_from_elsewhere(server: str) -> None:
    policy = httpx.get(server).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_an_address_of_nothing_says_so(server: str) -> None:
    answer = httpx.get(f"{server}/nothing")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text
