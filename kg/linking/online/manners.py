"""How often a service may be asked: pauses, budgets by the minute, rest when it asks for it.

Wikidata's query service allows one address and agent 60 seconds of query time and 30 errors a
minute, and bans for a day who goes on asking after a 429. The settings stay well below that.
"""

from __future__ import annotations

import math
import time
from collections import deque
from dataclasses import dataclass
from typing import Final, Protocol

MAX_AGE: Final = 90.0  #: days for which an answer is good, unless the operator says otherwise
_MINUTE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Manners:
    """How a service is asked; times in seconds."""

    pause: float = 1.0  #: between the end of a request and the next
    deadline: float = 30.0  #: of a request, from connecting to the last byte
    busy: float = 30.0  #: query time within a minute after which the next request waits
    errors: float = 15  #: errors within a minute after which the next request waits
    attempts: int = 4  #: how often a question is asked before it is left
    backoff: float = 2.0  #: before the second attempt; doubles with each
    longest: float = 60.0  #: that a backoff may get
    patience: float = 300.0  #: a service that wants a longer rest is left alone for the run
    failures: int = 5  #: attempts in a row that fail before the service gets a rest
    rest: float = 60.0  #: and then one more attempt
    size: int = 20_000_000  #: bytes of an answer
    redirects: int = 3  #: followed in a row


POLITE: Final = Manners()
OWN: Final = Manners(pause=0.0, busy=math.inf, errors=math.inf, backoff=0.5, rest=5.0)
"""For a service on this machine, which is nobody else's to protect."""


class Clock(Protocol):
    """Where time comes from."""

    def now(self) -> float:
        """Seconds that only go forward."""
        ...

    def wall(self) -> float:
        """Seconds since 1970 (UTC)."""
        ...

    def sleep(self, seconds: float) -> None:
        """Come back after ``seconds``."""
        ...


class SystemClock:
    """The time of this machine."""

    def now(self) -> float:
        """Seconds that only go forward."""
        return time.monotonic()

    def wall(self) -> float:
        """Seconds since 1970 (UTC)."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Come back after ``seconds``."""
        time.sleep(seconds)


class Gate:
    """The one door to a service: who enters waits until the service may be asked."""

    def __init__(self, manners: Manners, clock: Clock) -> None:
        self._manners = manners
        self._clock = clock
        self._open = -math.inf  #: not before this time
        self._spent: deque[tuple[float, float]] = deque()  #: ends of requests, their seconds
        self._errors: deque[float] = deque()

    def enter(self) -> float:
        """Wait until a request may be made; the time at which it begins."""
        while (wait := self._ready() - self._clock.now()) > 0:
            self._clock.sleep(wait)
        return self._clock.now()

    def leave(self, began: float, *, failed: bool) -> None:
        """Say that the request that ``began`` then is over."""
        now = self._clock.now()
        self._spent.append((now, now - began))
        if failed:
            self._errors.append(now)
        self.rest(self._manners.pause)

    def rest(self, seconds: float) -> None:
        """Let nobody in for ``seconds`` from now."""
        self._open = max(self._open, self._clock.now() + seconds)

    def _ready(self) -> float:
        """When the next request may begin."""
        past = self._clock.now() - _MINUTE
        while self._spent and self._spent[0][0] <= past:
            self._spent.popleft()
        while self._errors and self._errors[0] <= past:
            self._errors.popleft()
        ready = self._open
        busy = sum(seconds for _, seconds in self._spent)
        for end, seconds in self._spent:
            if busy <= self._manners.busy:
                break
            busy -= seconds
            ready = max(ready, end + _MINUTE)
        if len(self._errors) >= self._manners.errors:
            ready = max(ready, self._errors[-int(self._manners.errors)] + _MINUTE)
        return ready
