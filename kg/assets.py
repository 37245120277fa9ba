"""Find the data that ships with the package, installed or in a checkout."""

from __future__ import annotations

from pathlib import Path


def asset(name: str) -> Path:
    """Path of ``name`` (``ontology``, ``queries``, ``data/samples``) as installed, else in the checkout."""
    package = Path(__file__).parent
    packed = package / "_assets" / name
    return packed if packed.exists() else package.parent / name
