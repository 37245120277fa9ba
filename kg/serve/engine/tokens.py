"""The words of a SPARQL query that are no strings, IRIs, comments, names or variables.

Only as much as is needed to know whether a query names a dataset (``FROM``) or asks other endpoints
(``SERVICE``). An engine's parser may see a keyword where none stands apart (``1SERVICE<…>``,
``FILTER(?a<?b)SERVICE?x#>``): whatever could be one counts as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"""
      (?P<comment> \#[^\r\n]* )
    | (?P<iri>     <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string>  \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                 | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' )
    | (?P<name>    (?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:\w|[:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])
                   (?:\.*(?:\w|[:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-]))*)? | _:[\w.-]+ )
    | (?P<variable> [?$]\w+ )
    | (?P<tag>     @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<word>    [^\W\d]\w* )
    | (?P<space>   \s+ )
    | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """``kind`` is a group of ``_TOKEN``."""

    kind: str
    text: str


def tokens(query: str) -> Iterator[Token]:
    """The tokens of ``query`` without comments and white space."""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "other"
        if kind not in ("comment", "space"):
            yield Token(kind, match.group())


def names_dataset(query: str) -> bool:
    """True where ``query`` has ``FROM`` or ``FROM NAMED``.

    >>> names_dataset("ASK FROM <g:1> {}"), names_dataset("ASK { ?from ?p 'from' } # from")
    (True, False)
    """
    if "from" not in query.lower():
        return False
    return any(t.kind == "word" and "from" in t.text.lower() for t in tokens(query))
