"""A shelf of tiny texts, and stores built from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.construction.corpus import Summary, build

TEXTS = {
    "kars.txt": (
        "The Treaty of Kars was signed at Kars on 13 October 1921. "
        "Kâzım Karabekir led the Turkish delegation.\n"
    ),
    "vienna.txt": (
        "The Congress of Vienna opened in September 1814. Prince Metternich presided over it. "
        "Napoleon left Elba on 26 February 1815.\n"
    ),
    "sivas.txt": (
        "Sivas Kongresi 4 Eylül 1919'da Sivas'ta toplandı. Kongreye Mustafa Kemal Paşa başkanlık "
        "etti.\n"
    ),
    "hittin.txt": "انتصر صلاح الدين الأيوبي على الصليبيين في معركة حطين في 4 تموز 1187.\n",
    "baki.txt": "Azərbaycan Xalq Cümhuriyyəti 28 may 1918-ci ildə Tiflisdə elan edildi.\n",
    "berlin.txt": "The Treaty of Berlin was signed in Berlin on 13 July 1878 by Otto von Bismarck.\n",
}


def write_shelf(folder: Path, texts: dict[str, str] | None = None) -> Path:
    """The texts as files in ``folder``, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (TEXTS if texts is None else texts).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return write_shelf(tmp_path / "shelf")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """A store of all the texts, not to be written to, and what its build said."""
    folder = tmp_path_factory.mktemp("built")
    return folder / "store", build([write_shelf(folder / "shelf")], folder / "store", workers=0)


@pytest.fixture
def rebuild(tmp_path: Path) -> Callable[..., Summary]:
    """Build (again) the paths given into ``tmp_path/store``."""

    def run(*paths: Path, **options: bool) -> Summary:
        return build(paths, tmp_path / "store", workers=0, **options)

    return run
