"""The figures of a build: a score for each group of documents and each layer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.scoring.dates import score_dates
from tests.scoring.events import drawn_from_noise, score_events
from tests.scoring.gold import Document
from tests.scoring.names import NAMES, score_identity, score_mentions
from tests.scoring.score import Score, total
from tests.scoring.together import score_core_events, score_things

#: what is scored, with what it means for people
LAYERS = {
    "dates": "dates, days agree",
    "names": "people, places, organisations",
    "names_exact": "… of the same extent",
    "groups": "groups",
    "identity": "one entity stays one (B³)",
    "things_together": "… across documents, in pairs",
    "core": "core events",
    "core_together": "… across documents, in pairs",
    "events": "all events",
    "event_dates": "… their dates",
    "event_places": "… their places",
    "event_actors": "… their actors",
}


def score_layers(documents: Sequence[Document]) -> dict[str, Score]:
    """A score for each layer, over all ``documents`` together."""
    events = [score_events(document) for document in documents]
    return {
        "dates": total(score_dates(d) for d in documents),
        "names": total(score_mentions(d, NAMES) for d in documents),
        "names_exact": total(score_mentions(d, NAMES, exact=True) for d in documents),
        "groups": total(score_mentions(d, ("GROUP",)) for d in documents),
        "identity": score_identity(documents),
        "things_together": score_things(documents),
        "core": total(e.core for e in events),
        "core_together": score_core_events(documents),
        "events": total(e.all for e in events),
        "event_dates": total(e.dates for e in events),
        "event_places": total(e.places for e in events),
        "event_actors": total(e.actors for e in events),
    }


def noise(documents: Iterable[Document]) -> int:
    """Events drawn from citations, headers or front matter alone; the right number is 0."""
    return sum(drawn_from_noise(document) for document in documents)


def groups(documents: Sequence[Document]) -> dict[str, list[Document]]:
    """``documents`` by language, by split, and all."""
    grouped = {
        language: [d for d in documents if d.language == language]
        for language in sorted({d.language for d in documents})
    }
    for split in ("dev", "test"):
        grouped[split] = [d for d in documents if d.split == split]
    grouped["all"] = list(documents)
    return {name: members for name, members in grouped.items() if members}
