"""Screenshots of every page, for people to look at: ``python -m tests.serve.browser.screens [FOLDER]``.

Over a store of the samples, or the running server that HISTKG_SERVER names.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.serve.browser.pages import PAGES
from tests.serve.browser.watch import SIZES, browsing, visiting
from tests.serve.conftest import serving

ROOT = Path(__file__).parents[3]


@contextmanager
def _server() -> Iterator[str]:
    if running := os.environ.get("HISTKG_SERVER"):
        yield running
        return
    with tempfile.TemporaryDirectory() as work:
        store = Path(work) / "store"
        build = [
            sys.executable,
            "-m",
            "kg",
            "build",
            str(ROOT / "data/samples"),
            "--store",
            str(store),
        ]
        subprocess.run(build, check=True, stderr=subprocess.DEVNULL)
        with serving("--store", str(store)) as address:
            yield address


def main(folder: Path, only: str = "") -> None:
    """Write a PNG for every page, size and of two languages."""
    folder.mkdir(parents=True, exist_ok=True)
    with _server() as server, browsing() as browser:
        for size in SIZES:
            for language in ("en", "ar"):
                for path in PAGES:
                    if only in path:
                        with visiting(browser, server, size, language) as visit:
                            page = visit.open(path)
                            page.wait_for_timeout(600)
                            name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"
                            page.screenshot(path=folder / f"{name}.{size}.{language}.png")
                            print(name, size, language, visit.errors, visit.elsewhere)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screens"), *sys.argv[2:3])
