"""Links to Wikidata as values: candidates, how well each fits a thing, and what was decided.

Items are named by their number (``Q43``); days are day numbers (Julian Day Numbers at noon, as in
``extractors.dates``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from kg.identity.things import Thing

State = Literal["linked", "nil", "review"]

CURATION: Final = "curation"  #: source of what people decided
GAZETTEER: Final = "gazetteer"  #: source of what the shipped gazetteer says


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item of Wikidata that a thing may be."""

    item: str
    labels: tuple[tuple[str, str, bool], ...] = ()  #: text, language, whether it is an alias
    classes: tuple[str, ...] = ()  #: what it is an instance of (P31), with all above (P279), sorted
    first: int | None = (
        None  #: first day of its life (P569), existence (P571, P580) or event (P585)
    )
    last: int | None = (
        None  #: last day (P570, P576, P582, P585); of a date that may be a year, its end
    )
    lat: float | None = None
    lon: float | None = None
    description: str = ""  #: in English where there is one
    source: str = ""  #: where it was found: a Source's name


@dataclass(frozen=True, slots=True)
class Scored:
    """How well a candidate fits, from 0 to 1, and why, one reason a string."""

    candidate: Candidate
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkDecision:
    """What is said of a thing's item: linked to ``item``, none to be found, or to be reviewed."""

    thing: str  #: IRI
    state: State
    item: str | None = None
    scored: tuple[Scored, ...] = ()  #: all candidates, the best first
    source: str = ""  #: "curation", "gazetteer", or the name of the Source that had the item
    rule: str = ""
    author: str = ""  #: who decided, where a person did
    date: str = ""  #: the day of a person's decision (ISO 8601)
    because: str = ""  #: a person's words, or what is to be looked at


class Source(Protocol):
    """Where candidates come from."""

    @property
    def name(self) -> str:
        """A short name that evidence and candidates carry: "reference", an endpoint's address."""
        ...

    def find(self, things: Sequence[Thing]) -> Iterator[tuple[str, tuple[Candidate, ...]]]:
        """The candidates of things (by IRI), asked for in batches, in any order.

        A thing without candidates is yielded with none; one that could not be asked about is not
        yielded and stays open until the next run.
        """
        ...
