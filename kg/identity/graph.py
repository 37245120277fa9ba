"""The graph of identity: what was joined or kept apart, by whom or what, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from kg.graph.iris import slug
from kg.graph.terms import A, Lines, decimal, text, typed
from kg.graph.vocab import DCTERMS, KG, PROV, RDFS, XSD
from kg.identity.evidence import Decision
from kg.identity.things import Thing


def identity_quads(things: Iterable[Thing], decisions: Sequence[Decision], base: str) -> list[str]:
    """``{base}graph/identity`` as sorted N-Quads lines."""
    lines = Lines(f"{base}graph/identity")
    for thing in things:
        lines.say(f"<{thing.iri}>", *((f"<{KG}joins>", f"<{iri}>") for iri in thing.joins))
    for decision in decisions:
        _say(decision, lines, base)
    return lines.sorted()


def decision_iri(decision: Decision, base: str) -> str:
    """The IRI of a decision: the same two things and the same judge, the same IRI."""
    judge = decision.author or decision.rule
    content = "\x1f".join((decision.one, decision.other, decision.verdict, judge))
    return f"{base}id/decision/{hashlib.sha256(content.encode()).hexdigest()[:16]}"


def _say(decision: Decision, lines: Lines, base: str) -> None:
    author = f"<{base}id/agent/{slug(decision.author)}>" if decision.author else None
    lines.say(
        f"<{decision_iri(decision, base)}>",
        (A, f"<{KG}Decision>"),
        (f"<{KG}about>", f"<{decision.one}>"),
        (f"<{KG}about>", f"<{decision.other}>"),
        (f"<{KG}verdict>", f"<{KG}{decision.verdict}>"),
        (f"<{KG}score>", decimal(decision.score)),
        *((f"<{KG}evidence>", text(reason)) for reason in decision.evidence),
        (f"<{KG}rule>", text(decision.rule)),
        (f"<{PROV}wasAttributedTo>", author),
        (f"<{DCTERMS}date>", typed(decision.date, f"{XSD}date") if decision.date else None),
    )
    if author:
        lines.say(author, (A, f"<{PROV}Agent>"), (f"<{RDFS}label>", text(decision.author)))
