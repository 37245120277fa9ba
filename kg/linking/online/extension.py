"""Which items of Wikidata a collection says its own things are (data extension, API 0.2).

A gazetteer with identifiers of its own often knows Wikidata's for them, and gives them as values
of one of the properties that it proposes.
"""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from kg.linking.online.client import Client
from kg.linking.online.lookup import Lookup
from kg.linking.online.transport import Answer

#: properties that may hold identifiers in other collections, by what they are called
_TELLING: Final = re.compile(
    r"wikidata|same.?as|exact.?match|close.?match|links?\b|lpf", re.IGNORECASE
)
_ITEM: Final = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/|\bwd:)(Q[1-9]\d*)")
_BATCH: Final = 10


class Extension:
    """The data extension of a service at ``address``, which proposes properties at ``proposals``."""

    def __init__(self, address: str, proposals: str, client: Client, lookup: Lookup) -> None:
        self._address = address
        self._client = client
        self._lookup = lookup
        query = urlsplit(address).query  # a key, where there is one, counts for all addresses
        self._proposals = f"{proposals}?{query}" if proposals and query else proposals

    def items(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """The items (``Q43``) of things by identifier; without those on which there is no answer."""
        if not ids or not self._proposals:
            return {name: [] for name in ids}
        proposed = self._lookup.get("properties", [self._lookup.service], self._ask_properties, 1)
        if self._lookup.service not in proposed:
            return {}
        properties = proposed[self._lookup.service]
        if not properties:
            return {name: [] for name in ids}

        def ask(few: Sequence[str], /, *, once: bool) -> Mapping[str, Any]:
            return self._ask(few, properties, once)

        return self._lookup.get("extend", ids, ask, _BATCH)

    def _ask_properties(self, _: Sequence[str], /, *, once: bool) -> Mapping[str, Any]:
        request = urllib.request.Request(self._proposals, headers={"Accept": "application/json"})
        return {self._lookup.service: self._client.ask(request, _properties, once=once)}

    def _ask(self, ids: Sequence[str], properties: Sequence[str], once: bool) -> dict[str, Any]:
        wanted = {"ids": list(ids), "properties": [{"id": name} for name in properties]}
        request = urllib.request.Request(
            self._address,
            data=urlencode({"extend": json.dumps(wanted)}).encode(),
            headers={
                "Accept": "application/json",
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )

        def read(answer: Answer) -> dict[str, Any]:
            said = json.loads(answer.body)
            try:
                rows = dict(said["rows"])
            except (TypeError, KeyError, ValueError):
                raise ValueError("no rows of data extension") from None
            return {name: _items(rows.get(name)) for name in ids}

        return self._client.ask(request, read, once=once)


def _items(row: object) -> list[str]:
    """All items that a row names, in whatever form its values are."""
    found = set(_ITEM.findall(json.dumps(row)))
    return sorted(found, key=lambda item: int(item[1:]))


def _properties(answer: Answer) -> list[str]:
    """The proposed properties that may tell of Wikidata."""
    said = json.loads(answer.body)
    try:
        rows = [(str(row["id"]), str(row.get("name", ""))) for row in said["properties"]]
    except (TypeError, KeyError, AttributeError):
        raise ValueError("no list of proposed properties") from None
    return [name for name, called in rows if _TELLING.search(f"{name} {called}")]


def proposals_of(manifest: Mapping[str, Any], address: str) -> str:
    """The address at which a service proposes properties, without a query; "" where there is none.

    It lies on the service's own host, else it is left: the operator named that one alone.
    """
    extend = manifest.get("extend")
    where = extend.get("propose_properties") if isinstance(extend, dict) else None
    if not isinstance(where, dict):
        return ""
    there = urlsplit(f"{where.get('service_url', '')}{where.get('service_path', '')}")
    here = urlsplit(address)
    if there.hostname != here.hostname or there.scheme not in ("https", here.scheme):
        return ""
    return urlunsplit(there._replace(query="", fragment=""))
