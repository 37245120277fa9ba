"""Work for the worker processes of the tests: functions of a module, as a real one has them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def double(number: int) -> int:
    return 2 * number


def double_or_die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def process_id(_: int) -> int:
    return os.getpid()


def touch_after_a_while(path: Path) -> None:
    time.sleep(0.5)
    path.touch()
