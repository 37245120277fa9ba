"""Things of gold annotations with the items that they are, and how well linking finds them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.dates.edtf import parse_edtf
from extractors.errors import DateError
from extractors.names.gazetteer import load_gazetteer
from kg.identity.things import Thing
from kg.linking.model import LinkDecision

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "data" / "samples" / "gold"
SHARED = ROOT.parent / "shared" / "eval" / "gold"
TYPES = {"PER": "Person", "LOC": "Place", "ORG": "Organisation", "GROUP": "Group"}


@dataclass(frozen=True)
class Gold:
    """Things of a document, and the item of each that has one (by IRI)."""

    name: str
    split: str
    things: tuple[Thing, ...]
    items: Mapping[str, str]


def read_gold(folder: Path, *, gazetteer: bool) -> list[Gold]:
    """All documents; ``gazetteer``: whether things know their entry, as those of a store do."""
    return [_read(p, gazetteer=gazetteer) for p in sorted(folder.glob("*.json"))]


def _read(path: Path, *, gazetteer: bool) -> Gold:
    gold = json.loads(path.read_text(encoding="utf-8"))
    language = _languages(gold["zones"])
    written: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for m in gold["mentions"]:
        written[m["entity"]][m["text"], language(m["start"])] += 1
    acted: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for event in gold["events"]:
        for span in _span(event["edtf"]):
            for entity in _entities(event):
                acted[entity].append(span)
    places = [e["id"] for e in gold["entities"] if e["type"] == "LOC"]
    everybody = [e["id"] for e in gold["entities"]]
    things, items = [], {}
    for entity in gold["entities"]:
        iri, kind = f"{path.stem}/{entity['id']}", TYPES[entity["type"]]
        names = tuple(sorted((t, lang, n) for (t, lang), n in written[entity["id"]].items()))
        if not names:
            continue
        spans = acted[entity["id"]]
        things.append(
            Thing(
                iri,
                kind,
                label=entity["name_native"],
                names=names,
                gazetteer=_entry(names, kind) if gazetteer else None,
                mentions=sum(n for _, _, n in names),
                first=min((a for a, _ in spans), default=None),
                last=max((b for _, b in spans), default=None),
                companions=tuple((f"{path.stem}/{i}", 1) for i in everybody if i != entity["id"]),
                places=tuple((f"{path.stem}/{i}", 1) for i in places if i != entity["id"]),
            )
        )
        if entity.get("qid"):
            items[iri] = entity["qid"]
    for event in gold["events"]:
        iri = f"{path.stem}/{event['id']}"
        if not event["name"]:
            continue
        at = event["evidence"][0]["start"]
        names = ((event["name"], language(at), 1),)
        things.append(
            Thing(
                iri,
                "Event",
                kind=event["type"].title(),
                names=names,
                gazetteer=_entry(names, "Event") if gazetteer else None,
                spans=tuple(_span(event["edtf"])),
                places=tuple((f"{path.stem}/{i}", 1) for i in event["places"]),
            )
        )
        if event.get("qid"):
            items[iri] = event["qid"]
    return Gold(path.stem, gold["split"], tuple(things), items)


def _languages(zones: Sequence[dict[str, Any]]) -> Any:
    def language(at: int) -> str:
        return next((str(z["lang"]) for z in zones if z["start"] <= at < z["end"]), "")

    return language


def _span(edtf: str | None) -> Iterable[tuple[int, int]]:
    try:
        value = parse_edtf(edtf or "")
    except DateError:
        return
    if value.earliest is not None and value.latest is not None:
        yield value.earliest, value.latest


def _entities(event: dict[str, Any]) -> Iterable[str]:
    yield from event["places"]
    for one in event["participants"]:
        yield one["entity"] if isinstance(one, dict) else one


def _entry(names: Sequence[tuple[str, str, int]], kind: str) -> str | None:
    found = {
        f.entry.id
        for text, language, _ in names
        for f in load_gazetteer().find(text, language)
        if f.entry.type == kind
    }
    return found.pop() if len(found) == 1 else None


@dataclass(frozen=True)
class Result:
    """Counts over things whose item is told by the gold."""

    right: int = 0
    wrong: int = 0
    there: int = 0  #: things whose item the reference set holds
    misses: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0


def judge(gold: Gold, decisions: Iterable[LinkDecision], holds: set[str]) -> Result:
    right, wrong, misses = 0, 0, []
    said = {d.thing: d for d in decisions}
    for iri, item in gold.items.items():
        decision = said.get(iri)
        got = decision.item if decision else None
        if got == item:
            right += 1
            continue
        wrong += got is not None
        if item in holds or got:
            misses.append(_tell(iri, item, decision))
    there = sum(item in holds for item in gold.items.values())
    return Result(right, wrong, there, tuple(misses))


def _tell(iri: str, item: str, decision: LinkDecision | None) -> str:
    if decision is None:
        return f"{iri} {item}: not asked"
    found = "\n".join(
        f"      {s.candidate.item} {s.score} {'; '.join(s.evidence)}" for s in decision.scored[:3]
    )
    return f"{iri} is {item}: {decision.state} {decision.item or ''}\n{found}"


def total(results: Iterable[Result]) -> Result:
    few = list(results)
    return Result(
        sum(r.right for r in few),
        sum(r.wrong for r in few),
        sum(r.there for r in few),
        tuple(m for r in few for m in r.misses),
    )
