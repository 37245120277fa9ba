"""One graph in memory, for pySHACL: rdflib's own store with what a single graph does not need left out.

rdflib's default keeps for every triple in which of its graphs it stands, and tells listeners of it:
filling it and asking it takes twice as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from rdflib import Graph
from rdflib.plugins.stores.memory import SimpleMemory
from rdflib.term import Node

Triple = tuple[Node, Node, Node]
Pattern = tuple[Node | None, Node | None, Node | None]

_NO_GRAPHS: Final[Iterator[Graph | None]] = iter(())  #: what rdflib asks beside each triple


class OneGraph(SimpleMemory):
    """Triples by subject and predicate, and by predicate and object.

    pySHACL takes only stores that know named graphs; it asks for none where it is given a graph.
    """

    context_aware = True
    graph_aware = True

    def __init__(self) -> None:
        super().__init__()
        # dictionaries for sets: their order is that in which the triples came
        self._objects: dict[Node, dict[Node, dict[Node, None]]] = {}
        self._subjects: dict[Node, dict[Node, dict[Node, None]]] = {}

    def add(self, triple: Triple, context: Any = None, quoted: bool = False) -> None:
        """Add a triple; one that is there already stays where it is."""
        subject, predicate, value = triple
        self._objects.setdefault(subject, {}).setdefault(predicate, {})[value] = None
        self._subjects.setdefault(predicate, {}).setdefault(value, {})[subject] = None

    def remove(self, triple_pattern: Pattern, context: Any = None) -> None:
        """Take out the triples that match."""
        for (subject, predicate, value), _ in list(self.triples(triple_pattern)):
            del self._objects[subject][predicate][value]
            del self._subjects[predicate][value][subject]

    def triples(
        self, triple_pattern: Pattern, context: Any = None
    ) -> Iterator[tuple[Triple, Iterator[Graph | None]]]:
        """The triples that match (None: whatever stands there)."""
        subject, predicate, value = triple_pattern
        if subject is None and predicate is not None:
            by_value = self._subjects.get(predicate, {})
            for o in list(by_value) if value is None else (value,):
                for s in list(by_value.get(o, ())):
                    yield (s, predicate, o), _NO_GRAPHS
            return
        for s in list(self._objects) if subject is None else (subject,):
            by_predicate = self._objects.get(s, {})
            for p in list(by_predicate) if predicate is None else (predicate,):
                objects = by_predicate.get(p, {})
                if value is None:
                    for o in list(objects):
                        yield (s, p, o), _NO_GRAPHS
                elif value in objects:
                    yield (s, p, value), _NO_GRAPHS

    def __len__(self, context: Any = None) -> int:
        """How many triples there are."""
        return sum(len(o) for by in self._objects.values() for o in by.values())
