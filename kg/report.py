"""Validation reports: for people at 80 columns, as JSON, as Turtle and as quads for the store."""

from __future__ import annotations

from rich.console import Console

from kg.graph import BASE
from kg.validate import Report


def render(report: Report, console: Console, *, language: str = "en") -> None:
    """Print the report by passage, violations first."""
    raise NotImplementedError


def to_json(report: Report) -> str:
    """The report as JSON; ``from_json`` reads it back."""
    raise NotImplementedError


def from_json(text: str) -> Report:
    """The report that ``to_json`` wrote."""
    raise NotImplementedError


def to_turtle(report: Report, *, base: str = BASE) -> str:
    """The report as a ``sh:ValidationReport`` in Turtle."""
    raise NotImplementedError


def report_quads(report: Report, *, base: str = BASE) -> list[str]:
    """The same as sorted N-Quads lines in ``{base}graph/report/<slug>`` (no blank nodes)."""
    raise NotImplementedError
