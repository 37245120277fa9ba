"""Another SPARQL 1.1 endpoint as engine: Fuseki, QLever, Virtuoso, GraphDB, Neptune, Oxigraph."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError

import anyio.to_thread
from SPARQLWrapper import POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from kg import __version__
from kg.serve.engine.model import (
    Answer,
    EngineError,
    Kind,
    OverloadedError,
    Query,
    RefusedQueryError,
    StoppedQueryError,
)
from kg.serve.settings import Limits

_CHUNK = 64 * 2**10


@dataclass(slots=True)
class Remote:
    """The engine over ``url``; its default graph must be the union of its graphs."""

    url: str
    base: str
    limits: Limits

    async def version(self) -> str:
        """Not known of another's endpoint: nothing is kept."""
        return ""

    async def answer(
        self, query: Query, media: Mapping[Kind, str], *, page: bool = False
    ) -> Answer:
        """See Engine."""
        seconds = self.limits.page_seconds if page else self.limits.seconds
        kind, response = await anyio.to_thread.run_sync(self._ask, query, media, seconds)
        return Answer(kind, media[kind], _chunks(response, self.limits.answer))

    def _ask(self, query: Query, media: Mapping[Kind, str], seconds: float) -> tuple[Kind, Any]:
        wrapper = SPARQLWrapper(self.url, agent=f"histkg/{__version__}")
        wrapper.setQuery(query.text)
        wrapper.setMethod(POST)
        wrapper.setTimeout(max(1, round(seconds)))
        kind: Kind = {"ASK": "boolean", "SELECT": "solutions"}.get(
            str(wrapper.queryType), "triples"
        )  # type: ignore[assignment]
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", media[kind])
        for graph in query.default_graphs:
            wrapper.addParameter("default-graph-uri", graph)
        for graph in query.named_graphs:
            wrapper.addParameter("named-graph-uri", graph)
        try:
            return kind, wrapper.query().response
        except SPARQLWrapperException as fault:
            raise RefusedQueryError(f"{self.url} refuses the query: {fault}") from None
        except TimeoutError:
            raise StoppedQueryError(f"{self.url} did not answer in {seconds:g} seconds") from None
        except HTTPError as fault:
            if fault.code in (429, 503):
                raise OverloadedError(f"{self.url} is too busy; try again soon") from None
            raise EngineError(f"{self.url} answers {fault.code} {fault.reason}") from None
        except (URLError, OSError) as fault:
            raise EngineError(f"{self.url} can't be reached ({fault}); is it running?") from None

    async def close(self) -> None:
        """Nothing is held."""


async def _chunks(response: Any, most: int) -> AsyncIterator[bytes]:
    with response:
        while chunk := await anyio.to_thread.run_sync(response.read, _CHUNK):
            most -= len(chunk)
            if most < 0:
                raise StoppedQueryError("the answer is larger than allowed")
            yield chunk
