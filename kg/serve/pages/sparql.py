"""The SPARQL page: an editor over a plain form; the saved queries, each to be filled in and opened in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kg.graph.vocab import KG, PREFIXES
from kg.queries.saved import QueryError, SavedQuery, bind, list_queries, load_query, query_names
from kg.serve.ask import Asker
from kg.serve.naming import resolver_of
from kg.serve.policy import policy
from kg.serve.site import page, site_of

_FIRST: Final = "told_by_many"  #: is open unless another is asked for
#: what the page's address may have beside a query's parameters: which is open, which stand in tabs
RESERVED: Final = frozenset({"query", "open", "lang"})
#: the one style that the editor's table writes into the page, for the grips between its columns
_GRIPS: Final = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"


async def sparql_page(request: Request) -> Response:
    """``/sparql-page``: ``?query=NAME`` opens a saved query, with its parameters as far as they are given."""
    asked = request.query_params.get("query", _FIRST)
    opened = load_query(asked if asked in query_names() else _FIRST)
    given = {
        p.name: value
        for p in opened.parameters
        if (value := request.query_params.get(p.name, "").strip())
    }
    text, wrong = opened.text, ""
    try:
        text = await filled(site_of(request).ask, opened, given)
    except QueryError as fault:
        wrong = str(fault).replace("--param ", "")
    values = {
        "opened": opened,
        "given": given,
        "wrong": wrong,
        "body": _body(text),
        "queries": list_queries(),
        "prefixes": PREFIXES,
        "endpoint": str(request.base_url.replace(path="/sparql")),
        "base": site_of(request).engine.base,
        "kg": KG,
    }
    answer = page(request, "sparql.html", values, status=400 if wrong else 200)
    answer.headers["content-security-policy"] = policy(styles=[_GRIPS])
    return answer


async def filled(ask: Asker, query: SavedQuery, given: Mapping[str, str]) -> str:
    """The text of ``query`` with what is ``given`` in it; what is not keeps its example.

    Raises QueryError, and what engines raise.
    """
    asked = tuple(p for p in query.parameters if p.name in given)
    if not asked:
        return query.text
    resolve = await resolver_of(ask)
    return bind(replace(query, parameters=asked), given, resolve)


def _body(text: str) -> str:
    """A saved query without the header that documents it."""
    lines = [line for line in text.splitlines() if not line.startswith("#+")]
    return "\n".join(lines).strip() + "\n"
