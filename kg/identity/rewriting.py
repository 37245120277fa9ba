"""The graphs of documents with the canonical IRIs of the things that they tell of.

Only subjects and objects are looked at, so that no quoted words are taken for an IRI. Participations,
which are named after their event and agent, are named anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kg.graph.iris import participation_iri
from kg.graph.vocab import KG

_SUBJECT = r"^<([^<>]*)>"
_OBJECT = r"(?<=> )<([^<>]*)>(?= <[^<>]*> \.$)"
_AGENT = re.compile(rf"^<([^<>]*)> <{re.escape(KG)}agent> <([^<>]*)> <[^<>]*> \.$", re.MULTILINE)
_NODES = re.compile(f"{_SUBJECT}|{_OBJECT}", re.MULTILINE)
_QUOTED = re.compile(r'"(https?://[^"\\]*)"')


def rewrite_quads(text: str, iris: Mapping[str, str], base: str) -> list[str]:
    """N-Quads lines of a document's graph with IRIs replaced by ``iris``, sorted, each once."""
    known = {**iris, **dict(_participations(text, iris, base))}

    def node(match: re.Match[str]) -> str:
        iri = match[1] or match[2]
        return f"<{known.get(iri, iri)}>"

    return sorted(set(_NODES.sub(node, text).splitlines(keepends=True)))


def rewrite_json(text: str, iris: Mapping[str, str]) -> str:
    """JSON whose strings that are IRIs are replaced by ``iris``."""
    return _QUOTED.sub(lambda m: f'"{iris.get(m[1], m[1])}"', text)


def _participations(text: str, iris: Mapping[str, str], base: str) -> Iterable[tuple[str, str]]:
    """Each participation in a graph with its canonical IRI."""
    for match in _AGENT.finditer(text):
        event, role, _ = match[1].rsplit("/", 2)
        agent = iris.get(match[2], match[2])
        yield match[1], participation_iri(iris.get(event, event), role, agent, base)
