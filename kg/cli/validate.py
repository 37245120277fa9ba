"""``kg validate``: the reports of a store, or of graphs in files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreOption
from kg.cli.status import IMPOSSIBLE, REFUSED, fail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.validation.shacl import Report


def validate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="Graphs in Turtle, TriG, N-Triples, N-Quads."),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="text or ttl.")
    ] = "text",
    counts: Annotated[
        bool, typer.Option("--counts", metavar="", help="Say only how many there are.")
    ] = False,
    language: Annotated[
        str, typer.Option(metavar="LANG", help="Language of the messages: en, tr, ar, az.")
    ] = "en",
) -> None:
    """Show what the shapes find, by document and passage.

    Without FILE, the reports of the store, and of the documents it refused;
    with FILE, graphs from elsewhere are checked. Exit status 1 when there is
    a violation; warnings are for a historian to judge.

    Examples:

    - `kg validate --store graph`
    - `kg validate --language tr`
    - `kg validate other.ttl --format ttl > report.ttl`
    """
    import sys

    from rich.console import Console

    from kg.validation.report import render, to_turtle

    if form not in ("text", "ttl"):
        fail(f"no format '{form}'; there are: text, ttl")
        raise typer.Exit(IMPOSSIBLE)
    violations = warnings = documents = 0
    console = Console(highlight=False)
    for report in _of_files(files) if files else _of_store(store):
        documents += bool(report.document)  # one report is of what lies between documents
        violations += len(report.violations)
        warnings += len(report.warnings)
        if form == "ttl":
            sys.stdout.write(to_turtle(report))
        elif report.results and not counts:
            render(report, console, language=language)
    said = f"{documents} checked: {violations} violations, {warnings} warnings"
    more = f" (kg validate --store {store} shows them)" if counts and violations + warnings else ""
    typer.echo(said + more, err=True)
    if violations:
        raise typer.Exit(REFUSED)


def _of_store(path: Path) -> Iterator[Report]:
    from kg.store.snapshot import open_snapshot
    from kg.validation.report import from_json

    with open_snapshot(path) as snapshot:
        refused = sorted(snapshot.store.refused.glob("*/report.json"))
        for file in [*refused, *snapshot.report_files()]:
            yield from_json(file.read_text(encoding="utf-8"))


def _of_files(paths: list[Path]) -> Iterator[Report]:
    from kg.graph.document import document_rdf
    from kg.graph.files import read_graph_file
    from kg.validation.shacl import validate_document

    for path in paths:
        yield validate_document(document_rdf(read_graph_file(path)), None)
