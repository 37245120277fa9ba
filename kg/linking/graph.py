"""The graph of links: every thing's candidates, how well each fits, and what was decided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

from extractors.dates.edtf import calendar_day, day_number
from kg.graph.iris import slug
from kg.graph.terms import A, Lines, decimal, degrees, integer, text, typed, words
from kg.graph.vocab import DCTERMS, GEO, KG, PROV, RDFS, SKOS, WD, XSD
from kg.linking.model import LinkDecision, Scored

#: labels of candidates that stand in the graph
LABELLED: Final = frozenset({"en", "tr", "ar", "az", "ru", "mul"})


def link_quads(
    decisions: Iterable[LinkDecision], base: str, matches: Iterable[tuple[str, str]] = ()
) -> list[str]:
    """``{base}graph/links`` as sorted N-Quads lines.

    ``matches``: things (IRIs) with items that hold whether or not the thing was looked for.
    """
    lines = Lines(f"{base}graph/links")
    for decision in decisions:
        _say(decision, lines, base)
    for thing, item in matches:
        lines.say(f"<{thing}>", (f"<{SKOS}exactMatch>", f"<{WD}{item}>"))
    return lines.sorted()


def link_iri(thing: str, base: str) -> str:
    """The IRI of what is decided on a thing's item."""
    return f"{base}id/link/{hashlib.sha256(thing.encode()).hexdigest()[:16]}"


def _say(decision: LinkDecision, lines: Lines, base: str) -> None:
    node = link_iri(decision.thing, base)
    item = f"<{WD}{decision.item}>" if decision.item else None
    because = decision.because
    if not because and decision.rule and decision.scored:
        because = "; ".join(decision.scored[0].evidence)
    author = f"<{base}id/agent/{slug(decision.author)}>" if decision.author else None
    lines.say(
        f"<{node}>",
        (A, _kg("Link")),
        (_kg("of"), f"<{decision.thing}>"),
        (_kg("state"), _kg(decision.state)),
        (_kg("item"), item),
        *((_kg("candidate"), f"<{node}/{s.candidate.item}>") for s in decision.scored),
        (_kg("foundIn"), text(decision.source) if decision.source else None),
        (_kg("rule"), text(decision.rule or decision.source)),
        (_kg("score"), decimal(decision.scored[0].score) if decision.scored else None),
        (_kg("because"), text(because) if because else None),
        (f"<{PROV}wasAttributedTo>", author),
        (f"<{DCTERMS}date>", typed(decision.date, f"{XSD}date") if decision.date else None),
    )
    if author:
        lines.say(author, (A, f"<{PROV}Agent>"), (f"<{RDFS}label>", text(decision.author)))
    for scored in decision.scored:
        _candidate(f"<{node}/{scored.candidate.item}>", scored, lines)
    if item:
        match = "closeMatch" if decision.rule else "exactMatch"
        lines.say(f"<{decision.thing}>", (f"<{SKOS}{match}>", item))


def _candidate(node: str, scored: Scored, lines: Lines) -> None:
    found = scored.candidate
    lines.say(
        node,
        (A, _kg("Candidate")),
        (_kg("item"), f"<{WD}{found.item}>"),
        *(
            (f"<{RDFS}label>", words(label, language))
            for label, language, alias in found.labels
            if not alias and language in LABELLED
        ),
        (f"<{DCTERMS}description>", text(found.description) if found.description else None),
        (_kg("score"), decimal(scored.score)),
        *((_kg("evidence"), text(reason)) for reason in scored.evidence),
        (_kg("beginsDay"), None if found.first is None else integer(found.first)),
        (_kg("beginsNotAfter"), None if found.first is None else integer(_year(found.first)[1])),
        (_kg("endsNotBefore"), None if found.last is None else integer(_year(found.last)[0])),
        (_kg("endsDay"), None if found.last is None else integer(found.last)),
        (f"<{GEO}lat>", None if found.lat is None else degrees(found.lat)),
        (f"<{GEO}long>", None if found.lon is None else degrees(found.lon)),
        (_kg("foundIn"), text(found.source) if found.source else None),
    )


def _year(day: int) -> tuple[int, int]:
    """The days that a day may stand for: a year's first or last day for all of the year."""
    year, month, of_month = calendar_day(day)
    if (month, of_month) in ((1, 1), (12, 31)):
        return day_number(year, 1, 1), day_number(year, 12, 31)
    return day, day


def _kg(name: str) -> str:
    return f"<{KG}{name}>"
