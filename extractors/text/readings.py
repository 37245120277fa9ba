"""From a source to what is read: its zones, and the clean text of its prose."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from extractors.model import Reading, Source, Zone
from extractors.text.source import newline_kinds


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A source taken apart."""

    zones: tuple[Zone, ...]  #: they tile the text
    readings: tuple[Reading, ...]  #: in the order of the source
    notes: tuple[str, ...]  #: remarks for a person


def read_document(source: Source) -> Document:
    """Zones and readings of ``source``."""
    text = source.text
    kinds = newline_kinds(text)
    notes = (f"mixed line ends: {kinds}",) if len(kinds) > 1 else ()
    if re.search("[\u0621-\u064a]{3}", text):
        language = "ar"
    elif text.count("ə") > len(text) / 200:
        language = "az"
    elif sum(map(text.count, "ışğİ")) > len(text) / 200:
        language = "tr"
    else:
        language = "en"
    zone = Zone("body", 0, len(text), language)
    chars: list[str] = []
    offsets = array("l")
    for match in re.finditer(r"(\s+)|([^\s\u200b-\u200f\u00ad\u0640\ufeff]+)", text):
        if match[1]:
            if chars:
                ends = match[1].count("\n")
                for k, c in enumerate("\n\n" if ends > 1 else " "):
                    chars.append(c)
                    offsets.append(min(match.start() + k, match.end() - 1))
        else:
            chars.extend(match[2])
            offsets.extend(range(match.start(), match.end()))
    reading = Reading("".join(chars), language, "body", 0, offsets)
    return Document((zone,), (reading,) if chars else (), notes)
