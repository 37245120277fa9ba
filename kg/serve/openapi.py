"""The saved queries as an API: its description in OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from kg import __version__
from kg.queries.saved import Parameter, SavedQuery

_TEXT: Final = {"text/plain": {"schema": {"type": "string"}}}
_RETRY: Final = {"Retry-After": {"schema": {"type": "integer"}, "description": "seconds"}}
_TERM: Final = {
    "type": "object",
    "required": ["type", "value"],
    "properties": {
        "type": {"enum": ["uri", "literal", "bnode"]},
        "value": {"type": "string"},
        "xml:lang": {"type": "string"},
        "datatype": {"type": "string"},
    },
}
_SOLUTIONS: Final = {
    "type": "object",
    "required": ["head", "results"],
    "properties": {
        "head": {
            "type": "object",
            "required": ["vars"],
            "properties": {"vars": {"type": "array", "items": {"type": "string"}}},
        },
        "results": {
            "type": "object",
            "required": ["bindings"],
            "properties": {
                "bindings": {
                    "type": "array",
                    "items": {"type": "object", "additionalProperties": _TERM},
                }
            },
        },
    },
}
_LISTED: Final = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["name", "summary", "description", "tags", "parameters", "href"],
        "properties": {
            "name": {"type": "string"},
            "summary": {"type": "string"},
            "description": {"type": "string"},
            "tags": {"type": "array", "items": {"type": "string"}},
            "href": {"type": "string"},
            "parameters": {"type": "array", "items": {"type": "object"}},
        },
    },
}
_TRIPLES: Final = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
)
#: dates of the Extended Date/Time Format (ISO 8601-2), which no pattern tells from what is none
_DATE: Final = "edtf"


def openapi(queries: Sequence[SavedQuery]) -> dict[str, Any]:
    """The description of ``/api/queries`` and every query below it."""
    paths: dict[str, Any] = {
        "/api/queries": {
            "get": {
                "operationId": "queries",
                "summary": "The saved queries, with their parameters",
                "responses": {
                    "200": {
                        "description": "All of them, by name",
                        "content": {"application/json": {"schema": _LISTED}},
                    }
                },
            }
        }
    }
    for query in queries:
        paths[f"/api/queries/{query.name}"] = {"get": _operation(query)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Saved queries",
            "version": __version__,
            "description": (
                "Questions to a graph of historical events. Things may be given by a name in any "
                "script, or by their IRI. The form of an answer is chosen by Accept, or by .json or "
                ".csv behind a query's name."
            ),
        },
        "paths": paths,
    }


def _operation(query: SavedQuery) -> dict[str, Any]:
    return {
        "operationId": query.name,
        "summary": query.summary,
        "description": query.description,
        "tags": list(query.tags),
        "parameters": [_parameter(p) for p in query.parameters],
        "responses": {
            "200": {"description": "The answer", "content": _answers(query)},
            "304": {"description": "The answer that the client has still holds"},
            "400": {"description": "A parameter is missing, unknown or wrong", "content": _TEXT},
            "404": {"description": "Nothing in the graph has that name", "content": _TEXT},
            "406": {"description": "None of the forms asked for fits", "content": _TEXT},
            "502": {"description": "The engine failed", "content": _TEXT},
            "503": {
                "description": "Too many queries run, or this one took too much",
                "content": _TEXT,
                "headers": _RETRY,
            },
        },
    }


def _answers(query: SavedQuery) -> dict[str, Any]:
    if makes_triples(query):
        return {media: {} for media in _TRIPLES}
    return {
        "application/json": {"schema": _SOLUTIONS},
        "application/sparql-results+json": {"schema": _SOLUTIONS},
        "text/csv": {"schema": {"type": "string"}},
    }


def makes_triples(query: SavedQuery) -> bool:
    """True where the answer is no table."""
    return any(line.startswith("CONSTRUCT") for line in query.text.splitlines())


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.description,
        "schema": _schema(parameter),
        "example": parameter.example,
    }


def _schema(parameter: Parameter) -> dict[str, Any]:
    match parameter.type:
        case "word":
            return {"type": "string", "enum": list(parameter.values)}
        case "integer":
            return {"type": "integer"}
        case "decimal":
            return {"type": "number"}
        case "iri":
            return {"type": "string", "format": "iri"}
        case "first-day" | "last-day" | "days":
            return {"type": "string", "format": _DATE}
        case _:
            return {"type": "string"}
