"""From what each reading may name to the entities of a document.

Types are settled over the whole document, learned names found again, and the mentions put
together to entities across languages and scripts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from extractors.model import Entity, NameSpan
from extractors.names.candidate import Candidate
from extractors.names.evidence import Reader, settle_types
from extractors.names.identity import Told, tell_entities
from extractors.names.tables import load_lexicon


@dataclass(frozen=True, slots=True)
class Names:
    """The entities of a document, and for each reading its name spans (sorted, no overlap)."""

    entities: tuple[Entity, ...]
    spans: tuple[tuple[NameSpan, ...], ...]


def settle_names(docs: Sequence[Doc]) -> Names:
    """Who and what a document names; ``docs`` are its readings, with ``name_candidates`` or None.

    None is what the pipeline of a language leaves of which names are not read.
    """
    named = [(i, doc) for i, doc in enumerate(docs) if doc._.name_candidates is not None]
    readers = [
        Reader(
            language=doc._.reading.language,
            lexicon=load_lexicon(doc._.reading.language),
            words=doc._.words,
            candidates=_undated(doc, doc._.name_candidates),
        )
        for _, doc in named
    ]
    settled = [
        _undated(doc, found) for (_, doc), found in zip(named, settle_types(readers), strict=True)
    ]
    told: list[Told] = []
    for (index, doc), candidates in zip(named, settled, strict=True):
        reading = doc.text  # spaCy puts it together anew at every look
        for c in candidates:
            text = " ".join(reading[c.start : c.end].split())
            told.append(Told(index, doc._.reading.language, text, c))
    entities, owner = tell_entities(told)
    spans: list[list[NameSpan]] = [[] for _ in docs]
    for item, key in zip(told, owner, strict=True):
        spans[item.reading].append(_span(item.candidate, key))
    return Names(entities=entities, spans=tuple(tuple(s) for s in spans))


def told_anew(names: Names, instead: Mapping[str, Entity]) -> Names:
    """``names`` with other entities in the place of those of the keys in ``instead``."""
    return Names(
        tuple(instead.get(entity.key, entity) for entity in names.entities),
        tuple(
            tuple(
                replace(s, entity=instead[s.entity].key) if s.entity in instead else s
                for s in spans
            )
            for spans in names.spans
        ),
    )


def _undated(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """``candidates`` without those that lie in a date (Juan in 25 جوان, which is June)."""
    if not doc.has_extension("date_expressions"):
        return list(candidates)
    dated = [e for e in doc._.date_expressions if not e.weak]
    starts = [e.start for e in dated]

    def inside(c: Candidate) -> bool:
        at = bisect_right(starts, c.start) - 1
        return at >= 0 and c.end <= dated[at].end

    return [c for c in candidates if not inside(c)]


def _span(c: Candidate, entity: str) -> NameSpan:
    assert c.type is not None
    return NameSpan(
        start=c.start,
        end=c.end,
        type=c.type,
        entity=entity,
        rule=f"names.{c.rule}",
        confidence=round(c.confidence, 2),
    )
