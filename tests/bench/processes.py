"""A command with all its processes: seconds, processor seconds, memory (Linux: from /proc)."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.1  #: seconds between two looks
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Measured:
    """What a command took; figures of /proc miss what happened since the last look."""

    seconds: float = 0.0
    processor: float = 0.0  #: seconds, of all processes together
    peak_mb: float = 0.0  #: most that all processes held at once; what they share counts once


def measure(command: Sequence[str]) -> Measured:
    """Run ``command``, its output thrown away; raises CalledProcessError when it fails."""
    measured, spent = Measured(), {}
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            held = 0.0
            for pid, ticks in family(process.pid).items():
                spent[pid] = ticks / TICKS
                held += held_mb(pid)
            measured.peak_mb = max(measured.peak_mb, held)
            time.sleep(EVERY)
    measured.seconds = time.perf_counter() - began
    measured.processor = sum(spent.values())
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return measured


def family(first: int) -> dict[int, int]:
    """The process ``first`` and all that descend from it, with the ticks each has spent."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text(errors="replace").rpartition(")")[2].split()
            pid = int(path.parent.name)
            parents[pid], ticks[pid] = int(fields[1]), int(fields[11]) + int(fields[12])
    found = {first}
    while more := {p for p, parent in parents.items() if parent in found} - found:
        found |= more
    return {pid: ticks[pid] for pid in found if pid in ticks}


def held_mb(pid: int) -> float:
    """Memory of a process; of what it shares with others, its part."""
    with suppress(OSError):
        said = Path(f"/proc/{pid}/smaps_rollup").read_text()
        if found := re.search(r"^Pss:\s+(\d+) kB", said, re.MULTILINE):
            return int(found[1]) / 1e3
    return 0.0
