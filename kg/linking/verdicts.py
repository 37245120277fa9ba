"""What people decided on links, applied: whatever was found comes after it.

So it is with ``kg link``, and at every build with the links that are stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.names.gazetteer import load_gazetteer
from kg.curation.model import NONE, Curation, LinkVerdict
from kg.graph.reference import reference_iri
from kg.identity.things import Thing
from kg.linking.decide import decide, settle_shared
from kg.linking.model import CURATION, LinkDecision


class Verdicts:
    """What people decided, by the thing (IRI) that it is about."""

    def __init__(
        self, things: Sequence[Thing], links: Iterable[LinkVerdict], further: Iterable[str] = ()
    ) -> None:
        """On ``things``, and on what else has one of the IRIs ``further``."""
        by_name: dict[str, str] = {}
        for thing in things:
            for iri in (thing.iri, *thing.joins):
                by_name.setdefault(iri, thing.iri)
                by_name.setdefault(iri.rpartition("/id/")[2], thing.iri)
        for iri in further:
            meant = by_name.setdefault(iri, iri)
            by_name.setdefault(iri.rpartition("/id/")[2], meant)
        self._meant = by_name
        self._of: dict[str, list[LinkVerdict]] = {}
        gone: list[LinkVerdict] = []
        for link in links:
            if link.thing in by_name:
                self._of.setdefault(by_name[link.thing], []).append(link)
            else:
                gone.append(link)
        self.vanished = tuple(gone)

    def decision(self, iri: str) -> LinkDecision | None:
        """What a person says that the thing is, or that it has no item."""
        said = self._accepted(iri)
        if not said:
            return None
        first = said[0]
        decision = LinkDecision(
            self._meant.get(iri, iri),
            "linked" if first.item else "nil",
            first.item,
            source=CURATION,
            author=first.author,
            date=first.date,
            because=first.because,
        )
        others = sorted({v.item or "none" for v in said} - {first.item or "none"})
        if others:
            because = f"people decided on {first.item or 'none'} and on {', '.join(others)}"
            return replace(decision, state="review", item=None, because=because)
        return decision

    def rejected(self, iri: str) -> frozenset[str]:
        """Items that a person says the thing is not."""
        said = self._said(iri)
        return frozenset(v.item for v in said if v.verdict == "rejected" and v.item)

    def denies(self, iri: str, item: str) -> bool:
        """Whether a person says that the thing is not ``item``, or that it is another or none."""
        others = {v.item for v in self._accepted(iri)} - {item}
        return bool(others) or item in self.rejected(iri)

    def _said(self, iri: str) -> list[LinkVerdict]:
        return self._of.get(self._meant.get(iri, iri), [])

    def _accepted(self, iri: str) -> list[LinkVerdict]:
        return [v for v in self._said(iri) if v.verdict == "accepted"]


def apply_verdicts(
    decisions: Iterable[LinkDecision], things: Sequence[Thing], curation: Curation = NONE
) -> tuple[LinkDecision, ...]:
    """Stored decisions on ``things`` as people see them now; what they took back holds no more."""
    verdicts = Verdicts(things, curation.links)
    before = {decision.thing: decision for decision in decisions}
    now: dict[str, LinkDecision] = {}
    for thing in things:
        old, said = before.get(thing.iri), verdicts.decision(thing.iri)
        if said is not None:
            known = old.scored if old and old.item == said.item else ()
            now[thing.iri] = replace(said, scored=known)
        elif old is not None and old.source != CURATION:
            rejected = verdicts.rejected(thing.iri)
            kept = [s for s in old.scored if s.candidate.item not in rejected]
            as_it_was = old.item not in rejected and len(kept) == len(old.scored)
            now[thing.iri] = old if as_it_was else decide(thing, kept)
    return tuple(settle_shared([now[iri] for iri in sorted(now)], things))


def gazetteer_matches(
    things: Sequence[Thing], curation: Curation, base: str
) -> list[tuple[str, str]]:
    """Entries (IRIs) with the items that the gazetteer gives them and no person denies, by IRI."""
    entries = load_gazetteer().entries.values()
    items = {reference_iri(entry, base): entry.wikidata for entry in entries if entry.wikidata}
    verdicts = Verdicts(things, curation.links, items)
    return [(iri, item) for iri, item in sorted(items.items()) if not verdicts.denies(iri, item)]
