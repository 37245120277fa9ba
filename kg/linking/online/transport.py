"""One HTTP request, with bounds on its whole time and on the answer's size.

A socket's own timeout starts anew with every byte: a server that drips bytes would hold us for
ever. So the connection is cut from outside when the deadline has passed.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import urllib.request
from dataclasses import dataclass
from email.message import Message
from typing import Any, Final
from urllib.error import URLError

from kg.linking.online.faults import RequestError

_CHUNK: Final = 1 << 16
_LEAST: Final = 0.001  #: seconds; a timeout of 0 would mean "don't block"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, of any status."""

    status: int
    headers: Message
    body: bytes


def exchange(request: urllib.request.Request, deadline: float, size: int) -> Answer:
    """Send ``request`` and read the answer within ``deadline`` seconds; redirects are not followed.

    Raises RequestError where there is no whole answer, or one of more than ``size`` bytes.
    """
    with _Deadline(deadline) as watch:
        try:
            return _read(request, watch, size)
        # a connection cut at any point raises whatever the layer that notices raises
        except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
            if watch.passed or isinstance(error, TimeoutError):
                raise RequestError(f"no answer within {deadline:g} s", less=True) from None
            cause = error.reason if isinstance(error, URLError) else error
            if isinstance(cause, TimeoutError):
                raise RequestError(f"no answer within {deadline:g} s", less=True) from None
            if isinstance(cause, ssl.SSLCertVerificationError):
                reason = f"its certificate is not valid ({cause.verify_message})"
                raise RequestError(reason, again=False, refused=True) from None
            raise RequestError(f"the connection failed ({cause or type(cause).__name__})") from None


def _read(request: urllib.request.Request, watch: _Deadline, size: int) -> Answer:
    opener = urllib.request.OpenerDirector()
    handlers = (urllib.request.ProxyHandler(), _Http(watch), _Https(watch))
    for handler in (*handlers, urllib.request.UnknownHandler()):
        opener.add_handler(handler)
    with opener.open(request, timeout=watch.left()) as response:
        body = bytearray()
        while chunk := response.read(_CHUNK):
            body += chunk
            if len(body) > size:
                raise RequestError(f"an answer of more than {size:,} bytes", again=False, less=True)
        promised = response.headers.get("Content-Length", "")
        if watch.passed:
            raise TimeoutError
        if promised.isdecimal() and int(promised) > len(body):
            raise http.client.IncompleteRead(bytes(body), int(promised) - len(body))
        return Answer(response.status, response.headers, bytes(body))


class _Deadline:
    """Cuts the connection when the time is over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._timer: threading.Timer | None = None
        self._twin: socket.socket | None = None

    def __enter__(self) -> _Deadline:
        return self

    def __exit__(self, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
        if self._twin is not None:
            self._twin.close()

    @property
    def passed(self) -> bool:
        return time.monotonic() >= self._end

    def left(self) -> float:
        return max(_LEAST, self._end - time.monotonic())

    def connect(
        self, address: tuple[str, int], _timeout: object = None, source: Any = None
    ) -> socket.socket:
        connected = socket.create_connection(address, self.left(), source)
        # a second handle of the same connection, which stays plain when TLS takes the first
        self._twin = socket.fromfd(connected.fileno(), connected.family, connected.type)
        self._timer = threading.Timer(self.left(), self._cut)
        self._timer.daemon = True
        self._timer.start()
        return connected

    def _cut(self) -> None:
        if self._twin is not None:
            try:
                self._twin.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # the other side was faster


class _Http(urllib.request.HTTPHandler):
    def __init__(self, watch: _Deadline) -> None:
        super().__init__()
        self._watch = watch

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)

    def _connection(self, host: str, **settings: Any) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection(host, **settings)
        connection._create_connection = self._watch.connect  # type: ignore[attr-defined]
        return connection


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, watch: _Deadline) -> None:
        super().__init__()
        self._watch = watch

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)

    def _connection(self, host: str, **settings: Any) -> http.client.HTTPSConnection:
        connection = http.client.HTTPSConnection(host, **settings)
        connection._create_connection = self._watch.connect  # type: ignore[attr-defined]
        return connection
