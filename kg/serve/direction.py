"""Labels in which a name in a script from right to left stands among words from left to right."""

from __future__ import annotations

import re
from typing import Final

_RIGHT_TO_LEFT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_ISOLATE, _END = "\u2068", "\u2069"
_NAME: Final = re.compile(rf"[{_RIGHT_TO_LEFT}]+(?:[\s'’.\u200c\u200d-]+[{_RIGHT_TO_LEFT}]+)*")

_MARKS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def plain(typed: str) -> str:
    """``typed`` without controls and without marks that would turn round what is shown beside it.

    >>> plain("\\u202ekars\\x00 \\u2068قارص\\u2069")
    ' kars   قارص '
    """
    return _MARKS.sub(" ", typed)


def isolated(label: str) -> str:
    """``label`` such that it is shown in its own order: names of another direction in Unicode isolates.

    Else the comma and the number behind an Arabic name are drawn as a part of it. The marks are for
    the eye alone: nothing is looked up by what this gives.

    >>> isolated("Occupation of القدس, 9 December 1917")
    'Occupation of \\u2068القدس\\u2069, 9 December 1917'
    >>> isolated("معاهدة قارص 1921")
    'معاهدة قارص 1921'
    """
    if _ISOLATE in label:  # it was put together with its marks
        return label
    alone = not any(c.isalpha() for c in _NAME.sub("", label))
    return label if alone else _NAME.sub(f"{_ISOLATE}\\g<0>{_END}", label)


def put_in(name: str, *, right_to_left: bool) -> str:
    """``name`` to be put into a text of one direction: isolated where its own is the other.

    >>> put_in("Gözleve", right_to_left=True), put_in("Gözleve", right_to_left=False)
    ('\\u2068Gözleve\\u2069', 'Gözleve')
    """
    first = next((c for c in name if c.isalpha()), "")
    return (
        f"{_ISOLATE}{name}{_END}" if first and bool(_NAME.match(first)) != right_to_left else name
    )
