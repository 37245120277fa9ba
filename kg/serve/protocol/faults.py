"""What went wrong, told to programs: a status and a line of plain text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from extractors.errors import HistkgError
from kg.queries.saved import QueryError
from kg.serve.engine.model import (
    EngineError,
    NoFormError,
    OverloadedError,
    RefusedQueryError,
    StoppedQueryError,
)

Handler = Callable[[Request], Awaitable[Response]]


class RequestError(HistkgError):
    """A request that can't be answered; ``status`` is HTTP's."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


_STATUS: Final[dict[type[HistkgError], int]] = {
    RefusedQueryError: 400,
    QueryError: 400,
    NoFormError: 406,
    OverloadedError: 503,
    StoppedQueryError: 503,
    EngineError: 502,
}
_CORS: Final = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Retry-After",
}
_PREFLIGHT: Final = {
    "access-control-allow-headers": "Accept, Content-Type, If-None-Match",
    "access-control-max-age": "86400",
}


def told(fault: HistkgError) -> Response:
    """The answer that tells of ``fault``."""
    status = fault.status if isinstance(fault, RequestError) else _STATUS.get(type(fault), 500)
    answer = PlainTextResponse(f"{fault}\n", status)
    if isinstance(fault, OverloadedError):
        answer.headers["retry-after"] = str(fault.retry_after)
    return answer


def open_to_programs(*methods: str) -> Callable[[Handler], Handler]:
    """For programs on whatever page: faults as plain text, ``OPTIONS`` answered, CORS headers."""
    allowed = ", ".join([*methods, "OPTIONS"])

    def around(handler: Handler) -> Handler:
        @wraps(handler)
        async def answer(request: Request) -> Response:
            if request.method == "OPTIONS":
                headers = {"allow": allowed, "access-control-allow-methods": allowed}
                return Response(status_code=204, headers={**_CORS, **_PREFLIGHT, **headers})
            try:
                if request.method not in methods:
                    raise RequestError(405, f"this address takes {allowed} alone")
                response = await handler(request)
            except HistkgError as fault:
                response = told(fault)
            if response.status_code == 405:
                response.headers["allow"] = allowed
            response.headers.update(_CORS)
            return response

        return answer

    return around


ALL_METHODS: Final = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
