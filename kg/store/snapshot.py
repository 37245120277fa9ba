"""One sealed generation of a store, held open for readers whatever a build does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.store.files import StoreError, in_use
from kg.store.folder import Store, find_store
from kg.store.index import INDEX


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One sealed generation, open for reading."""

    store: Store
    folder: Path
    index: ox.Store

    @property
    def base(self) -> str:
        """The base of all IRIs."""
        return self.store.base

    def graph_files(self) -> list[Path]:
        """Sorted N-Quads files that together are all of it, in a fixed order."""
        return sorted((self.folder / "quads").glob("*.nq"))

    def report_files(self) -> list[Path]:
        """JSON reports of the stored documents, in a fixed order."""
        return sorted((self.folder / "quads").glob("*.json"))


@contextmanager
def open_snapshot(path: Path) -> Iterator[Snapshot]:
    """The last complete generation of the store at ``path``, read-only.

    It stays as it is while the block runs, whatever a build does. Raises StoreError.
    """
    store = find_store(path)
    with ExitStack() as held:
        yield _hold(store, held)


def _hold(store: Store, held: ExitStack) -> Snapshot:
    for _ in range(10):  # a build may end and prune between our look and our hold
        folder = store.current()
        if folder is None:
            raise StoreError(f"{store.path}: its first build has not ended; run kg build again")
        try:
            held.enter_context(in_use(folder))
            return Snapshot(store, folder, _open_index(folder / INDEX))
        except FileNotFoundError:
            if store.current() == folder:
                break
    raise StoreError(f"{store.path}: its index is missing; run kg build again to make it anew")


def _open_index(folder: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(folder))
    except OSError as fault:
        if not folder.exists():
            raise FileNotFoundError(folder) from None
        raise StoreError(f"{folder}: the index can't be opened ({fault}); build again") from None
