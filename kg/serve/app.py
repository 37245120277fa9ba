"""The application: which address is answered by what, and what holds for every answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Final

import anyio
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractors.errors import HistkgError
from kg.serve.ask import Asker
from kg.serve.chronicle import chronicle
from kg.serve.dates import month_names
from kg.serve.endpoints import endpoints
from kg.serve.engine.model import (
    Engine,
    EngineError,
    OverloadedError,
    RefusedQueryError,
    StoppedQueryError,
)
from kg.serve.pages.disagreements import ABOUT, disagreements_page, disputed
from kg.serve.pages.home import home, overview
from kg.serve.pages.review import review_for, review_routes
from kg.serve.pages.search import search_page
from kg.serve.pages.sources import sources_page
from kg.serve.pages.thing import thing
from kg.serve.policy import policy
from kg.serve.search.keeping import names_index
from kg.serve.settings import Settings
from kg.serve.site import HERE, Site, page, templates, words_for
from kg.serve.views import views
from kg.serve.words import LANGUAGES

_HEADERS: Final = {
    "content-security-policy": policy(),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


class EveryAnswer:
    """Puts the headers on that every answer has."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)


def routes() -> list[BaseRoute]:
    """All addresses."""
    return [
        Route("/", home),
        Route("/page/{path:path}", thing),
        *endpoints(),
        Route("/search", search_page),
        Route("/disagreements", disagreements_page),
        Route("/sources", sources_page),
        *review_routes(),
        Mount("/static", StaticFiles(directory=HERE / "static")),
        *views(),
    ]


def application(settings: Settings, engine: Callable[[], Engine]) -> Starlette:
    """The server's application; the engine is made when it starts and let go when it ends."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        made = engine()
        await made.start()
        app.state.site = Site(settings, made, Asker(made))
        app.state.review = review_for(settings)
        reading = asyncio.create_task(_ahead(app.state.site))
        try:
            yield
        finally:
            reading.cancel()
            await made.close()

    served = Starlette(
        routes=routes(),
        middleware=[Middleware(EveryAnswer)],
        exception_handlers={404: _said("not_found", 404), **_engine_faults()},
        lifespan=lifespan,
    )
    served.router.redirect_slashes = False  # it would send on to whatever host a request names
    return served


async def _ahead(site: Site) -> None:
    """Ask ahead of need what the first pages would wait for; a fault is left to them."""
    await anyio.to_thread.run_sync(_read_ahead)
    with suppress(HistkgError):
        await overview(site.ask)
        await site.ask.summary(chronicle)
        await site.ask.summary(names_index)
        for about in ABOUT:
            await disputed(site.ask, about)


def _read_ahead() -> None:
    """Read templates and the languages' calendars, which takes a third of a second."""
    for name in templates().list_templates():
        templates().get_template(name)
    for language in LANGUAGES:
        month_names(language)


Handler = Callable[[Request, Exception], Awaitable[Response]]


def _engine_faults() -> dict[type[Exception], Handler]:
    return {
        StoppedQueryError: _said("stopped", 503),
        OverloadedError: _said("busy", 503),
        RefusedQueryError: _said("failed", 500),
        EngineError: _said("failed", 502),
    }


def _said(key: str, status: int) -> Handler:
    async def say(request: Request, fault: Exception) -> Response:
        told = {"message": words_for(request)(key), "detail": str(fault) if status >= 500 else ""}
        answer = page(request, "message.html", told, status=status)
        if isinstance(fault, OverloadedError):
            answer.headers["retry-after"] = str(fault.retry_after)
        return answer

    return say
