"""The parent's side of a process that answers queries."""

from __future__ import annotations

import asyncio
import json
import signal
import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.serve.engine.model import EngineError, StoppedQueryError
from kg.serve.engine.worker import GONE

_BUFFER: Final = 256 * 2**10  #: bytes of an answer that wait here
_ENDS: Final[Mapping[int, str]] = {  #: what it means that the system ended a process
    -signal.SIGABRT: "the query needs more memory than allowed",
    -signal.SIGSEGV: "the query is nested too deeply",
    -signal.SIGBUS: "the query is nested too deeply",
    -signal.SIGKILL: "the query needs more memory than this machine has",
}


class GoneError(Exception):
    """The generation was removed before the process could open it."""


@dataclass(slots=True)
class Worker:
    """One process and the folder of the generation that it holds."""

    process: asyncio.subprocess.Process
    folder: Path
    version: str
    done: bool = True  #: whether the last request is answered to its end

    @property
    def alive(self) -> bool:
        """True unless it is known to have ended."""
        return self.process.returncode is None

    async def ask(self, request: Mapping[str, object]) -> None:
        """Send a request; raises ConnectionError where the process has ended."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        await self.process.stdin.drain()

    async def frame(self) -> tuple[bytes, bytes]:
        """The next frame: its letter and its bytes.

        Raises StoppedQueryError where the process ended for what it was asked, else EngineError.
        """
        assert self.process.stdout
        try:
            head = await self.process.stdout.readexactly(5)
            size: int = struct.unpack(">I", head[1:])[0]
            return head[:1], await self.process.stdout.readexactly(size)
        except asyncio.IncompleteReadError:
            status = await self.process.wait()
            if status in _ENDS:
                raise StoppedQueryError(_ENDS[status]) from None
            raise EngineError(f"a process that answers queries ended (status {status})") from None

    def kill(self) -> None:
        """End it, whatever it does."""
        if self.alive:
            self.process.kill()


async def start_worker(folder: Path, version: str, memory: int) -> Worker:
    """A process that has opened the generation in ``folder``; raises GoneError, EngineError."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "kg.serve.engine.worker",
        str(folder),
        str(memory),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=_BUFFER,
        start_new_session=True,  # Ctrl-C is for this process alone, which ends the others
    )
    worker = Worker(process, folder, version)
    try:
        await worker.frame()
    except EngineError:
        if process.returncode == GONE:
            raise GoneError(folder) from None
        raise
    except BaseException:
        worker.kill()
        await process.wait()
        raise
    return worker
