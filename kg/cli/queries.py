"""``kg queries``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from kg.queries.saved import SavedQuery


def queries(
    name: Annotated[str | None, typer.Argument(help="Describe this one.")] = None,
) -> None:
    """List the saved queries, or describe one with its parameters.

    Examples:

    - `kg queries`
    - `kg queries treaties`
    """
    from rich.console import Console

    from kg.queries.saved import list_queries, load_query

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


def _describe(saved: SavedQuery, console: Console) -> None:
    from rich.table import Table

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
