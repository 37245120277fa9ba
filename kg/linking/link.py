"""All things linked: what people decided first, then the gazetteer, then what sources hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.names.gazetteer import Entry, load_gazetteer
from extractors.names.lives import existence
from kg.curation.model import NONE, Curation, LinkVerdict
from kg.identity.things import Thing
from kg.linking.decide import KEPT, decide, settle_shared
from kg.linking.divide import MANY, decided_among
from kg.linking.fit import best_fits
from kg.linking.memory import seldom_collecting
from kg.linking.model import GAZETTEER, Candidate, LinkDecision, Scored, Source
from kg.linking.reference import Reference
from kg.linking.verdicts import Verdicts
from kg.linking.where import Context, Spot, is_abroad
from kg.linking.within import told_within

#: Candidates by item, of those items that are known.
Facts = Callable[[Iterable[str]], Mapping[str, Candidate]]


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of linking."""

    decisions: tuple[LinkDecision, ...]  #: by thing's IRI; of things without a name none
    open: tuple[str, ...]  #: things that a source could not be asked about
    vanished: tuple[LinkVerdict, ...]  #: a person's decisions on things that are not here


@seldom_collecting()
def link_things(
    things: Sequence[Thing],
    sources: Sequence[Source],
    curation: Curation = NONE,
    *,
    facts: Facts | None = None,
    gazetteer_items: bool = True,
    workers: int = 1,
) -> Linked:
    """Decide on the item of every thing; the sources are asked one after the other.

    A later source is asked only about what is not linked yet. ``gazetteer_items``: whether the
    items that stand in the gazetteer hold (else it gives names, dates and positions alone);
    ``facts`` gives what is known of items that people or the gazetteer name. With ``workers``
    processes many things are compared with a reference set, where nothing else is asked; what is
    decided does not depend on their number.
    """
    verdicts = Verdicts(things, curation.links)
    known = {thing.iri: _known(thing) for thing in things}
    decided: dict[str, LinkDecision] = {}
    for thing in things:
        item = verdicts.decision(thing.iri)
        if item is None and gazetteer_items:
            item = _gazetteer_item(thing, verdicts)
        if item is not None:
            decided[thing.iri] = item
    decided = dict(_with_facts(decided, facts))
    known = {iri: told_within(thing, known) for iri, thing in known.items()}
    todo = [known[t.iri] for t in things if t.iri not in decided and t.names]
    context = _context(known.values())
    match sources:
        case [Reference() as reference] if workers > 1 and len(todo) >= MANY:
            decided |= _ask_among(workers, reference, todo, verdicts, context)
            missed: set[str] = set()
        case _:
            found, missed = _ask(todo, sources, verdicts, context)
            decided |= found
    settled = settle_shared(sorted(decided.values(), key=lambda d: d.thing), things)
    return Linked(tuple(settled), tuple(sorted(missed)), verdicts.vanished)


def _with_facts(
    decided: Mapping[str, LinkDecision], facts: Facts | None
) -> Iterator[tuple[str, LinkDecision]]:
    """Decisions with what is known of their items, to compare it with what the texts say."""
    items = sorted({d.item for d in decided.values() if d.item})
    known = facts(items) if facts and items else {}
    for iri, decision in decided.items():
        found = known.get(decision.item or "")
        if found is not None:
            why = f"the item that the {decision.source} names"
            decision = replace(decision, scored=(Scored(found, 1.0, (why,)),))
        yield iri, decision


def _ask(
    todo: Sequence[Thing], sources: Sequence[Source], verdicts: Verdicts, context: Context
) -> tuple[dict[str, LinkDecision], set[str]]:
    """Decisions on what the sources answered, and what is left open."""
    decided: dict[str, LinkDecision] = {}
    missed: set[str] = set()
    held: dict[str, dict[str, Candidate]] = {thing.iri: {} for thing in todo}
    for number, source in enumerate(sources, 1):
        rest = [t for t in todo if t.iri not in decided or decided[t.iri].state != "linked"]
        waiting = {t.iri: t for t in rest}
        for iri, candidates in source.find(rest):
            thing = waiting.pop(iri)
            for candidate in candidates:
                held[iri].setdefault(candidate.item, candidate)
            decided[iri] = _decide(thing, held[iri].values(), verdicts, context)
            state = decided[iri].state
            if state == "linked" or (state == "nil" and number == len(sources)):
                del held[iri]  # nobody asks for them again
        for iri, thing in waiting.items():
            decided[iri] = _decide(thing, held[iri].values(), verdicts, context)
        _note((decided[thing.iri] for thing in rest), context, {t.iri: t.type for t in rest})
        context.settled = True
        for thing in _abroad(rest, decided, context):
            held[thing.iri] = {s.candidate.item: s.candidate for s in decided[thing.iri].scored}
            decided[thing.iri] = _decide(thing, held[thing.iri].values(), verdicts, context)
        # what is linked by now may tell where and with whom the others are
        for thing in rest:
            if decided[thing.iri].state == "review":
                decided[thing.iri] = _decide(thing, held[thing.iri].values(), verdicts, context)
        missed |= waiting.keys()
    missed = {iri for iri in missed if decided[iri].state != "linked"}
    return {iri: d for iri, d in decided.items() if iri not in missed}, missed


def _ask_among(
    workers: int,
    reference: Reference,
    todo: Sequence[Thing],
    verdicts: Verdicts,
    context: Context,
) -> dict[str, LinkDecision]:
    """What ``_ask`` decides where the reference set is the only source."""

    def among(things: Sequence[Thing]) -> dict[str, LinkDecision]:
        decisions = decided_among(workers, reference.path, things, verdicts, context)
        return {decision.thing: decision for decision in decisions}

    decided = among(todo)
    _note(decided.values(), context, {t.iri: t.type for t in todo})
    context.settled = True
    review = [t for t in todo if decided[t.iri].state == "review"]
    for thing in _abroad(todo, decided, context):
        known = [s.candidate for s in decided[thing.iri].scored]
        decided[thing.iri] = _decide(thing, known, verdicts, context)
    return decided | among(review)


def _abroad(
    things: Sequence[Thing], decided: Mapping[str, LinkDecision], context: Context
) -> list[Thing]:
    """Places linked before it was known how far they are from what is named with them."""
    found = [
        thing
        for thing in things
        if decided[thing.iri].state == "linked"
        and is_abroad(thing, decided[thing.iri].scored[0].candidate, context)
    ]
    for thing in found:
        context.spots.pop(thing.iri, None)
    return found


def _decide(
    thing: Thing, candidates: Iterable[Candidate], verdicts: Verdicts, context: Context
) -> LinkDecision:
    rejected = verdicts.rejected(thing.iri)
    allowed = (c for c in candidates if c.item not in rejected)
    return decide(thing, best_fits(thing, allowed, context, KEPT))


def _gazetteer_item(thing: Thing, verdicts: Verdicts) -> LinkDecision | None:
    entry = load_gazetteer().entries.get(thing.gazetteer or "")
    if entry is None or not entry.wikidata or verdicts.denies(thing.iri, entry.wikidata):
        return None
    return LinkDecision(thing.iri, "linked", entry.wikidata, source=GAZETTEER)


def _known(thing: Thing) -> Thing:
    """The thing with what the gazetteer knows of it: names, life or days."""
    entry = load_gazetteer().entries.get(thing.gazetteer or "")
    if entry is None:
        return thing
    names = {(n.text, n.language) for n in entry.names if not n.short}
    new = sorted(names - {(text, language) for text, language, _ in thing.names})
    value = existence(entry)
    days = (value.earliest, value.latest) if value else (None, None)
    named = replace(thing, names=(*thing.names, *((t, lang, 0) for t, lang in new)))
    if entry.type == "Person" and thing.lived == (None, None):
        return replace(named, lived=days)
    if entry.type == "Event" and not thing.spans and days[0] is not None and days[1] is not None:
        return replace(named, spans=((days[0], days[1]),))
    return named


def _context(things: Iterable[Thing]) -> Context:
    context = Context()
    entries: Mapping[str, Entry] = load_gazetteer().entries
    for thing in things:
        entry = entries.get(thing.gazetteer or "")
        if entry is None:
            continue
        context.names[thing.iri] = entry.labels["en"]
        if entry.lat is not None and entry.lon is not None:
            context.spots[thing.iri] = Spot(entry.lat, entry.lon)
    return context


def _note(decisions: Iterable[LinkDecision], context: Context, types: Mapping[str, str]) -> None:
    """Remember of what is linked where it is and what it is called."""
    for decision in decisions:
        if decision.state != "linked" or not decision.scored:
            continue
        found = decision.scored[0].candidate
        english = sorted(t for t, language, alias in found.labels if language == "en" and not alias)
        if english:
            context.names.setdefault(decision.thing, english[0])
        if types[decision.thing] != "Place" or decision.thing in context.spots:
            continue
        if found.lat is not None and found.lon is not None:
            context.spots[decision.thing] = Spot(found.lat, found.lon)
            context.linked.add(decision.thing)
