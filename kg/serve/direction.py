"""Labels in which a name in a script from right to left stands among words from left to right."""

from __future__ import annotations

import re
from typing import Final

_RIGHT_TO_LEFT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_NAME: Final = re.compile(rf"[{_RIGHT_TO_LEFT}]+(?:[\s'’.\u200c\u200d-]+[{_RIGHT_TO_LEFT}]+)*")


def isolated(label: str) -> str:
    """``label`` such that it is shown in its own order: names of another direction in Unicode isolates.

    Else the comma and the number behind an Arabic name are drawn as a part of it. The marks are for
    the eye alone: nothing is looked up by what this gives.

    >>> isolated("Occupation of القدس, 9 December 1917")
    'Occupation of \\u2068القدس\\u2069, 9 December 1917'
    >>> isolated("معاهدة قارص 1921")
    'معاهدة قارص 1921'
    """
    alone = not any(c.isalpha() for c in _NAME.sub("", label))
    return label if alone else _NAME.sub("\u2068\\g<0>\u2069", label)
