"""The store on disk.

    STORE/store.json            format, base IRI, where people's decisions stand
    STORE/documents/<slug>/     the truth: text.txt, graph.nq, cards.json, report.nq, report.json,
                                record.json
    STORE/refused/<slug>/       the same of documents that violate the shapes
    STORE/generations/<number>/ an index made from the documents, sealed: never written again
    STORE/current               the number of the generation that readers open
    STORE/staging/              work in progress; swept at the next build
    STORE/lock                  held by the one build at work

A document's folder is moved into its place as a whole, and ``current`` is replaced by a rename. So
a build that is killed leaves the last generation as it was and at worst some documents that are
newer than it; the next build goes on from there.
"""

from __future__ import annotations

import json
import os.path
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.store.files import StoreError, build_lock, remove_folder, replace_file

FORMAT = 1
_BESIDE = "../curation"  #: where people\'s decisions stand unless a store says otherwise


@dataclass(frozen=True, slots=True)
class Store:
    """A store's folder, the base of all IRIs in it, the folder of people's decisions about it."""

    path: Path
    base: str
    curation: Path  #: need not be there

    @property
    def documents(self) -> Path:
        """Folder of the documents that are stored."""
        return self.path / "documents"

    @property
    def refused(self) -> Path:
        """Folder of the documents that violate the shapes."""
        return self.path / "refused"

    @property
    def staging(self) -> Path:
        """Folder of work in progress."""
        return self.path / "staging"

    @property
    def generations(self) -> Path:
        """Folder of the indexes."""
        return self.path / "generations"

    def current(self) -> Path | None:
        """Folder of the generation that readers open; None before the first build's end."""
        try:
            number = (self.path / "current").read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        return self.generations / number


def find_store(path: Path) -> Store:
    """The store at ``path``; raises StoreError when there is none."""
    try:
        said = json.loads((path / "store.json").read_text(encoding="utf-8"))
        if said["format"] != FORMAT:
            raise StoreError(
                f"{path}: made by another version (format {said['format']}, here {FORMAT}); "
                "build it anew in an empty folder"
            )
        return Store(path, said["base"], _normal(path / said.get("curation", _BESIDE)))
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(
            f"{path}: there is no store here; make one: kg build TEXTS --store {path}"
        ) from None
    except PermissionError:
        raise StoreError(f"{path}: may not be read; check its rights") from None
    except (ValueError, KeyError, TypeError):
        raise StoreError(f"{path / 'store.json'}: damaged; build the store anew") from None


def remember_curation(path: Path, folder: Path) -> Store:
    """The store at ``path``, from now on with ``folder`` as that of people's decisions.

    A folder below the one that the store stands in is remembered relative to the store, so that both
    may be moved together. Raises StoreError.
    """
    store = find_store(path)
    home, wanted = path.absolute().parent, _normal(folder.absolute())
    near = wanted.is_relative_to(_normal(home))
    said = Path(os.path.relpath(wanted, path.absolute())) if near else wanted
    fresh = Store(path, store.base, _normal(path / said))
    if fresh != store:
        record = {"format": FORMAT, "base": store.base, "curation": said.as_posix()}
        replace_file(path / "store.json", json.dumps(record) + "\n")
    return fresh


def _normal(path: Path) -> Path:
    return Path(os.path.normpath(path))


@contextmanager
def open_for_build(path: Path, base: str, curation: Path | None = None) -> Iterator[Store]:
    """The store at ``path``, made if it is not there, held for one build.

    ``curation`` is the folder of people's decisions, where it is not the one remembered.

    Raises StoreError when another build holds it, it was built with another base, or the folder
    holds something else.
    """
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path}: is a file; name a folder for the store")
    if path.is_dir() and any(path.iterdir()) and not (path / "store.json").exists():
        leftovers = {p.name for p in path.iterdir()} - {"lock", "store.json.new"}
        if leftovers:
            raise StoreError(
                f"{path}: is not a store and not empty; name a new folder for the store"
            )
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StoreError(f"{path}: can't be made ({fault.strerror})") from None
    with build_lock(path):
        if not (path / "store.json").exists():
            replace_file(path / "store.json", json.dumps({"format": FORMAT, "base": base}) + "\n")
        store = find_store(path)
        if store.base != base:
            raise StoreError(
                f"{path}: was built with --base {store.base}; use that, or a new folder"
            )
        if curation is not None:
            store = remember_curation(path, curation)
        for folder in (store.documents, store.refused, store.generations, store.staging):
            folder.mkdir(exist_ok=True)
        try:
            yield store
        except OSError as fault:
            raise StoreError(
                f"{path}: the build could not be finished: {fault.strerror or fault}; what its "
                "last complete build left is as it was: make room, or mend this, and build again"
            ) from fault
        remove_folder(store.staging)
