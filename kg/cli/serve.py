"""``kg serve``: the graph on pages and at an endpoint."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE


def serve(
    store: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The store to serve (default: graph).")
    ] = None,
    backend: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Ask this SPARQL 1.1 endpoint in place of a store."),
    ] = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N")] = 8000,
    base: Annotated[
        str | None,
        typer.Option(metavar="IRI", help="Base of the graph's IRIs, where --backend is asked."),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=2, metavar="N", help="Processes that answer queries.")
    ] = 3,
) -> None:
    """Show the graph on pages and answer SPARQL, on this machine alone.

    Open http://127.0.0.1:8000/ in a browser; SPARQL clients ask
    http://127.0.0.1:8000/sparql. Nothing leaves the machine.

    Examples:

    - `kg serve --store graph`
    - `kg serve --backend http://localhost:7878/query`
    """
    import uvicorn

    from kg.serve.app import application
    from kg.serve.engine.model import Engine
    from kg.serve.engine.pool import Pool
    from kg.serve.settings import Settings
    from kg.store.folder import find_store

    settings = Settings(
        store=None if backend else store or DEFAULT_STORE,
        backend=backend,
        host=host,
        port=port,
        base=base,
        workers=workers,
    )

    def engine() -> Engine:
        if settings.store is None:
            from kg.graph.vocab import BASE
            from kg.serve.engine.remote import Remote

            assert settings.backend
            return Remote(settings.backend, settings.base or BASE, settings.limits)
        return Pool(settings.store, find_store(settings.store).base, settings.limits, workers)

    if settings.store is not None:
        find_store(settings.store)  # a fault is told before anything listens
    uvicorn.run(application(settings, engine), host=host, port=port, log_level="warning")
