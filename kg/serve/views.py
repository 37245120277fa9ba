"""The addresses of timeline, map and SPARQL page."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from kg.serve.pages.map import map_data, map_page
from kg.serve.pages.sparql import sparql_page
from kg.serve.pages.timeline import timeline, timeline_data


def views() -> list[BaseRoute]:
    """What is drawn, and what drawings ask for."""
    return [
        Route("/timeline", timeline),
        Route("/timeline.json", timeline_data),
        Route("/map", map_page),
        Route("/map.json", map_data),
        Route("/sparql-page", sparql_page),
    ]
