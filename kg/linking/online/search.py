"""Wikidata's search by the beginning of a name, in any case of letters (``wbsearchentities``)."""

from __future__ import annotations

import json
import urllib.request
from typing import Final
from urllib.parse import urlencode

from kg.graph.vocab import WD
from kg.linking.online.client import Client, retry_after
from kg.linking.online.faults import RequestError
from kg.linking.online.transport import Answer
from kg.linking.shape import item_of

_FOUND: Final = 10  #: items of one search
_LAG: Final = 5  #: seconds by which copies of the database may be late; else we come again later
_LATER: Final = ("maxlag", "ratelimited", "readonly")


class Search:
    """The API of Wikidata or of another Wikibase."""

    def __init__(self, address: str, client: Client) -> None:
        self.address = address
        self._client = client

    def find(self, name: str, language: str, *, once: bool = False) -> list[str]:
        """Items (``Q43``) with a label or an alias that begins so, the best first."""
        parameters = {
            "action": "wbsearchentities",
            "search": name,
            "language": language,
            "uselang": language,
            "type": "item",
            "limit": str(_FOUND),
            "maxlag": str(_LAG),
            "format": "json",
        }
        request = urllib.request.Request(
            f"{self.address}?{urlencode(parameters)}", headers={"Accept": "application/json"}
        )
        return self._client.ask(request, self._read, once=once)

    def _read(self, answer: Answer) -> list[str]:
        said = json.loads(answer.body)
        if not isinstance(said, dict):
            raise ValueError("no object")  # noqa: TRY004  # one kind of error for all that is broken
        if isinstance(error := said.get("error"), dict):
            code = str(error.get("code", ""))
            # the API says with status 200 that it is not to be asked now
            wait = retry_after(answer.headers["Retry-After"], self._client.clock.wall())
            later = code in _LATER or code.startswith("internal_api_error")
            raise RequestError(
                f"{code}: {error.get('info', '')}", again=later, wait=wait if later else 0
            )
        try:
            found = [str(row["id"]) for row in said["search"]]
        except (TypeError, KeyError):
            raise ValueError("no list of items") from None
        return [item for item in found if item_of(WD + item)]
