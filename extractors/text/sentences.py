"""The sentences of a reading."""

from __future__ import annotations

import re
from functools import cache

from extractors.language import Language

# what may close a sentence: its signs, then closing quotes and brackets
_END = re.compile(r"[.!?؟…。]+[\"'”’»)\]]*(?=\s)|\n\n")
_OPENING = "\"'“”‘’«»([—–-• "


def find_sentences(text: str, language: Language) -> list[tuple[int, int]]:
    """The sentences of ``text`` (a reading's clean text), half-open, without blanks at their ends.

    A paragraph's end (two newlines) always ends one. A full stop does not where it belongs to an
    abbreviation of the language (``abbreviations.tsv``), an initial, or a number that goes on
    (``IX. Ordu``, ``20. yüzyıl``).
    """
    short = _abbreviations(language)
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if match.group() == "\n\n":
            _add(found, text, start, match.start())
            start = end
        elif not _goes_on(text, match.start(), end, language, short):
            _add(found, text, start, end)
            start = end
    _add(found, text, start, len(text))
    return found


@cache
def _abbreviations(language: Language) -> dict[str, str]:
    """Folded abbreviation (without its last full stop) to when it keeps a sentence open."""
    if not (language.folder / "abbreviations.tsv").exists():
        return {}
    rows = language.table(
        "abbreviations.tsv", ("abbreviation", "open", "note"), required=("abbreviation", "open")
    )
    known: dict[str, str] = {}
    for row in rows:
        if row["open"] not in ("always", "number", "name"):
            raise row.error(f"open is '{row['open']}'; it must be always, number or name")
        known[language.fold(row["abbreviation"]).removesuffix(".")] = row["open"]
    return known


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


def _goes_on(text: str, at: int, end: int, language: Language, short: dict[str, str]) -> bool:
    """Whether the full stop(s) at ``at`` stand inside a sentence."""
    rest = text[end : end + 40]
    if rest.startswith("\n\n") or text[at : at + 1] not in ".…":
        return False
    follow = rest.lstrip().lstrip(_OPENING)[:1]
    if follow.islower():
        return True
    if text[at:end] not in (".", ".'", '."'):
        return False
    word = re.search(r"[^\s(\[«“\"]*$", text[max(0, at - 24) : at])
    last = word.group() if word else ""
    if not last:
        return False
    if last.isdigit() or _ROMAN.fullmatch(last):
        return _ordinal(last, rest)
    if len(last) == 1 and last.isalpha() and last.isupper():
        return follow.isupper()
    keep = short.get(language.fold(last))
    if keep is None:
        return False
    if keep == "always":
        return True
    return follow.isdigit() if keep == "number" else follow.isupper()


_ROMAN = re.compile(r"[IVXLC]+")


def _ordinal(number: str, rest: str) -> bool:
    """A number with a full stop before a word: ``IX. Ordu``; a year or a page ends a sentence."""
    return len(number) <= 2 or bool(_ROMAN.fullmatch(number))
