"""Builds that are killed: a program that the test of that name talks to.

It loads everything once and forks a process for each build, so that a build takes a fraction of a
second. On standard input: a line ``SHELF<tab>STORE<tab>SECONDS``; the build is killed after so
many seconds (empty: never). On standard output: ``done`` or ``killed``, a tab, and how long it ran.
No index is opened in this process itself: its threads would not survive the fork.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from kg.construction.corpus import build
from kg.construction.document import Task, read_file
from kg.graph.vocab import BASE


def warm_up(shelf: Path, staging: Path) -> None:
    """Load the language data, the gazetteer and the shapes."""
    for path in sorted(shelf.iterdir()):
        read_file(Task(path, path.stem, staging, "", "", BASE, {}))


def run(shelf: Path, store: Path, seconds: float | None) -> tuple[str, float]:
    """One build in a process of its own, killed after ``seconds``."""
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            build([shelf], store, workers=0, prune=True)
            status = 0
        finally:
            os._exit(status)
    if seconds is not None:
        time.sleep(max(0.0, seconds - (time.perf_counter() - began)))
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    said = "killed" if os.WIFSIGNALED(status) else f"done {os.WEXITSTATUS(status)}"
    return said, time.perf_counter() - began


def main() -> None:
    """Serve builds until standard input ends."""
    warm_up(Path(sys.argv[1]), Path(sys.argv[2]))
    print("ready", flush=True)
    for line in sys.stdin:
        shelf, store, seconds = line.rstrip("\n").split("\t")
        said, took = run(Path(shelf), Path(store), float(seconds) if seconds else None)
        print(f"{said}\t{took}", flush=True)


if __name__ == "__main__":
    main()
