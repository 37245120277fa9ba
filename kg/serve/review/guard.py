"""Who may decide: a key that the server prints, a cookie for it, a token in every form, requests from here alone."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

MOST: Final = 64 * 2**10  #: bytes of a form
_FORM: Final = "application/x-www-form-urlencoded"
_FIELDS: Final = 20


class BadFormError(Exception):
    """A form that no page of ours would send; ``status`` is that of the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(f"a form answered with {status}")
        self.status = status


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets in whoever knows ``token``. The keys of cookies and forms are made from it."""

    token: str
    host: str  #: where the server listens
    port: int

    @property
    def cookie(self) -> str:
        """Its name; a browser sends the cookies of one port to all others."""
        return f"review-{self.port}"

    def knows(self, token: str) -> bool:
        """Whether it is the token."""
        return hmac.compare_digest(token.encode(), self.token.encode())

    def let_in(self, response: Response) -> None:
        """Give the browser a cookie by which it may decide."""
        session = secrets.token_urlsafe(18)
        response.set_cookie(
            self.cookie,
            f"{session}.{self._signed('cookie', session)}",
            path="/review",
            httponly=True,
            samesite="strict",
        )

    def session(self, request: Request) -> str:
        """The session of a request's cookie; "" where it has none of ours."""
        session, _, signed = request.cookies.get(self.cookie, "").rpartition(".")
        good = hmac.compare_digest(signed.encode(), self._signed("cookie", session).encode())
        return session if good else ""

    def form_token(self, session: str) -> str:
        """What every form of a session holds."""
        return self._signed("form", session)

    def is_ours(self, session: str, said: str) -> bool:
        """Whether a form holds the session's token."""
        return hmac.compare_digest(said.encode(), self.form_token(session).encode())

    def from_here(self, request: Request) -> bool:
        """Whether a request that changes something comes from a page of this server.

        A browser says so in ``Origin`` or ``Sec-Fetch-Site``; where it says neither, nobody knows.
        """
        origin = request.headers.get("origin")
        site = request.headers.get("sec-fetch-site")
        if origin is None and site is None:
            return False
        own = f"{request.url.scheme}://{request.headers.get('host', '')}"
        return origin in (None, own) and site in (None, "same-origin")

    def is_host(self, request: Request) -> bool:
        """Whether the name by which the server was asked is its own.

        A name of somebody else's may be made to point here; a number can't.
        """
        host = _name(request.headers.get("host", ""))
        if host in ("localhost", self.host):
            return True
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return False
        return True

    def _signed(self, purpose: str, session: str) -> str:
        return hmac.digest(self.token.encode(), f"{purpose} {session}".encode(), "sha256").hex()


def _name(host: str) -> str:
    """The name in a ``Host`` header, without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form; raises BadFormError where it is too large or no form at all."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise BadFormError(415)
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST:
                raise BadFormError(413)
    except ClientDisconnect:
        raise BadFormError(400) from None
    try:
        fields = parse_qs(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_FIELDS,
        )
    except ValueError:
        raise BadFormError(400) from None
    return {name: values[0] for name, values in fields.items()}
