"""``kg export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreOption


def export(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")
    ],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="turtle, trig, nquads, jsonld, csv or geojson; else told by FILE's ending.",
        ),
    ] = "",
    view: Annotated[
        bool,
        typer.Option(
            metavar="", help="With the flat view (event - date, place, actor) computed from claims."
        ),
    ] = True,
    whole: Annotated[
        bool,
        typer.Option(
            "--all", metavar="", help="With the whole gazetteer, also what no text speaks of."
        ),
    ] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the graph, or its events, to a file.

    turtle, trig, nquads and jsonld hold the graph (trig and nquads with a named
    graph for each source) and of the gazetteer what the texts speak of; csv is a
    table of the events; geojson the events that have coordinates, for maps. The
    same graph gives the same bytes.

    Examples:

    - `kg export -o graph.ttl`
    - `kg export --format csv -o events.csv`
    - `kg export --format nquads -o - | gzip > graph.nq.gz`
    """
    import sys

    from kg.cli.console import people
    from kg.export.forms import export_to, form_of
    from kg.store.snapshot import open_snapshot

    to_stdout = str(output) == "-"
    chosen = form_of(form, output)
    with open_snapshot(store) as snapshot:
        if to_stdout:
            export_to(snapshot, chosen, sys.stdout.buffer, view=view, whole=whole)
            sys.stdout.buffer.flush()
            return
        # Beside the target first, so that a failure leaves no half file in its place.
        fresh = output.with_name(f".{output.name}.part")
        try:
            with fresh.open("wb") as file:
                export_to(snapshot, chosen, file, view=view, whole=whole)
            fresh.replace(output)
        finally:
            fresh.unlink(missing_ok=True)
    people().print(f"{output}: {output.stat().st_size:,} bytes of {chosen}")
