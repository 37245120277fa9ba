"""From things to the addresses of their pages, and back."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, unquote, urlencode


def page_of(iri: str, base: str) -> str:
    """Address of the page about a thing of the graph; an IRI that is not the graph's own stays as it is.

    >>> page_of("https://histkg.example/id/event/treaty-of-kars", "https://histkg.example/")
    '/page/event/treaty-of-kars'
    >>> page_of("http://www.wikidata.org/entity/Q1", "https://histkg.example/")
    'http://www.wikidata.org/entity/Q1'
    """
    own = f"{base}id/"
    return f"/page/{quote(unquote(iri.removeprefix(own)))}" if iri.startswith(own) else iri


def data_of(iri: str, base: str, form: str) -> str:
    """Address of what the graph says of a thing, as ``form``: ttl, jsonld or nt.

    >>> data_of("https://histkg.example/id/event/treaty-of-kars", "https://histkg.example/", "ttl")
    '/data/event/treaty-of-kars.ttl'
    """
    return f"/data/{quote(unquote(iri.removeprefix(f'{base}id/')))}.{form}"


def thing_at(path: str, base: str) -> str:
    """IRI of the thing whose page, data or identifier has ``path`` (behind ``/page/`` or its like).

    >>> thing_at("event/treaty-of-kars", "https://histkg.example/")
    'https://histkg.example/id/event/treaty-of-kars'
    """
    return f"{base}id/{quote(path, safe='/-._~:@!$&()*+,;=')}"


def address(path: str, parameters: Mapping[str, object]) -> str:
    """``path`` with parameters.

    >>> address("/timeline", {"type": "Treaty", "part": 2}), address("/timeline", {})
    ('/timeline?type=Treaty&part=2', '/timeline')
    """
    return f"{path}?{urlencode(parameters)}" if parameters else path
