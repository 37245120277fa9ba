"""Items read from an endpoint into candidates: facts in batches, classes with all above them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from kg.linking.model import Candidate
from kg.linking.online.lookup import Lookup
from kg.linking.online.sparql import Endpoint
from kg.linking.shape import Facts

LANGUAGES: Final = ("en", "tr", "ru", "ar", "az")  #: asked for besides the text's, in this order
ANY: Final = "mul"  #: tag of Wikidata's labels that hold in every language
_BATCH: Final = 50


class Items:
    """Items of an endpoint."""

    def __init__(self, endpoint: Endpoint, lookup: Lookup) -> None:
        self._endpoint = endpoint
        self._lookup = lookup

    def read(
        self, items: Iterable[str], languages: Iterable[str], source: str
    ) -> dict[str, Candidate]:
        """Candidates by item; without those on which there is no answer."""
        tags = sorted({*languages, *LANGUAGES, ANY} - {""})

        def ask(few: Sequence[str], *, once: bool) -> Mapping[str, Any]:
            return self._endpoint.facts(few, tags, once=once)

        said = self._lookup.get(f"facts {' '.join(tags)}", items, ask, _BATCH)
        facts: dict[str, Facts] = {}
        for item, triples in said.items():
            facts[item] = Facts()
            for name, value, language in triples:
                facts[item].add(name, value, language)
        direct = {c for of in facts.values() for c in of.classes}
        above = self._lookup.get("above", sorted(direct), self._above, _BATCH)
        return {
            item: _candidate(item, of, above, source)
            for item, of in facts.items()
            if of.classes <= above.keys()
        }

    def _above(self, classes: Sequence[str], *, once: bool) -> Mapping[str, Any]:
        return self._endpoint.above(classes, once=once)


def _candidate(
    item: str, facts: Facts, above: Mapping[str, Sequence[str]], source: str
) -> Candidate:
    lat, lon = facts.position or (None, None)
    classes = {c for of in facts.classes for c in above[of]}
    return Candidate(
        item,
        tuple(sorted(facts.labels)),
        tuple(sorted(classes, key=lambda c: int(c[1:]))),
        facts.first,
        facts.last,
        lat,
        lon,
        facts.description,
        source,
    )
