"""JSON-LD with the context of ``ontology/context.jsonld``: one node a line, short keys."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any, Final

import pyoxigraph as ox

from kg.assets import asset
from kg.graph.vocab import RDF, XSD

_STRING = ox.NamedNode(f"{XSD}string")
_NATIVE: Final[dict[str, Callable[[str], object]]] = {
    f"{XSD}integer": int,
    f"{XSD}boolean": lambda text: text == "true",
}


@dataclass(frozen=True, slots=True)
class Context:
    """A JSON-LD context turned round: from IRIs to the short names that it defines."""

    said: dict[str, Any]  #: as it stands in the file
    terms: dict[tuple[str, str], str]  #: (property, what "@type" its term coerces to, or "")
    prefixes: tuple[tuple[str, str], ...]  #: (namespace, prefix), the longest first

    def short(self, iri: str) -> str:
        """``iri`` by a prefix of the context where one fits, else as it is."""
        for namespace, prefix in self.prefixes:
            if iri.startswith(namespace) and len(iri) > len(namespace):
                rest = iri[len(namespace) :]
                return iri if rest.startswith("//") else f"{prefix}:{rest}"
        return iri


def load_context() -> Context:
    """The context that ships with the ontology."""
    document = json.loads(asset("ontology/context.jsonld").read_text(encoding="utf-8"))
    said: dict[str, Any] = document["@context"]
    prefixes = {k: v for k, v in said.items() if isinstance(v, str) and v[-1:] in "/#:"}
    terms: dict[tuple[str, str], str] = {}
    for term, meaning in said.items():
        if term.startswith("@") or term in prefixes:
            continue
        iri = meaning if isinstance(meaning, str) else meaning.get("@id", term)
        kind = "" if isinstance(meaning, str) else meaning.get("@type", "")
        plain = isinstance(meaning, str) or set(meaning) <= {"@id", "@type"}
        if plain and not iri.startswith("@"):
            terms[_expand(iri, prefixes), _expand(kind, prefixes)] = term
    ordered = sorted(((v, k) for k, v in prefixes.items()), key=lambda p: (-len(p[0]), p))
    return Context(said, terms, tuple(ordered))


def _expand(name: str, prefixes: dict[str, str]) -> str:
    prefix, colon, rest = name.partition(":")
    return prefixes[prefix] + rest if colon and prefix in prefixes else name


def write_nodes(nodes: Iterable[tuple[Any, Iterator[ox.Triple]]], out: IO[bytes]) -> None:
    """Write nodes (each a subject with its triples) as one JSON-LD document."""
    context = load_context()
    out.write(b'{"@context": ' + _json(context.said) + b',\n"@graph": [')
    for number, (subject, triples) in enumerate(nodes):
        out.write(b",\n" if number else b"\n")
        out.write(_json(_node(subject, triples, context)))
    out.write(b"\n]}\n")


def _node(subject: ox.NamedNode, triples: Iterable[ox.Triple], context: Context) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": context.short(subject.value)}
    for triple in triples:
        predicate, value = triple.predicate.value, triple.object
        if predicate == f"{RDF}type" and isinstance(value, ox.NamedNode):
            key, said = "@type", _type_name(value.value, context)
        else:
            key, said = _property(predicate, value, context)
        node.setdefault(key, []).append(said)
    return {k: v[0] if isinstance(v, list) and len(v) == 1 else v for k, v in node.items()}


def _type_name(iri: str, context: Context) -> str:
    return context.terms.get((iri, "")) or context.short(iri)


def _property(predicate: str, value: Any, context: Context) -> tuple[str, Any]:
    """The key and the value of one statement, as short as the context allows."""
    if isinstance(value, ox.NamedNode):
        term = context.terms.get((predicate, "@id"))
        name = context.short(value.value)
        return (term, name) if term else (_key(predicate, context), {"@id": name})
    datatype = value.datatype.value
    if value.language:
        return _key(predicate, context), {"@value": value.value, "@language": value.language}
    term = context.terms.get((predicate, datatype))
    if term:
        return term, value.value
    if value.datatype == _STRING:
        return _key(predicate, context), value.value
    if datatype in _NATIVE:
        native = _NATIVE[datatype](value.value)
        if json.dumps(native) == value.value:
            return _key(predicate, context), native
    typed = {"@value": value.value, "@type": context.short(datatype)}
    return _key(predicate, context), typed


def _key(predicate: str, context: Context) -> str:
    """A key that coerces nothing."""
    return context.terms.get((predicate, "")) or context.short(predicate)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
