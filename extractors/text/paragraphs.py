"""Where a paragraph ends: lines of a page put together again."""

from __future__ import annotations

import re
from typing import Final

from extractors.text.lines import Line

_FINAL = re.compile(r"[.!?…؟۔][\"'”’»)\]]*\s?(?:[(\[]?\s?\d{0,3}\s?[)\]]?)?[.]?\Z|:\Z")
_LEAD: Final = "\"'“”‘’«»([ —–-•"
_SHORT: Final = 0.75  #: of the usual width
_HEADING: Final = 0.6


def ends_paragraph(before: Line, line: Line, gap: int, width: int, *, apart: bool) -> bool:
    """Whether a paragraph ends between two lines of running text that follow one another.

    ``gap`` and ``width`` are the text's usual ones; ``apart`` says that notes or a page header
    stood in between, so that the blank lines there mean nothing.
    """
    lead = line.text.lstrip(_LEAD)[:1]
    final = _FINAL.search(before.text) is not None
    if not final and (lead.islower() or before.text[-1] in ",;،؛-"):
        return False
    if width == 0:
        return True
    short = len(before.text) < _SHORT * width
    heading = len(before.text) < _HEADING * width
    cased = lead.isupper() or not lead.isalpha()
    if apart or line.page:
        return final and (short or line.indent > before.indent + 1)
    if line.gap > gap or line.rule:
        return final or (heading and (cased or before.gap > gap) and not lead.islower())
    if final:
        return short or line.indent > before.indent + 1
    return heading and lead.isupper() and before.gap > gap
