"""Answers sent on while they are computed; when the client goes, so does its query."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import aclosing, suppress
from typing import Final, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from extractors.errors import HistkgError
from kg.serve.engine.model import Answer

Value = TypeVar("Value")
STALL: Final = 30.0  #: seconds that a client may take nothing of what is sent
_SHORT: Final = 0.5  #: seconds
_log = logging.getLogger("kg.serve")


async def unless_gone(request: Request, work: Awaitable[Value]) -> Value:
    """What ``work`` gives; where the client goes first, it is cancelled and ClientDisconnect raised."""
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request.receive))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientDisconnect
        return task.result()
    finally:
        await _end(task)
        await _end(gone)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _end(task: asyncio.Future[Value]) -> None:
    if not task.done():
        task.cancel()
        await asyncio.wait((task,))


class Streamed(Response):
    """An engine's answer as it comes. A fault on the way is said in its last line, and the transfer aborted."""

    def __init__(self, answer: Answer, headers: Mapping[str, str], *, head: bool = False) -> None:
        self._answer, self._head = answer, head
        self.status_code = 200
        self.background = None
        self.init_headers(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        sending = asyncio.ensure_future(self._send(send))
        gone = asyncio.ensure_future(_gone(receive))
        try:
            await asyncio.wait((sending, gone), return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
        finally:
            await _end(sending)
            await _end(gone)

    async def _send(self, send: Send) -> None:
        async with aclosing(self._answer.chunks) as chunks:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            if self._head:
                await _drain(chunks)
                await send({"type": "http.response.body", "body": b"", "more_body": False})
                return
            try:
                async for chunk in chunks:
                    await _sent(send, chunk)
            except TimeoutError:
                _log.warning("a client took nothing for %g seconds; it was let go", STALL)
                return
            except HistkgError as fault:
                why = " ".join(str(fault).split())
                _log.warning("an answer was cut off: %s", why)
                await _sent(send, f"\nThis answer is not complete: {why}\n".encode())
                return  # without an end: the server closes the connection, and the client knows
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _drain(chunks: AsyncIterator[bytes]) -> None:
    """Let a short answer come to its end unread, so that its process can go on to the next."""
    with suppress(TimeoutError, HistkgError):
        async with asyncio.timeout(_SHORT):
            async for _ in chunks:
                pass


async def _sent(send: Send, chunk: bytes) -> None:
    async with asyncio.timeout(STALL):
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
