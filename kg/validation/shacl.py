"""Is a document's graph well formed, and is what it says plausible? pySHACL decides.

The shapes stand in ``ontology/shapes-*.ttl``. What they need beside the graph (does the quote stand in
the text, did the actor live then) is computed by ``witness`` and laid beside the graph for the time
of the validation. Inference is off: every class that counts is written out in the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal as OneOf

import pyoxigraph
import pyshacl
from rdflib import RDF, SH, Graph, Literal, URIRef

from extractors.errors import HistkgError
from kg.assets import asset
from kg.graph.vocab import SHAPES
from kg.validation.between import by_source, curation_witnesses, decided, facts_between
from kg.validation.detail import detail
from kg.validation.facts import read_facts
from kg.validation.lives import Lives
from kg.validation.where import Locator, Where
from kg.validation.witness import (
    CHECK,
    Witness,
    event_witnesses,
    plausibility_witnesses,
    structure_witnesses,
)

Severity = OneOf["Violation", "Warning"]
SHAPE_FILES = ("shapes-structure.ttl", "shapes-plausibility.ttl")


class ShapesError(HistkgError):
    """The shapes can't be read, or pySHACL refuses them."""


@dataclass(frozen=True, slots=True)
class Result:
    """One shape that did not hold, told to a person."""

    severity: Severity
    shape: str  #: local name in ``https://histkg.example/shapes#``
    messages: dict[str, str]  #: by language code: en, tr, ar, az
    focus: str  #: IRI of the node at fault
    value: str | None  #: the value at fault, where there is one
    where: tuple[Where, ...]  #: the passages concerned, in the order of the source
    document: str = ""  #: the source's file name, or "" where the fault lies between sources
    detail: str = ""  #: the value as a person reads it: days as dates, what it was compared with

    @property
    def start(self) -> int | None:
        """Where the first passage concerned begins (code points), None where none is known."""
        return self.where[0].start if self.where else None

    @property
    def end(self) -> int | None:
        """Where the first passage concerned ends."""
        return self.where[0].end if self.where else None

    @property
    def quote(self) -> str:
        """The words of the first passage concerned."""
        return self.where[0].quote if self.where else ""


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
    Raises ShapesError when the shapes themselves are at fault.
    """
    facts = read_facts(graph)
    witnesses = [
        *structure_witnesses(facts, text),
        *plausibility_witnesses(facts, Lives(facts)),
    ]
    locator = Locator(graph, facts)
    results = _run(graph, witnesses, locator)
    return Report(locator.document, results)


def validate_between(store: pyoxigraph.Store) -> Report:
    """What only shows when all is laid side by side: sources' dates for one event, decisions."""
    facts, locator = facts_between(store)
    within = {w for one in by_source(facts) for w in event_witnesses(one)}
    between = [w for w in event_witnesses(facts) if w not in within]
    return Report("", _run(decided(store), [*between, *curation_witnesses(store)], locator))


def _run(graph: Graph, witnesses: Iterable[Witness], locator: Locator) -> tuple[Result, ...]:
    laid = [(URIRef(node), URIRef(CHECK + name), Literal(value)) for node, name, value in witnesses]
    beside = [triple for triple in laid if triple not in graph]
    for triple in beside:
        graph.add(triple)
    try:
        outcome = pyshacl.validate(graph, shacl_graph=shapes(), inplace=True, inference="none")
    except pyshacl.errors.ReportableRuntimeError as fault:
        raise ShapesError(f"ontology/shapes: pySHACL refuses the shapes: {fault}") from None
    finally:
        for triple in beside:
            graph.remove(triple)
    report = outcome[1]
    if not isinstance(report, Graph):
        raise ShapesError(f"ontology/shapes: pySHACL could not validate: {outcome[2]}")
    found = {(str(node), str(name)): str(value) for node, name, value in laid}
    return tuple(sorted(_results(report, found, locator), key=_order))


def _results(
    report: Graph, witnessed: Mapping[tuple[str, str], str], locator: Locator
) -> Iterable[Result]:
    seen: set[tuple[str, str, str | None]] = set()
    for node in report.subjects(RDF.type, SH.ValidationResult):
        focus, path = str(report.value(node, SH.focusNode)), str(report.value(node, SH.resultPath))
        value = report.value(node, SH.value) or witnessed.get((focus, path))
        shape = str(report.value(node, SH.sourceShape)).removeprefix(SHAPES)
        limit = witnessed.get((focus, compared_with(shape)))
        result = Result(
            severity="Violation" if severity(shape) == SH.Violation else "Warning",
            shape=shape,
            messages=messages(shape),
            focus=focus,
            value=None if value is None else str(value),
            where=locator.find(focus, shape),
            document=locator.document_of(focus),
            detail=detail(path, None if value is None else str(value), limit),
        )
        key = (result.shape, result.focus, result.value)
        if key not in seen:
            seen.add(key)
            yield result


def _order(result: Result) -> tuple[str, int, str, str, str]:
    start = -1 if result.start is None else result.start
    return result.severity, start, result.shape, result.focus, result.value or ""


@cache
def shapes() -> Graph:
    """Both sets of shapes; raises ShapesError when a file can't be read."""
    graph = Graph()
    for name in SHAPE_FILES:
        path = asset("ontology") / name
        try:
            graph.parse(str(path), format="turtle")
        except (OSError, SyntaxError) as fault:
            raise ShapesError(f"{path}: not readable as Turtle: {fault}") from None
    return graph


@cache
def messages(shape: str) -> dict[str, str]:
    """The messages of a shape by language."""
    found = shapes().objects(URIRef(SHAPES + shape), SH.message)
    return {m.language or "": str(m) for m in found if isinstance(m, Literal)}


@cache
def compared_with(shape: str) -> str:
    """The property that a shape compares its values with, "" where there is none."""
    return str(shapes().value(URIRef(SHAPES + shape), SH.lessThanOrEquals) or "")


@cache
def severity(shape: str) -> URIRef:
    """The severity of a shape, ``sh:Violation`` where it says none."""
    found = shapes().value(URIRef(SHAPES + shape), SH.severity)
    return found if isinstance(found, URIRef) else SH.Violation
