"""Processes that answer queries from a store's last sealed generation; a query is stopped by killing its process."""

from __future__ import annotations

import asyncio
import json
import struct
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

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
from kg.store.snapshot import Snapshot, open_snapshot

_FAULTS: Final = {b"R": RefusedQueryError, b"S": StoppedQueryError, b"F": EngineError}


@dataclass(slots=True)
class Worker:
    """One process and the generation that it holds."""

    process: asyncio.subprocess.Process
    generation: str

    async def frame(self) -> tuple[bytes, bytes]:
        """The next frame: its letter and its bytes; raises EngineError where the process ended."""
        assert self.process.stdout
        try:
            head = await self.process.stdout.readexactly(5)
            size: int = struct.unpack(">I", head[1:])[0]
            return head[:1], await self.process.stdout.readexactly(size)
        except asyncio.IncompleteReadError:
            raise StoppedQueryError("the query needed more memory than allowed") from None

    async def ask(self, request: dict[str, object]) -> None:
        """Send a request."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        await self.process.stdin.drain()

    def kill(self) -> None:
        """End it, whatever it does."""
        if self.process.returncode is None:
            self.process.kill()


@dataclass(slots=True)
class Pool:
    """The engine over a store: ``workers`` processes, one of them kept for pages."""

    path: Path
    base: str
    limits: Limits
    workers: int
    _idle: list[Worker] = field(default_factory=list)
    _public: asyncio.Semaphore = field(init=False)
    _all: asyncio.Semaphore = field(init=False)
    _waiting: int = 0
    _held: ExitStack = field(default_factory=ExitStack)
    _snapshot: Snapshot | None = None

    def __post_init__(self) -> None:
        self._public = asyncio.Semaphore(max(1, self.workers - 1))
        self._all = asyncio.Semaphore(max(2, self.workers))

    async def version(self) -> str:
        """The number of the last sealed generation."""
        return self._current().folder.name

    def _current(self) -> Snapshot:
        """The last sealed generation, held open as long as it is the last."""
        if self._snapshot is None or self._snapshot.store.current() != self._snapshot.folder:
            with ExitStack() as fresh:
                snapshot = fresh.enter_context(open_snapshot(self.path))
                self._held.close()
                self._held = fresh.pop_all()
            self._snapshot = snapshot
        return self._snapshot

    async def _worker(self) -> Worker:
        generation = self._current().folder
        while self._idle:
            worker = self._idle.pop()
            if worker.generation == generation.name and worker.process.returncode is None:
                return worker
            worker.kill()
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kg.serve.engine.worker",
            str(generation / "index"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        worker = Worker(process, generation.name)
        await worker.frame()
        return worker

    async def answer(
        self, query: Query, media: Mapping[Kind, str], *, page: bool = False
    ) -> Answer:
        """See Engine."""
        if page:
            return await self._answer(query, media, self.limits.page_seconds, ())
        if self._waiting >= self.limits.running:
            raise OverloadedError("too many queries run at the moment; try again soon")
        self._waiting += 1
        try:
            await self._public.acquire()
        except BaseException:
            self._waiting -= 1
            raise
        return await self._answer(query, media, self.limits.seconds, (self._public,))

    async def _answer(
        self,
        query: Query,
        media: Mapping[Kind, str],
        seconds: float,
        held: tuple[asyncio.Semaphore, ...],
    ) -> Answer:
        chunks = self._run(query, media, seconds, held)
        try:
            head = json.loads(await anext(chunks))
        except BaseException:
            await chunks.aclose()
            raise
        return Answer(head["kind"], head["media"], chunks)

    async def _run(
        self,
        query: Query,
        media: Mapping[Kind, str],
        seconds: float,
        held: tuple[asyncio.Semaphore, ...],
    ) -> AsyncGenerator[bytes]:
        worker: Worker | None = None
        await self._all.acquire()
        try:
            deadline = asyncio.get_running_loop().time() + seconds
            worker = await self._worker()
            await worker.ask(
                {
                    "text": query.text,
                    "default": query.default_graphs,
                    "named": query.named_graphs,
                    "media": dict(media),
                    "most": self.limits.answer,
                }
            )
            while True:
                async with asyncio.timeout_at(deadline):
                    letter, data = await worker.frame()
                if letter == b"E":
                    break
                if letter in _FAULTS:
                    self._idle.append(worker)
                    worker = None
                    raise _FAULTS[letter](data.decode())
                yield data
            self._idle.append(worker)
            worker = None
        except TimeoutError:
            raise StoppedQueryError(f"the query took more than {seconds:g} seconds") from None
        finally:
            if worker is not None:
                worker.kill()
            self._all.release()
            for semaphore in held:
                self._waiting -= 1
                semaphore.release()

    async def close(self) -> None:
        """End all processes."""
        for worker in self._idle:
            worker.kill()
            await worker.process.wait()
        self._idle.clear()
        self._held.close()
