"""Files that are either wholly there or not at all, and the lock that one build holds."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from extractors.errors import HistkgError


class StoreError(HistkgError):
    """A store is missing, is not one, is held by another build, or can't be written."""


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write ``lines`` to ``path`` and see them on the disk before returning."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, text: str) -> None:
    """Put ``text`` in the place of ``path``: readers see the old content or the new, never a part."""
    fresh = path.with_name(f"{path.name}.new")
    write_lines(fresh, [text])
    fresh.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """See on the disk what was renamed in ``folder``."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_folder(folder: Path) -> None:
    """Remove ``folder`` with all in it, if it is there."""
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def build_lock(store: Path) -> Iterator[None]:
    """Hold the store for one build; raises StoreError saying who holds it.

    The system frees the lock when its process ends, however it ends, so none is ever stale.
    """
    path = store / "lock"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as fault:
        raise StoreError(
            f"{store}: can't be written ({fault.strerror}); check its rights"
        ) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(
                f"{store}: another build is at work on this store ({_holder(path)}); "
                "wait until it is done, or name another --store"
            ) from None
        said = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(said).encode(), 0)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _holder(lock: Path) -> str:
    try:
        said = json.loads(lock.read_text(encoding="utf-8"))
        return f"process {said['pid']} on {said['host']}, since {said['since']}"
    except (OSError, ValueError, KeyError):
        return "it has only just begun"


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Mark a sealed generation as read while the block runs; raises FileNotFoundError when it is gone."""
    handle = os.open(folder / "sealed", os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FileNotFoundError(folder) from None  # it is just being removed
        if not (folder / "sealed").exists():
            raise FileNotFoundError(folder)
        yield
    finally:
        os.close(handle)


def remove_unused(folder: Path) -> bool:
    """Remove a sealed generation unless a reader holds it; True when it is gone."""
    try:
        handle = os.open(folder / "sealed", os.O_RDONLY)
    except FileNotFoundError:
        remove_folder(folder)
        return True
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        remove_folder(folder)
        return True
    finally:
        os.close(handle)
