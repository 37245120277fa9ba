"""The sentences of a reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.errors import LanguageDataError
from extractors.language import Language

# what may close a sentence: its signs with closing quotes and brackets before a blank; a full stop
# without a blank between two words (``geldi.Mustafa``); a paragraph's end
_END = re.compile(
    r"[.!?؟…。۔]+[\"'”’»)\]]*(?=\s)"
    r"|(?<=[^\W\d_A-ZÇĞİÖŞÜƏ]{3})[.!?؟][\"”’»)\]]*(?=[^\W\d_a-zçğıöşüə][^\W\d_A-ZÇĞİÖŞÜƏ])"
    r"|\n\n"
)
_OPENING = "\"'“”‘’«»([—–-• "
_LAST = re.compile(r"[^\s(\[«“\"'‘]*\Z")
_ROMAN = re.compile(r"[IVXLC]+")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")


@dataclass(frozen=True, slots=True)
class _Stops:
    """What a full stop means in a language where it ends no sentence."""

    always: frozenset[str]
    before_name: frozenset[str]
    before_number: frozenset[str]
    ordinals: bool


def find_sentences(text: str, language: Language) -> list[tuple[int, int]]:
    """The sentences of ``text`` (a reading's clean text), half-open, without blanks at their ends.

    A paragraph's end (two newlines) always ends one. A full stop does not where it belongs to an
    abbreviation of the language (``abbreviations.tsv``), an initial, or an ordinal that goes on
    (``IX. Ordu``, ``20. yüzyıl``), nor any sign before a word in lower case. Raises
    LanguageDataError for a table that is wrong.
    """
    stops = _stops(language)
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        low, high = match.span()
        if match.group() == "\n\n":
            _add(found, text, start, low)
            start = high
        elif not _goes_on(text, low, high, language, stops):
            _add(found, text, start, high)
            start = high
    _add(found, text, start, len(text))
    return found


@cache
def _stops(language: Language) -> _Stops:
    kinds: dict[str, set[str]] = {"always": set(), "name": set(), "number": set()}
    if (language.folder / "abbreviations.tsv").exists():
        rows = language.table(
            "abbreviations.tsv",
            ("abbreviation", "open", "note"),
            required=("abbreviation", "open"),
            key=("abbreviation",),
        )
        for row in rows:
            if row["open"] not in kinds:
                raise row.error(f"open is '{row['open']}'; it must be always, name or number")
            kinds[row["open"]].add(language.fold(row["abbreviation"]).removesuffix("."))
    ordinals = False
    if (language.folder / "zones.toml").exists():
        ordinals = language.toml("zones.toml").get("ordinal_stop", False)
        if not isinstance(ordinals, bool):
            raise LanguageDataError(
                language.folder / "zones.toml", None, "ordinal_stop must be true or false"
            )
    return _Stops(
        always=frozenset(kinds["always"]),
        before_name=frozenset(kinds["name"]),
        before_number=frozenset(kinds["number"]),
        ordinals=ordinals,
    )


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


def _goes_on(text: str, at: int, end: int, language: Language, stops: _Stops) -> bool:
    """Whether the sentence goes on after the sign(s) at ``at``."""
    rest = text[end : end + 40]
    if rest.startswith("\n\n"):
        return False
    follow = rest.lstrip().lstrip(_OPENING)[:1]
    if follow.islower():
        return True
    if text[at:end] != ".":
        return False
    last = _LAST.search(text, max(0, at - 24), at)
    word = last.group() if last else ""
    if not word:
        return False
    named = follow.isalpha()
    if word.isdigit() or _ROMAN.fullmatch(word):
        return stops.ordinals and named and len(word.strip("IVXLC")) <= 3
    if len(word) == 1 and word.isupper():
        return named or follow.isdigit()
    folded = language.fold(word)
    if folded in stops.always:
        return True
    if folded in stops.before_name:
        return named
    if folded in stops.before_number:
        return follow.isdigit()
    return _INITIALS.fullmatch(word) is not None and named
