"""The graph of curation: what people said of claims, and decisions that speak of nothing any more.

What people said of things that are one or not stands in the graph of identity, links in theirs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.curation.claims import RANKS, Judgement
from kg.curation.model import ClaimVerdict, Curation, LinkVerdict, Pair
from kg.graph.iris import slug
from kg.graph.terms import A, Lines, text, typed
from kg.graph.vocab import DCTERMS, KG, PROV, RDFS, XSD

_MANUAL: Final = "a person's decision"


@dataclass(frozen=True, slots=True)
class Missing:
    """A line of a curation file that speaks of something which no document tells any more."""

    file: str
    line: int
    words: str  #: of what it speaks

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.words}"


def curation_quads(
    judgements: Iterable[Judgement], missing: Iterable[Missing], base: str
) -> list[str]:
    """``{base}graph/curation`` as sorted N-Quads lines."""
    lines = Lines(f"{base}graph/curation")
    for judgement in judgements:
        if judgement.claims:
            _say(judgement, lines, base)
    for one in missing:
        node = f"<{base}id/curation/{one.file}/{one.line}>"
        lines.say(
            node,
            (A, f"<{KG}Decision>"),
            (f"<{KG}missing>", text(one.words)),
            (f"<{KG}rule>", text(_MANUAL)),
        )
    return lines.sorted()


def missing_of(
    judgements: Iterable[Judgement], pairs: Iterable[Pair], links: Iterable[LinkVerdict]
) -> list[Missing]:
    """What is missing, in the order of files and lines."""
    return [
        *(Missing("identity.tsv", p.line, f"{p.one} or {p.other}") for p in pairs),
        *(Missing("links.sssom.tsv", link.line, link.thing) for link in links),
        *(
            Missing("claims.tsv", j.verdict.line, _words(j.verdict))
            for j in judgements
            if not j.claims
        ),
    ]


def links_missing(curation: Curation, known: Iterable[str], base: str) -> list[LinkVerdict]:
    """The verdicts on links of things that are not ``known`` (IRIs)."""
    here = set(known)
    return [
        link for link in curation.links if here.isdisjoint((link.thing, f"{base}id/{link.thing}"))
    ]


def _words(verdict: ClaimVerdict) -> str:
    return f"{verdict.property} {verdict.value} of {verdict.event} in {verdict.document}"


def _say(judgement: Judgement, lines: Lines, base: str) -> None:
    verdict = judgement.verdict
    content = (verdict.document, verdict.event, verdict.property, verdict.value, verdict.quote)
    judged = "\x1f".join((*content, verdict.verdict, verdict.author))
    author = f"<{base}id/agent/{slug(verdict.author)}>"
    lines.say(
        f"<{base}id/decision/{hashlib.sha256(judged.encode()).hexdigest()[:16]}>",
        (A, f"<{KG}Decision>"),
        *((f"<{KG}judges>", f"<{claim}>") for claim in judgement.claims),
        (f"<{KG}rank>", f"<{RANKS[verdict.verdict]}>"),
        (f"<{KG}evidence>", text(verdict.because) if verdict.because else None),
        (f"<{KG}rule>", text(_MANUAL)),
        (f"<{PROV}wasAttributedTo>", author),
        (f"<{DCTERMS}date>", typed(verdict.date, f"{XSD}date")),
    )
    lines.say(author, (A, f"<{PROV}Agent>"), (f"<{RDFS}label>", text(verdict.author)))
