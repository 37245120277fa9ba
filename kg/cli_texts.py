"""``kg annotate`` and ``kg lang``: what is read out of a text, without a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import REFUSED, app, fail

if TYPE_CHECKING:
    from extractors.explain import Finding


@app.command()
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
            _show(explained(extraction))
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
    """Show what is found in a text, which rule and table row found it, how sure it is.

    Example: `kg lang explain en "The treaty was signed at Kars on 13 October 1921."`
    """
    import sys

    from extractors.explain import explain_text

    _show(explain_text(code, sys.stdin.read() if text == "-" else text))


def _show(found: list[Finding]) -> None:
    """Two lines for each: where, how sure, what it is; and the rule with its table rows."""
    from rich.console import Console
    from rich.text import Text

    if not found:
        typer.echo("nothing was found", err=True)
    out = Console(highlight=False, soft_wrap=True)
    for one in found:
        means = "" if one.value == one.words else f" = {one.value}"
        head = f"{f'{one.start}-{one.end}':<12} {one.confidence:.2f}  "
        out.print(Text.assemble(head, (one.what, "bold"), f": {one.words}{means}"))
        origin = f"  {one.origin}" if one.origin else ""
        out.print(Text(f"{'':<19}{one.rule}{origin}", style="dim"))
