"""``kg annotate`` and ``kg lang``: what is read out of a text, without a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import REFUSED, app, fail


@app.command()
def annotate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Texts (UTF-8).")],
) -> None:
    """Show mentions, dates and events of texts as JSON lines, without a store.

    Offsets count Unicode code points in the file's text, end exclusive.

    Examples:

    - `kg annotate letter.txt`
    - `kg annotate *.txt > annotations.jsonl`
    """
    import sys

    from extractors.annotate import to_json_lines
    from extractors.errors import SourceError
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
        for line in to_json_lines(extraction):
            out.write(f"{line.rstrip()}\n".encode())
        out.flush()
    if refused:
        raise typer.Exit(REFUSED)


lang = typer.Typer(no_args_is_help=True, help="Check a language's tables; see what they find.")
app.add_typer(lang, name="lang")


@lang.command()
def check(
    code: Annotated[str, typer.Argument(help="A language: the name of a folder in data/lang.")],
) -> None:
    """Check a language's tables: their form, and every example in them.

    Example: `kg lang check tr`
    """
    from kg.language_checks import check_language

    problems = check_language(code)
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        fail(f"{code}: {len(problems)} to mend")
        raise typer.Exit(REFUSED)
    typer.echo(f"{code}: all tables are in order", err=True)


@lang.command()
def explain(
    code: Annotated[str, typer.Argument(help="A language: the name of a folder in data/lang.")],
    text: Annotated[str, typer.Argument(help="A sentence or two; - reads standard input.")],
) -> None:
    """Show what is found in a text, and which rule or table row found it.

    Example: `kg lang explain en "The treaty was signed at Kars on 13 October 1921."`
    """
    import sys

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from kg.language_checks import explain_text

    found = explain_text(code, sys.stdin.read() if text == "-" else text)
    table = Table(box=None, pad_edge=False)
    for column in ("what", "words", "value", "rule", "sure"):
        table.add_column(column, overflow="fold", justify="right" if column == "sure" else "left")
    for row in found:
        table.add_row(
            row.what, Text(row.words), Text(row.value), Text(row.rule), f"{row.confidence:.2f}"
        )
    if not found:
        typer.echo("nothing was found", err=True)
        return
    Console(highlight=False).print(table)
