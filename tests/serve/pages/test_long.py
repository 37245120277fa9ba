"""What is long is shown in parts: an event that is told of often, a text of many pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.construction.corpus import build
from tests.serve.conftest import serving
from tests.serve.pages.conftest import Page, fetch, read, words

TOLD = 260
TEXT = "\n\n".join(
    f"In letter {number} it is told again: the Treaty of Kars was signed at Kars on 13 October 1921."
    for number in range(1, TOLD + 1)
)
KARS = "/page/event/treaty-of-kars"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("long")
    (folder / "texts").mkdir()
    (folder / "texts" / "letters.txt").write_text(TEXT, encoding="utf-8")
    build([folder / "texts"], folder / "store", workers=0)
    with serving("--store", str(folder / "store")) as address:
        yield address


def get(server: str, path: str) -> Page:
    answer = fetch(server + path, params={"lang": "en"} if "?" not in path else None)
    assert answer.status_code == 200, answer.text
    return read(answer.text)


def walk(server: str, path: str) -> list[Page]:
    """A page with all that are behind it, as a reader turns them."""
    pages = [get(server, path)]
    while behind := pages[-1].xpath("//nav[@class='turn']/a[@rel='next']/@href"):
        pages.append(get(server, path + behind[0].partition("#")[0]))
    return pages


def test_every_passage_of_an_event_is_in_just_one_part(server: str) -> None:
    pages = walk(server, KARS)
    told = [words(p, ".") for page in pages for p in page.xpath("//article[@class='telling']")]
    assert len(told) == len(set(told)) == TOLD
    assert len(pages) == -(-TOLD // 25)
    assert all("13 October 1921" in words(page, "//dl") for page in pages)


def test_the_parts_of_a_text_are_the_text(server: str) -> None:
    pages = walk(server, "/page/source/letters")
    assert len(pages) == -(-len(TEXT) // 20_000) > 1
    shown = "".join(page.xpath("//*[@id='source-text']")[0].text_content() for page in pages)
    assert shown.split() == TEXT.split()
    last = pages[-1].xpath("//*[@id='source-text']//a[contains(@class, 'event')]")
    assert last, "what was found is marked in the last part, too"


def test_a_passage_is_looked_for_in_its_part(server: str) -> None:
    at = TEXT.index("letter 250")
    page = get(server, f"/page/source/letters?at={at}-{at + 10}")
    assert words(page, "//mark[@id='at']") == "letter 250"
