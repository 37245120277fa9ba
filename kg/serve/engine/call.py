"""One question to another's endpoint over HTTP, that whoever asked may hang up on."""

from __future__ import annotations

import socket
import warnings
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any, Final
from urllib.request import HTTPHandler, HTTPSHandler, Request, build_opener

from SPARQLWrapper import POST, SPARQLWrapper

from kg import __version__
from kg.serve.engine.model import Kind, Query

_KINDS: Final[Mapping[str, Kind]] = {"ASK": "boolean", "SELECT": "solutions"}


class HungUpError(HTTPException):
    """The call was ended by its own side."""


class Call(SPARQLWrapper):
    """``query`` put to ``url``; asked in one thread, hung up on from another.

    A thread that waits for a server can't be stopped, and a server that hears nothing goes on working
    for nobody: closing the connection under it ends both.
    """

    def __init__(self, url: str, query: Query, seconds: float) -> None:
        super().__init__(url, agent=f"histkg/{__version__}")
        self._sockets: list[socket.socket] = []
        self._over = False
        self.setMethod(POST)
        self.setTimeout(max(1, round(seconds)))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the library, on queries that it can't read
            self.setQuery(query.text)
        for graph in query.default_graphs:
            self.addParameter("default-graph-uri", graph)
        for graph in query.named_graphs:
            self.addParameter("named-graph-uri", graph)

    @property
    def kind(self) -> Kind:
        """What the answer will be."""
        return _KINDS.get(str(self.queryType), "triples")

    def ask(self, media: str) -> HTTPResponse:
        """The answer as ``media``, its head read; raises OSError (urllib's HTTPError too), HTTPException."""
        self.setOnlyConneg(True)
        self.addCustomHttpHeader("Accept", media)
        request: Request = self._createRequest()
        opener = build_opener(_Plain(self), _Secure(self))
        answer: HTTPResponse = opener.open(request, timeout=self.timeout)
        return answer

    def hang_up(self) -> None:
        """Close the connection, now and if it should come to be; whoever waits for it gets an error."""
        self._over = True
        for connected in self._sockets:
            with suppress(OSError):
                connected.shutdown(socket.SHUT_RDWR)

    def connected(self, to: socket.socket) -> None:
        """Take note of a connection; raises HungUpError where it comes too late."""
        self._sockets.append(to)
        if self._over:
            to.close()
            raise HungUpError("the call is over")


class _Plain(HTTPHandler):
    def __init__(self, call: Call) -> None:
        super().__init__()
        self._call = call

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_noted(HTTPConnection, self._call), req)


class _Secure(HTTPSHandler):
    def __init__(self, call: Call) -> None:
        super().__init__()
        self._call = call

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_noted(HTTPSConnection, self._call), req)


def _noted(kind: type[HTTPConnection], call: Call) -> Any:
    """Connections of ``kind`` of which ``call`` takes note."""

    class Noted(kind):  # type: ignore[misc,valid-type]
        def connect(self) -> None:
            super().connect()
            call.connected(self.sock)

    return Noted
