"""Which files a build reads: the paths a user names, told apart by file name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.text.source import LIMIT
from kg.graph.iris import source_slug
from kg.store.documents import Record


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; ``sha256`` of its bytes is "" where reading it will be refused anyway."""

    path: Path  #: absolute
    slug: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that is not stored, and why."""

    name: str
    reason: str
    trace: str = ""


def find_files(paths: Sequence[Path]) -> tuple[list[Path], list[Refusal]]:
    """The files named in ``paths`` and the ``*.txt`` in folders below them, absolute, each once."""
    files: dict[Path, None] = {}
    refused: list[Refusal] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if _is_text(p, path))
            if not inside:
                refused.append(Refusal(str(path), "the folder holds no *.txt; name another"))
            files.update((p.absolute(), None) for p in inside)
        elif path.exists():
            files[path.absolute()] = None
        else:
            refused.append(Refusal(str(path), "there is no such file or folder; check the path"))
    return list(files), refused


def _is_text(path: Path, root: Path) -> bool:
    below = path.relative_to(root).parts
    return (
        path.suffix.lower() == ".txt"
        and not any(part.startswith(".") for part in below)
        and path.is_file()
    )


def tell_apart(
    files: Iterable[Path], stored: Mapping[str, Record]
) -> tuple[list[Found], list[Refusal]]:
    """One file for each file name, for it names the source in the graph.

    A second file of the same name is refused when its content differs, be the first among
    ``files`` or stored from a path that still exists.
    """
    found: dict[str, Found] = {}
    refused: list[Refusal] = []
    for path in files:
        slug = source_slug(path.name)
        size, sha256 = _measure(path)
        other, other_sha = _other(slug, path, found, stored)
        if other is None or other_sha == sha256:
            found.setdefault(slug, Found(path, slug, size, sha256))
        else:
            refused.append(
                Refusal(
                    str(path),
                    f"{other} has the same file name and another text; "
                    "a source is known by its file name: rename one",
                )
            )
    return list(found.values()), refused


def _other(
    slug: str, path: Path, found: Mapping[str, Found], stored: Mapping[str, Record]
) -> tuple[Path | None, str]:
    if slug in found:
        return found[slug].path, found[slug].sha256
    record = stored.get(slug)
    if record and record.path != str(path) and Path(record.path).exists():
        return Path(record.path), record.sha256
    return None, ""


def _measure(path: Path) -> tuple[int, str]:
    try:
        size = path.stat().st_size
        if size > LIMIT or not path.is_file():
            return size, ""
        return size, hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return 0, ""
