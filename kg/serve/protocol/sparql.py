"""``/sparql``: queries by the SPARQL 1.1 Protocol; the service's description on a bare GET."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from kg.serve.engine.model import Kind, NoFormError, Query
from kg.serve.engine.service import check_services
from kg.serve.engine.tokens import unhurried
from kg.serve.protocol.accept import FORMS, TRIPLES, Form, best
from kg.serve.protocol.asked import query_of
from kg.serve.protocol.description import description
from kg.serve.protocol.faults import open_to_programs
from kg.serve.protocol.streaming import Streamed, unless_gone
from kg.serve.site import site_of

_HTML: Final = Form("text/html", "text/html")
#: with one of these, or another endpoint asked, two answers of the same graph may differ
_VARIES: Final = re.compile(r"(now|rand|uuid|bnode)\s*[(#]|service", re.IGNORECASE)


@open_to_programs("GET", "HEAD", "POST")
async def sparql(request: Request) -> Response:
    """Answer a query, or describe the service."""
    site = site_of(request)
    query = await query_of(request, site.settings.limits.query)
    accept = ", ".join(request.headers.getlist("accept"))
    if query is None:
        form = best(accept, [*TRIPLES, _HTML])
        if form == _HTML:
            return RedirectResponse("/sparql-page", 303, {"vary": "Accept"})
        if form is None:
            raise NoFormError("the description of this service comes as Turtle, JSON-LD or RDF/XML")
        return await description(request, form)
    check = partial(check_services, hosts=site.settings.service_hosts)
    await unhurried(check, query.text)
    return await answered(request, query, accept)


async def answered(
    request: Request,
    query: Query,
    accept: str,
    forms: Mapping[Kind, Sequence[Form]] = FORMS,
    headers: Mapping[str, str] = {},
) -> Response:
    """The answer of ``query``, streamed, in the form that ``accept`` likes best."""
    engine = site_of(request).engine
    chosen: dict[Kind, Form] = {
        kind: form for kind, offers in forms.items() if (form := best(accept, offers))
    }
    if not chosen:
        raise NoFormError(_no_form(forms))
    said = {"vary": "Accept", **headers}
    version = await engine.version()
    if version and request.method != "POST" and not _VARIES.search(query.text):
        said["etag"] = _tag(version, query, accept)
        said["cache-control"] = "no-cache"
        if said["etag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=said)
    media = {kind: form.engine for kind, form in chosen.items()}
    try:
        answer = await unless_gone(request, engine.answer(query, media))
    except NoFormError:
        raise NoFormError(_no_form(forms)) from None
    except ClientDisconnect:
        return Response(status_code=499)  # nobody reads it
    said["content-type"] = chosen[answer.kind].content_type
    return Streamed(answer, said, head=request.method == "HEAD")


def _tag(version: str, query: Query, accept: str) -> str:
    asked = repr((query, accept))
    return f'W/"{version}-{hashlib.sha256(asked.encode()).hexdigest()[:16]}"'


def _no_form(forms: Mapping[Kind, Sequence[Form]]) -> str:
    media = dict.fromkeys(f.engine for offers in forms.values() for f in offers)
    return f"answers come as {', '.join(media)}"
