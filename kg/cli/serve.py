"""``kg serve``: the graph on pages and at an endpoint."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE


def serve(
    store: Annotated[
        Path | None,
        typer.Option(metavar="DIR", envvar="KG_STORE", help="The store to serve (default: graph)."),
    ] = None,
    backend: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Ask this SPARQL 1.1 endpoint in place of a store."),
    ] = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="N", help="0: one that is free.")
    ] = 8000,
    base: Annotated[
        str | None,
        typer.Option(metavar="IRI", help="Base of the graph's IRIs, where --backend is asked."),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=2, metavar="N", help="Processes that answer queries.")
    ] = 3,
    time_limit: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="For a query of the endpoint.")
    ] = 30.0,
    row_limit: Annotated[
        int, typer.Option(min=1, metavar="N", help="For an answer of the endpoint.")
    ] = 1_000_000,
    service_host: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST[:PORT]", help="A host that SERVICE may ask (none)."),
    ] = None,
    tiles: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="A tile server for the map, as https://…/{z}/{x}/{y}.png."
        ),
    ] = None,
) -> None:
    """Show the graph on pages and answer SPARQL, on this machine alone.

    Open http://127.0.0.1:8000/ in a browser; SPARQL clients ask
    http://127.0.0.1:8000/sparql. Nothing leaves the machine.

    Examples:

    - `kg serve --store graph`
    - `kg serve --backend http://localhost:7878/query`
    """
    from kg.cli.console import people
    from kg.serve.running import ServeError, engine_for, listen, run, url_of
    from kg.serve.settings import Limits, Settings

    if store is not None and backend is not None:
        raise ServeError("--store and --backend can't both be served; name one")
    if backend is not None and not backend.startswith(("http://", "https://")):
        raise ServeError(f"--backend {backend}: name a URL, such as http://localhost:7878/query")
    settings = Settings(
        store=None if backend else store or DEFAULT_STORE,
        backend=backend,
        host=host,
        port=port,
        base=base,
        workers=workers,
        service_hosts=tuple(service_host or ()),
        tiles=tiles,
        limits=Limits(seconds=time_limit, rows=row_limit),
    )
    engine = engine_for(settings)  # a store that is missing is told before anything listens
    with listen(host, port) as socket:
        at = url_of(socket)
        people().print(f"Open {at}/ in a browser; SPARQL clients ask {at}/sparql. Ctrl-C ends it.")
        if host not in ("127.0.0.1", "::1", "localhost"):
            people().print("Whoever reaches this machine may read all of it: there is no password.")
        run(settings, engine, socket)
