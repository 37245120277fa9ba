"""Answers of saved queries in the forms that people and programs read."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import IO, Final

import pyoxigraph as ox
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.graph.terms import MERGED
from kg.queries.saved import QueryError

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
FORMATS: Final = ("table", "csv", "json", "ttl")

_RESULTS: Final = {"csv": ox.QueryResultsFormat.CSV, "json": ox.QueryResultsFormat.JSON}
_WIDE: Final = 120  #: columns of a window that has room for IRIs
_LONG: Final = 40  #: a passage longer than this wants more than a column
_PASSAGES: Final = ("text", "message")  #: what saved queries call the words of a source
_SHORT: Final = 12  #: cells up to this length are never broken
_RTL: Final = range(0x0590, 0x0800)


def write_answer(
    answer: Answer, form: str, out: IO[bytes], store: ox.Store, prefixes: dict[str, str]
) -> int | None:
    """Write ``answer`` to ``out`` in ``form`` ("csv", "json", "ttl"); nothing is added to it.

    "ttl" of a SELECT is all that the graph says of the things in the answer. CSV and JSON are the
    W3C's SPARQL results formats. Raises QueryError for a form that the answer can't have.
    """
    if isinstance(answer, ox.QueryTriples):
        if form != "ttl":
            raise QueryError("this query makes triples; ask for --format ttl")
        ox.serialize(answer, out, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
        return None
    if form == "ttl":
        if isinstance(answer, ox.QueryBoolean):
            raise QueryError("a yes or no has no triples; ask for --format json")
        described = _described(answer, store)
        ox.serialize(described, out, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
        return None
    if form not in _RESULTS:
        raise QueryError(f"no format '{form}'; there are: {', '.join(FORMATS)}")
    buffer = BytesIO()
    answer.serialize(buffer, format=_RESULTS[form])
    out.write(buffer.getvalue())
    return None


def _described(answer: ox.QuerySolutions, store: ox.Store) -> Iterator[ox.Triple]:
    things = {
        value
        for row in answer
        for value in (row[v] for v in answer.variables)
        if isinstance(value, ox.NamedNode)
    }
    for thing in sorted(things, key=lambda t: t.value):
        triples = [q.triple for q in store.quads_for_pattern(thing, None, None, MERGED)]
        yield from sorted(triples, key=str)


def print_table(
    answer: ox.QuerySolutions | ox.QueryBoolean,
    console: Console,
    base: str,
    *,
    limit: int | None = None,
) -> int:
    """Print ``answer`` as a table for people; returns the number of rows (also those past ``limit``).

    IRIs are cut to what follows ``base`` + ``id/``; numbers stand right; Arabic stays in its order.
    In a narrow window the columns that hold nothing but IRIs give way to what people read.
    """
    if isinstance(answer, ox.QueryBoolean):
        console.print("yes" if answer else "no")
        return 1
    names = [v.value for v in answer.variables]
    rows: list[list[str]] = []
    numeric = [True] * len(names)
    iri_only = [False] * len(names)
    total = 0
    for solution in answer:
        total += 1
        if limit is not None and total > limit:
            continue
        row = []
        for i, name in enumerate(names):
            value = solution[name]
            numeric[i] &= value is None or _is_number(value)
            iri_only[i] |= isinstance(value, ox.NamedNode)
            row.append(readable(value, base))
        rows.append(row)
    shown = list(range(len(names)))
    if console.width < _WIDE and not all(iri_only):
        shown = [i for i in shown if not iri_only[i]]
    longest = [max((len(row[i]) for row in rows), default=0) for i in range(len(names))]
    quotes = [i for i in shown if names[i] in _PASSAGES and longest[i] > _LONG]
    rest = console.width - sum(longest[i] + 2 for i in shown if longest[i] <= _SHORT)
    if quotes and rest < _LONG * len([i for i in shown if longest[i] > _SHORT]):
        _print_cards(rows, shown, quotes, console)
        return total
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for i in shown:
        table.add_column(
            names[i].replace("_", " "),
            justify="right" if numeric[i] else "left",
            overflow="fold",
            no_wrap=longest[i] <= _SHORT,  # the long columns share what the short ones leave
        )
    for row in rows:
        table.add_row(*(Text(row[i]) for i in shown))
    console.print(table)
    return total


def _print_cards(
    rows: list[list[str]], shown: list[int], quotes: list[int], console: Console
) -> None:
    """Rows with passages too long for a column: what is short in one line, the passages below.

    A passage that stands under the row before is not said again.
    """
    before: list[str] = []
    for row in rows:
        said = [row[i] for i in quotes]
        if before and said != before:
            _print_quotes(before, console)
        before = said
        console.print(Text("  ".join(row[i] for i in shown if i not in quotes and row[i])))
    _print_quotes(before, console)


def _print_quotes(quotes: list[str], console: Console) -> None:
    for quote in quotes:
        if quote:
            console.print(Padding(Text(quote, style="italic"), (0, 0, 0, 4)))


def readable(value: object, base: str) -> str:
    """A term as a person reads it: no datatype, short IRIs, white space folded."""
    match value:
        case None:
            return ""
        case ox.NamedNode():
            for prefix in (f"{base}id/", f"{base}type/", f"{base}ns#", base):
                if value.value.startswith(prefix):
                    return value.value.removeprefix(prefix)
            return value.value
        case ox.Literal():
            return isolated(" ".join(value.value.split()))
        case _:
            return str(value)


def isolated(text: str) -> str:
    """``text`` in Unicode isolates where it runs right to left, so that a row keeps its order."""
    first = next((c for c in text if c.isalpha()), "")
    return f"\u2068{text}\u2069" if first and ord(first) in _RTL else text


def _is_number(value: object) -> bool:
    return isinstance(value, ox.Literal) and value.datatype.value.rpartition("#")[2] in (
        "integer",
        "decimal",
        "double",
    )
