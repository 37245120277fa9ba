"""Processes that answer queries: their limits, their end, and the generations that they hold."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.serve.engine.model import (
    JSON,
    EngineError,
    NoFormError,
    OverloadedError,
    Query,
    RefusedQueryError,
    StoppedQueryError,
)
from kg.serve.engine.pool import Pool
from kg.serve.settings import Limits
from kg.store.files import remove_unused
from kg.store.folder import find_store
from tests.serve.stores import make_store

MEDIA = {"solutions": JSON, "boolean": JSON, "triples": "application/n-triples"}
ALL = "SELECT * { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
LIMITS = Limits(seconds=10, page_seconds=10)


def _quads(number: int = 1000) -> Iterator[ox.Quad]:
    for n in range(number):
        yield ox.Quad(
            ox.NamedNode(f"a:{n}"), ox.NamedNode("a:p"), ox.Literal("x" * 200), ox.NamedNode("g:1")
        )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("pool") / "store", _quads())


@asynccontextmanager
async def pool(store: Path, limits: Limits = LIMITS, workers: int = 2) -> AsyncIterator[Pool]:
    made = Pool(find_store(store), limits, workers)
    await made.start()
    try:
        yield made
    finally:
        await made.close()


async def ask(engine: Pool, text: str, *, page: bool = False) -> bytes:
    answer = await engine.answer(Query(text), MEDIA, page=page)  # type: ignore[arg-type]
    async with aclosing(answer.chunks) as chunks:
        return b"".join([chunk async for chunk in chunks])


def runs(test: Callable[[], Awaitable[None]]) -> None:
    """Run ``test`` in a thread of its own: what drives a browser keeps a loop in this one."""

    async def bounded() -> None:
        async with asyncio.timeout(90):
            await test()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(bounded())).result()


def test_time_is_up(store: Path) -> None:
    async def test() -> None:
        async with pool(store, replace(LIMITS, seconds=0.5)) as engine:
            with pytest.raises(StoppedQueryError, match=r"more than 0\.5 seconds"):
                await ask(engine, ENDLESS)
            assert await ask(engine, "ASK {}") == b'{"head":{},"boolean":true}'

    runs(test)


def test_memory_is_bounded(store: Path) -> None:
    hungry = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?g ?a ?d"

    async def test() -> None:
        async with pool(store, replace(LIMITS, memory=2**26, seconds=60)) as engine:
            with pytest.raises(StoppedQueryError, match="memory"):
                await ask(engine, hungry)
            assert await ask(engine, "ASK {}")

    runs(test)


def test_deep_nesting_ends_no_more_than_the_query(store: Path) -> None:
    async def test() -> None:
        async with pool(store) as engine:
            with pytest.raises((StoppedQueryError, RefusedQueryError)):
                await ask(engine, f"ASK {{ FILTER({'(' * 60_000}1{')' * 60_000}) }}")
            assert await ask(engine, "ASK {}")

    runs(test)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (replace(LIMITS, rows=999), "more than 999 rows"),
        (replace(LIMITS, answer=100_000), "larger than 100,000 bytes"),
    ],
)
def test_too_long_an_answer_breaks_off(store: Path, limits: Limits, said: str) -> None:
    async def test() -> None:
        async with pool(store, limits) as engine:
            answer = await engine.answer(Query(ALL), MEDIA)  # type: ignore[arg-type]
            with pytest.raises(StoppedQueryError, match=said):
                async for _ in answer.chunks:
                    pass
            assert await ask(engine, "ASK {}")

    runs(test)


def test_as_many_rows_as_allowed(store: Path) -> None:
    async def test() -> None:
        async with pool(store, replace(LIMITS, rows=1000)) as engine:
            assert (await ask(engine, ALL)).count(b'"a:p"') == 1000

    runs(test)


def test_more_queries_than_may_wait(store: Path) -> None:
    async def test() -> None:
        async with pool(store, replace(LIMITS, running=2, seconds=3)) as engine:
            bombs = [asyncio.create_task(ask(engine, ENDLESS)) for _ in range(2)]
            await asyncio.sleep(0.5)
            with pytest.raises(OverloadedError):
                await ask(engine, "ASK {}")
            assert await ask(engine, "ASK {}", page=True)  # a process is kept for pages
            ended = await asyncio.gather(*bombs, return_exceptions=True)
            assert {type(e) for e in ended} <= {StoppedQueryError, OverloadedError}
            assert await ask(engine, "ASK {}")

    runs(test)


def test_a_query_that_nobody_waits_for_is_ended(store: Path) -> None:
    async def test() -> None:
        async with pool(store, replace(LIMITS, seconds=60)) as engine:
            task = asyncio.create_task(ask(engine, ENDLESS))
            await asyncio.sleep(0.5)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            answer = await engine.answer(Query(ALL), MEDIA)  # type: ignore[arg-type]
            await answer.chunks.aclose()
            assert await ask(engine, "ASK {}")

    runs(test)


def test_faults_of_a_query(store: Path) -> None:
    async def test() -> None:
        async with pool(store) as engine:
            with pytest.raises(RefusedQueryError, match="error at 1:"):
                await ask(engine, "ASK {")
            with pytest.raises(NoFormError):
                await engine.answer(Query("ASK {}"), {"triples": "text/turtle"})
            with pytest.raises(EngineError):
                await ask(engine, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
            assert len(engine._idle) >= 1  # none of these ends a process

    runs(test)


def test_a_process_that_is_killed_is_replaced(store: Path) -> None:
    async def test() -> None:
        async with pool(store) as engine:
            for worker in engine._idle:
                worker.process.kill()
                await worker.process.wait()
            assert await ask(engine, "ASK {}")

    runs(test)


def test_a_new_generation_is_taken_up(tmp_path: Path) -> None:
    store = make_store(tmp_path / "store", _quads(3))

    async def test() -> None:
        async with pool(store) as engine:
            before = await engine.version()
            assert (await ask(engine, ALL)).count(b'"a:p"') == 3
            make_store(store, _quads(5), "0002")
            assert await engine.version() != before
            assert (await ask(engine, ALL)).count(b'"a:p"') == 5
            old = store / "generations" / "0001"
            for _ in range(100):  # the old processes end, and let go of it
                if remove_unused(old):
                    break
                await asyncio.sleep(0.05)
            assert not old.exists()
            assert (await ask(engine, ALL)).count(b'"a:p"') == 5

    runs(test)


def test_no_process_is_left(store: Path) -> None:
    async def test() -> None:
        async with pool(store, workers=3) as engine:
            while len(engine._idle) < 3:
                await asyncio.sleep(0.05)
            processes = [worker.process for worker in engine._idle]
            for _ in range(20):
                await ask(engine, "ASK {}")
            assert {w.process.pid for w in engine._idle} == {p.pid for p in processes}
        assert all(process.returncode is not None for process in processes)

    runs(test)
