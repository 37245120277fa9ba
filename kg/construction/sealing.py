"""The next generation sealed: of the documents, what people decided, and the links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg.curation.files import read_curation
from kg.curation.model import NONE, Curation
from kg.linking.file import LINKS, links_sha256, write_links
from kg.linking.model import LinkDecision
from kg.store.documents import Record, is_whole, read_records
from kg.store.folder import Store, find_store, open_for_build
from kg.store.generations import (
    Draft,
    Made,
    Together,
    make_generation,
    prune_generations,
    sealed_rules,
)


def seal(
    store: Store,
    records: Mapping[str, Record],
    rules: str,
    draft: Draft | None,
    curation: Curation = NONE,
) -> Made:
    """Make the next generation of the documents in ``records``, and take the old ones away.

    ``rules`` and ``draft`` as in ``make_generation``. Raises OSError when the disk refuses.
    """
    links = store.path / LINKS
    made = make_generation(
        store,
        records,
        rules,
        draft,
        partial(_unite, base=store.base, curation=curation, links=links),
        _derive,
        curation=curation.sha256() + links_sha256(links),
    )
    prune_generations(store)
    return made


def put_links(path: Path, decisions: Iterable[LinkDecision]) -> Made:
    """Keep ``decisions`` in the store at ``path`` and seal a generation that has them.

    Raises StoreError when there is no store or a build is at work, CurationError, OSError.
    """
    with open_for_build(path, find_store(path).base) as store:
        write_links(store.path / LINKS, decisions)
        records = {s: r for s, r in read_records(store.documents).items() if is_whole(store, r)}
        decided = read_curation(store.curation)
        return seal(store, records, sealed_rules(store), None, decided)


def _unite(folders: Mapping[str, Path], base: str, curation: Curation, links: Path) -> Together:
    from kg.construction.derived import united  # takes a while to import, and is seldom needed

    return united(folders, base, curation, links)


def _derive(index: ox.Store, base: str) -> Iterator[tuple[str, list[str]]]:
    from kg.construction.derived import (
        derived_files,  # takes a while to import, and is seldom needed
    )

    return derived_files(index, base)
