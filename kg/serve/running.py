"""Running the server: the engine for its settings, the socket that it listens at, its beginning and end."""

from __future__ import annotations

import dataclasses
import errno
import ipaddress
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import uvicorn

from extractors.errors import HistkgError
from kg.graph.vocab import BASE
from kg.serve.app import application
from kg.serve.engine.model import Engine
from kg.serve.engine.pool import Pool
from kg.serve.patience import Impatient
from kg.serve.settings import Settings
from kg.store.files import StoreError
from kg.store.folder import find_store

_LAST: Final = 2  #: seconds that answers under way have when the server is to end


class ServeError(HistkgError):
    """The server can't be started as asked."""


def engine_for(settings: Settings) -> Callable[[], Engine]:
    """What makes the engine; raises StoreError where there is nothing to serve."""
    if settings.store is None:
        from kg.serve.engine.remote import Remote  # brings rdflib, which a store does not need

        assert settings.backend
        backend, base = settings.backend, settings.base or BASE
        return lambda: Remote(backend, base, settings.limits)
    store = find_store(settings.store)
    if store.current() is None:
        raise StoreError(f"{store.path}: no build of it has ended; run kg build again")
    return lambda: Pool(store, settings.limits, settings.workers)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at ``host`` and ``port``; raises ServeError saying what to do."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=2048)
        # else an answer on a connection that is kept waits 40 ms for the client to say it has the head
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            raise ServeError(
                f"port {port} is taken; end what listens there, or name another: "
                f"--port {port + 1}, or --port 0 for one that is free"
            ) from None
        if fault.errno == errno.EACCES:
            raise ServeError(f"port {port} is kept for the system; name one from 1024 on") from None
        raise ServeError(f"can't listen at {host}, port {port} ({fault.strerror})") from None
    return listening


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens at ``host``."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def url_of(listening: socket.socket) -> str:
    """The address to open on this machine."""
    host, port = listening.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(settings: Settings, engine: Callable[[], Engine], listening: socket.socket) -> None:
    """Serve until a signal says to end."""
    settings = dataclasses.replace(settings, port=listening.getsockname()[1])
    config = uvicorn.Config(
        application(settings, engine),
        http=Impatient,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=_LAST,
    )
    with suppress(KeyboardInterrupt):  # it has ended in order and passes the signal on
        uvicorn.Server(config).run(sockets=[listening])
