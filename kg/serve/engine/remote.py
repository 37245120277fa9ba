"""Another SPARQL 1.1 endpoint as engine: Fuseki, QLever, Virtuoso, GraphDB, Neptune, Oxigraph."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from typing import Any, Final, TypeVar
from urllib.error import HTTPError, URLError

import anyio.to_thread
from SPARQLWrapper import POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from kg import __version__
from kg.serve.engine.model import (
    Answer,
    EngineError,
    Kind,
    NoFormError,
    OverloadedError,
    Query,
    RefusedQueryError,
    StoppedQueryError,
)
from kg.serve.engine.rows import COUNTERS
from kg.serve.settings import Limits

Value = TypeVar("Value")
_CHUNK: Final = 64 * 2**10
_LONGEST: Final = 2000  #: characters of what an endpoint says is wrong
_BUSY: Final = (429, 503)
_LATE: Final = (408, 504)


@dataclass(slots=True)
class Remote:
    """The engine over ``url``; its default graph must be the union of its graphs."""

    url: str
    base: str
    limits: Limits
    _asking: int = 0

    async def start(self) -> None:
        """Nothing to make ready: the endpoint may come up later."""

    async def version(self) -> str:
        """Not known of another's endpoint: nothing is kept."""
        return ""

    async def answer(
        self, query: Query, media: Mapping[Kind, str], *, page: bool = False
    ) -> Answer:
        """See Engine."""
        if self._asking >= self.limits.running:
            raise OverloadedError("too many queries run at the moment; try again soon")
        chunks = self._run(query, media, page)
        try:
            kind = (await anext(chunks)).decode()
        except BaseException:
            await chunks.aclose()
            raise
        return Answer(kind, media[kind], chunks)  # type: ignore[arg-type,index]  # a Kind

    async def _run(
        self, query: Query, media: Mapping[Kind, str], page: bool
    ) -> AsyncGenerator[bytes, None]:
        """The kind, then the bytes of the answer."""
        seconds = self.limits.page_seconds if page else self.limits.seconds
        clock = asyncio.get_running_loop().time
        self._asking += 1
        response: Any = None
        try:
            since = clock()
            kind, response = await self._waited(seconds, partial(self._ask, query, media, seconds))
            counter = COUNTERS[media[kind]]() if kind == "solutions" else None
            size = 0
            yield kind.encode()
            left = seconds - (clock() - since)
            while True:
                since = clock()
                try:
                    read = partial(response.read1, _CHUNK)
                    chunk: bytes = await self._waited(left, read)
                except (OSError, HTTPException) as fault:
                    raise self._fault(fault, seconds) from None
                left -= clock() - since
                if not chunk:
                    if response.length:  # of what the headers promise
                        raise EngineError(f"{self.url} broke off its answer")
                    return
                size += len(chunk)
                if size > self.limits.answer:
                    raise StoppedQueryError(
                        f"the answer is larger than {self.limits.answer:,} bytes"
                    )
                if counter and counter.add(chunk) > self.limits.rows:
                    raise StoppedQueryError(f"the answer has more than {self.limits.rows:,} rows")
                yield chunk
        finally:
            self._asking -= 1
            if response is not None:
                response.close()

    async def _waited(self, seconds: float, work: Callable[[], Value]) -> Value:
        """What ``work`` gives, done in a thread; raises StoppedQueryError when ``seconds`` are over."""
        try:
            async with asyncio.timeout(seconds):
                return await anyio.to_thread.run_sync(work, abandon_on_cancel=True)
        except TimeoutError as fault:
            raise self._fault(fault, seconds) from None

    def _ask(self, query: Query, media: Mapping[Kind, str], seconds: float) -> tuple[Kind, Any]:
        wrapper = SPARQLWrapper(self.url, agent=f"histkg/{__version__}")
        wrapper.setQuery(query.text)
        wrapper.setMethod(POST)
        wrapper.setTimeout(max(1, round(seconds)))
        kind: Kind = {"ASK": "boolean", "SELECT": "solutions"}.get(
            str(wrapper.queryType), "triples"
        )  # type: ignore[assignment]
        if kind not in media:
            raise NoFormError(kind)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", media[kind])
        for graph in query.default_graphs:
            wrapper.addParameter("default-graph-uri", graph)
        for graph in query.named_graphs:
            wrapper.addParameter("named-graph-uri", graph)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of the library, on media types it does not know
                response = wrapper.query().response
        except (SPARQLWrapperException, OSError, HTTPException, ValueError) as fault:
            raise self._fault(fault, seconds) from None
        said = response.headers.get_content_type()
        if said != media[kind]:
            response.close()
            raise EngineError(f"{self.url} answers with {said}, not the {media[kind]} asked for")
        return kind, response

    def _fault(self, fault: Exception, seconds: float) -> Exception:
        """What a fault of the library's or of the network means here."""
        match fault:
            case QueryBadFormed():
                return RefusedQueryError(f"{self.url} refuses the query: {_said(fault)}")
            case SPARQLWrapperException():
                return EngineError(f"{self.url} fails: {_said(fault)}")
            case HTTPError() if fault.code in _BUSY:
                return OverloadedError(f"{self.url} is too busy; try again soon")
            case HTTPError() if fault.code in _LATE:
                return StoppedQueryError(f"{self.url} stopped the query (status {fault.code})")
            case HTTPError():
                return EngineError(f"{self.url} answers {fault.code} {fault.reason}")
            case TimeoutError() | URLError(reason=TimeoutError()):
                return StoppedQueryError(f"{self.url} did not answer in time")
            case _:
                return EngineError(f"{self.url} can't be reached ({fault}); is it running?")

    async def close(self) -> None:
        """Nothing is held."""


def _said(fault: Exception) -> str:
    return " ".join(str(fault).split())[:_LONGEST]
