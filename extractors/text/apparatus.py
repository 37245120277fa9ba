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
_LAST_WORD = re.compile(r"([^\W\d_]+)['’]?[^\W\d_]*[\"”’»)\]]*[.!?…:;]*[\"”’»)\]]*\s*\Z")
_NAME_TITLE = re.compile(r"\s*[^,،]{3,45}[,،]\s*[\"“«]?[^\W\d_a-zçğıöşüə]")
_WORDS = re.compile(r"[^\W\d_]{2,}")

_PROSE, _CITES, _UNSURE = "prose", "cites", "unsure"
_SHORT: Final = 12  #: words


def split_note(text: str) -> list[tuple[int, int, bool]]:
    """The parts of a note's clean text in order, each with whether it only cites.

    The parts tile the text. Sentences are judged one by one, a citation in brackets apart from the
    sentence it stands in; what speaks for neither goes with what stands before it.
    """
    cues = load_cues()
    key = sign_key(text)
    units = [unit for low, high in _sentences(text) for unit in _divide(key, low, high, cues)]
    kinds = [kind or _judge(text, key, low, high, cues) for low, high, kind in units]
    return _join(units, _settle(text, units, kinds))


def cites(text: str) -> bool:
    """Whether a passage has the signs of a citation and is no sentence."""
    cues = load_cues()
    return _judge(text, sign_key(text), 0, len(text), cues) == _CITES


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [m.end() for m in _STOP.finditer(text)]
    starts = [0, *ends]
    return [(a, b) for a, b in zip(starts, [*ends, len(text)], strict=True) if a < b]


Unit = tuple[int, int, str]  #: place, and its kind where that is known ("" where it is not)


def _divide(key: str, low: int, high: int, cues: Cues) -> list[Unit]:
    """A sentence without the citations it holds: in brackets, or from "see" to its end."""
    units: list[Unit] = []
    at = low
    for match in _IN_BRACKETS.finditer(key, low, high):
        inner = match.group()
        signs = len(cues.strong.findall(inner)) * 2 + len(cues.weak.findall(inner))
        if signs < 2 or len(inner) < 12:
            continue
        if match.start() > at:
            units.extend(_from_see(key, at, match.start(), cues))
        units.append((match.start(), match.end(), _CITES))
        at = match.end()
    if at < high:
        rest = key[at:high]
        if units and not _WORDS.search(rest):
            units.append((at, high, units[-1][2]))
        else:
            units.extend(_from_see(key, at, high, cues))
    return units


def _from_see(key: str, low: int, high: int, cues: Cues) -> list[Unit]:
    match = cues.see.search(key, low, high)
    if match is None:
        return [(low, high, "")]
    head = key[low : match.start()]
    if not _WORDS.search(head) or not _has_verb(head, cues):
        return [(low, high, _CITES)]
    return [(low, match.start(), ""), (match.start(), high, _CITES)]


def _has_verb(key: str, cues: Cues) -> bool:
    if cues.verbs.search(key):
        return True
    last = _LAST_WORD.search(key)
    return last is not None and len(last[1]) > 3 and cues.verb_end.search(last[1]) is not None


def _judge(text: str, key: str, low: int, high: int, cues: Cues) -> str:
    part = key[low:high]
    strong = len(cues.strong.findall(part)) + len(cues.archives.findall(text[low:high]))
    weak = len(cues.weak.findall(part))
    verb = _has_verb(part, cues)
    words = len(_WORDS.findall(part))
    if strong:
        return _PROSE if verb and words > _SHORT and strong + weak < 2 else _CITES
    if weak >= 3:
        return _PROSE if verb and words > weak * 5 else _CITES
    if weak:
        return _PROSE if verb else _CITES
    if verb:
        return _PROSE
    return _UNSURE


def _settle(text: str, units: list[Unit], kinds: list[str]) -> list[bool]:
    """Whether each unit cites, the unsure ones by their neighbours or their shape."""
    known = [k for k in kinds if k != _UNSURE]
    before = ""
    settled: list[bool] = []
    for (low, high, _), kind in zip(units, kinds, strict=True):
        if kind == _UNSURE:
            part = text[low:high]
            words = len(_WORDS.findall(part))
            if before:
                kind = before
            elif _NAME_TITLE.match(part) and words <= _SHORT:
                kind = _CITES
            elif known:
                kind = known[0]
            else:
                kind = _PROSE if words >= 4 else _CITES
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
