"""A polite client: asks one thing at a time, waits, tries again within bounds, stops in time."""

from __future__ import annotations

import random
import re
import urllib.request
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Final, Protocol, TypeVar
from urllib.parse import urljoin, urlsplit

from kg.linking.online.faults import GivenUpError, RequestError, UnansweredError
from kg.linking.online.manners import OWN, POLITE, Clock, Gate, Manners, SystemClock
from kg.linking.online.transport import Answer, exchange

T = TypeVar("T")

_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_BUSY: Final = frozenset({429, 503})  #: whose Retry-After counts
_FAILED: Final = frozenset({408, 500, 502, 504})
_TOO_MUCH: Final = frozenset({400, 413, 414})
_WEEK: Final = 604_800.0  #: seconds
_SAID: Final = 120  #: characters of what a server says that a person is shown


class Rests(Protocol):
    """What services asked for in earlier runs."""

    def rest(self, host: str, until: float) -> None:
        """Remember that ``host`` is not to be asked before a time (seconds since 1970)."""
        ...

    def resting(self, host: str) -> float:
        """Until when ``host`` is not to be asked; 0 where it has no such wish."""
        ...


class Client:
    """Asks services by HTTP in one name; of one run, and of one thread.

    ``agent`` is sent as User-Agent. ``jitter`` gives numbers from 0 to 1; both it and ``clock`` are
    there so that a test is exact. ``manners``: of each service, by its address; else OWN on this
    machine and POLITE elsewhere.
    """

    def __init__(
        self,
        agent: str,
        *,
        clock: Clock | None = None,
        jitter: Callable[[], float] | None = None,
        manners: Callable[[str], Manners] | None = None,
    ) -> None:
        self.agent = agent
        self.clock: Clock = clock or SystemClock()
        self._jitter = jitter or random.Random(agent).random
        self._manners = manners or manners_of
        self._services: dict[str, _Service] = {}
        self._rests: Rests | None = None

    def heed(self, rests: Rests) -> None:
        """Leave services alone as long as they asked for, also in earlier and later runs."""
        self._rests = rests

    def ask(
        self,
        request: urllib.request.Request,
        read: Callable[[Answer], T],
        *,
        once: bool = False,
    ) -> T:
        """What ``read`` makes of the answer; it may raise RequestError, and ValueError for a broken one.

        ``once``: without a second attempt. Raises UnansweredError, and GivenUpError where the
        service is not to be asked any more.
        """
        service = self._service(request.full_url)
        manners = service.manners
        attempts = 1 if once else manners.attempts
        for attempt in range(1, attempts + 1):
            service.admit()
            try:
                answer = read(self._follow(request, service))
            except (RequestError, ValueError) as error:
                fault = error if isinstance(error, RequestError) else _broken(error)
                backoff = min(manners.longest, manners.backoff * 2 ** (attempt - 1))
                if fault.wait and self._rests:
                    self._rests.rest(service.name, self.clock.wall() + fault.wait)
                service.failed(fault, backoff * (0.5 + self._jitter() / 2))
                if attempt == attempts or not fault.again:
                    raise UnansweredError(f"{service.name}: {fault}", fault.less) from None
            else:
                service.answered()
                return answer
        raise AssertionError("unreachable")

    def _follow(self, request: urllib.request.Request, service: _Service) -> Answer:
        """The answer of the address, or of the one to which it has moved on the same host."""
        asked: list[str] = []
        while True:
            asked.append(request.full_url)
            answer = self._exchange(request, service)
            if answer.status not in _MOVED:
                return answer
            target = _target(request.full_url, answer)
            if target in asked or len(asked) > service.manners.redirects:
                raise RequestError("it redirects in circles")
            request = _moved(request, target, answer.status)

    def _exchange(self, request: urllib.request.Request, service: _Service) -> Answer:
        request.add_header("User-Agent", self.agent)
        began = service.gate.enter()
        failed = True
        try:
            answer = exchange(request, service.manners.deadline, service.manners.size)
            failed = answer.status >= 400
        finally:
            service.gate.leave(began, failed=failed)
        if failed:
            raise _fault_of(answer, self.clock.wall())
        return answer

    def _service(self, address: str) -> _Service:
        name = urlsplit(address).netloc
        if name not in self._services:
            manners = self._manners(address)
            service = _Service(name, manners, Gate(manners, self.clock))
            until = self._rests.resting(name) if self._rests else 0.0
            service.wait(max(0.0, until - self.clock.wall()))
            self._services[name] = service
        return self._services[name]


class _Service:
    """A host that is asked: its gate, and the breaker that stops asking when it keeps failing."""

    def __init__(self, name: str, manners: Manners, gate: Gate) -> None:
        self.name = name
        self.manners = manners
        self.gate = gate
        self._in_a_row = 0
        self._given_up = ""

    def admit(self) -> None:
        """Raise GivenUpError where the service must not be asked again."""
        if self._given_up:
            raise GivenUpError(f"{self.name}: {self._given_up}")

    def wait(self, seconds: float) -> None:
        """Leave the service alone, for the whole run where that is too long to wait."""
        self.gate.rest(seconds)
        if seconds > self.manners.patience:
            self._given_up = f"asked to be left alone for another {seconds:.0f} s"

    def answered(self) -> None:
        self._in_a_row = 0

    def failed(self, fault: RequestError, backoff: float) -> None:
        """Take a rest of at least ``backoff`` seconds, or stop asking."""
        self._in_a_row += 1
        rest = max(backoff if fault.again else 0.0, fault.wait)
        if self._in_a_row == self.manners.failures:
            rest = max(rest, self.manners.rest)
        self.gate.rest(rest)
        if fault.refused:
            self._given_up = str(fault)
        elif fault.wait > self.manners.patience:
            self._given_up = f"{fault}; it asks for {fault.wait:.0f} s without requests"
        elif self._in_a_row > self.manners.failures:
            self._given_up = f"{self._in_a_row} requests in a row failed, the last: {fault}"
        if self._given_up:
            self.admit()


def manners_of(address: str) -> Manners:
    """How a service is asked that is not said to be special."""
    return OWN if on_this_machine(address) else POLITE


def on_this_machine(address: str) -> bool:
    """Whether an address is one of the loopback.

    >>> on_this_machine("http://localhost:7878/query"), on_this_machine("https://example.org/")
    (True, False)
    """
    host = urlsplit(address).hostname or ""
    return host in ("localhost", "::1") or re.fullmatch(r"127(\.\d{1,3}){3}", host) is not None


def retry_after(said: str | None, wall: float) -> float:
    """Seconds that a ``Retry-After`` asks for, as a number or a date; 0 where it can't be read.

    No more than a week: a longer one is a mistake that would keep us away for ever.

    >>> retry_after("7", 0.0), retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 45.0)
    (7.0, 15.0)
    """
    said = (said or "").strip()
    if re.fullmatch(r"\d+(\.\d+)?", said):
        return min(_WEEK, float(said))
    try:
        return min(_WEEK, max(0.0, parsedate_to_datetime(said).timestamp() - wall))
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _fault_of(answer: Answer, wall: float) -> RequestError:
    status = answer.status
    wait = retry_after(answer.headers["Retry-After"], wall) if status in _BUSY else 0.0
    reason = f"HTTP {status}{_said(answer)}"
    if status in _BUSY:
        return RequestError(reason, wait=wait, less=status == 503)
    if status in _FAILED:
        return RequestError(reason, less=True)
    if status in _TOO_MUCH:
        return RequestError(reason, again=False, less=True)
    return RequestError(reason, again=status >= 500, refused=status < 500)


def _said(answer: Answer) -> str:
    """The first line of what a server says about an error, where it is no HTML."""
    text = answer.body[:2000].decode("utf-8", "replace").strip()
    if not text or text.startswith("<"):
        return ""
    line = "".join(c if c.isprintable() else " " for c in text.splitlines()[0])
    return f" ({line[:_SAID]})"


def _broken(error: ValueError) -> RequestError:
    return RequestError(f"an answer that can't be read ({error})", less=True)


def _target(address: str, answer: Answer) -> str:
    target = urljoin(address, answer.headers.get("Location", ""))
    here, there = urlsplit(address), urlsplit(target)
    same = here.hostname == there.hostname and there.scheme in ("https", here.scheme)
    if not answer.headers.get("Location") or not same:
        where = (
            f" to {target.partition('?')[0]}: if that is right, name this address"
            if there.netloc
            else ""
        )
        raise RequestError(f"it has moved{where}", again=False, refused=True)
    return target


def _moved(request: urllib.request.Request, target: str, status: int) -> urllib.request.Request:
    headers = {k: v for k, v in request.header_items() if k not in ("Host", "Content-length")}
    if status == 303:
        return urllib.request.Request(target, headers=headers)
    return urllib.request.Request(target, request.data, headers, method=request.get_method())
