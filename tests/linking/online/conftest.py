"""Endpoints for tests: a real SPARQL server with a small Wikidata."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from tests.linking.online import world
from tests.linking.online.servers import Server, VirtualClock, oxigraph, passes_on, serving
from tests.linking.wikidata import SHARED, shared_items, write


@pytest.fixture(scope="session")
def small_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a SPARQL server with the items of ``world``."""
    folder = tmp_path_factory.mktemp("small")
    with oxigraph(write(folder / "items.nt", world.ITEMS), folder / "store") as address:
        yield address


@pytest.fixture(scope="session")
def shared_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a SPARQL server with thousands of items of Wikidata."""
    if not SHARED.is_dir():
        pytest.skip(f"the tables of Wikidata's facts are not here ({SHARED})")
    folder = tmp_path_factory.mktemp("shared")
    with oxigraph(write(folder / "items.nt", shared_items()), folder / "store") as address:
        yield address


@pytest.fixture
def server(small_endpoint: str) -> Iterator[Server]:
    """What stands before the small endpoint, fails as it is told, and notes the times."""
    with serving(VirtualClock(), passes_on(small_endpoint)) as running:
        yield running


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every attempt to reach anybody fails and is noted."""
    tried: list[object] = []

    def refuse(*arguments: object, **_: object) -> object:
        tried.append(arguments)
        raise AssertionError(f"tried to reach {arguments}")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    return tried
