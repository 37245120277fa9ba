"""From a name as a person types it to the things in the graph that bear it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from extractors.fold import fold
from kg.queries.saved import QueryError, Resolve

NAMES: Final = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?name WHERE {
  { ?thing skos:prefLabel ?name } UNION { ?thing skos:altLabel ?name }
}
"""
"""All names, to be cut down to things of the graph."""

Known = Mapping[str, Sequence[ox.NamedNode]]
"""Things by the key of each name that they bear."""


class UnknownNameError(QueryError):
    """Nothing in the graph bears a name."""


def resolver(store: ox.Store, base: str) -> Resolve:
    """A look-up of names in ``store``: same name when case, accents and spelling variants fold away.

    It returns every thing of that name (people of one name are all meant) and raises
    UnknownNameError, with the nearest names, where there is none.
    """
    known: list[Known] = []

    def resolve(typed: str) -> list[ox.NamedNode]:
        if not known:  # a query without names has no need of it
            known.append(index_names(_names(store), base))
        return look_up(typed, known[0])

    return resolve


def index_names(names: Iterable[tuple[str, str]], base: str) -> Known:
    """Things of the graph with ``base`` by the key of each name; ``names`` are IRIs with a name each."""
    known: dict[str, set[str]] = {}
    for iri, name in names:
        if iri.startswith(f"{base}id/"):
            known.setdefault(name_key(name), set()).add(iri)
    return {key: [ox.NamedNode(iri) for iri in sorted(iris)] for key, iris in known.items()}


def look_up(typed: str, known: Known) -> list[ox.NamedNode]:
    """The things called ``typed``; raises UnknownNameError."""
    if found := known.get(name_key(typed)):
        return list(found)
    raise UnknownNameError(
        f"nothing in the graph is called '{typed}'{_nearest(name_key(typed), known)}"
    )


def _names(store: ox.Store) -> Iterator[tuple[str, str]]:
    answer = store.query(NAMES)
    assert isinstance(answer, ox.QuerySolutions)
    for row in answer:
        thing, name = row["thing"], row["name"]
        if isinstance(thing, ox.NamedNode) and isinstance(name, ox.Literal):
            yield thing.value, name.value


def _nearest(wanted: str, known: Known) -> str:
    from rapidfuzz import process

    near = process.extract(wanted, known.keys(), limit=3, score_cutoff=70)
    if not near:
        return "; try `kg query search --param text=…`"
    names = ", ".join(
        sorted({t.value.rpartition("/id/")[2] for n, *_ in near for t in known[n]})[:5]
    )
    return f"; near it: {names}"


def name_key(name: str) -> str:
    """``name`` without case, accents and doubled white space."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", fold(name)).replace("ı", "i").replace("ə", "e")
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
