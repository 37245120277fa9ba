"""Events: paired with the gold's by type, passage, date, place and actors; then what is said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from tests.scoring.dates import agreement
from tests.scoring.gold import Annotation, Document, Row, Span, best_pairs, mostly_in, overlap, span
from tests.scoring.names import stands_for
from tests.scoring.score import Score

CORE = frozenset({"congress", "battle", "war", "treaty"})
#: a careful reader may take the one for the other; such a pair counts half
NEAR = frozenset(
    frozenset(pair.split())
    for pair in (
        "battle occupation",
        "battle withdrawal",
        "occupation withdrawal",
        "battle war",
        "battle uprising",
        "uprising massacre",
        "declaration communication",
        "declaration foundation",
        "declaration dissolution",
        "declaration other",
        "removal dissolution",
        "congress meeting",
        "treaty meeting",
        "travel meeting",
        "travel appointment",
        "aid communication",
    )
)


@dataclass(slots=True)
class Built:
    """An event of the build as one document tells it."""

    iri: str
    type: str
    passages: list[Span] = field(default_factory=list)
    claims: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))


def built_events(document: Document) -> list[Built]:
    """The build's events in ``document``, each with the claims that it makes there."""
    events: dict[str, Built] = {}
    for row in document.tables.of("event_passages", document.name):
        event = events.setdefault(row["event"], Built(row["event"], row["type"].lower()))
        event.passages.append(span(row))
    for row in document.tables.of("event_claims", document.name):
        if row["event"] in events:
            events[row["event"]].claims[row["property"]][row["value"]] = row
    return list(events.values())


def drawn_from_noise(document: Document) -> int:
    """Events whose every passage lies in citations, headers or front matter."""
    noise = document.zones(prose=False)
    return sum(all(mostly_in(p, noise) for p in e.passages) for e in built_events(document))


def same_type(gold: str, said: str) -> float:
    """1 for one type, 0.5 for two that are near, else 0."""
    return 1.0 if gold == said else 0.5 * (frozenset((gold, said)) in NEAR)


@dataclass(frozen=True, slots=True)
class EventScores:
    """How well the events of one document were read."""

    core: Score
    all: Score
    dates: Score
    places: Score
    actors: Score


class Reader:
    """One document's events with its gold."""

    def __init__(self, document: Document) -> None:
        self.gold: list[Annotation] = document.gold["events"]
        self.built = built_events(document)
        self._means = stands_for(document)
        self._same = {k: {k, *e.get("equiv", ())} for k, e in document.entities.items()}
        self.pairs = best_pairs(
            [
                (likeness, i, j)
                for i, j in product(range(len(self.gold)), range(len(self.built)))
                if (likeness := self._likeness(self.gold[i], self.built[j]))
            ]
        )

    def _likeness(self, gold: Annotation, built: Built) -> float:
        """0 for two events of different kinds or passages; the more they share, the more."""
        same = same_type(gold["type"], built.type)
        evidence = [span(quote) for quote in gold["evidence"]]
        tightest = max(overlap(a, b) / _hull(a, b) for a, b in product(evidence, built.passages))
        if not same or not tightest:
            return 0.0
        places = self.matched(built.claims["place"], places_of(gold))
        actors = self.matched(built.claims["actor"], actors_of(gold))
        return same * (
            1
            + 2 * self.date(gold, built)
            + any(places.keys() - {None})
            + min(3, sum(len(rows) for entity, rows in actors.items() if entity)) / 3
            + tightest
        )

    def date(self, gold: Annotation, built: Built) -> float:
        """How well the best of the dates said agrees."""
        return max((agreement(gold["edtf"], v) for v in built.claims["date"]), default=0.0)

    def matched(self, said: dict[str, Row], wanted: list[str]) -> dict[str | None, list[Row]]:
        """What is said, by the wanted entity that it means, or by None."""
        rows: dict[str | None, list[Row]] = defaultdict(list)
        for row in said.values():
            means = self._means(row)
            meant = next((w for w in wanted if means & self._same.get(w, {w})), None)
            rows[meant].append(row)
        return rows


def _hull(a: Span, b: Span) -> int:
    return max(1, max(a[1], b[1]) - min(a[0], b[0]))


def places_of(gold: Annotation) -> list[str]:
    """Ids of the gold event's places."""
    return list(gold["places"])


def actors_of(gold: Annotation) -> list[str]:
    """Ids of those who take part in the gold event, in whatever role."""
    return [p["entity"] for p in gold["participants"]]


@cache
def score_events(document: Document) -> EventScores:
    """Events of one document, and the dates, places and actors of those found."""
    reader = Reader(document)
    return EventScores(
        core=_events(reader, CORE.__contains__),
        all=_events(reader, lambda _: True),
        dates=_dates(reader),
        places=_arguments(reader, "place", places_of),
        actors=_arguments(reader, "actor", actors_of),
    )


def _events(reader: Reader, counts: Callable[[str], bool]) -> Score:
    gold, built, pairs = reader.gold, reader.built, reader.pairs
    free = {j for i, j in pairs.items() if gold[i]["optional"]}
    alike = {i: same_type(gold[i]["type"], built[j].type) for i, j in pairs.items()}
    return Score(
        sum(alike[i] for i, j in pairs.items() if counts(built[j].type) and j not in free),
        sum(counts(event.type) for j, event in enumerate(built) if j not in free),
        sum(alike[i] for i in pairs if counts(gold[i]["type"]) and not gold[i]["optional"]),
        sum(counts(event["type"]) and not event["optional"] for event in gold),
    )


def _dates(reader: Reader) -> Score:
    found = [(reader.gold[i], reader.built[j]) for i, j in reader.pairs.items()]
    right = sum(reader.date(g, b) for g, b in found)
    said = sum(bool(b.claims["date"]) for _, b in found)
    return Score(right, said, right, sum(bool(g["edtf"]) for g, _ in found))


def _arguments(
    reader: Reader, property_: str, wanted_of: Callable[[Annotation], list[str]]
) -> Score:
    score = Score()
    for i, j in reader.pairs.items():
        wanted = wanted_of(reader.gold[i])
        said = reader.built[j].claims[property_]
        matched = reader.matched(said, wanted)
        invented = len(matched.pop(None, ()))
        score += Score(len(said) - invented, len(said), len(matched), len(wanted))
    return score
