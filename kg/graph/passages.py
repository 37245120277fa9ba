"""Passages: where in a source something stands, with position and quote."""

from __future__ import annotations

from typing import Final

from extractors.model import Extent, Source
from kg.graph.iris import place_in_text, source_iri
from kg.graph.terms import A, Lines, integer, text
from kg.graph.vocab import KG, OA

CONTEXT: Final = 32  #: code points of prefix and suffix

_RESOURCE: Final = f"<{OA}SpecificResource>"
_POSITION: Final = f"<{OA}TextPositionSelector>"
_QUOTE: Final = f"<{OA}TextQuoteSelector>"
_HAS_SOURCE: Final = f"<{OA}hasSource>"
_HAS_SELECTOR: Final = f"<{OA}hasSelector>"
_START: Final = f"<{OA}start>"
_END: Final = f"<{OA}end>"
_EXACT: Final = f"<{OA}exact>"
_PREFIX: Final = f"<{OA}prefix>"
_SUFFIX: Final = f"<{OA}suffix>"
_PIECES: Final = f"<{KG}pieces>"


class Passages:
    """Describes each passage of one source once."""

    def __init__(self, source: Source, base: str, lines: Lines) -> None:
        self._text = source.text
        self._source = source_iri(base, source.name)
        self._lines = lines
        self._told: dict[Extent, str] = {}

    def describe(self, extent: Extent) -> str:
        """The passage's printed IRI."""
        term = self._told.get(extent)
        if term is None:
            term = self._told[extent] = self._describe(extent)
        return term

    def _describe(self, extent: Extent) -> str:
        iri = f"{self._source}/passage/{place_in_text(extent)}"
        start, end = extent.start, extent.end
        passage, selector = f"<{iri}>", f"<{iri}/selector>"
        before, after = self._text[max(0, start - CONTEXT) : start], self._text[end : end + CONTEXT]
        self._lines.say(
            passage,
            (A, _RESOURCE),
            (_HAS_SOURCE, f"<{self._source}>"),
            (_HAS_SELECTOR, selector),
        )
        self._lines.say(
            selector,
            (A, _POSITION),
            (A, _QUOTE),
            (_START, integer(start)),
            (_END, integer(end)),
            (_EXACT, text(self._text[start:end])),
            (_PREFIX, text(before) if before else None),
            (_SUFFIX, text(after) if after else None),
            (
                _PIECES,
                text(" ".join(f"{a}-{b}" for a, b in extent.parts)) if extent.parts else None,
            ),
        )
        return passage
