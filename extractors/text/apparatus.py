"""A note taken apart: what of it tells something, what only cites."""

from __future__ import annotations

import re
from typing import Final

from extractors.text.cues import Cues, load_cues, sign_key

#: Ends of sentences inside a note: a stop before a capital, not after an initial or "s.".
_STOP = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[\d)\]”\"»]))[.!?؟…]+[\"”’»)\]]*\s+(?=[^\W\d_a-zçğıöşüə]|[\"“«(\[\d])"
)
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*[)\]]")
_ADDRESS = re.compile(r"(?:https?:|www\.)\S+")
_BEFORE_STOP = re.compile(r"[^\W\d_]+\Z")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:'[^\W\d_]+)?)[\"”’»)\]']*[.!?…:;]*[\"”’»)\]']*\s*\Z")
_NAME_TITLE = re.compile(r"\s*[^,،]{3,45}[,،]\s*[\"“«]?[^\W\d_a-zçğıöşüə]")
_WORDS = re.compile(r"[^\W\d_]{2,}")

_PROSE, _CITES, _UNSURE = "prose", "cites", "unsure"
_SHORT: Final = 12  #: words
_TELLING: Final = 8  #: words of a statement that goes on after a citation
_TAIL = re.compile(r"[\s\d,.;:\-–)\]”\"]+")


def split_note(text: str) -> list[tuple[int, int, bool]]:
    """The parts of a note's clean text in order, each with whether it only cites.

    The parts tile the text. Sentences are judged one by one, a citation in brackets apart from the
    sentence it stands in; what speaks for neither goes with what stands before it.
    """
    cues = load_cues()
    key = sign_key(text)
    units = [
        unit
        for low, high in _sentences(text, key, cues)
        for unit in _divide(text, key, low, high, cues)
    ]
    return _join(units, _settle(text, units))


def cites(text: str) -> bool:
    """Whether a passage has the signs of a citation and is no sentence."""
    cues = load_cues()
    return _judge(text, sign_key(text), cues) == _CITES


def _sentences(text: str, key: str, cues: Cues) -> list[tuple[int, int]]:
    ends = [m.end() for m in _STOP.finditer(text) if not _is_sign(key, m.start(), cues)]
    starts = [0, *ends]
    return [(a, b) for a, b in zip(starts, [*ends, len(text)], strict=True) if a < b]


def _is_sign(key: str, stop: int, cues: Cues) -> bool:
    """Whether the full stop belongs to a short sign of citations: ``çev.``, ``trans.``"""
    match = _BEFORE_STOP.search(key, max(0, stop - 8), stop)
    return match is not None and match.group() in cues.signs


Unit = tuple[int, int, str]  #: place, and its kind where that is known ("" where it is not)


def _divide(text: str, key: str, low: int, high: int, cues: Cues) -> list[Unit]:
    """A sentence without the citations it holds: in brackets, an address, or from "see" on."""
    cuts: list[tuple[int, int]] = []
    for match in _IN_BRACKETS.finditer(key, low, high):
        inner = match.group()
        signs = len(cues.strong.findall(inner)) * 2 + len(cues.weak.findall(inner))
        if signs >= 2 and len(inner) >= 12:
            cuts.append(match.span())
    for match in _ADDRESS.finditer(key, low, high):
        if not any(a <= match.start() < b for a, b in cuts):
            cuts.append(match.span())
    see = next(
        (
            m
            for m in cues.see.finditer(key, low, high)
            if not any(a <= m.start() < b for a, b in cuts)
        ),
        None,
    )
    if see is not None:
        head = key[low : see.start()]
        start = see.start() if _WORDS.search(head) and _has_verb(head, cues) else low
        cuts = [*((a, b) for a, b in cuts if b <= start), (start, _cited(key, start, high, cues))]
    units: list[Unit] = []
    at = low
    for a, b in sorted(cuts):
        if a > at:
            units.append((at, a, ""))
        units.append((a, b, _CITES))
        at = b
    if at < high:
        units.append((at, high, ""))
    rest = " ".join(text[a:b] for a, b, kind in units if not kind)
    kind = _judge(rest, sign_key(rest), cues) if _WORDS.search(rest) else _CITES
    return [(a, b, known or kind) for a, b, known in units]


def _cited(key: str, low: int, high: int, cues: Cues) -> int:
    """Where a citation in a sentence ends: at its end, or where a statement goes on after it."""
    last = low
    for pattern in (cues.strong, cues.weak):
        for match in pattern.finditer(key, low, high):
            last = max(last, match.end())
    tail = _TAIL.match(key, last, high)
    start = tail.end() if tail else last
    rest = key[start:high]
    return start if len(_WORDS.findall(rest)) >= _TELLING and _has_verb(rest, cues) else high


def _has_verb(key: str, cues: Cues) -> bool:
    if cues.verbs.search(key):
        return True
    last = _LAST_WORD.search(key)
    if last is None:
        return False
    ending = last[1].rsplit("'", 1)[-1]
    return len(last[1]) > 2 and cues.verb_end.search(ending) is not None


def _judge(text: str, key: str, cues: Cues) -> str:
    strong = len(cues.strong.findall(key)) + len(cues.archives.findall(text))
    weak = len(cues.weak.findall(key))
    verb = _has_verb(key, cues)
    words = len(_WORDS.findall(key))
    if strong:
        return _PROSE if verb and words > _SHORT and strong + weak < 2 else _CITES
    if weak >= 3:
        return _PROSE if verb and words > weak * 5 else _CITES
    if weak:
        return _PROSE if verb else _CITES
    return _PROSE if verb else _UNSURE


def _settle(text: str, units: list[Unit]) -> list[bool]:
    """Whether each unit cites, the unsure ones by their shape or their neighbours."""
    known = [kind for _, _, kind in units if kind != _UNSURE]
    before = ""
    settled: list[bool] = []
    for low, high, kind in units:
        if kind == _UNSURE:
            part = text[low:high]
            words = len(_WORDS.findall(part))
            if before:
                kind = before
            elif _NAME_TITLE.match(part) and words <= _SHORT:
                kind = _CITES
            elif words >= _SHORT or not known:
                kind = _PROSE if words >= 4 else _CITES
            else:
                kind = known[0]
        before = kind
        settled.append(kind == _CITES)
    return settled


def _join(units: list[Unit], settled: list[bool]) -> list[tuple[int, int, bool]]:
    joined: list[tuple[int, int, bool]] = []
    for (low, high, _), kind in zip(units, settled, strict=True):
        if joined and joined[-1][2] == kind:
            joined[-1] = (joined[-1][0], high, kind)
        else:
            joined.append((low, high, kind))
    return joined
