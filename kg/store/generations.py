"""Sealed generations of the index, made from the documents' files.

    generations/0007/sealed    what is in it (JSON); readers hold a shared lock on this file
    generations/0007/merged/   the Oxigraph index, see kg.store.index
    generations/0007/quads/    the files it was made of: NAME.nq sorted, NAME.json reports

What several documents tell of as one gets one name here: the documents' files are written anew with
it, those of a document that nothing changed for are taken over from the current generation.

A generation with the same content as the current one is not made again. Where few documents
changed, the next one begins as a copy of the current (links, no data moved) and only the graphs
that changed are replaced; else all is loaded in bulk.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from kg.store.documents import Record, link
from kg.store.files import remove_folder, remove_unused, replace_file, sync_folder, write_lines
from kg.store.folder import Store
from kg.store.index import INDEX, forget, load

#: Name and lines of each file that is computed from an index and the base of its IRIs. A file of
#: quads (``.nq``) is loaded before the next is asked for.
Derive = Callable[[ox.Store, str], Iterable[tuple[str, list[str]]]]


@dataclass(frozen=True, slots=True)
class Together:
    """What the documents have in common."""

    marks: Mapping[str, str]  #: by slug, what decides how the document's files are rewritten
    rewrite: Callable[
        [str, Path], list[str]
    ]  #: slug and file: its lines as they are in all together
    files: Sequence[tuple[str, list[str]]]  #: name and lines of files beside the documents' own


#: Finds what documents have in common, from the folder of each by slug.
Unite = Callable[[Mapping[str, Path]], Together]

COMMON: Final = "common.nq"  #: the quads of no document
FEW: Final = 0.2  #: up to this share of changed bytes the current index is taken over


@dataclass(frozen=True, slots=True)
class Made:
    """A generation that readers now open; ``fresh`` is False when the current one still holds."""

    number: str
    fresh: bool
    quads: int


class Draft:
    """The next generation, begun while documents are still being read: all is loaded anew."""

    def __init__(self, store: Store, common: Sequence[str]) -> None:
        """Begin with ``common``, the sorted quads that belong to no document."""
        self.folder = _work_folder(store)
        path = self.folder / "quads" / COMMON
        write_lines(path, common)
        self.index: ox.Store | None = ox.Store(str(self.folder / INDEX))
        load(self.index, [path])


def make_generation(
    store: Store,
    records: Mapping[str, Record],
    rules: str,
    draft: Draft | None,
    unite: Unite,
    derive: Derive,
    *,
    curation: str = "",
) -> Made:
    """Seal the next generation of the documents in ``records`` (by slug) and switch to it.

    ``rules`` is a hash of all that the quads of no document (gazetteer, ontology, run) and the
    derived graphs depend on, ``curation`` one of what people decided. A ``draft`` has the former; it
    may be None only where the current generation was made by the same ``rules``. ``unite`` finds
    what the documents have in common, ``derive`` computes what belongs to all of them together.
    """
    content = {
        "documents": {slug: r.graph_sha256 for slug, r in sorted(records.items())},
        "rules": rules,
        "curation": curation,
    }
    current = store.current()
    before = _sealed(current) if current else None
    there = current is not None and (current / INDEX).is_dir()
    if current and before and before["content"] == content and there:
        return Made(current.name, False, before["quads"])
    number = _next_number(store)
    work = draft.folder if draft else _work_folder(store)
    together = unite({slug: store.documents / slug for slug in sorted(records)})
    marks = {slug: _mark(r, together.marks[slug]) for slug, r in sorted(records.items())}
    made = before.get("marks", {}) if before else {}
    for slug in marks:
        kept = current / "quads" if current and made.get(slug) == marks[slug] else None
        _put_files(store, slug, together, work / "quads", kept)
    if current and not draft:
        link(current / "quads" / COMMON, work / "quads" / COMMON)
    others = partial(_computed, together.files, derive)
    quads = _fill(store, work, current if before and there else None, draft, others)
    said = {"content": content, "marks": marks, "quads": quads}
    write_lines(work / "sealed", [json.dumps(said) + "\n"])
    for folder in (work / "quads", work):
        sync_folder(folder)
    work.rename(store.generations / number)
    sync_folder(store.generations)
    replace_file(store.path / "current", f"{number}\n")
    return Made(number, True, quads)


def _mark(record: Record, rewritten: str) -> str:
    """Hash of all that a document's files in a generation depend on."""
    said = json.dumps([record.key, record.graph_sha256, rewritten])
    return hashlib.sha256(said.encode()).hexdigest()


def _put_files(
    store: Store, slug: str, together: Together, folder: Path, kept: Path | None
) -> None:
    """Put a document's files into ``folder``, from ``kept`` where those are the same."""
    for name, path in _document_files(store, slug).items():
        if kept is not None and (kept / name).exists():
            link(kept / name, folder / name)
        else:
            write_lines(folder / name, together.rewrite(slug, path))


def _computed(
    files: Sequence[tuple[str, list[str]]], derive: Derive, index: ox.Store, base: str
) -> Iterator[tuple[str, list[str]]]:
    yield from files
    yield from derive(index, base)


def sealed_rules(store: Store) -> str:
    """The ``rules`` of the current generation; "" where there is none."""
    current = store.current()
    before = _sealed(current) if current else None
    return str(before["content"]["rules"]) if before else ""


def prune_generations(store: Store) -> None:
    """Remove every generation but the current one that no reader holds."""
    current = store.current()
    for folder in sorted(store.generations.iterdir()):
        if folder != current:
            remove_unused(folder)


def _work_folder(store: Store) -> Path:
    """An empty folder for the generation that is in the making."""
    work = store.staging / "generation"
    remove_folder(work)
    (work / "quads").mkdir(parents=True)
    return work


def _document_files(store: Store, slug: str) -> dict[str, Path]:
    """A stored document's files by the names that they have in a generation."""
    folder = store.documents / slug
    return {
        f"source-{slug}.nq": folder / "graph.nq",
        f"source-{slug}.report.nq": folder / "report.nq",
        f"source-{slug}.report.json": folder / "report.json",
    }


def _fill(
    store: Store, work: Path, current: Path | None, draft: Draft | None, derive: Derive
) -> int:
    """Make the index of ``work``, from ``current`` where little changed; the quads in it."""
    files = {p.name: p for p in (work / "quads").glob("*.nq")}
    old = {p.name: p for p in (current / "quads").glob("*.nq")} if current else {}
    changed = {n for n, p in files.items() if n not in old or not _same(old[n], p)}
    stale = {n for n in old if n in changed or n not in files}
    place = str(work / INDEX)
    anew = True
    if draft and draft.index is not None:
        index, changed = draft.index, set(files) - {COMMON}
        draft.index = None  # the index closes with the last reference, before its folder moves
    elif current and _moved(files, changed, old, stale) <= FEW:
        ox.Store.read_only(str(current / INDEX)).backup(place)
        index = ox.Store(place)
        forget(index, [old[name] for name in sorted(stale)])
        anew = False
    else:
        index = ox.Store(place)
        changed = set(files)
    load(index, [files[name] for name in sorted(changed)])
    for name, lines in derive(index, store.base):
        _take_in(index, work / "quads" / name, lines)
    if anew:
        index.optimize()
    index.flush()
    return sum(_lines(path) for path in (work / "quads").glob("*.nq"))


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(2**20), b""))


def _take_in(index: ox.Store, path: Path, lines: Sequence[str]) -> None:
    write_lines(path, lines)
    if path.suffix == ".nq":
        load(index, [path])


def _moved(
    files: Mapping[str, Path], changed: set[str], old: Mapping[str, Path], stale: set[str]
) -> float:
    """Bytes to load and to take out, as a share of all."""
    return (_size(files, changed) + _size(old, filter(_is_given, stale))) / _size(files, files)


def _is_given(name: str) -> bool:
    """Whether a generation's file is not computed from the others."""
    return name == COMMON or name.startswith("source-")


def _size(files: Mapping[str, Path], names: Iterable[str]) -> int:
    return sum(files[name].stat().st_size for name in names)


def _same(one: Path, other: Path) -> bool:
    return one.samefile(other) or _digest(one) == _digest(other)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _sealed(folder: Path) -> dict[str, Any] | None:
    try:
        return json.loads((folder / "sealed").read_text(encoding="utf-8"))  # type: ignore[no-any-return]
    except (OSError, ValueError):
        return None


def _next_number(store: Store) -> str:
    taken = [int(p.name) for p in store.generations.iterdir() if p.name.isdigit()]
    return f"{max(taken, default=0) + 1:04d}"
