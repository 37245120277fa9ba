"""What is computed from all documents together: the view, and what the sources say of each other."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.view import view_quads
from kg.validation.report import report_quads, to_json
from kg.validation.shacl import validate_between


def derived_files(index: ox.Store, base: str) -> Iterator[tuple[str, list[str]]]:
    """Name and lines of each file; what is yielded must be in ``index`` before the next is asked for."""
    yield "view.nq", view_quads(index, base)
    between = validate_between(index)
    yield "between.nq", report_quads(between, base=base)
    yield "between.report.json", [to_json(between)]
