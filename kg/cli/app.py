"""The command ``kg``: one face for all that the project does.

Data goes to standard output, words for people to standard error. Exit status: 0 done; 1 done, but
something was refused; 2 it could not be done as asked. What a command needs is imported when it
runs, so that ``kg --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from extractors.errors import HistkgError
from kg import __version__
from kg.cli.annotate import annotate
from kg.cli.build import build
from kg.cli.export import export
from kg.cli.gold import gold
from kg.cli.lang import lang
from kg.cli.link import link
from kg.cli.queries import queries
from kg.cli.query import query
from kg.cli.review import review
from kg.cli.serve import serve
from kg.cli.status import IMPOSSIBLE, STOPPED, fail
from kg.cli.train import train
from kg.cli.validate import validate


class Commands(TyperGroup):
    """The commands, with the errors that are foreseen told in a person's words."""

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # typer's own context
        """Run the command; errors become a message and an exit status."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Whoever read our output has had enough; nothing is wrong.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            fail("stopped; what was complete before is as it was")
            raise typer.Exit(STOPPED) from None
        except HistkgError as fault:
            if ctx.params.get("debug"):
                raise
            fail(str(fault))
            raise typer.Exit(IMPOSSIBLE) from None
        except OSError as fault:
            if ctx.params.get("debug"):
                raise
            where = f"{fault.filename}: " if fault.filename else ""
            fail(f"{where}{fault.strerror or fault}")
            raise typer.Exit(IMPOSSIBLE) from None


app = typer.Typer(
    name="kg",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    help=(
        "Read historical texts and make a graph in which every statement is a claim of a named "
        "source, quoted to the character.\n\n"
        "Begin with `kg build FOLDER --store graph`, then look at `kg queries`."
    ),
)


# in the order in which the help lists them
for command in (build, link, export, query, queries, serve, review, annotate, train, validate):
    app.command()(command)
app.add_typer(gold, name="gold")
app.add_typer(lang, name="lang")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def common(
    debug: Annotated[
        bool, typer.Option("--debug", metavar="", help="Show where in the program an error arose.")
    ] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version", metavar="", callback=_version, is_eager=True, help="Show the version."
        ),
    ] = False,
) -> None:
    """What holds for every command."""


def main() -> None:
    """Run the command line."""
    try:
        app()
    except Exception as fault:  # the last resort: no traceback for people
        if "--debug" in sys.argv:
            raise
        fail(
            f"an error of the program itself ({type(fault).__name__}: {fault}); "
            f"to see where, run: kg --debug {' '.join(sys.argv[1:])}"
        )
        sys.exit(IMPOSSIBLE)
