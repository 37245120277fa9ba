"""A document's folder in the store: its graph, its report, and a record of what they came from."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from kg.store.files import remove_folder, sync_folder, write_lines
from kg.store.folder import Store

GRAPH: Final = "graph.nq"
CARDS: Final = "cards.json"  #: what identity needs to know of a document
TEXT: Final = "text.txt"  #: the text as it was read; pages show it


@dataclass(frozen=True, slots=True)
class Record:
    """What a stored document came from and how much was found in it."""

    name: str  #: the source's file name
    slug: str
    path: str  #: where the source was read, absolute
    key: str  #: hash of all that decides the result; same key, same graph
    sha256: str  #: of the source's bytes
    graph_sha256: str
    cards_sha256: str
    counts: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def write_document(
    folder: Path,
    record: Record,
    text: str,
    graph: Sequence[str],
    cards: str,
    report: Sequence[str],
    report_json: str,
) -> None:
    """Write a document's files into ``folder``, which is made."""
    folder.mkdir(parents=True)
    write_lines(folder / TEXT, [text])
    write_lines(folder / GRAPH, graph)
    write_lines(folder / CARDS, [cards])
    write_lines(folder / "report.nq", report)
    write_lines(folder / "report.json", [report_json])
    write_lines(
        folder / "record.json",
        [json.dumps(asdict(record), ensure_ascii=False, indent=1, sort_keys=True) + "\n"],
    )
    sync_folder(folder)


def read_record(folder: Path) -> Record | None:
    """The record in ``folder``; None where there is none, or it can't be read."""
    try:
        said = json.loads((folder / "record.json").read_text(encoding="utf-8"))
        said["notes"] = tuple(said["notes"])
        return Record(**said)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def read_records(folder: Path) -> dict[str, Record]:
    """Records of all documents in ``folder`` by slug, those that are whole."""
    found = ((p.name, read_record(p)) for p in sorted(folder.iterdir()) if p.is_dir())
    return {slug: record for slug, record in found if record is not None}


def read_text(store: Store, slug: str, sha256: str) -> str | None:
    """The text of a stored document as it was read; None where there is none with that hash."""
    try:
        data = (store.documents / slug / TEXT).read_bytes()
    except OSError:
        return None
    return data.decode("utf-8") if hashlib.sha256(data).hexdigest() == sha256 else None


def is_whole(store: Store, record: Record) -> bool:
    """True when the stored text, graph and cards are those that the record speaks of."""
    folder = store.documents / record.slug
    written = {
        TEXT: record.sha256,
        GRAPH: record.graph_sha256,
        CARDS: record.cards_sha256,
    }
    try:
        return all(_digest(folder / name) == sha256 for name, sha256 in written.items())
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def put_document(store: Store, staged: Path, folder: Path) -> None:
    """Move the staged document into ``folder`` (``documents`` or ``refused``), in place of an old one."""
    home = folder / staged.name
    aside = store.staging / f"old-{folder.name}-{staged.name}"
    if home.exists():
        remove_folder(aside)
        home.rename(aside)
    staged.rename(home)
    sync_folder(folder)
    remove_folder(aside)


def drop_document(store: Store, folder: Path, slug: str) -> None:
    """Remove a document from ``folder`` (``documents`` or ``refused``), if it is there: wholly or not."""
    gone = store.staging / f"gone-{folder.name}-{slug}"
    if (folder / slug).exists():
        remove_folder(gone)
        (folder / slug).rename(gone)
        sync_folder(folder)
        remove_folder(gone)


def sweep(store: Store) -> None:
    """Clear what a killed build left: put back what it had moved aside, drop the rest."""
    for folder in (store.documents, store.refused):
        for aside in store.staging.glob(f"old-{folder.name}-*"):
            home = folder / aside.name.removeprefix(f"old-{folder.name}-")
            if not home.exists():
                aside.rename(home)
    remove_folder(store.staging)
    store.staging.mkdir()


def lines_sha256(lines: Sequence[str]) -> str:
    """Hash of lines as they are written."""
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def link(source: Path, target: Path) -> None:
    """The same file under a second name; a copy where the file system has no links."""
    try:
        os.link(source, target)
    except OSError:
        target.write_bytes(source.read_bytes())
