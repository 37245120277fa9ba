"""What is computed from all documents together, and from what people decided.

Who and what is one, the ranks of claims, the view, what sources say of each other.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.curation.claims import Judgement, judge, rank_claims, ranks, read_claims
from kg.curation.graph import curation_quads, links_missing, missing_of
from kg.curation.model import NONE, ClaimVerdict, Curation
from kg.graph.iris import source_slug
from kg.graph.view import view_quads
from kg.identity.canonical import canonical_iris
from kg.identity.cards import DocumentCards, from_json
from kg.identity.graph import identity_quads
from kg.identity.rewriting import rewrite_json, rewrite_quads
from kg.identity.things import THINGS, Thing, things, to_line
from kg.identity.unite import Cluster, unite
from kg.linking.file import read_links, still_there
from kg.linking.graph import link_quads
from kg.linking.verdicts import apply_verdicts, gazetteer_matches
from kg.store.documents import CARDS, GRAPH
from kg.store.generations import Together
from kg.validation.report import BETWEEN, report_quads, to_json
from kg.validation.shacl import validate_between


def united(
    folders: Mapping[str, Path], base: str, curation: Curation = NONE, links: Path | None = None
) -> Together:
    """What the documents, the folder of each by slug, have in common; ``links``: what is linked."""
    cards = [from_json((folders[s] / CARDS).read_text(encoding="utf-8")) for s in sorted(folders)]
    union = unite(cards, curation, base)
    iris = canonical_iris(union.clusters)
    found = things(union.clusters, iris)
    names = {document.slug: _names(document, iris) for document in cards}
    aliases = _aliases(union.clusters, iris)
    judged = _judged(folders, curation.claims, aliases, base)
    ranked = {slug: ranks(judgements) for slug, judgements in judged.items()}
    judgements = [j for verdicts in judged.values() for j in verdicts]
    unknown = links_missing(curation, (a for known in aliases.values() for a in known), base)
    missing = missing_of(judgements, union.vanished, unknown)

    def rewrite(slug: str, path: Path) -> list[str]:
        text = path.read_bytes().decode("utf-8")
        if path.suffix == ".json":
            return [rewrite_json(text, names[slug])]
        return rank_claims(rewrite_quads(text, names[slug], base), ranked.get(slug, {}))

    return Together(
        {
            s: json.dumps([sorted(names[s].items()), sorted(ranked.get(s, {}).items())])
            for s in names
        },
        rewrite,
        (
            ("identity.nq", identity_quads(found, union.decisions, base)),
            ("curation.nq", curation_quads(judgements, missing, base)),
            (THINGS, [to_line(thing) for thing in found]),
            ("links.nq", _links(found, curation, links, base)),
        ),
    )


def _names(document: DocumentCards, iris: Mapping[str, str]) -> dict[str, str]:
    own = [*(card.iri for card in document.entities), *(card.iri for card in document.events)]
    return {iri: iris[iri] for iri in own if iris[iri] != iri}


def _links(found: Sequence[Thing], curation: Curation, stored: Path | None, base: str) -> list[str]:
    """What is stored of links and what the gazetteer says, as far as no person says otherwise."""
    linked = still_there(read_links(stored), found) if stored else ()
    decisions = apply_verdicts(linked, found, curation)
    return link_quads(decisions, base, gazetteer_matches(found, curation, base))


def _aliases(clusters: Iterable[Cluster], iris: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """By the IRI of a document, all IRIs that mean the same thing."""
    found: dict[str, frozenset[str]] = {}
    for cluster in clusters:
        own = {card.iri for card in cluster.cards}
        wishes = {card.wish for card in cluster.cards if card.wish}
        known = frozenset({*own, *wishes, *(iris[iri] for iri in own)})
        found.update((iri, known) for iri in own)
    return found


def _judged(
    folders: Mapping[str, Path],
    verdicts: Iterable[ClaimVerdict],
    aliases: Mapping[str, frozenset[str]],
    base: str,
) -> dict[str, list[Judgement]]:
    """What people said of claims, by the slug of the document, which need not be stored."""
    told: dict[str, list[ClaimVerdict]] = defaultdict(list)
    for verdict in verdicts:
        told[source_slug(verdict.document)].append(verdict)
    return {
        slug: judge(
            read_claims((folders[slug] / GRAPH).read_bytes()) if slug in folders else [],
            said,
            aliases,
            base,
        )
        for slug, said in sorted(told.items())
    }


def derived_files(index: ox.Store, base: str) -> Iterator[tuple[str, list[str]]]:
    """Name and lines of each file; what is yielded must be in ``index`` before the next is asked for."""
    yield "view.nq", view_quads(index, base)
    between = validate_between(index)
    yield "between.nq", report_quads(between, base=base)
    yield BETWEEN, [to_json(between)]
