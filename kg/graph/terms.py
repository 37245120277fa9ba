"""RDF terms as canonical N-Quads text, and lines of them.

Numbers are written as Oxigraph gives them back (``0.9``, not ``0.90``), so that what is stored,
exported and compared is the same to the byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import pyoxigraph as ox

from kg.graph.vocab import RDF, XSD

_ESCAPES: Final = {
    **{i: f"\\u{i:04X}" for i in (*range(0x20), 0x7F)},
    ord("\b"): "\\b",
    ord("\t"): "\\t",
    ord("\n"): "\\n",
    ord("\f"): "\\f",
    ord("\r"): "\\r",
    ord('"'): '\\"',
    ord("\\"): "\\\\",
}
_INTEGER: Final = f'"^^<{XSD}integer>'
_DECIMAL: Final = f'"^^<{XSD}decimal>'
_DATE: Final = f'"^^<{XSD}date>'
_DAY_OF_ORDINAL_ZERO: Final = 1721425  #: day number of the day before 0001-01-01 (Gregorian)

#: the default graph of a store's index: what the graphs say, each triple once
MERGED: Final = ox.DefaultGraph()
A: Final = f"<{RDF}type>"


def text(value: str) -> str:
    """A plain string literal."""
    return f'"{value.translate(_ESCAPES)}"'


def words(value: str, language: str) -> str:
    """A literal in a language; one of undetermined language is tagged so (``und``)."""
    return f'"{value.translate(_ESCAPES)}"@{language or "und"}'


def typed(value: str, datatype: str) -> str:
    """A literal of a datatype other than the numbers below."""
    return f'"{value.translate(_ESCAPES)}"^^<{datatype}>'


def integer(value: int) -> str:
    """An ``xsd:integer``."""
    return f'"{value}{_INTEGER}'


def decimal(value: float) -> str:
    """An ``xsd:decimal`` of at most three places in canonical form.

    >>> decimal(0.90)[:5], decimal(1.0)[:3]
    ('"0.9"', '"1"')
    """
    digits = f"{value:.3f}".rstrip("0").rstrip(".")
    return f'"{"0" if digits == "-0" else digits}{_DECIMAL}'


def degrees(value: float) -> str:
    """An ``xsd:decimal`` of at most six places (a tenth of a metre) in canonical form."""
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    return f'"{"0" if digits == "-0" else digits}{_DECIMAL}'


def day(number: int | None) -> str | None:
    """The ``xsd:date`` of a day number, None outside the years 1 to 9999."""
    if number is None or not 0 < number - _DAY_OF_ORDINAL_ZERO <= date.max.toordinal():
        return None
    return f'"{date.fromordinal(number - _DAY_OF_ORDINAL_ZERO).isoformat()}{_DATE}'


class Lines:
    """Collects the lines of one named graph; subjects and objects are printed terms."""

    def __init__(self, graph: str) -> None:
        self._end = f" <{graph}> .\n"
        self._lines: set[str] = set()

    def say(self, subject: str, *pairs: tuple[str, str | None]) -> None:
        """Add a triple for each (predicate, object); an object None says nothing."""
        self._lines.update(f"{subject} {p} {o}{self._end}" for p, o in pairs if o is not None)

    def update(self, other: Iterable[str]) -> None:
        """Add lines that are already whole."""
        self._lines.update(other)

    def sorted(self) -> list[str]:
        """All lines, each once, in code point order."""
        return sorted(self._lines)
