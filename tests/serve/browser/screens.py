"""Screenshots of every page, for people to look at: ``python -m tests.serve.browser.screens [FOLDER [PART]]``.

Over a store of the samples, or the store that HISTKG_STORE names, which is copied; PART is of a page's address.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.serve.browser.pages import PAGES
from tests.serve.browser.review import cases, enter, reviewing
from tests.serve.browser.watch import SIZES, Visit, browsing, visiting

ROOT = Path(__file__).parents[3]
_SCREENS = 2.5  #: of a page's height, at most
#: with the sizes and the part of the pages that are shown in it
LANGUAGES = {"en": 1, "ar": 1, "tr": 3, "az": 3}


@contextmanager
def _server() -> Iterator[tuple[str, str]]:
    """The address of a server that lets one decide, and the one that opens its review page."""
    with tempfile.TemporaryDirectory() as work:
        store = Path(work) / "store"
        if made := os.environ.get("HISTKG_STORE"):
            shutil.copytree(made, store)
        else:
            kg = [sys.executable, "-m", "kg"]
            build = [*kg, "build", str(ROOT / "data/samples"), "--store", str(store)]
            items = str(ROOT / "tests/linking/items.ttl")
            link = [*kg, "link", "--store", str(store), "--reference", items]
            for run in (build, link):
                subprocess.run(run, check=True, stderr=subprocess.DEVNULL)
        with reviewing(store) as found:
            yield found


def _shoot(visit: Visit, path: str, file: Path) -> None:
    page = visit.open(path)
    page.wait_for_timeout(600)
    size = page.viewport_size
    assert size
    height = min(page.evaluate("document.documentElement.scrollHeight"), _SCREENS * size["height"])
    page.screenshot(
        path=file, full_page=True, clip={"x": 0, "y": 0, "width": size["width"], "height": height}
    )
    print(file.stem, *visit.errors, *visit.elsewhere)
    visit.errors.clear()


def main(folder: Path, only: str = "") -> None:
    """Write a PNG of every page in every size and two languages; of every third in the other languages."""
    folder.mkdir(parents=True, exist_ok=True)
    with _server() as (server, key), browsing() as browser:
        for size in SIZES:
            for number, (language, each) in enumerate(LANGUAGES.items()):
                with visiting(browser, server, size, language) as visit:
                    enter(visit, key)
                    paths = {
                        re.sub(r"[^a-z0-9]+", "-", p.lower()).strip("-") or "home": p for p in PAGES
                    }
                    paths |= {"review": "/review"} | {
                        f"review-{k}": p for k, p in cases(visit).items()
                    }
                    for name, path in list(paths.items())[number % each :: each]:
                        if only in path:
                            _shoot(visit, path, folder / f"{name}.{size}.{language}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screens"), *sys.argv[2:3])
