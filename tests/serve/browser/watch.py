"""A real browser, and what it must never do: fail in its console, or ask another machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

AXE = Path(__file__).parent / "vendored/axe-core-4.14.1/axe.min.js"
_ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()
SIZES = {"phone": (390, 844), "desk": (1280, 900)}


def chromium() -> str | None:
    """The browser's program: HISTKG_BROWSER, else Debian's or another Chromium, None where there is none."""
    return os.environ.get("HISTKG_BROWSER") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


#: whether the element with the focus is drawn with an outline, and nothing lies over it
_MARKED = """e => {
  const { outlineStyle, outlineWidth } = getComputedStyle(e);
  const { left, top, width, height } = e.getClientRects()[0];
  const seen = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
  return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && (e.contains(seen) || seen?.contains(e));
}"""


@dataclass(slots=True)
class Visit:
    """A page with all that it asked for and complained of since it was opened."""

    page: Page
    host: str
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda m: m.type == "error" and self.errors.append(m.text))
        self.page.on("pageerror", lambda fault: self.errors.append(str(fault)))
        self.page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != self.host:
            self.elsewhere.append(url)

    def open(self, path: str) -> Page:
        """Go to an address of the server, and wait until nothing more is asked for."""
        self.page.goto(f"http://{self.host}{path}", wait_until="networkidle")
        return self.page

    def axe(self) -> list[str]:
        """What axe finds serious or critical: rule, what it is, and where."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{v['id']}: {v['help']}: {[node['html'][:160] for node in v['nodes']][:4]}"
            for v in found["violations"]
            if v["impact"] in ("serious", "critical")
        ]

    def reach(self, wanted: Locator, most: int = 60) -> Locator:
        """Press the tabulator until ``wanted`` has the focus, which must be seen there."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("e => e === document.activeElement"):
                # a drawing may still be moving
                self.page.wait_for_function(_MARKED, arg=wanted.element_handle(), timeout=5_000)
                expect(wanted).to_be_in_viewport()
                return wanted
        raise AssertionError(f"{wanted} is not within {most} steps of the tabulator")

    def overflow(self, width: int = 0) -> int:
        """By how many pixels the page is wider than its window, which may be made ``width`` wide first."""
        if width:
            self.page.set_viewport_size({"width": width, "height": 800})
        wider: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wider


@contextmanager
def visiting(
    browser: Browser, server: str, size: str, language: str = "en", *, scripts: bool = True
) -> Iterator[Visit]:
    """A new window without cookies, of one of ``SIZES``, whose reader wants ``language``."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale=language,
        has_touch=size == "phone",
        reduced_motion="reduce",
        java_script_enabled=scripts,
    )
    try:
        yield Visit(context.new_page(), urlsplit(server).netloc)
    finally:
        context.close()
