"""What is computed from all documents together: who and what is one, the view, what sources say of each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.curation.model import NONE, Curation
from kg.graph.view import view_quads
from kg.identity.canonical import canonical_iris
from kg.identity.cards import DocumentCards, from_json
from kg.identity.graph import identity_quads
from kg.identity.rewriting import rewrite_json, rewrite_quads
from kg.identity.things import THINGS, things, to_line
from kg.identity.unite import unite
from kg.store.documents import CARDS
from kg.store.generations import Together
from kg.validation.report import report_quads, to_json
from kg.validation.shacl import validate_between


def united(folders: Mapping[str, Path], base: str, curation: Curation = NONE) -> Together:
    """What the documents, the folder of each by slug, have in common."""
    cards = [from_json((folders[s] / CARDS).read_text(encoding="utf-8")) for s in sorted(folders)]
    union = unite(cards, curation, base)
    iris = canonical_iris(union.clusters)
    found = things(union.clusters, iris)

    def rewrite(path: Path, names: Mapping[str, str]) -> list[str]:
        text = path.read_bytes().decode("utf-8")
        if path.suffix == ".json":
            return [rewrite_json(text, names)]
        return rewrite_quads(text, names, base)

    return Together(
        {document.slug: _names(document, iris) for document in cards},
        rewrite,
        (
            ("identity.nq", identity_quads(found, union.decisions, base)),
            (THINGS, [to_line(thing) for thing in found]),
        ),
    )


def _names(document: DocumentCards, iris: Mapping[str, str]) -> dict[str, str]:
    own = [*(card.iri for card in document.entities), *(card.iri for card in document.events)]
    return {iri: iris[iri] for iri in own if iris[iri] != iri}


def derived_files(index: ox.Store, base: str) -> Iterator[tuple[str, list[str]]]:
    """Name and lines of each file; what is yielded must be in ``index`` before the next is asked for."""
    yield "view.nq", view_quads(index, base)
    between = validate_between(index)
    yield "between.nq", report_quads(between, base=base)
    yield "between.report.json", [to_json(between)]
