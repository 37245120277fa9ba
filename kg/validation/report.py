"""Validation reports: for people at 80 columns, as JSON, as Turtle and as quads for the store."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from extractors.errors import HistkgError
from kg.graph.iris import short_hash, source_iri, source_slug
from kg.graph.terms import A, Lines, text, typed, words
from kg.graph.vocab import BASE, KG, PREFIXES, SH, SHAPES, XSD
from kg.validation.shacl import Report, Result
from kg.validation.where import Where

_STYLE: Final = {"Violation": "bold red", "Warning": "yellow"}
_QUOTE: Final = 200  #: longest quote shown to a person
_BETWEEN: Final = "between-sources"
BETWEEN: Final = "between.report.json"  #: the generation's file of what lies between sources
_MISSING: Final = "DecisionMeansSomething"  #: the shape of decisions that speak of nothing


def render(report: Report, console: Console, *, language: str = "en") -> None:
    """Print the report by passage in the order of the source, violations first."""
    name = report.document or "Between sources"
    console.print(Text(f"{name}: {_summary(report)}", style="bold"))
    for severity, found in (("Violation", report.violations), ("Warning", report.warnings)):
        for where, group in groupby(sorted(found, key=_place), key=lambda r: r.where):
            results = list(group)
            for passage in where:
                console.print(Padding(_passage(passage, report.document), (0, 0, 0, 2)))
            for result in results:
                line = Text(f"{severity}: ", style=_STYLE[severity])
                line.append(_message(result, language), style="default")
                line.append(f" [{result.shape}]", style="dim")
                console.print(Padding(line, (0, 0, 0, 4)))
                line = Text(_short(result.focus), style="dim")
                if shown := result.detail or _short(result.value or ""):
                    line.append(f"  {shown}")
                console.print(Padding(line, (0, 0, 0, 6)))


def to_json(report: Report) -> str:
    """The report as JSON; ``from_json`` reads it back."""
    return json.dumps(
        {
            "document": report.document,
            "conforms": report.conforms,
            "results": [asdict(r) for r in report.results],
        },
        ensure_ascii=False,
        indent=1,
        sort_keys=True,
    )


def from_json(written: str) -> Report:
    """The report that ``to_json`` wrote; raises HistkgError for anything else."""
    try:
        data = json.loads(written)
        results = tuple(
            Result(**{**r, "where": tuple(Where(**w) for w in r["where"])}) for r in data["results"]
        )
        return Report(data["document"], results)
    except (ValueError, KeyError, TypeError) as fault:
        raise HistkgError(f"not a validation report: {fault}; build the document again") from None


def missing_decisions(quads: Path) -> list[str]:
    """What people's decisions speak of that no document tells any more, in the order of their lines.

    ``quads`` is the folder of a generation's files; raises HistkgError for a damaged report.
    """
    path = quads / BETWEEN
    found = from_json(path.read_text(encoding="utf-8")).results if path.exists() else ()
    lines = ((*r.focus.rsplit("/", 2)[1:], r.detail) for r in found if r.shape == _MISSING)
    ordered = sorted((file, int(line), words) for file, line, words in lines)
    return [f"{file}:{line}: {words}" for file, line, words in ordered]


def report_quads(report: Report, *, base: str = BASE) -> list[str]:
    """The report as sorted N-Quads lines in ``{base}graph/report/<slug>`` (no blank nodes)."""
    slug = source_slug(report.document) if report.document else _BETWEEN
    source = source_iri(base, report.document) if report.document else f"{base}id/{_BETWEEN}"
    node = f"<{source}/report>"
    lines = Lines(f"{base}graph/report/{slug}")
    nodes = [_result_node(source, result) for result in report.results]
    conforms = "true" if not report.results else "false"  # SHACL counts warnings too
    lines.say(
        node,
        (A, f"<{SH}ValidationReport>"),
        (f"<{SH}conforms>", typed(conforms, f"{XSD}boolean")),
        *((f"<{SH}result>", result) for result in nodes),
    )
    for term, result in zip(nodes, report.results, strict=True):
        lines.say(
            term,
            (A, f"<{SH}ValidationResult>"),
            (f"<{SH}resultSeverity>", f"<{SH}{result.severity}>"),
            (f"<{SH}sourceShape>", f"<{SHAPES}{result.shape}>"),
            (f"<{SH}focusNode>", f"<{result.focus}>"),
            (f"<{SH}value>", None if result.value is None else text(result.value)),
            *((f"<{SH}resultMessage>", words(m, code)) for code, m in result.messages.items()),
            *((f"<{KG}passage>", f"<{w.iri}>") for w in result.where),
        )
    return lines.sorted()


def to_turtle(report: Report, *, base: str = BASE) -> str:
    """The report as a ``sh:ValidationReport`` in Turtle."""
    prefixes = {**PREFIXES, "shapes": SHAPES}
    quads = ox.parse("".join(report_quads(report, base=base)).encode(), format=ox.RdfFormat.N_QUADS)
    written = ox.serialize((q.triple for q in quads), format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    assert written is not None
    return written.decode()


def _summary(report: Report) -> str:
    counts = ((len(report.violations), "violation"), (len(report.warnings), "warning"))
    told = [f"{n} {word}{'s' if n != 1 else ''}" for n, word in counts if n]
    return ", ".join(told) or "nothing to report"


def _place(result: Result) -> tuple[bool, tuple[Where, ...], str]:
    return not result.where, result.where, result.shape


def _passage(where: Where, document: str) -> Text:
    words_shown = " ".join(where.quote.split())
    if len(words_shown) > _QUOTE:
        words_shown = words_shown[: _QUOTE - 1] + "…"
    name = "" if where.document == document else f"{where.document} "
    line = Text(f"{name}{where.start}–{where.end} ", style="cyan")
    return line.append(f"“{words_shown}”", style="default")


def _message(result: Result, language: str) -> str:
    return result.messages.get(language) or result.messages.get("en") or result.shape


def _short(iri: str) -> str:
    for mark in ("/id/", "/ns#"):
        if mark in iri:
            return iri.partition(mark)[2]
    return iri


def _result_node(source: str, result: Result) -> str:
    content = (result.shape, result.focus, result.value or "")
    return f"<{source}/report/{result.shape}-{short_hash(*content)}>"


def by_document(reports: Iterable[Report]) -> list[Report]:
    """Reports with something to say, those with violations first, then by file name."""
    told = [r for r in reports if r.results]
    return sorted(told, key=lambda r: (r.conforms, r.document))
