"""One verb that several dates share: each date with what stands beside it is an event.

*In 1881 he finished the school and in 1884 the academy*; *won on the Granicus in May 334, at Issus
in November 333*; ``Lütsendə 2 mayda, Bautsendə 20 mayda qalib gəldi``.
"""

from __future__ import annotations

from itertools import pairwise

from extractors.events.clauses import Clause, Dated, Named, Sentence
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
        return _gapped(dates, [[*d, *s] for d, s in zip(dealt, subjects, strict=True)], common)
    told: list[tuple[list[Companion], Dated]] = []
    for at, date in enumerate(dates):
        own = next((s for s in [subjects[at], *reversed(subjects[:at]), *subjects] if s), [])
        told.append((common + own + dealt[at], date))
    return told


def shared_places(clause: Clause, hit: Hit) -> list[tuple[Named, Dated]]:
    """The victories of Crécy in 1346 and of Poitiers in 1356: each place with the date behind it.

    Empty where the noun ``hit`` has not several places that stand in its *of*, or one has no date.
    """
    end = min(
        (h.first for h in clause.hits if not h.verbal and h.first >= hit.last), default=clause.last
    )
    behind = [n for n in clause.names if hit.last <= n.first < end]
    places = [n for n in behind if n.span.type == "Place" and n.slot in ("of", "at")]
    if len(places) < 2 or places[0].first > hit.last + 1:
        return []
    ends = [n.first for n in places[1:]] + [end]
    found: list[tuple[Named, Dated]] = []
    for place, end in zip(places, ends, strict=True):
        date = next((d for d in clause.dates if place.last < d.first < end), None)
        if date is None:
            return []
        found.append((place, date))
    return found


def _gapped(
    dates: list[Dated], dealt: list[list[Companion]], common: list[Companion]
) -> list[tuple[list[Companion], Dated]]:
    """Acre fell on 18 May, Tyre on 19 May: who stands with a later date is a subject of its kind."""
    if dealt[0] or len(common) != 1:
        return []
    slot, first, beside = common[0]
    others = [d[0] for d in dealt[1:] if len(d) == 1]
    if len(others) < len(dates) - 1:
        return []
    if any(s not in ("subj", "obj") or n.span.type != first.span.type for s, n, _ in others):
        return []
    return [
        (common, dates[0]),
        *(([(slot, n, beside)], d) for (_, n, _), d in zip(others, dates[1:], strict=True)),
    ]


def _cut(reader: Reader, first: Dated, second: Dated) -> int | None:
    """The first sign or *and* between two dates, outside names."""
    for at in range(first.last + 1, second.first):
        fold = reader.words.folds[at]
        if at not in reader.at_word and (fold in _SIGNS or reader.naming.joins.match(fold)):
            return at
    return None
