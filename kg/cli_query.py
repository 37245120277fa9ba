"""``kg query`` and ``kg queries``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import DEFAULT_STORE, StoreOption, app

if TYPE_CHECKING:
    from kg.queries import SavedQuery


@app.command()
def query(
    name: Annotated[str, typer.Argument(help="A saved query; `kg queries` lists them.")],
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="KEY=VALUE", help="Fill in a parameter."),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="table, csv, json or ttl.")
    ] = "table",
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Show at most so many rows of the table.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Ask a saved query; the answer goes to standard output.

    Examples:

    - `kg query battles`
    - `kg query timeline --param who="Enver Paşa" --format csv > enver.csv`
    - `kg queries timeline` describes a query and its parameters
    """
    import sys

    import pyoxigraph as ox
    from rich.console import Console

    from kg.answers import FORMATS, print_table, write_answer
    from kg.console import people
    from kg.queries import QueryError, load_query, run_query
    from kg.resolve import resolver
    from kg.store import open_snapshot
    from kg.vocab import PREFIXES

    if form not in FORMATS:
        raise QueryError(f"no format '{form}'; there are: {', '.join(FORMATS)}")
    given: dict[str, str] = {}
    for one in param or ():
        key, equals, value = one.partition("=")
        if not equals:
            raise QueryError(f"--param {one}: write KEY=VALUE")
        if key in given:
            raise QueryError(f"--param {key} is given twice; give it once")
        given[key] = value
    saved = load_query(name)
    with open_snapshot(store) as snapshot:
        answer = run_query(snapshot.index, saved, given, resolver(snapshot.index, snapshot.base))
        if form == "table" and not isinstance(answer, ox.QueryTriples):
            total = print_table(answer, Console(), snapshot.base, limit=limit)
            if limit is not None and total > limit:
                people().print(f"{total - limit:,} rows more; leave out --limit to see them")
            elif not total:
                people().print("no rows")
            return
        form = "ttl" if form == "table" else form  # triples have no columns
        write_answer(answer, form, sys.stdout.buffer, snapshot.index, PREFIXES)
        sys.stdout.buffer.flush()


@app.command()
def queries(
    name: Annotated[str | None, typer.Argument(help="Describe this one.")] = None,
) -> None:
    """List the saved queries, or describe one with its parameters.

    Examples:

    - `kg queries`
    - `kg queries treaties`
    """
    from rich.console import Console

    from kg.queries import list_queries, load_query

    console = Console(highlight=False)
    if name is not None:
        _describe(load_query(name), console)
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for saved in list_queries():
        table.add_row(saved.name, saved.summary)
    console.print(table)


def _describe(saved: SavedQuery, console: object) -> None:
    from rich.console import Console
    from rich.table import Table

    assert isinstance(console, Console)
    console.print(f"[bold]{saved.name}[/bold]: {saved.summary}\n\n{saved.description}")
    if saved.parameters:
        table = Table(box=None, pad_edge=False, title=None)
        for column in ("parameter", "type", "what", "example"):
            table.add_column(column, overflow="fold")
        for p in saved.parameters:
            kind = p.type + ("" if p.required else ", optional")
            table.add_row(p.name, kind, p.description, p.example)
        console.print()
        console.print(table)
    console.print(f"\ntags: {', '.join(saved.tags)}")
    example = "".join(f' --param {p.name}="{p.example}"' for p in saved.parameters if p.required)
    console.print(f"\n  kg query {saved.name}{example}", soft_wrap=True)
