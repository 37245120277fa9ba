"""The graphs of documents with the canonical IRIs of the things that they tell of.

Only subjects and objects are looked at, so that no quoted words are taken for an IRI. Participations,
which are named after their event and agent, are named anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kg.graph.iris import participation_iri
from kg.graph.vocab import KG

_AGENT: Final = f"<{KG}agent>"
_QUOTED: Final = re.compile(r'"(https?://[^"\\]*)"')

_Line = tuple[str, str, str, str]  #: subject, predicate, object, graph with the line's end


def rewrite_quads(text: str, iris: Mapping[str, str], base: str) -> list[str]:
    """N-Quads lines of a document's graph with IRIs replaced by ``iris``, sorted, each once."""
    lines = [_parts(line) for line in text.split("\n") if line]  # other line ends may be quoted
    terms = {f"<{old}>": f"<{new}>" for old, new in iris.items()}
    terms.update(_participations(lines, iris, base))
    return sorted({f"{terms.get(s, s)} {p} {terms.get(o, o)} {end}" for s, p, o, end in lines})


def rewrite_json(text: str, iris: Mapping[str, str]) -> str:
    """JSON whose strings that are IRIs are replaced by ``iris``."""
    return _QUOTED.sub(lambda m: f'"{iris.get(m[1], m[1])}"', text)


def _parts(line: str) -> _Line:
    subject, predicate, rest = line.split(" ", 2)
    value, graph, dot = rest.rsplit(" ", 2)
    return subject, predicate, value, f"{graph} {dot}\n"


def _participations(
    lines: Sequence[_Line], iris: Mapping[str, str], base: str
) -> Iterator[tuple[str, str]]:
    """Each participation with what it is named now, both as printed."""
    for subject, predicate, value, _ in lines:
        if predicate == _AGENT:
            event, role, _ = subject[1:-1].rsplit("/", 2)
            agent = iris.get(value[1:-1], value[1:-1])
            yield subject, f"<{participation_iri(iris.get(event, event), role, agent, base)}>"
