"""Indexes as builds make them, filled by hand."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox


def take_in(index: ox.Store, quads: Iterable[ox.Quad]) -> None:
    """Add quads, each of which names a graph: under its name, and merged."""
    for quad in quads:
        index.add(quad)
        index.add(ox.Quad(*quad.triple))
