"""Questions to an engine, its answers, and what may go wrong with them."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple, Protocol

from extractors.errors import HistkgError

JSON: Final = "application/sparql-results+json"
Kind = Literal["solutions", "boolean", "triples"]


class RefusedQueryError(HistkgError):
    """A query that is not SPARQL 1.1, or asks for what is not allowed. The client's fault."""


class NoFormError(HistkgError):
    """None of the media types asked for can hold an answer of this kind."""


class OverloadedError(HistkgError):
    """Too many queries run; ask again in ``retry_after`` seconds."""

    retry_after: int = 2


class StoppedQueryError(HistkgError):
    """A query took more time, memory or room than it may; it was stopped."""


class EngineError(HistkgError):
    """The engine, or the endpoint behind it, failed."""


@dataclass(frozen=True, slots=True)
class Query:
    """SPARQL with its dataset. Empty graphs mean the whole: all graphs are the default graph."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer on its way: bytes in the media type asked for."""

    kind: Kind
    media: str
    chunks: AsyncGenerator[bytes, None]


class Term(NamedTuple):
    """An RDF term as SPARQL's JSON has it."""  # a tuple: a page is made of thousands

    kind: Literal["uri", "literal", "bnode"]
    value: str
    language: str = ""
    datatype: str = ""

    def __str__(self) -> str:
        return self.value


Row = Mapping[str, Term]  #: a solution: its bound variables


class Engine(Protocol):
    """What the endpoint and the pages ask. One an application; safe for many tasks at a time."""

    base: str  #: of the graph's own IRIs, with the slash at its end

    async def answer(
        self, query: Query, media: Mapping[Kind, str], *, page: bool = False
    ) -> Answer:
        """The answer in the media type given for its kind.

        ``page``: asked by a page of ours, with a process kept for it and its own limit of time.
        ``chunks`` must be closed by whoever gets it: until then a process may be at work.
        Raises RefusedQueryError, NoFormError, OverloadedError, StoppedQueryError, EngineError: at
        once, or, where the answer had begun, from ``chunks``.
        """
        ...

    async def version(self) -> str:
        """Of the graph: what was answered under the same version may be kept. "" where none is known."""
        ...

    async def start(self) -> None:
        """Make ready, so that the first question is answered as quickly as the next."""
        ...

    async def close(self) -> None:
        """Let go of processes and connections."""
        ...


def rows_of(body: bytes) -> list[Row]:
    """The solutions of an answer in SPARQL's JSON; raises EngineError where it is none."""
    try:
        said: Any = json.loads(body)
        return [
            {name: _term(told) for name, told in row.items()} for row in said["results"]["bindings"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise EngineError(f"an answer is not SPARQL 1.1 JSON ({fault})") from None


def _term(told: Mapping[str, str]) -> Term:
    kind = told["type"]
    return Term(
        "literal" if kind == "typed-literal" else kind,  # type: ignore[arg-type]  # the W3C's words
        told["value"],
        told.get("xml:lang", ""),
        told.get("datatype", ""),
    )
