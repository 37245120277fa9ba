"""``kg query``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreOption


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

    from kg.cli.console import people
    from kg.graph.vocab import PREFIXES
    from kg.queries.answers import FORMATS, print_table, write_answer
    from kg.queries.resolve import resolver
    from kg.queries.saved import QueryError, load_query, run_query
    from kg.store.snapshot import open_snapshot

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
