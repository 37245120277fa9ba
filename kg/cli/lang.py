"""``kg lang``: a language's tables checked, and seen at work."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.findings import show
from kg.cli.status import REFUSED, fail

lang = typer.Typer(no_args_is_help=True, help="Check a language's tables; see what they find.")


@lang.command()
def check(
    code: Annotated[str, typer.Argument(help="A language: the name of a folder in data/lang.")],
) -> None:
    """Check a language's tables: their form, and every example in them.

    Example: `kg lang check tr`
    """
    from extractors.check import check_language

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

    show(explain_text(code, sys.stdin.read() if text == "-" else text))
