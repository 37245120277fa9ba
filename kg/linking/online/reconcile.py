"""Candidates from a service of the Reconciliation Service API 0.2, as OpenRefine asks them.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from extractors.dates.edtf import calendar_day, day_text
from kg.identity.things import Thing
from kg.linking.model import Candidate
from kg.linking.online.client import Client
from kg.linking.online.extension import Extension, proposals_of
from kg.linking.online.faults import RequestError
from kg.linking.online.items import Items
from kg.linking.online.lookup import Lookup
from kg.linking.online.transport import Answer

_BATCH: Final = 10  #: questions in one request, unless the service says that it takes fewer
_FOUND: Final = 10  #: candidates of one question
_NAMES: Final = 3  #: names of a thing that are asked for
_ITEM: Final = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/|wd:)(Q[1-9]\d*)")
_NUMBER: Final = re.compile(r"Q[1-9]\d*")
#: what our types are called in Wikidata: human, place, organisation, human population, occurrence
_TYPES: Final = {
    "Person": "Q5",
    "Place": "Q2221906",
    "Organisation": "Q43229",
    "Group": "Q33829",
    "Event": "Q1190554",
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service says of itself."""

    space: str  #: its identifiers' namespace
    batch: int  #: questions that it takes together
    proposals: str  #: address at which it proposes properties, or ""

    @property
    def wikidata(self) -> bool:
        """Whether its identifiers are Wikidata's."""
        return self.space.startswith(("http://www.wikidata.org/", "https://www.wikidata.org/"))


class Reconciliation:
    """A reconciliation service; a Source.

    With ``items`` its candidates are read from an endpoint, with all their names, days and classes;
    without, they are what the service says of them.
    """

    def __init__(
        self,
        address: str,
        client: Client,
        lookup: Lookup,
        items: Items | None,
        tell: Callable[[str], None],
    ) -> None:
        """``address`` may hold a key behind a "?"; it stands in nothing that is written."""
        self.name = lookup.service
        self._address = address
        self._client = client
        self._lookup = lookup
        self._items = items
        self._tell = tell

    def find(self, things: Sequence[Thing]) -> Iterator[tuple[str, tuple[Candidate, ...]]]:
        """The candidates of things; a thing on which an answer is missing is left out."""
        if not things or (manifest := self._manifest()) is None:
            return
        asked = {thing.iri: list(_questions(thing, manifest)) for thing in things}
        size = min(_BATCH, manifest.batch)
        extension = Extension(self._address, manifest.proposals, self._client, self._lookup)
        strange = 0
        for at in range(0, len(things), size):
            batch = things[at : at + size]
            questions = [q for thing in batch for q in asked[thing.iri]]
            said = self._lookup.get("reconcile", questions, self._ask, size)
            rows = {
                thing.iri: [row for q in asked[thing.iri] for row in said[q]]
                for thing in batch
                if all(q in said for q in asked[thing.iri])
            }
            meant = _meant(dict.fromkeys(r["id"] for few in rows.values() for r in few), manifest)
            foreign = [name for name, items in meant.items() if not items]
            meant |= extension.items(foreign)
            # what the collection could not be asked about stays open
            unasked = set(foreign) - meant.keys()
            strange += sum(not items for items in meant.values())
            languages = {tag for thing in batch for _, tag, _ in thing.names}
            known = {iri: f for iri, f in rows.items() if not unasked & {r["id"] for r in f}}
            yield from self._candidates(known, meant, languages)
        if strange:
            self._tell(f"{self.name}: {strange} candidates name no item of Wikidata; left out")

    def _candidates(
        self,
        rows: Mapping[str, list[Any]],
        meant: Mapping[str, Sequence[str]],
        languages: set[str],
    ) -> Iterator[tuple[str, tuple[Candidate, ...]]]:
        found: dict[str, dict[str, list[Any]]] = {iri: {} for iri in rows}
        for iri, few in rows.items():
            for row in few:
                for item in meant[row["id"]]:
                    found[iri].setdefault(item, []).append(row)
        if self._items is None:
            for iri, of in found.items():
                yield iri, tuple(_told(item, said, self.name) for item, said in of.items())
            return
        wanted = dict.fromkeys(item for of in found.values() for item in of)
        known = self._items.read(wanted, languages, self.name)
        for iri, of in found.items():
            if all(item in known for item in of):
                yield iri, tuple(known[item] for item in of if known[item].labels)

    def _manifest(self) -> Manifest | None:
        said = self._lookup.get("manifest", [self.name], self._ask_manifest, 1)
        return manifest_of(said[self.name]) if self.name in said else None

    def _ask_manifest(self, _questions: Sequence[str], *, once: bool) -> Mapping[str, Any]:
        request = urllib.request.Request(self._address, headers={"Accept": "application/json"})

        def read(answer: Answer) -> dict[str, Any]:
            return _read_manifest(answer, self._address)

        return {self.name: self._client.ask(request, read, once=once)}

    def _ask(self, questions: Sequence[str], *, once: bool) -> Mapping[str, Any]:
        queries = {f"q{n}": json.loads(question) for n, question in enumerate(questions)}
        request = urllib.request.Request(
            self._address,
            data=urlencode({"queries": json.dumps(queries, ensure_ascii=False)}).encode(),
            headers={
                "Accept": "application/json",
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )

        def read(answer: Answer) -> dict[str, Any]:
            said = _object(answer)
            try:
                return {
                    q: [_row(r) for r in said[f"q{n}"]["result"]] for n, q in enumerate(questions)
                }
            except (TypeError, KeyError, AttributeError):
                raise ValueError("no results of reconciliation for every question") from None

        return self._client.ask(request, read, once=once)


def manifest_of(said: Mapping[str, Any]) -> Manifest:
    """The manifest as a service gives it in JSON."""
    batch = said.get("batchSize", said.get("batch_size"))
    return Manifest(
        str(said.get("identifierSpace", "")),
        batch if isinstance(batch, int) and batch > 0 else _BATCH,
        str(said.get("proposals", "")),
    )


def _questions(thing: Thing, manifest: Manifest) -> Iterator[str]:
    """A question for each of the names that are said most, as JSON."""
    ordered = sorted(thing.names, key=lambda n: (-n[2], n[0], n[1]))
    for text in list(dict.fromkeys(text for text, _, _ in ordered))[:_NAMES]:
        question: dict[str, Any] = {"query": text, "limit": _FOUND}
        if manifest.wikidata:
            question["type"] = _TYPES[thing.type]
            question["type_strict"] = "should"
            if properties := _properties(thing):
                question["properties"] = properties
        yield json.dumps(question, ensure_ascii=False, sort_keys=True)


def _properties(thing: Thing) -> list[dict[str, str]]:
    """Days that the texts tell, by Wikidata's properties."""
    if thing.type == "Person":
        days = {"P569": thing.lived[0], "P570": thing.lived[1]}
    elif thing.type == "Event" and thing.spans and len(set(thing.spans)) == 1:
        first, last = thing.spans[0]
        days = {"P585": first} if first == last else {"P580": first, "P582": last}
    else:
        days = {}
    return [
        {"pid": pid, "v": day_text(*calendar_day(day))}
        for pid, day in days.items()
        if day is not None
    ]


def _meant(ids: Iterable[str], manifest: Manifest) -> dict[str, list[str]]:
    """The item that each identifier is by itself, none where it is the collection's own."""
    meant: dict[str, list[str]] = {}
    for name in ids:
        match = _ITEM.fullmatch(name)
        own = manifest.wikidata and _NUMBER.fullmatch(name)
        meant[name] = [name] if own else [match[1]] if match else []
    return meant


def _told(item: str, rows: Sequence[Mapping[str, Any]], source: str) -> Candidate:
    """A candidate of which only the service's rows are known."""
    return Candidate(
        item,
        tuple(sorted(set(_names(rows)))),
        tuple(sorted({t for row in rows for t in row["type"] if _NUMBER.fullmatch(t)})),
        description=next((row["description"] for row in rows if row["description"]), ""),
        source=source,
    )


def _names(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, bool]]:
    """Names in languages that the service doesn't tell; further ones, where it gives any, as aliases."""
    names = {row["name"] for row in rows}
    yield from ((name, "", False) for name in names)
    yield from ((n, "", True) for row in rows for n in row["names"] if n not in names)


def _row(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a candidate; types come as objects, or in older services as names alone."""
    types = said.get("type") or []
    return {
        "id": str(said["id"]),
        "name": str(said["name"]),
        "names": [str(name) for name in said.get("alt_names") or ()],
        "description": str(said.get("description") or ""),
        "type": [str(t["id"]) if isinstance(t, dict) else str(t) for t in types],
    }


def _object(answer: Answer) -> dict[str, Any]:
    said = json.loads(answer.body)
    if not isinstance(said, dict):
        raise ValueError("no object")  # noqa: TRY004  # one kind of error for all that is broken
    return said


def _read_manifest(answer: Answer, address: str) -> dict[str, Any]:
    """What is kept of a manifest; addresses with a key in them are not."""
    said = _object(answer)
    if "identifierSpace" not in said:
        reason = "answers, but not as a service of the Reconciliation API (no identifierSpace)"
        raise RequestError(reason, again=False, refused=True)
    kept: dict[str, Any] = {
        k: said[k] for k in ("identifierSpace", "batchSize", "batch_size") if k in said
    }
    return kept | {"proposals": proposals_of(said, address)}
