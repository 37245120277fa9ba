"""What the layout of a text says in words: headings, signs of a citation, signs of prose.

Read from ``data/lang/<code>/zones.toml`` and, for languages without a folder that notes cite in,
``data/lang/apparatus.toml``. The cues of all languages are used together: the notes of a book cite
in more languages than it is written in.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractors.assets import asset
from extractors.errors import LanguageDataError
from extractors.fold import fold
from extractors.language import language_codes, load_language

_SECTIONS = {"ordinal_stop", "letters", "function_words", "headings", "citation", "prose", "code"}
_TOML: dict[type, str] = {str: "string", bool: "truth value (true or false)", list: "list of words"}
_HEADINGS = ("abstract", "keywords", "body", "contents", "bibliography", "endnotes")
_PROSE = ("verb_endings", "verbs")
_CITATION = ("pages", "volumes", "see", "again", "publishing", "archives")


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """Compiled cues; all patterns but ``archives`` are for text folded by ``sign_key``."""

    headings: dict[str, str]  #: a heading's words, to the kind of section that it opens
    keywords: re.Pattern[str]  #: a line that begins a list of key words
    inline: re.Pattern[str]  #: an abstract that begins in the line of its heading
    strong: re.Pattern[str]  #: page numbers, "ibid.", "see", addresses of the web
    weak: re.Pattern[str]  #: volumes, publishers, years after a comma
    see: re.Pattern[str]
    archives: re.Pattern[str]
    verb_end: re.Pattern[str]  #: a sentence that ends in a finite verb
    verbs: re.Pattern[str]  #: a word that makes a sentence a statement
    signs: frozenset[str]  #: the words of page, volume and publishing signs
    function_words: dict[str, frozenset[str]]  #: by language
    letters: dict[str, str]  #: by language, letters that the languages beside it lack


def sign_key(text: str) -> str:
    """``text`` folded so that capitals of any language match the tables; same length.

    >>> sign_key("GİRİŞ") == sign_key("giriş"), sign_key("KAYNAKÇALARI") == sign_key("kaynakçaları")
    (True, True)
    """
    return fold(text).replace("ı", "i")


@cache
def load_cues() -> Cues:
    """Cues of all languages; raises LanguageDataError for a table that is wrong."""
    tables = [*_language_tables(), *_other_tables()]
    headings: dict[str, str] = {}
    for table in tables:
        for kind, words in table.get("headings", {}).items():
            headings.update({heading_key(w): kind for w in words})

    def all_of(section: str, key: str) -> list[str]:
        found = (w for table in tables for w in table.get(section, {}).get(key, ()))
        return sorted({sign_key(w) for w in found}, key=lambda w: (-len(w), w))

    pages = "|".join(_page_sign(w) for w in all_of("citation", "pages"))
    volumes = _any(all_of("citation", "volumes"))
    see = rf"(?<!\w)(?:{_any(all_of('citation', 'see'))})(?!\w)"
    again = rf"(?<!\w)(?:{_any(all_of('citation', 'again'))})(?!\w)"  # "age," with its comma
    publishing = _any(all_of("citation", "publishing"))
    archives = {w for t in tables for w in t.get("citation", {}).get("archives", ())}
    keywords = _any(k for k, kind in headings.items() if kind == "keywords")
    inline = _any(k for k, kind in headings.items() if kind == "abstract")
    return Cues(
        headings=headings,
        keywords=re.compile(rf"(?:{keywords})\s*[:：.\-–—]|(?:{keywords})\s*\Z"),
        inline=re.compile(rf"(?:{inline})\s*[:：–—]"),
        strong=re.compile(rf"(?<!\w)(?:{pages})\s{{0,3}}\d|{again}|{see}|https?:|www\."),
        weak=re.compile(
            rf"(?<!\w)(?:{volumes})(?:\s?[.:]?\s{{0,2}}\d+|(?:\s?[.:]\s{{0,2}}|\s)[ivxlc]+)(?!\w)"
            rf"|(?<!\w)(?:{publishing})(?!\w)"
            r"|[,،]\s*(?:[^\W\d_]{3,}\s+)?(?:1[4-9]|20)\d\d(?=\s*(?:[,،.;:)\]]|\Z))|[”\"»]\s*[,،]"
        ),
        see=re.compile(see),
        archives=re.compile(rf"(?<!\w)(?:{_any(sorted(archives, key=len, reverse=True))})(?!\w)"),
        verb_end=re.compile(rf"(?:{_any(all_of('prose', 'verb_endings'))})\Z"),
        verbs=re.compile(rf"(?<!\w)[وف]?(?:{_any(all_of('prose', 'verbs'))})(?!\w)"),
        signs=frozenset(
            w.strip(".,")
            for key in ("pages", "volumes", "publishing")
            for w in all_of("citation", key)
        ),
        letters={t["code"]: t.get("letters", "") for t in tables},
        function_words={
            t["code"]: frozenset(sign_key(w) for w in t.get("function_words", ())) for t in tables
        },
    )


def heading_key(text: str) -> str:
    """A heading's words alone: folded, without numbering, colon or full stop."""
    return _NUMBERING.sub("", sign_key(text)).strip(" \t.:：-–—*")


#: A citation that begins with an author's initials: ``C. K. Webster, The Congress …``.
AUTHOR = re.compile(r"\W*\d{0,3}\W*(?:[^\W\d_a-zçğıöşüə]\.[\s-]?){1,3}[^\W\d_a-z][\w'’-]+\s?[,،]\s")

_NUMBERING = re.compile(r"\A\W*(?:(?:\d{1,2}|[ivx]{1,4}|[a-zأ-ي])\s?[.)\-–]+\s*)+")


def _language_tables() -> list[dict[str, Any]]:
    tables = []
    for code in language_codes():
        path = load_language(code).folder / "zones.toml"
        if path.exists():
            table = load_language(code).toml("zones.toml")
            tables.append(_checked({**table, "code": code}, str(path)))
    return tables


def _other_tables() -> list[dict[str, Any]]:
    path = asset("data/lang") / "apparatus.toml"
    if not path.exists():
        return []
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise LanguageDataError(path, None, f"not TOML: {fault}") from None
    return [_checked(t, str(path)) for t in table.get("language", ())]


def _checked(table: dict[str, Any], path: str) -> dict[str, Any]:
    for key in table:
        if key not in _SECTIONS:
            known = ", ".join(sorted(_SECTIONS))
            raise LanguageDataError(path, None, f"unknown key '{key}'; the keys are: {known}")
    for key, kind in (("letters", str), ("ordinal_stop", bool), ("function_words", list)):
        if key in table and not isinstance(table[key], kind):
            raise LanguageDataError(path, None, f"'{key}' must be a {_TOML[kind]}")
    for section in ("headings", "citation", "prose"):
        for key, words in table.get(section, {}).items():
            if not isinstance(words, list) or not all(isinstance(w, str) and w for w in words):
                raise LanguageDataError(
                    path, None, f"'{key}' in [{section}] must be a list of words"
                )
    for section, known_keys in (
        ("headings", _HEADINGS),
        ("citation", _CITATION),
        ("prose", _PROSE),
    ):
        for key in table.get(section, {}):
            if key not in known_keys:
                raise LanguageDataError(
                    path,
                    None,
                    f"unknown key '{key}' in [{section}]; known: {', '.join(known_keys)}",
                )
    return table


def _page_sign(word: str) -> str:
    if word.endswith("."):
        return re.escape(word.removesuffix(".")) + r"\s?\."
    return re.escape(word) + r"\s?\.?"


def _any(words: Iterable[str]) -> str:
    found = [
        re.escape(w[:-1]).replace(r"\ ", r"\s+").replace(r"\.", r"\.\s?")
        + (rf"\s?{re.escape(w[-1])}" if w[-1] in ".," else re.escape(w[-1]))
        for w in words
    ]
    return "|".join(found) or r"(?!)"
