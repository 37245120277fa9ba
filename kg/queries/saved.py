"""Saved queries: one ``queries/NAME.rq`` a question, with a header that documents it.

A header is YAML behind ``#+`` (the style of grlc): summary, description, parameters, tags.
The body is plain SPARQL 1.1 that runs as it stands on any endpoint: each parameter is a block
``VALUES ?name { … }`` that holds an example (or ``UNDEF`` where it may be left out), and binding
puts printed RDF terms between the braces. No text of a user ever becomes SPARQL.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import yaml

from extractors.dates.edtf import parse_edtf
from extractors.errors import DateError, HistkgError
from kg.assets import asset

Resolve = Callable[[str], list[ox.NamedNode]]
"""From a name as a person types it to the things in the graph that bear it."""

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
TYPES: Final = (
    *("thing", "iri", "string", "integer", "decimal", "word"),
    *("first-day", "last-day", "days"),  #: of a date; "days" binds its first and its last
)


class QueryError(HistkgError):
    """A saved query is missing, badly written, or was asked with the wrong parameters."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing to fill in. ``type`` is one of ``TYPES``; ``example`` is as a person types it."""

    name: str
    type: str
    description: str
    example: str
    required: bool
    values: tuple[str, ...] = ()  #: what a "word" may be


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question with its SPARQL."""

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str  #: the whole file, header included


def query_names(folder: Path | None = None) -> list[str]:
    """Names of all saved queries, sorted."""
    return sorted(p.stem for p in (folder or asset("queries")).glob("*.rq"))


def list_queries(folder: Path | None = None) -> list[SavedQuery]:
    """All saved queries, by name; raises QueryError where one is badly written."""
    return [load_query(name, folder) for name in query_names(folder)]


@cache
def load_query(name: str, folder: Path | None = None) -> SavedQuery:
    """The saved query ``name``; raises QueryError when there is none or it is badly written."""
    path = (folder or asset("queries")) / f"{name}.rq"
    if name not in query_names(folder):
        raise QueryError(f"no saved query '{name}'{_nearest(name, query_names(folder))}")
    return parse_query(name, path.read_text(encoding="utf-8"))


def parse_query(name: str, text: str) -> SavedQuery:
    """The saved query that ``text`` holds; raises QueryError naming what is wrong."""
    header = "\n".join(
        line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")
    )
    try:
        said: Any = yaml.safe_load(header) or {}
    except yaml.YAMLError as fault:
        raise QueryError(f"{name}.rq: the header is not YAML: {fault}") from None
    for key in ("summary", "description", "tags"):
        if not said.get(key):
            raise QueryError(f"{name}.rq: the header lacks '{key}'; add a line '#+ {key}: …'")
    parameters = tuple(_parameter(name, p, text) for p in said.get("parameters") or ())
    return SavedQuery(
        name=name,
        summary=str(said["summary"]).strip(),
        description=" ".join(str(said["description"]).split()),
        tags=tuple(map(str, said["tags"])),
        parameters=parameters,
        text=text,
    )


def _parameter(query: str, said: Mapping[str, Any], text: str) -> Parameter:
    name = str(said.get("name", ""))
    for key in ("name", "type", "description", "example"):
        if said.get(key) in (None, ""):
            raise QueryError(f"{query}.rq: parameter '{name}' lacks '{key}'")
    if said["type"] not in TYPES:
        raise QueryError(
            f"{query}.rq: parameter '{name}' has the type '{said['type']}'; "
            f"the types are: {', '.join(TYPES)}"
        )
    blocks = [block["held"] for block in _block(name).finditer(text)]
    if len(blocks) != 1:
        raise QueryError(
            f"{query}.rq: parameter '{name}' needs just one block 'VALUES ?{name} {{ … }}', "
            f"there are {len(blocks)}"
        )
    return Parameter(
        name=name,
        type=str(said["type"]),
        description=str(said["description"]).strip(),
        example=str(said["example"]),
        required=blocks[0].strip() != "UNDEF",
        values=tuple(map(str, said.get("values", ()))),
    )


def _block(*names: str) -> re.Pattern[str]:
    """``VALUES ?NAME { … }`` of one of ``names``, up to its closing brace."""
    either = "|".join(map(re.escape, names))
    return re.compile(rf"(?P<head>VALUES \?(?P<name>{either}) \{{)(?P<held>[^}}]*)(?=\}})")


def bind(query: SavedQuery, given: Mapping[str, str], resolve: Resolve) -> str:
    """SPARQL text of ``query`` with ``given`` (as typed, by parameter name) bound.

    Raises QueryError for an unknown or missing parameter or a value of the wrong form.
    """
    known = {p.name: p for p in query.parameters}
    for name in given:
        if name not in known:
            has = ", ".join(known) or "none"
            raise QueryError(f"query '{query.name}' has no parameter '{name}'; it has: {has}")
    terms: dict[str, str] = {}
    for parameter in query.parameters:
        if parameter.name in given:
            found = term(parameter, given[parameter.name], resolve)
            terms[parameter.name] = f" {' '.join(map(str, found))} "
        elif parameter.required:
            raise QueryError(
                f"query '{query.name}' needs --param {parameter.name}=… "
                f"({parameter.description}); for example --param "
                f"{parameter.name}={_quoted(parameter.example)}"
            )
    if not terms:
        return query.text
    # all at once: what is put into one block must not be taken for another
    return _block(*terms).sub(lambda block: block["head"] + terms[block["name"]], query.text)


def term(parameter: Parameter, value: str, resolve: Resolve) -> Iterable[ox.NamedNode | ox.Literal]:
    """The RDF terms that ``value`` means for ``parameter``; raises QueryError."""
    try:
        match parameter.type:
            case "thing":
                return [ox.NamedNode(value)] if _is_iri(value) else resolve(value)
            case "iri":
                return [ox.NamedNode(value)]
            case "word":
                if value not in parameter.values:
                    allowed = ", ".join(parameter.values)
                    raise QueryError(
                        f"--param {parameter.name}={value}: must be one of: {allowed}"
                        f"{_nearest(value, parameter.values)}"
                    )
                return [ox.Literal(value)]
            case "integer":
                return [_integer(int(value))]
            case "decimal":
                return [ox.Literal(f"{_finite(value):f}", datatype=ox.NamedNode(f"{XSD}decimal"))]
            case "first-day" | "last-day":
                date = parse_edtf(value)
                day = date.earliest if parameter.type == "first-day" else date.latest
                if day is None:
                    raise QueryError(f"--param {parameter.name}={value}: the date has no such end")
                return [_integer(day)]
            case "days":
                date = parse_edtf(value)
                if date.earliest is None or date.latest is None:
                    raise QueryError(f"--param {parameter.name}={value}: the date has an open end")
                return [_integer(date.earliest), _integer(date.latest)]
            case _:
                return [ox.Literal(value)]
    except DateError as fault:
        raise QueryError(
            f"--param {parameter.name}={value}: {fault}; write 1919, 1919-09 or 1919-09-04"
        ) from None
    except ValueError:
        raise QueryError(
            f"--param {parameter.name}={value}: not of the type {parameter.type}; "
            f"for example: {parameter.example}"
        ) from None


def _integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(f"{XSD}integer"))


def run_query(
    store: ox.Store, query: SavedQuery, given: Mapping[str, str], resolve: Resolve
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """The answer of ``query`` from all graphs of ``store``; raises QueryError."""
    text = bind(query, given, resolve)
    try:
        return store.query(text)
    except SyntaxError as fault:
        raise QueryError(f"{query.name}.rq is not SPARQL 1.1: {fault}") from None


def examples(query: SavedQuery) -> Iterator[tuple[str, str]]:
    """Every parameter with its example, as typed."""
    for parameter in query.parameters:
        yield parameter.name, parameter.example


def _finite(value: str) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def _is_iri(value: str) -> bool:
    return re.match(r"^(https?|urn):\S+$", value) is not None


def _quoted(value: str) -> str:
    return f"'{value}'" if re.search(r"[^\w.:/-]", value) else value


def _nearest(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=3)
    return f"; did you mean: {', '.join(near)}?" if near else "; `kg queries` lists them"
