"""The flat view: what the sources assert as fact, as plain triples, computed from the claims."""

from __future__ import annotations

import pyoxigraph

from kg.graph import BASE


def view_quads(store: pyoxigraph.Store, base: str = BASE) -> list[str]:
    """The view (``{base}graph/view``) of all document graphs in ``store``, as sorted N-Quads lines.

    The rule is ``ontology/view.rq``. The view can be dropped and made again at any time.
    """
    raise NotImplementedError
