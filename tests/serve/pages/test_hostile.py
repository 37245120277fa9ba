"""Texts that mean harm: whatever they are called and say, it is text."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.serve.conftest import serving
from tests.serve.pages.conftest import fetch, read, words

NAMED = "<img src=x onerror=alert(1)>\"'&lt;{{7*7}}.txt"
TEXT = """\
Kars Antlaşması 13 Ekim 1921'de Kars'ta Türkiye ile <script>alert(1)</script> Gürcistan arasında imzalandı.
"><svg onload=alert(2)> Mustafa Kemal Paşa 19 Mayıs 1919'da Samsun'a çıktı. </div></main>{% raw %}
"Javascript:alert(3) Kongresi" 4 Eylül 1919'da Sivas'ta toplandı.\r
'Sivas" onmouseover="alert(4)' Kongresi 4 Eylül 1919'da toplandı. \u202egnirts\u202c \x07
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "texts").mkdir()
    (folder / "texts" / NAMED).write_bytes(TEXT.encode())
    store = folder / "store"
    command = [sys.executable, "-m", "kg", "build", str(folder / "texts"), "--store", str(store)]
    subprocess.run(command, check=True, capture_output=True)
    with serving("--store", str(store)) as address:
        yield address


def test_names_and_passages_are_inert_wherever_they_stand(hostile: str) -> None:
    seen: dict[str, str] = {}
    waiting = ["/", "/sources", "/disagreements", "/search?q=sivas", "/search?q=%3Cimg"]
    while waiting and len(seen) < 60:
        path = waiting.pop(0)
        answer = fetch(hostile + path)
        assert answer.status_code == 200, path
        seen[path] = answer.text
        page = read(answer.text)
        for element in page.iter("*"):
            assert element.tag not in ("script", "img", "iframe", "object") or element.get(
                "src", ""
            ).startswith("/static/"), path
            for name, value in element.attrib.items():
                assert not name.startswith("on"), path
                assert name != "style", path
                assert name not in ("href", "src", "action") or value.startswith(
                    ("/", "?", "#", "http://", "https://")
                ), f"{path}: {value}"
        found = {a.get("href").partition("#")[0] for a in page.xpath("//main//a[@href]")}
        waiting += sorted(f for f in found if f.startswith("/page/") and f not in {*seen, *waiting})
    assert any(path.startswith("/page/source/") for path in seen)
    assert any(path.startswith("/page/event/") for path in seen)


def test_the_file_s_name_is_shown_as_it_is(hostile: str) -> None:
    page = read(fetch(f"{hostile}/sources").text)
    assert NAMED in words(page)
