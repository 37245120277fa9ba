"""The words of a SPARQL query that are no strings, IRIs, comments, names or variables.

Only as much as is needed to know whether a query asks other endpoints (``SERVICE``). An engine's parser may see a keyword where none stands apart (``1SERVICE<…>``,
``FILTER(?a<?b)SERVICE?x#>``): whatever could be one counts as one. The time needed grows with the
length of the text alone: a string that has no end is the last token.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TypeVar

Value = TypeVar("Value")
_LONG: Final = 10_000  #: characters

#: Letters of names: what is not ASCII is one, or nothing that SPARQL has.
_LETTER: Final = r"A-Za-z\x80-\U0010FFFF"
_LOCAL: Final = rf"(?:[{_LETTER}0-9_:-]|%[0-9A-Fa-f]{{2}}|\\[_~.!$&'()*+,;=/?\#@%-])"
_TOKEN: Final = re.compile(
    rf"""
      (?P<comment> \#[^\r\n]* )
    | (?P<iri>     <[^<>"{{}}|^`\\\x00-\x20]*> )
    | (?P<string>  \"{{3}}(?:[^"\\]|\\.|"(?!""))*\"{{3}} | '{{3}}(?:[^'\\]|\\.|'(?!''))*'{{3}}
                 | (?!\"{{3}}|'{{3}})(?: "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' ) )
    | (?P<unclosed> ["'].* )
    | (?P<name>    (?:[{_LETTER}](?:[{_LETTER}0-9_.-]*[{_LETTER}0-9_-])?)?:(?:{_LOCAL}(?:\.*{_LOCAL})*)?
                 | _:[{_LETTER}0-9_.-]+ )
    | (?P<variable> [?$][{_LETTER}0-9_]+ )
    | (?P<tag>     @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<word>    [{_LETTER}_][{_LETTER}0-9_.-]* )
    | (?P<space>   [ \t\r\n]+ )
    | (?P<other>   [(){{}}\[\],;=!&*+/^|>.0-9-]+ | . )
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


async def unhurried(look: Callable[[str], Value], query: str) -> Value:
    """``look(query)``; a long query is looked at in a thread, and others go on meanwhile."""
    return look(query) if len(query) < _LONG else await asyncio.to_thread(look, query)
