"""``kg annotate``: what is read out of a text, without a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.findings import show
from kg.cli.status import REFUSED, fail


def annotate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Texts (UTF-8).")],
    explain: Annotated[
        bool, typer.Option("--explain", help="For people: what found each, and how sure it is.")
    ] = False,
) -> None:
    """Show mentions, dates and events of texts as JSON lines, without a store.

    Offsets count Unicode code points in the file's text, end exclusive.

    Examples:

    - `kg annotate letter.txt`
    - `kg annotate *.txt > annotations.jsonl`
    - `kg annotate --explain letter.txt`
    """
    import sys

    from extractors.annotate import to_json_lines
    from extractors.errors import SourceError
    from extractors.explain import explain as explained
    from extractors.pipeline import extract
    from extractors.text.source import read_source

    refused = False
    out = sys.stdout.buffer
    for path in files:
        try:
            extraction = extract(read_source(path))
        except SourceError as fault:
            fail(str(fault))
            refused = True
            continue
        if explain:
            typer.echo(f"{path.name}\n")
            show(explained(extraction))
            continue
        for line in to_json_lines(extraction):
            out.write(f"{line.rstrip()}\n".encode())
        out.flush()
    if refused:
        raise typer.Exit(REFUSED)
