"""A SPARQL endpoint in Wikidata's shape, asked in plain SPARQL 1.1.

No ``wikibase:label``, no ``mwapi``: the same queries run on Wikidata's query service, on QLever and
on one's own mirror. What is asked about stands in VALUES blocks, as RDF terms.
"""

from __future__ import annotations

import json
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from unicodedata import normalize

from rdflib import Literal, URIRef
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from kg.graph.vocab import WD
from kg.linking.online.client import Client
from kg.linking.online.transport import Answer
from kg.linking.shape import (
    ALIAS,
    AT,
    BEGINS,
    DESCRIPTION,
    ENDS,
    INSTANCE,
    LABEL,
    POSITION,
    SUBCLASS,
    WDT,
    item_of,
)

_LONG: Final = 1500  #: bytes of a query from which on it is sent by POST
_STATEMENTS: Final = tuple(
    URIRef(WDT + name).n3() for name in (INSTANCE, *sorted(BEGINS | ENDS), AT, POSITION)
)
_TEXTS: Final = tuple(URIRef(iri).n3() for iri in (LABEL, ALIAS, DESCRIPTION))

_NAMED: Final = """SELECT DISTINCT ?name ?item WHERE {{
  {{ VALUES ?name {{ {names} }} ?item <{label}> ?name }}
  UNION
  {{ VALUES ?name {{ {names} }} ?item <{alias}> ?name }}
  FILTER(STRSTARTS(STR(?item), "{wd}Q"))
}}"""
_FACTS: Final = """SELECT ?item ?property ?value WHERE {{
  {{ VALUES ?item {{ {items} }} VALUES ?property {{ {statements} }} ?item ?property ?value }}
  UNION
  {{ VALUES ?item {{ {items} }} VALUES ?property {{ {texts} }} ?item ?property ?value
     FILTER(LANG(?value) IN ({languages})) }}
}}"""
_ABOVE: Final = """SELECT DISTINCT ?class ?above WHERE {{
  VALUES ?class {{ {classes} }} ?class <{wdt}{subclass}>* ?above
}}"""

Triple = tuple[str, str, str]
"""Property, value, language ("" for IRIs and plain literals)."""


class Endpoint:
    """A SPARQL endpoint at an address."""

    def __init__(self, address: str, client: Client) -> None:
        self.address = address
        self._client = client

    def named(self, names: Sequence[str], *, once: bool = False) -> dict[str, list[str]]:
        """The items (``Q43``) that have a label or an alias, by number; names as ``term`` gives them."""
        found: dict[str, set[str]] = {name: set() for name in names}
        query = _NAMED.format(names=" ".join(names), label=LABEL, alias=ALIAS, wd=WD)
        for row in self._select(query, once):
            item = item_of(row["item"]["value"])
            name = term(row["name"]["value"], row["name"].get("xml:lang", ""))
            if item and name in found:
                found[name].add(item)
        return {name: sorted(items, key=_number) for name, items in found.items()}

    def facts(
        self, items: Sequence[str], languages: Iterable[str], *, once: bool = False
    ) -> dict[str, list[Triple]]:
        """What is said of items that linking needs, with texts in ``languages``."""
        found: dict[str, set[Triple]] = {item: set() for item in items}
        query = _FACTS.format(
            items=_items(items),
            statements=" ".join(_STATEMENTS),
            texts=" ".join(_TEXTS),
            languages=", ".join(Literal(tag).n3() for tag in sorted(languages)),
        )
        for row in self._select(query, once):
            item = item_of(row["item"]["value"])
            value = row["value"]
            if item in found and value["type"] != "bnode":
                language = value.get("xml:lang", "")
                found[item].add((row["property"]["value"], value["value"], language))
        return {item: sorted(triples) for item, triples in found.items()}

    def above(self, classes: Sequence[str], *, once: bool = False) -> dict[str, list[str]]:
        """The classes above each class, itself among them."""
        found: dict[str, set[str]] = defaultdict(set, {name: {name} for name in classes})
        query = _ABOVE.format(classes=_items(classes), wdt=WDT, subclass=SUBCLASS)
        for row in self._select(query, once):
            name, above = item_of(row["class"]["value"]), item_of(row["above"]["value"])
            if name in found and above:
                found[name].add(above)
        return {name: sorted(of, key=_number) for name, of in found.items()}

    def _select(self, query: str, once: bool) -> list[Mapping[str, Any]]:
        asked = _Query(self.address, agent=self._client.agent)
        asked.setQuery(query)
        return self._client.ask(asked.request(), _rows, once=once)


class _Query(SPARQLWrapper):
    """A query as the SPARQL protocol wants it, which our client sends and not the wrapper.

    The wrapper alone has no retries, heeds no 429, and reads for as long as a server sends.
    """

    def request(self) -> urllib.request.Request:
        self.setReturnFormat(JSON)
        self.setOnlyConneg(True)  # parameters for the format are Virtuoso's, not the protocol's
        if len(self.queryString.encode()) > _LONG:
            self.setMethod(POST)
        made: urllib.request.Request = self._createRequest()
        return made


def term(text: str, language: str) -> str:
    """A name as a term of SPARQL, composed as Wikidata's are.

    >>> term('the "Nutuk"', "en")
    '"the \\\\"Nutuk\\\\""@en'
    """
    return Literal(normalize("NFC", text), lang=language or None).n3()


def _items(items: Iterable[str]) -> str:
    return " ".join(URIRef(WD + item).n3() for item in items)


def _rows(answer: Answer) -> list[Mapping[str, Any]]:
    """The rows of a table in SPARQL's JSON; raises ValueError."""
    said = json.loads(answer.body)
    try:
        rows = said["results"]["bindings"]
        return [{name: dict(value) for name, value in row.items()} for row in rows]
    except (TypeError, KeyError, AttributeError):
        raise ValueError("no table of SPARQL results") from None


def _number(item: str) -> int:
    return int(item[1:])
