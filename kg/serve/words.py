"""The interface's words in its languages: ``data/interface/*.tsv``, a table a page."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from extractors.errors import HistkgError
from kg.assets import asset

LANGUAGES: Final = ("en", "tr", "ar", "az")
RIGHT_TO_LEFT: Final = frozenset({"ar"})
_NUMBERS: Final = re.compile(r"\d+(?:[-/]\d+)+")


class WordsError(HistkgError):
    """A table of the interface's words is badly written."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; ``words("key", n=3)`` fills in ``{n}``."""

    language: str
    said: Mapping[str, str]

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, as HTML's ``dir`` has it."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @property
    def comma(self) -> str:
        """What stands between the things of a list."""
        return "، " if self.direction == "rtl" else ", "

    def __call__(self, key: str, **given: object) -> str:
        """The words for ``key``; raises KeyError where no table has it."""
        return self.said[key].format(**given) if given else self.said[key]

    def get(self, key: str, otherwise: str) -> str:
        """The words for ``key``, else ``otherwise``."""
        return self.said.get(key, otherwise)


@cache
def words_of(language: str) -> Words:
    """The words of one of ``LANGUAGES``; raises WordsError naming file, line and mend."""
    said: dict[str, str] = {}
    for path in sorted(asset("data/interface").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if reader.fieldnames != ["key", *LANGUAGES]:
                raise WordsError(f"{path.name}: its first line must be: key {' '.join(LANGUAGES)}")
            for row in reader:
                at = f"{path.name}:{reader.line_num}"
                if None in row.values() or not all(row.values()):
                    raise WordsError(f"{at}: '{row['key']}' needs words in {', '.join(LANGUAGES)}")
                if row["key"] in said:
                    raise WordsError(f"{at}: '{row['key']}' is there already; take one out")
                said[row["key"]] = _in_order(row[language], language)
    return Words(language, said)


def _in_order(said: str, language: str) -> str:
    """Words in which numbers such as 1919-05 are not turned round among letters from right to left."""
    return _NUMBERS.sub("\u2066\\g<0>\u2069", said) if language in RIGHT_TO_LEFT else said
