"""The flat view: what the sources assert as fact, as plain triples, computed from the claims.

The rule for events is ``ontology/view.rq``. Beside it stands one label for everything that has a name:
``kg:label``, the one to show. It is chosen from the preferred labels, the reference graph's before the
documents', by the order of ``LANGUAGES``, then the longest, then the first by code point.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from kg.assets import asset
from kg.graph.terms import Lines, text
from kg.graph.vocab import BASE, KG, SKOS

LANGUAGES: Final = ("en", "tr", "az", "ar")
_LABELS: Final = (
    f"SELECT ?thing ?label ?graph {{ GRAPH ?graph {{ ?thing <{SKOS}prefLabel> ?label }} }}"
)


def view_quads(store: ox.Store, base: str = BASE) -> list[str]:
    """The view (``{base}graph/view``) of all document graphs in ``store``, as sorted N-Quads lines.

    The view can be dropped and made again at any time; what stands in it now changes nothing.
    """
    graph = f"{base}graph/view"
    lines = Lines(graph)
    rule = (asset("ontology") / "view.rq").read_text(encoding="utf-8")
    answer = store.query(rule)
    assert isinstance(answer, ox.QueryTriples)
    lines.update(f"{t.subject} {t.predicate} {t.object} <{graph}> .\n" for t in answer)
    for thing, label in _chosen_labels(store, base):
        lines.say(f"<{thing}>", (f"<{KG}label>", text(label)))
    return lines.sorted()


def _chosen_labels(store: ox.Store, base: str) -> Iterator[tuple[str, str]]:
    best: dict[str, tuple[tuple[int, int, int, str], str]] = {}
    answer = store.query(_LABELS)
    assert isinstance(answer, ox.QuerySolutions)
    for row in answer:
        thing, label, graph = row["thing"], row["label"], row["graph"]
        if not isinstance(thing, ox.NamedNode) or not thing.value.startswith(f"{base}id/"):
            continue
        if not isinstance(label, ox.Literal) or not isinstance(graph, ox.NamedNode):
            continue
        language = label.language or ""
        order = LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES)
        reference = graph.value == f"{base}graph/reference"
        rank = (0 if reference else 1, order, -len(label.value), label.value)
        if thing.value not in best or rank < best[thing.value][0]:
            best[thing.value] = rank, label.value
    for thing_iri, (_, chosen) in sorted(best.items()):
        yield thing_iri, chosen
