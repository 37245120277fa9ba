"""Processes that answer queries from a store's last sealed generation; a query is stopped by killing its process."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

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
from kg.serve.engine.process import GoneError, Worker, start_worker
from kg.serve.settings import Limits
from kg.store.folder import Store

_FAULTS: Final = {
    b"R": RefusedQueryError,
    b"N": NoFormError,
    b"S": StoppedQueryError,
    b"F": EngineError,
}
_LOOK: Final = 2.0  #: seconds between looks for a new generation while nobody asks


@dataclass(slots=True)
class Pool:
    """The engine over a store: ``workers`` processes, one of them kept for pages."""

    store: Store
    limits: Limits
    workers: int
    base: str = field(init=False)
    _idle: list[Worker] = field(default_factory=list)
    _busy: int = 0
    _starting: int = 0
    _running: bool = False  #: between start and close
    _asking: int = 0  #: queries of the endpoint that run or wait
    _public: asyncio.Semaphore = field(init=False)
    _all: asyncio.Semaphore = field(init=False)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _ending: set[asyncio.Task[int]] = field(default_factory=set)
    _current: tuple[Path, tuple[int, int], str] | None = None

    def __post_init__(self) -> None:
        self.base = self.store.base
        self.workers = max(2, self.workers)
        self._public = asyncio.Semaphore(self.workers - 1)
        self._all = asyncio.Semaphore(self.workers)

    async def start(self) -> None:
        """Start the processes; returns when one of them is ready."""
        first = await self._started()
        self._idle.append(first)
        self._running = True
        self._refill()
        self._in_background(self._keep_looking())

    async def version(self) -> str:
        """The number of the last sealed generation, with a hash of what is in it."""
        return self._generation()[1]

    def _generation(self) -> tuple[Path, str]:
        """Folder and version of the last sealed generation; raises EngineError where there is none."""
        folder = self.store.current()
        if folder is None:
            raise EngineError(f"{self.store.path}: no build of it has ended; run kg build again")
        try:
            sealed = (folder / "sealed").stat()
            mark = sealed.st_ino, sealed.st_mtime_ns
            if self._current is None or self._current[:2] != (folder, mark):
                content = hashlib.sha256((folder / "sealed").read_bytes()).hexdigest()[:12]
                self._current = folder, mark, f"{folder.name}-{content}"
                self._end_old()
        except FileNotFoundError:
            raise EngineError(f"{folder}: is not there any more; run kg build again") from None
        return self._current[0], self._current[2]

    def _end_old(self) -> None:
        """End idle processes of generations that are not the last any more, and start others."""
        assert self._current
        for worker in self._idle:
            if worker.version != self._current[2]:
                self._end(worker)
        self._idle = [w for w in self._idle if w.alive and w.version == self._current[2]]
        self._refill()

    async def _started(self) -> Worker:
        for _ in range(10):  # a build may end and prune between our look and the process's hold
            folder, version = self._generation()
            with suppress(GoneError):
                worker = await start_worker(folder, version, self.limits.memory)
                if version == self._generation()[1]:
                    return worker
                self._end(worker)
        raise EngineError(f"{self.store.path}: its index can't be opened; run kg build again")

    def _end(self, worker: Worker) -> None:
        worker.kill()
        task = asyncio.get_running_loop().create_task(worker.process.wait())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    def _refill(self) -> None:
        while self._running and len(self._idle) + self._busy + self._starting < self.workers:
            self._starting += 1
            self._in_background(self._add_one())

    async def _add_one(self) -> None:
        try:
            with suppress(EngineError, StoppedQueryError):  # told to whoever asks next
                worker = await self._started()
                self._idle.append(worker)
        finally:
            self._starting -= 1

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(_LOOK)
            with suppress(EngineError):
                self._generation()

    def _in_background(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def answer(
        self, query: Query, media: Mapping[Kind, str], *, page: bool = False
    ) -> Answer:
        """See Engine."""
        chunks = self._run(query, media, page)
        try:
            head = json.loads(await anext(chunks))
        except BaseException:
            await chunks.aclose()
            raise
        return Answer(head["kind"], head["media"], chunks)

    async def _run(
        self, query: Query, media: Mapping[Kind, str], page: bool
    ) -> AsyncGenerator[bytes, None]:
        """The frames' bytes, first those of ``K``."""
        seconds = self.limits.page_seconds if page else self.limits.seconds
        request = {
            "text": query.text,
            "base": self.base,
            "default": query.default_graphs,
            "named": query.named_graphs,
            "media": dict(media),
            "most": self.limits.answer,
            "rows": self.limits.rows,
        }
        async with self._slot(page, seconds), self._worker() as worker:
            left = seconds
            try:
                await worker.ask(request)
            except ConnectionError:
                raise EngineError("a process that answers queries has ended; ask again") from None
            clock = asyncio.get_running_loop().time
            while True:
                since = clock()
                try:
                    async with asyncio.timeout(left):
                        letter, data = await worker.frame()
                except TimeoutError:
                    raise StoppedQueryError(
                        f"the query took more than {seconds:g} seconds"
                    ) from None
                left -= clock() - since  # how long a client takes to read is not counted here
                if letter == b"E":
                    worker.done = True
                    return
                if letter in _FAULTS:
                    worker.done = True
                    raise _FAULTS[letter](data.decode())
                yield data

    @asynccontextmanager
    async def _slot(self, page: bool, seconds: float) -> AsyncIterator[None]:
        """Room for a query; raises OverloadedError at once, or where there is none for ``seconds``."""
        if not page and self._asking >= self.limits.running:
            raise OverloadedError("too many queries run at the moment; try again soon")
        self._asking += not page
        held: list[asyncio.Semaphore] = []
        try:
            try:
                async with asyncio.timeout(seconds):
                    for semaphore in (self._all,) if page else (self._public, self._all):
                        await semaphore.acquire()
                        held.append(semaphore)
            except TimeoutError:
                raise OverloadedError("all processes are busy; try again soon") from None
            yield
        finally:
            self._asking -= not page
            for semaphore in held:
                semaphore.release()

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator[Worker]:
        """A process of the last generation; ended unless what it was asked is done."""
        self._generation()  # leaves no others among the idle
        self._idle = [w for w in self._idle if w.alive]
        self._busy += 1
        worker: Worker | None = None
        try:
            worker = self._idle.pop() if self._idle else await self._started()
            worker.done = False
            yield worker
        finally:
            self._busy -= 1
            if worker is not None:
                last = self._current and worker.version == self._current[2]
                if worker.done and last and self._running:
                    self._idle.append(worker)
                else:
                    self._end(worker)
            self._refill()

    async def close(self) -> None:
        """End all processes."""
        self._running = False
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in self._idle:
            self._end(worker)
        self._idle.clear()
        await asyncio.gather(*self._ending)
