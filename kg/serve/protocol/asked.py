"""From an HTTP request to the query that it brings (SPARQL 1.1 Protocol, section 2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.requests import ClientDisconnect, Request

from kg.serve.engine.model import Query
from kg.serve.protocol.faults import RequestError

_FORM: Final = "application/x-www-form-urlencoded"
_DIRECT: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_NO_UPDATE: Final = "this server takes no updates; the graph is changed by kg build alone"
_GRAPHS: Final = 1000  #: that a request may name
_ESCAPED: Final = 3  #: bytes of a form that may stand for one of the query

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Body:
    pairs: Pairs
    query: str | None = None


async def query_of(request: Request, most: int) -> Query | None:
    """The query that ``request`` brings, at most ``most`` bytes long; None for a GET without one.

    Raises RequestError: 400 for what is wrong with it, 413 for its size, 415 for its media type.
    """
    pairs = pairs_of(request.scope["query_string"], "address")
    body = await _body(request, most) if request.method == "POST" else _Body([])
    pairs += body.pairs
    if any(name == "update" or name.startswith("using-") for name, _ in pairs):
        raise RequestError(400, _NO_UPDATE)
    texts = [value for name, value in pairs if name == "query"]
    if body.query is not None:
        texts.append(body.query)
    if len(texts) > 1:
        raise RequestError(400, f"one query at a time, please; there are {len(texts)}")
    if not texts:
        if request.method != "POST" and not pairs:
            return None
        raise RequestError(400, "there is no query; give one as ?query=…")
    if len(texts[0].encode()) > most:
        raise RequestError(413, f"the query is longer than {most:,} bytes")
    return Query(texts[0], _graphs(pairs, "default-graph-uri"), _graphs(pairs, "named-graph-uri"))


def _graphs(pairs: Pairs, wanted: str) -> tuple[str, ...]:
    graphs = tuple(value for name, value in pairs if name == wanted)
    if len(graphs) > _GRAPHS:
        raise RequestError(400, f"a query may name {_GRAPHS} graphs, not {len(graphs)}")
    return tuple(iri(graph, wanted) for graph in graphs)


def iri(text: str, name: str) -> str:
    """``text``, known to be an absolute IRI; raises RequestError."""
    try:
        return ox.NamedNode(text).value
    except ValueError:
        raise RequestError(400, f"{name}: not an absolute IRI: {text[:200]!r}") from None


def pairs_of(encoded: bytes, where: str) -> Pairs:
    """The fields of a form or of a query string; raises RequestError naming ``where`` they are."""
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=2000
        )
    except UnicodeError:
        raise RequestError(400, f"the {where} is not percent-encoded UTF-8") from None
    except ValueError:
        raise RequestError(400, f"the {where} has too many fields") from None


async def _body(request: Request, most: int) -> _Body:
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("", "identity"):
        raise RequestError(415, "a query is sent as it is, not compressed")
    media, *parameters = request.headers.get("content-type", "").lower().split(";")
    media = media.strip()
    if media == _UPDATE:
        raise RequestError(415, _NO_UPDATE)
    if media not in (_FORM, _DIRECT):
        raise RequestError(
            415, f"a query is sent as {_DIRECT} or {_FORM}, not as {media or 'nothing'}"
        )
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip(' "') not in ("utf-8", "utf8", "us-ascii"):
            raise RequestError(400, "a query is sent in UTF-8")
    data = await _read(request, most if media == _DIRECT else most * _ESCAPED)
    if media == _FORM:
        return _Body(pairs_of(data, "form"))
    try:
        return _Body([], data.decode("utf-8"))
    except UnicodeDecodeError:
        raise RequestError(400, "the query is not UTF-8") from None


async def _read(request: Request, most: int) -> bytes:
    """The body; raises RequestError as soon as it is known to be larger than ``most`` bytes."""
    too_long = RequestError(413, f"the request is longer than {most:,} bytes")
    said = request.headers.get("content-length", "0")
    if said.isdecimal() and int(said) > most:
        raise too_long
    data = bytearray()
    try:
        async for chunk in request.stream():
            data += chunk
            if len(data) > most:
                raise too_long
    except ClientDisconnect:
        raise RequestError(400, "the request broke off") from None
    return bytes(data)
