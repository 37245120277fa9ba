"""Every page in every language: nothing that the ontology has a word for stays English."""

from __future__ import annotations

import pytest

from kg.serve.vocabulary import labels
from kg.serve.words import LANGUAGES
from tests.serve.browser.pages import PAGES
from tests.serve.pages.conftest import Get

#: what is quoted, typed or written for programs
LEFT_OUT = "ancestor::blockquote or ancestor::code or ancestor::textarea or ancestor::script"
MORE = ("/page/organisation/league-of-nations", "/page/place/istanbul", "/timeline?place=Kars")


def _words(language: str) -> set[str]:
    return {said.casefold() for (_, code), said in labels().items() if code == language}


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
@pytest.mark.parametrize("path", [*(p for p in PAGES if p != "/nothing"), *MORE])
def test_no_word_of_the_ontology_stays_english(get: Get, path: str, language: str) -> None:
    address, _, query = path.partition("?")
    given = dict(pair.split("=") for pair in query.split("&") if pair)
    page = get(address, **given, lang=language)
    foreign = _words("en") - _words(language)
    said = page.xpath(f"//body//text()[not({LEFT_OUT})] | //body//@title | //body//@aria-label")
    assert {text.strip() for text in said if text.strip().casefold() in foreign} == set()
