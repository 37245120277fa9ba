"""Work spread over processes, one task at a time each; a process that dies costs only its task.

The standard pool gives up all its work when one process is killed (out of memory, a crash in a
library), so this one watches its processes itself. They are forked from a server of one thread that
has imported what all of them need, never from this process, which may hold threads and locks.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final, Generic, TypeVar

_COLLECT: Final = (5_000, 10, 10)  #: thresholds of the collector in a worker

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Lost:
    """A task whose process died before it answered."""

    reason: str


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: BaseProcess
    pipe: Connection
    task: Task


def run_tasks(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    count: int,
    *,
    worn: Callable[[Result], bool] = lambda _: False,
    preload: Sequence[str] = (),
) -> Generator[tuple[Task, Result | Lost], None, None]:
    """``work(task)`` for every task, begun in their order, yielded as they end.

    ``work`` is a function of a module, tasks and results are picklable. At most ``count``
    processes run (0: none, the work is done here); a process whose result is ``worn`` is replaced
    by a new one. ``preload`` names modules that are imported before the processes part (the first
    call in a process decides). Closing the iterator ends the processes.
    """
    if count == 0:
        for task in tasks:
            yield task, work(task)
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    waiting = list(reversed(tasks))
    crew: list[_Worker[Task]] = []

    def hire() -> None:
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(work, theirs), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours, waiting.pop())
        crew.append(worker)
        _hand(worker)

    try:
        while waiting or crew:
            while waiting and len(crew) < count:
                hire()
            ready = wait([w.pipe for w in crew])
            for worker in [w for w in crew if w.pipe in ready]:
                task, result = worker.task, _answer(worker)
                if isinstance(result, Lost) or worn(result) or not waiting:
                    crew.remove(worker)
                    _dismiss(worker)
                else:
                    worker.task = waiting.pop()
                    _hand(worker)
                yield task, result
    finally:
        for worker in crew:
            worker.process.terminate()
            worker.process.join()


def _hand(worker: _Worker[Any]) -> None:
    with suppress(OSError):  # where it has died, its answer will say so
        worker.pipe.send(worker.task)


def _answer(worker: _Worker[Any]) -> Any:
    try:
        return worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join()
        return Lost(_how_it_died(worker.process.exitcode))


def _how_it_died(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        memory = " (often: out of memory)" if -code == signal.SIGKILL else ""
        return f"the process reading it was ended by {name}{memory}"
    return f"the process reading it ended with status {code}"


def _dismiss(worker: _Worker[Any]) -> None:
    worker.pipe.close()  # a living worker sees the end of its tasks and returns
    worker.process.join()


def _serve(work: Callable[[Any], Any], pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C does
    gc.set_threshold(100_000, 20, 20)  # seldom: loading language data makes much and drops little
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        result = work(task)
        _settle_memory()
        try:
            pipe.send(result)
        except OSError:
            return  # nobody waits any more


@cache
def _settle_memory() -> None:
    """After the first task: the language data it loaded stay, so the collector need not walk them.

    Without this a third of a worker's time goes into looking for garbage in tables and gazetteer.
    """
    gc.collect()
    gc.freeze()
