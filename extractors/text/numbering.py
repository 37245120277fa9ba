"""Numbers at the start of a line, as notes have them."""

from __future__ import annotations

import re
from typing import Literal

from extractors.text.marks import SUPERSCRIPTS

#: How a number is written: ``(3)``, ``)3(`` as reversed lines have it, ``³``, ``3``.
Style = Literal["round", "turned", "raised", "plain"]

_STARTS = re.compile(
    r"(?:[(\[]\s*(?P<round>\d{1,3})\s*[)\]]|\)\s*(?P<turned>\d{1,3})\s*\("
    r"|(?P<raised>[⁰¹²³⁴-⁹]{1,3})|(?P<plain>\d{1,3}))"
)
#: What may follow a plain number that opens a note: words, a quotation, a day or a year.
_AFTER_PLAIN = re.compile(r"\s*[.)]?\s*(?:[^\W\d_]|[\"'“”‘«(\[]|\d{1,2}[\s.]|1\d{3}|20\d\d)")
_YEAR = re.compile(r"(?:1\d{3}|20\d\d)(?!\d)")
_LETTER = re.compile(r"[^\W\d_]")
_STYLES: dict[str, Style] = {
    "round": "round",
    "turned": "turned",
    "raised": "raised",
    "plain": "plain",
}


def number_style(text: str, number: int) -> Style | None:
    """How ``number`` stands at the start of a line that may open a note; None if it does not.

    A plain number may stick to the year that the note begins with: ``171859’da doğdu``.
    """
    match = _STARTS.match(text)
    if match is None:
        return None
    style = _STYLES[match.lastgroup or "plain"]
    if style != "plain":
        found = match[style].translate(SUPERSCRIPTS)
        return style if found == str(number) and _LETTER.search(text, match.end()) else None
    wanted = str(number)
    if not text.startswith(wanted) or not _AFTER_PLAIN.match(text, len(wanted)):
        return None
    rest = text[len(wanted) :]
    return None if rest[:1].isdigit() and not _YEAR.match(rest) else "plain"


def sign_length(text: str, number: int) -> int:
    """Length of the sign of ``number`` at the start of a line; 0 where there is none."""
    match = _STARTS.match(text)
    if match is None:
        return 0
    return match.end() if match.lastgroup != "plain" else len(str(number))


def has_sign(text: str) -> bool:
    """Whether a line begins with a number in brackets or a raised one."""
    match = _STARTS.match(text)
    return match is not None and match.lastgroup != "plain"
