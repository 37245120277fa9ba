"""How IRIs are made: readable, stable, the same on every machine."""

from __future__ import annotations

import hashlib
import re

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def source_slug(name: str) -> str:
    """Slug of a source's file name, unlike that of any other name; also good as a folder's name.

    >>> source_slug("001_018e.txt")
    '001_018e'
    >>> source_slug("Şark.txt")
    'sark-0c8a1f'
    """
    stem = name.removesuffix(".txt")
    if stem != name and _PLAIN.fullmatch(stem):
        return stem
    return f"{slug(stem) or 'source'}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def slug(text: str) -> str:
    """Lower-case ASCII letters and digits of ``text`` joined by hyphens; other scripts spelt out."""
    raise NotImplementedError
