"""How memory is looked after where millions of values are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_YOUNG: Final = 500_000  #: new values after which Python looks for those that hold each other


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for values that hold each other among new ones alone, and seldom.

    All that is held would be looked through again and again else: a third of the time.
    """
    before = gc.get_threshold()
    gc.set_threshold(_YOUNG, 1_000, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)
