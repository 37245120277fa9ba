"""One verb that several dates share: each date with what stands beside it is an event.

*In 1881 he finished the school and in 1884 the academy*; *won on the Granicus in May 334, at Issus
in November 333*; ``Lütsendə 2 mayda, Bautsendə 20 mayda qalib gəldi``.
"""

from __future__ import annotations

from itertools import pairwise

from extractors.events.clauses import Clause, Dated, Sentence
from extractors.events.lexicon import Hit
from extractors.events.reader import Companion, Reader

_SIGNS = frozenset({",", "،"})


def shared_dates(
    reader: Reader, sentence: Sentence, clause: Clause, hit: Hit, companions: list[Companion]
) -> list[tuple[list[Companion], Dated]]:
    """The companions of ``hit`` dealt out to its dates; empty where the verb has one event.

    Each date must have a name of its own that is no bare subject, or where the verb comes last its
    own subject and no more (A on the 5th, B on the 7th joined), and a sign or an *and* must part it
    from the next. A subject that stands once is everybody's.
    """
    last = reader.grammar.order == "last"
    dates = [d for d in clause.dates if (d.last < hit.first if last else d.first >= hit.last)]
    if len(dates) < 2:
        return []
    cuts = [_cut(reader, a, b) for a, b in pairwise(dates)]
    if any(c is None for c in cuts):
        return []
    edges = [c for c in cuts if c is not None]
    dealt: list[list[Companion]] = [[] for _ in dates]
    subjects: list[list[Companion]] = [[] for _ in dates]
    common: list[Companion] = []
    for companion in companions:
        slot, named, _ = companion
        if not last and named.first < hit.first:
            common.append(companion)
            continue
        at = sum(named.first > edge for edge in edges)
        (subjects if slot == "subj" else dealt)[at].append(companion)
    gapped = last and all(subjects) and not any(dealt)
    if not all(dealt) and not gapped:
        return []
    told: list[tuple[list[Companion], Dated]] = []
    for at, date in enumerate(dates):
        own = next((s for s in [subjects[at], *reversed(subjects[:at]), *subjects] if s), [])
        told.append((common + own + dealt[at], date))
    return told


def _cut(reader: Reader, first: Dated, second: Dated) -> int | None:
    """The first sign or *and* between two dates, outside names."""
    for at in range(first.last + 1, second.first):
        fold = reader.words.folds[at]
        if at not in reader.at_word and (fold in _SIGNS or reader.naming.joins.match(fold)):
            return at
    return None
