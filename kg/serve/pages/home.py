"""The first page: what is in the graph."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.site import page, site_of


async def home(request: Request) -> Response:
    """``/``"""
    sources = await site_of(request).ask.question("sources")
    return page(request, "home.html", {"sources": sources})
