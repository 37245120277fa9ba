"""The SPARQL page: an editor over a plain form; the saved queries, each to be opened in it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.graph.vocab import PREFIXES
from kg.queries.saved import list_queries, load_query, query_names
from kg.serve.policy import policy
from kg.serve.site import page, site_of

_FIRST = "told_by_many"  #: is open unless another is asked for
#: the one style that the editor's table writes into the page, for the grips between its columns
_GRIPS = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"


async def sparql_page(request: Request) -> Response:
    """``/sparql-page``: ``?query=NAME`` opens a saved query."""
    asked = request.query_params.get("query", _FIRST)
    name = asked if asked in query_names() else _FIRST
    opened = load_query(name)
    values = {
        "opened": opened,
        "body": _body(opened.text),
        "queries": list_queries(),
        "prefixes": PREFIXES,
        "endpoint": str(request.base_url.replace(path="/sparql")),
        "base": site_of(request).engine.base,
    }
    answer = page(request, "sparql.html", values)
    answer.headers["content-security-policy"] = policy(styles=[_GRIPS])
    return answer


def _body(text: str) -> str:
    """A saved query without the header that documents it."""
    lines = [line for line in text.splitlines() if not line.startswith("#+")]
    return "\n".join(lines).strip() + "\n"
