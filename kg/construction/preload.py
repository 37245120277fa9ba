"""What every worker needs, imported and read once by the process that the workers are forked from.

A fault in the data is not told here: the worker that meets it again tells it with its document.
"""

from __future__ import annotations

import gc
from contextlib import suppress

gc.disable()  # all that is made here stays

with suppress(Exception):
    from extractors.names.gazetteer import load_gazetteer
    from extractors.pipeline import extract  # noqa: F401
    from kg.graph import ontology
    from kg.graph.document import document_quads  # noqa: F401
    from kg.identity.describe import document_cards  # noqa: F401
    from kg.validation import shacl

    load_gazetteer()
    ontology.event_types()
    shacl.shapes()

gc.freeze()  # the collector of a worker need not walk it, and memory stays shared
gc.enable()
