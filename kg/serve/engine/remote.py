"""Another SPARQL 1.1 endpoint as engine: Fuseki, QLever, Virtuoso, GraphDB, Neptune, Oxigraph."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException, HTTPResponse
from typing import Final, TypeVar
from urllib.error import HTTPError, URLError

import anyio.to_thread

from kg.serve.engine.call import Call
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
_REFUSED: Final = 400
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
        call = Call(self.url, query, seconds)
        self._asking += 1
        response: HTTPResponse | None = None
        try:
            kind = call.kind
            if kind not in media:
                raise NoFormError(kind)
            since = clock()
            response = await self._waited(seconds, partial(self._ask, call, media[kind]))
            counter = COUNTERS[media[kind]]() if kind == "solutions" else None
            size = rows = 0
            yield kind.encode()
            left = seconds - (clock() - since)
            while True:
                since = clock()
                chunk: bytes = await self._waited(left, partial(response.read1, _CHUNK))
                left -= clock() - since
                if not chunk:
                    self._check_whole(response, rows)
                    return
                size += len(chunk)
                if size > self.limits.answer:
                    raise StoppedQueryError(
                        f"the answer is larger than {self.limits.answer:,} bytes"
                    )
                if counter and (rows := counter.add(chunk)) > self.limits.rows:
                    raise StoppedQueryError(f"the answer has more than {self.limits.rows:,} rows")
                yield chunk
        finally:
            self._asking -= 1
            call.hang_up()  # also where a thread still waits: it ends, and the endpoint notices
            if response is not None:
                response.close()

    async def _waited(self, seconds: float, work: Callable[[], Value]) -> Value:
        """What ``work`` gives, done in a thread; raises StoppedQueryError when ``seconds`` are over."""
        try:
            async with asyncio.timeout(seconds):
                return await anyio.to_thread.run_sync(work, abandon_on_cancel=True)
        except (OSError, HTTPException, ValueError) as fault:  # TimeoutError is an OSError
            raise self._fault(fault) from None

    def _ask(self, call: Call, media: str) -> HTTPResponse:
        """The answer, of which the head is read and found in order."""
        try:
            response = call.ask(media)
        except HTTPError as fault:
            raise self._refusal(fault) from None
        said = response.headers.get_content_type()
        if said != media:
            response.close()
            raise EngineError(f"{self.url} answers with {said}, not the {media} asked for")
        if state := response.headers.get("X-SQL-State"):  # of Virtuoso, on what it has until then
            response.close()
            raise StoppedQueryError(f"{self.url} ended the query before it was done ({state})")
        return response

    def _check_whole(self, response: HTTPResponse, rows: int) -> None:
        """Raise EngineError where the answer that was read lacks its end."""
        if response.length:  # of what the headers promise
            raise EngineError(f"{self.url} broke off its answer")
        most = response.headers.get("X-SPARQL-MaxRows", "")  # of Virtuoso, which goes on as if done
        if most.isdecimal() and rows >= int(most):
            raise StoppedQueryError(f"{self.url} gives no more than {int(most):,} rows")

    def _refusal(self, fault: HTTPError) -> Exception:
        """What a status that is none of success means here; reads what the endpoint says of it."""
        if fault.code in _BUSY:
            return OverloadedError(f"{self.url} is too busy; try again soon")
        if fault.code in _LATE:
            return StoppedQueryError(f"{self.url} stopped the query (status {fault.code})")
        try:
            said = " ".join(fault.read(_LONGEST).decode(errors="replace").split())
        except (OSError, HTTPException):
            said = ""
        if fault.code == _REFUSED:
            return RefusedQueryError(f"{self.url} refuses the query: {said}")
        return EngineError(f"{self.url} answers {fault.code} {fault.reason}: {said}")

    def _fault(self, fault: Exception) -> Exception:
        """What a fault of the network means here."""
        match fault:
            case TimeoutError() | URLError(reason=TimeoutError()):
                return StoppedQueryError(f"{self.url} did not answer in time")
            case _:
                return EngineError(f"{self.url} can't be reached ({fault}); is it running?")

    async def close(self) -> None:
        """Nothing is held."""
