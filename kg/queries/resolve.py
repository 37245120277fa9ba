"""From a name as a person types it to the things in the graph that bear it."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from extractors.fold import fold
from kg.queries.saved import QueryError, Resolve

_NAMES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?name WHERE {
  { ?thing skos:prefLabel ?name } UNION { ?thing skos:altLabel ?name }
  FILTER(STRSTARTS(STR(?thing), "%s"))
}
"""


def resolver(store: ox.Store, base: str) -> Resolve:
    """A look-up of names in ``store``: same name when case, accents and spelling variants fold away.

    It returns every thing of that name (people of one name are all meant) and raises QueryError,
    with the nearest names, where there is none.
    """

    def resolve(typed: str) -> list[ox.NamedNode]:
        wanted = name_key(typed)
        known: dict[str, set[ox.NamedNode]] = {}
        for thing, name in _names(store, base):
            known.setdefault(name_key(name), set()).add(thing)
        if wanted in known:
            return sorted(known[wanted], key=lambda t: t.value)
        raise QueryError(f"nothing in the graph is called '{typed}'{_nearest(wanted, known)}")

    return resolve


def _names(store: ox.Store, base: str) -> Iterator[tuple[ox.NamedNode, str]]:
    answer = store.query(_NAMES % f"{base}id/", use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    for row in answer:
        thing, name = row["thing"], row["name"]
        if isinstance(thing, ox.NamedNode) and isinstance(name, ox.Literal):
            yield thing, name.value


def _nearest(wanted: str, known: dict[str, set[ox.NamedNode]]) -> str:
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
