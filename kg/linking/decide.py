"""From scored candidates to a link, an explicit "none", or a question to a person."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.identity.things import Thing
from kg.linking.model import LinkDecision, Scored

RULE: Final = "linking.2"  #: to be counted on when weights or thresholds change
LINKED: Final = 0.8  #: from this score on a candidate is linked, if no other is near
REVIEW: Final = 0.5  #: from this score on a person should look
_APART: Final = 1.1  #: log odds by which the best must be better than the next
KEPT: Final = 10  #: so many candidates are kept


def decide(thing: Thing, ordered: Sequence[Scored]) -> LinkDecision:
    """What is said of ``thing``, given the candidates that fit best, the best first."""
    best = ordered[0] if ordered else None
    if best is None or best.score < REVIEW:
        because = "" if best is None else "no candidate fits well enough"
        return LinkDecision(thing.iri, "nil", None, tuple(ordered), rule=RULE, because=because)
    rivals = [s for s in ordered[1:] if _odds(best) - _odds(s) < _APART]
    if best.score >= LINKED and not rivals:
        source = best.candidate.source
        return LinkDecision(thing.iri, "linked", best.candidate.item, tuple(ordered), source, RULE)
    because = (
        "as likely: " + ", ".join(s.candidate.item for s in (best, *rivals))
        if rivals
        else "not sure enough"
    )
    return LinkDecision(thing.iri, "review", None, tuple(ordered), rule=RULE, because=because)


def _odds(scored: Scored) -> float:
    score = min(max(scored.score, 1e-6), 1 - 1e-6)
    return math.log(score / (1 - score))


def settle_shared(decisions: Sequence[LinkDecision], things: Sequence[Thing]) -> list[LinkDecision]:
    """Leave a machine's link to an item with one thing; of the others, which may be the same, ask.

    The item stays with a thing to which a person or the gazetteer gave it, else with that of the
    best score and the most mentions.
    """
    mentions = {thing.iri: thing.mentions for thing in things}
    holders: dict[str, list[LinkDecision]] = defaultdict(list)
    for decision in decisions:
        if decision.state == "linked" and decision.item:
            holders[decision.item].append(decision)
    keep: dict[str, str] = {}
    for item, several in holders.items():
        several.sort(key=lambda d: (bool(d.rule), -_best(d), -mentions.get(d.thing, 0), d.thing))
        keep[item] = several[0].thing
    return [
        d
        if d.state != "linked" or not d.item or not d.rule or keep[d.item] == d.thing
        else replace(
            d,
            state="review",
            item=None,
            source="",
            because=f"{d.item} is linked to {keep[d.item]}: are the two one?",
        )
        for d in decisions
    ]


def _best(decision: LinkDecision) -> float:
    return decision.scored[0].score if decision.scored else 0.0
