"""Which other endpoints a query may ask: none but those on hosts that are named."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from kg.serve.engine.model import RefusedQueryError
from kg.serve.engine.tokens import Token, tokens

_WORD: Final = "service"
_ENDPOINT: Final = re.compile(
    r"<(https?)://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::(\d+))?(?:/[^#]*)?>"
)
_USUAL: Final = {"http": "80", "https": "443"}


def check_services(query: str, hosts: Collection[str]) -> None:
    """Raise RefusedQueryError where ``query`` asks an endpoint on a host that is not one of ``hosts``.

    A host is ``example.org`` (the usual ports) or ``example.org:7878``.
    """
    if _WORD not in query.lower() and "\\u" not in query.lower():
        return
    found = [t for t in tokens(query) if t.kind not in ("string", "variable", "tag")]
    for at, token in enumerate(found):
        then = found[at + 1 : at + 3]
        if token.kind == "unclosed":
            raise RefusedQueryError("a string in the query has no end")
        if _may_ask(token, then):
            _check(_endpoint(then), hosts)


def _may_ask(token: Token, then: Sequence[Token]) -> bool:
    """True where an engine may take ``token`` for ``SERVICE``, or for something that hides it."""
    text = token.text.lower()
    match token.kind:
        case "iri":  # ``<?b)SERVICE?x#>`` may be a comparison with something after it
            return _WORD in text.partition(")")[2]
        case "name":  # ``SERVICE:x {`` may be a prefixed name, or the keyword and one
            return _WORD in text.partition(":")[0] and bool(then) and then[0].text[0] == "{"
        case _:
            return _WORD in text or text.startswith("\\")  # no part of SPARQL outside of strings


def _endpoint(then: Sequence[Token]) -> str:
    rest = then[1:] if then and then[0].text.lower() == "silent" else then
    return rest[0].text if rest and rest[0].kind == "iri" else ""


def _check(endpoint: str, hosts: Collection[str]) -> None:
    if not hosts:
        raise RefusedQueryError(
            "SERVICE is not allowed here: this server asks no other endpoints; "
            "whoever runs it may allow a host with --service-host"
        )
    match = _ENDPOINT.fullmatch(endpoint)
    if not match:
        raise RefusedQueryError(
            "SERVICE needs an endpoint written out, as SERVICE <https://example.org/sparql>: "
            "no variable, no prefix, no escapes"
        )
    scheme, host, port = match.groups()
    port = port or _USUAL[scheme]
    usual = [host.lower()] if port == _USUAL[scheme] else []
    if not {*usual, f"{host.lower()}:{port}"} & {h.lower() for h in hosts}:
        raise RefusedQueryError(
            f"SERVICE may not ask {host}:{port} here; allowed are: {', '.join(sorted(hosts))}"
        )
