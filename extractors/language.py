"""A language as data: the folder ``data/lang/<code>/``.

``language.toml`` says what holds for the whole language; each module that reads (dates, names,
events) defines the tables it needs in that folder. A new folder is a new language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from extractors.assets import asset
from extractors.errors import LanguageDataError
from extractors.fold import CASINGS, fold
from extractors.tables import Row, read_table


@dataclass(frozen=True, slots=True)
class Language:
    """What holds for a language as a whole; ``folder`` has its tables."""

    code: str
    name: str
    casing: str
    direction: Literal["ltr", "rtl"]
    folder: Path
    settings: dict[str, Any] = field(hash=False, compare=False)  #: language.toml as read

    def fold(self, text: str) -> str:
        """``text`` folded by this language's casing; the length never changes."""
        return fold(text, self.casing)

    def table(
        self,
        name: str,
        columns: Iterable[str],
        *,
        required: Iterable[str] = (),
        key: Iterable[str] = (),
    ) -> list[Row]:
        """Rows of the table ``name`` (``months.tsv``); raises LanguageDataError."""
        return read_table(self.folder / name, columns, required=required, key=key)

    def toml(self, name: str) -> dict[str, Any]:
        """The file ``name`` (``dates.toml``) as read; raises LanguageDataError."""
        return _read_toml(self.folder / name)


@cache
def language_codes(reads: Literal["", "names", "events"] = "") -> tuple[str, ...]:
    """Codes of all languages that have a folder, sorted; with ``reads`` of those that have its tables.

    Of every language dates are read; names where ``names.toml`` is there, events with ``events.toml``.
    """
    file = f"{reads or 'language'}.toml"
    return tuple(sorted(p.parent.name for p in asset("data/lang").glob(f"*/{file}")))


@cache
def load_language(code: str) -> Language:
    """The language ``code``; raises LanguageDataError when its folder is missing or wrong."""
    folder = asset("data/lang") / code
    path = folder / "language.toml"
    if not path.exists():
        known = ", ".join(language_codes())
        raise LanguageDataError(path, None, f"no language '{code}'; there are: {known}")
    settings = _read_toml(path)
    for name, kind in (("code", str), ("name", str), ("casing", str), ("direction", str)):
        if not isinstance(settings.get(name), kind):
            raise LanguageDataError(path, None, f"'{name}' is missing; add a line: {name} = \"…\"")
    if settings["code"] != code:
        raise LanguageDataError(path, None, f"code is '{settings['code']}' in the folder '{code}'")
    if settings["casing"] not in CASINGS:
        raise LanguageDataError(path, None, f"casing must be one of: {', '.join(sorted(CASINGS))}")
    if settings["direction"] not in ("ltr", "rtl"):
        raise LanguageDataError(path, None, "direction must be ltr or rtl")
    return Language(
        code=code,
        name=settings["name"],
        casing=settings["casing"],
        direction=settings["direction"],
        folder=folder,
        settings=settings,
    )


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LanguageDataError(path, None, "the file is missing") from None
    except UnicodeDecodeError:
        raise LanguageDataError(path, None, "not UTF-8; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as fault:
        raise LanguageDataError(path, None, f"not TOML: {fault}") from None
