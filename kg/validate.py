"""Is a document's graph well formed, and is what it says plausible? pySHACL decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyoxigraph
from rdflib import Graph

Severity = Literal["Violation", "Warning"]


@dataclass(frozen=True, slots=True)
class Result:
    """One shape that did not hold, told to a person."""

    severity: Severity
    shape: str  #: local name in ``https://histkg.example/shapes#``
    messages: dict[str, str]  #: by language code: en, tr, ar, az
    focus: str  #: IRI of the node at fault
    value: str | None  #: the value at fault, where there is one
    document: str  #: the source's file name, or "" where the fault lies between sources
    start: int | None  #: passage (code points in the source), where one is known
    end: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one validation; a document with a Violation does not conform."""

    document: str
    results: tuple[Result, ...]

    @property
    def violations(self) -> tuple[Result, ...]:
        """What must not be stored."""
        return tuple(r for r in self.results if r.severity == "Violation")

    @property
    def warnings(self) -> tuple[Result, ...]:
        """What a historian should look at."""
        return tuple(r for r in self.results if r.severity == "Warning")

    @property
    def conforms(self) -> bool:
        """True when there is no Violation."""
        return not self.violations


def validate_document(graph: Graph, text: str | None) -> Report:
    """Check a document's graph against both sets of shapes, and its quotes against ``text``.

    Without ``text`` (a graph from elsewhere) quotes are not compared. ``graph`` is left as it was.
    """
    raise NotImplementedError


def validate_between(store: pyoxigraph.Store) -> Report:
    """What only shows when sources are laid side by side (their dates for one event)."""
    raise NotImplementedError
