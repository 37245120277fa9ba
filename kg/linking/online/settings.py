"""From what an operator sets to sources that may be asked; nothing is asked unless it is set."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import SPARQLWrapper

from kg import __version__
from kg.linking.model import Source
from kg.linking.online.cache import Cache
from kg.linking.online.client import Client, on_this_machine
from kg.linking.online.faults import OnlineError
from kg.linking.online.items import Items
from kg.linking.online.lookup import Lookup
from kg.linking.online.manners import MAX_AGE
from kg.linking.online.reconcile import Reconciliation
from kg.linking.online.search import Search
from kg.linking.online.sparql import Endpoint
from kg.linking.online.wikidata import Wikidata

WIKIDATA: Final = "https://query.wikidata.org/sparql"
WIKIDATA_SEARCH: Final = "https://www.wikidata.org/w/api.php"

_CONTACT: Final = re.compile(r"[ -~]*(?:[^\s@]+@[^\s@]+\.[^\s@]+|https?://\S+)[ -~]*")


@dataclass(frozen=True, slots=True)
class Settings:
    """Which services are asked, and in whose name."""

    endpoint: str = ""  #: address of a SPARQL endpoint in Wikidata's shape
    reconcile: str = ""  #: address of a reconciliation service
    online: bool = False  #: whether Wikidata's own services may be asked
    contact: str = ""  #: how who runs a service reaches the operator
    cache: Path | None = None
    max_age: float = MAX_AGE  #: of answers in the cache, in days
    search: str = ""  #: address of a Wikibase API; with ``online`` Wikidata's if none is set

    @property
    def addresses(self) -> tuple[str, ...]:
        """The services that are asked: endpoint, search, reconciliation."""
        endpoint = self.endpoint or (WIKIDATA if self.online else "")
        search = self.search or (WIKIDATA_SEARCH if self.online else "")
        return endpoint, search if endpoint else "", self.reconcile


def agent_of(settings: Settings) -> str:
    """The User-Agent; raises OnlineError without a contact where others' services are asked."""
    foreign = [a for a in settings.addresses if a and not on_this_machine(a)]
    contact = settings.contact.strip()
    if foreign and not contact:
        raise OnlineError(
            f"{foreign[0]} is not asked without a contact: who runs it must be able to reach you "
            "before blocking you; set --contact or KG_CONTACT to your mail address or page"
        )
    if contact and not _CONTACT.fullmatch(contact):
        raise OnlineError(
            f"--contact {contact!r}: holds no mail address and no page (https://…), or other than "
            "plain letters; write for example 'Ayse Yilmaz <ayse@university.example>'"
        )
    about = f"{contact}; " if contact else ""
    return f"histkg/{__version__} ({about}SPARQLWrapper/{SPARQLWrapper.__version__})"


@contextmanager
def open_sources(
    settings: Settings,
    tell: Callable[[str], None],
    client_of: Callable[[str], Client] = Client,
) -> Iterator[tuple[Source, ...]]:
    """The sources that are set, in the order in which they are to be asked; none where none is.

    ``tell`` gets lines for people: what is left open and why. ``client_of`` makes the client of an
    agent's name. Raises OnlineError.
    """
    endpoint, search, reconcile = settings.addresses
    for option, address in (("--endpoint", endpoint), ("--reconcile", reconcile)):
        _check(option, address)
    if not endpoint and not reconcile:
        yield ()
        return
    client = client_of(agent_of(settings))
    with closing(Cache(settings.cache, settings.max_age, client.clock.wall)) as cache:
        client.heed(cache)
        sources: list[Source] = []
        items: Items | None = None
        if endpoint:
            answers = Lookup(endpoint, cache, tell)
            there = Endpoint(endpoint, client)
            items = Items(there, answers)
            if search:
                found = Lookup(search, cache, tell)
                sources.append(Wikidata(there, items, answers, Search(search, client), found))
            else:
                sources.append(Wikidata(there, items, answers))
        if reconcile:
            answers = Lookup(reconcile.partition("?")[0], cache, tell)
            sources.append(Reconciliation(reconcile, client, answers, items, tell))
        yield tuple(sources)


def _check(option: str, address: str) -> None:
    parts = urlsplit(address)
    if address and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise OnlineError(
            f"{option} {address}: is no address of a service; write http://… or https://…"
        )
    if option == "--endpoint" and parts.query:
        raise OnlineError(f"{option}: leave out what stands behind the '?' of the address")
    if parts.username or parts.password:
        raise OnlineError(
            f"{option}: a name or password in the address can't be sent; leave it out"
        )
