"""Links as an SSSOM mapping set (TSV): https://mapping-commons.github.io/sssom/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kg import __version__
from kg.curation.sssom import quoted
from kg.graph.vocab import SKOS, WD
from kg.identity.things import Thing
from kg.linking.model import CURATION, GAZETTEER, LinkDecision

COLUMNS: Final = (
    *("subject_id", "subject_label", "predicate_id", "object_id", "object_label"),
    *("mapping_justification", "author_label", "mapping_tool", "mapping_tool_version"),
    *("mapping_date", "confidence", "comment"),
)
NO_TERM: Final = "sssom:NoTermFound"
_MANUAL: Final = "semapv:ManualMappingCuration"
_MACHINE: Final = "semapv:CompositeMatching"  #: names, and what else is known of both
#: an entry of the gazetteer has its item where a published source vouches for it; no person signed it
_GAZETTEER: Final = "semapv:BackgroundKnowledgeBasedMatching"


def sssom_lines(
    decisions: Iterable[LinkDecision], things: Mapping[str, Thing], base: str
) -> Iterator[str]:
    """The lines of the file: what is linked, and what people say has no item; by thing.

    The tool stands in the rows that it made: said of the whole set it would hold of all of them.
    """
    yield from (
        f"#mapping_set_id: {base}graph/links\n",
        "#license: https://creativecommons.org/publicdomain/zero/1.0/\n",
        "#curie_map:\n",
        f"#  histkg: {base}id/\n",
        f"#  wd: {WD}\n",
        f"#  skos: {SKOS}\n",
        "#  semapv: https://w3id.org/semapv/vocab/\n",
        "#  sssom: https://w3id.org/sssom/\n",
    )
    yield "\t".join(COLUMNS) + "\n"
    for decision in decisions:
        if decision.state == "linked" or (decision.state == "nil" and decision.source == CURATION):
            yield "\t".join(quoted(_clean(cell)) for cell in _row(decision, things, base)) + "\n"


def _row(decision: LinkDecision, things: Mapping[str, Thing], base: str) -> tuple[str, ...]:
    best = decision.scored[0] if decision.scored else None
    machine = bool(decision.rule)
    labels = {lang: t for t, lang, alias in best.candidate.labels if not alias} if best else {}
    thing = things.get(decision.thing)
    said = f"the gazetteer of histkg {__version__}" if decision.source == GAZETTEER else ""
    return (
        f"histkg:{decision.thing.removeprefix(f'{base}id/')}",
        thing.label if thing else "",
        "skos:closeMatch" if machine else "skos:exactMatch",
        f"wd:{decision.item}" if decision.item else NO_TERM,
        labels.get("en") or next(iter(sorted(labels.values())), ""),
        _MACHINE if machine else _MANUAL if decision.source == CURATION else _GAZETTEER,
        decision.author,
        f"histkg {decision.rule}" if machine else "",
        __version__ if machine else "",
        decision.date,
        f"{best.score:.3f}" if machine and best else "",
        "; ".join(best.evidence) if machine and best else decision.because or said,
    )


def _clean(cell: str) -> str:
    return " ".join(cell.split())
