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
    allow_edit: Annotated[
        bool, typer.Option("--allow-edit", help="Have a page to decide on what is uncertain.")
    ] = False,
    edit_over_network: Annotated[
        bool,
        typer.Option(
            "--edit-over-network", help="With --host: let other machines decide too, by the key."
        ),
    ] = False,
    author: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", envvar="KG_AUTHOR", help="Who decides (git's user.name, else asked)."
        ),
    ] = None,
) -> None:
    """Show the graph on pages and answer SPARQL, on this machine alone.

    Open http://127.0.0.1:8000/ in a browser; SPARQL clients ask
    http://127.0.0.1:8000/sparql. Nothing leaves the machine.

    Examples:

    - `kg serve --store graph`
    - `kg serve --backend http://localhost:7878/query`
    - `kg serve --allow-edit --author "A. Reader"`
    """
    import secrets

    from kg.cli.console import people
    from kg.cli.session import author_of
    from kg.serve.running import ServeError, engine_for, is_loopback, listen, run, url_of
    from kg.serve.settings import Limits, Settings

    if store is not None and backend is not None:
        raise ServeError("--store and --backend can't both be served; name one")
    if backend is not None and not backend.startswith(("http://", "https://")):
        raise ServeError(f"--backend {backend}: name a URL, such as http://localhost:7878/query")
    if allow_edit:
        _may_edit(backend, host, edit_over_network)
    settings = Settings(
        store=None if backend else store or DEFAULT_STORE,
        backend=backend,
        host=host,
        port=port,
        base=base,
        workers=workers,
        service_hosts=tuple(service_host or ()),
        tiles=tiles,
        author=author_of(author, people()) if allow_edit else "",
        token=secrets.token_urlsafe(24) if allow_edit else "",
        limits=Limits(seconds=time_limit, rows=row_limit),
    )
    engine = engine_for(settings)  # a store that is missing is told before anything listens
    with listen(host, port) as socket:
        at = url_of(socket)
        people().print(f"Open {at}/ in a browser; SPARQL clients ask {at}/sparql. Ctrl-C ends it.")
        if not is_loopback(host):
            people().print("Whoever reaches this machine may read all of it: there is no password.")
        if allow_edit:
            review = f"{at}/review?token={settings.token}"
            people().print(f"{settings.author} decides at {review}", markup=False, soft_wrap=True)
        run(settings, engine, socket)


def _may_edit(backend: str | None, host: str, over_network: bool) -> None:
    """Raise ServeError where decisions can't be made, or by too many."""
    from kg.serve.running import ServeError, is_loopback

    if backend is not None:
        raise ServeError("--allow-edit needs a store; an endpoint (--backend) has no decisions")
    if not is_loopback(host) and not over_network:
        raise ServeError(
            f"--allow-edit with --host {host} would let other machines decide; "
            "say --edit-over-network if they shall, else leave out --host"
        )
