"""One key at a time from a terminal; a line at a time from anything else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

ESCAPE = "\x1b"
ENTER = "\n"
END = ""  #: there is no more


def read_key() -> str:
    """The key that a person presses, in lower case; of a line, its first letter; END at the end.

    A key that sends a sequence (an arrow) is ESCAPE. Raises KeyboardInterrupt for Ctrl-C.
    """
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip()[:1].lower() or ENTER if line else END
    with _single_keys():
        pressed = os.read(sys.stdin.fileno(), 32)
    if pressed in (b"", b"\x04"):
        return END
    if pressed[:1] == ESCAPE.encode():
        return ESCAPE
    return pressed.decode("utf-8", "replace")[:1].replace("\r", ENTER).lower()


def read_line() -> str:
    """A line that a person writes, "" at the end."""
    return sys.stdin.readline().strip()


@contextmanager
def _single_keys() -> Iterator[None]:
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
