"""What whoever runs ``kg serve`` may set."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one query may take. Sizes are bytes, times seconds."""

    seconds: float = 30.0  #: for a query of the endpoint
    page_seconds: float = 10.0  #: for a query of a page
    rows: int = 1_000_000
    answer: int = 512 * 2**20
    query: int = 256 * 2**10  #: of the query's text
    running: int = 32  #: queries of the endpoint that may run or wait; beyond them 503
    memory: int = 2 * 2**30  #: address space of a process beyond what it has at its start


@dataclass(frozen=True, slots=True)
class Settings:
    """One server. Either ``store`` or ``backend`` is given."""

    store: Path | None = None
    backend: str | None = None  #: URL of a SPARQL 1.1 endpoint
    host: str = "127.0.0.1"
    port: int = 8000
    base: str | None = (
        None  #: of the graph's IRIs where ``backend`` is asked; a store knows its own
    )
    workers: int = 3  #: processes that answer queries; one of them is kept for pages
    service_hosts: tuple[str, ...] = ()  #: that ``SERVICE`` may ask
    tiles: str | None = None  #: template of a tile server's URL, for the map
    author: str = ""  #: who signs what is decided on the review page
    token: str = field(default="", repr=False)  #: that opens it; "": there is no such page
    limits: Limits = field(default_factory=Limits)

    @property
    def edit(self) -> bool:
        """Whether there is a review page."""
        return bool(self.token)
