"""What a person answers to what is pending, written into the curation files at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from kg.curation.adding import Added, add_claim, add_link, add_pair, take_back
from kg.curation.apart import events_apart
from kg.curation.contradictions import Contradiction, Value
from kg.curation.files import CurationError
from kg.curation.index import Reader
from kg.curation.model import ClaimVerdict, LinkVerdict, Pair
from kg.curation.passages import excerpt
from kg.curation.pending import MaybeItem, MaybeOne, Option


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, on which day (ISO 8601), and why."""

    author: str
    date: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where decisions are made: a store to look at, a folder to write to."""

    reader: Reader
    folder: Path

    def pair(
        self, case: MaybeOne, word: Literal["same", "different"], by: Signature
    ) -> tuple[Added, ...]:
        """That the two are one or are not; raises CurationError where the files say otherwise."""
        one, other = self.reader.short(case.one), self.reader.short(case.other)
        pair = Pair(one, other, by.because, by.author, by.date)
        return (add_pair(self.folder, word, pair),)

    def accept(self, case: MaybeItem, option: Option, by: Signature) -> tuple[Added, ...]:
        """That the thing is this item; as ``pair``."""
        return (self._link(case, option, "accepted", by),)

    def reject(self, case: MaybeItem, by: Signature) -> tuple[Added, ...]:
        """That the thing is none of the items; as ``pair``."""
        writes = [partial(self._link, case, option, "rejected", by) for option in case.options]
        return _all(writes)

    def no_item(self, case: MaybeItem, by: Signature) -> tuple[Added, ...]:
        """That Wikidata has no item for the thing; as ``pair``."""
        return (self._link(case, None, "accepted", by),)

    def claims(
        self,
        case: Contradiction,
        value: Value,
        word: Literal["wrong", "preferred"],
        by: Signature,
    ) -> tuple[Added, ...]:
        """That all claims of this value are wrong, or are to be preferred; as ``pair``."""
        verdicts = [self._verdict(case, value, claim, word, by) for claim in value.claims]
        # two claims that say the same in the same words are meant by one line
        return _all([partial(add_claim, self.folder, v) for v in dict.fromkeys(verdicts) if v])

    def apart(self, case: Contradiction) -> list[tuple[str, str]]:
        """The documents' events that ``two_events`` would keep apart."""
        return events_apart(case, self.reader)

    def two_events(self, case: Contradiction, by: Signature) -> tuple[Added, ...]:
        """That the dates are those of different events, which documents tell of; as ``pair``."""
        short = self.reader.short
        pairs = [
            Pair(short(one), short(other), by.because, by.author, by.date)
            for one, other in self.apart(case)
        ]
        return _all([partial(add_pair, self.folder, "different", pair) for pair in pairs])

    def _link(
        self,
        case: MaybeItem,
        option: Option | None,
        word: Literal["accepted", "rejected"],
        by: Signature,
    ) -> Added:
        verdict = LinkVerdict(
            self.reader.short(case.thing.iri),
            option.item if option else None,
            word,
            by.because,
            by.author,
            by.date,
            case.thing.label,
            option.label if option else "",
        )
        return add_link(self.folder, verdict)

    def _verdict(
        self,
        case: Contradiction,
        value: Value,
        claim: str,
        word: Literal["wrong", "preferred"],
        by: Signature,
    ) -> ClaimVerdict | None:
        passage = self.reader.passages.of_claim(ox.NamedNode(claim))
        if passage is None:
            return None
        return ClaimVerdict(
            passage.document,
            self.reader.short(case.event),
            case.what,
            self.reader.short(value.value),
            excerpt(passage),
            word,
            by.because,
            by.author,
            by.date,
        )


def _all(writes: Sequence[Callable[[], Added]]) -> tuple[Added, ...]:
    """Do all of ``writes``, or, where one can't be done, none."""
    done: list[Added] = []
    try:
        done.extend(write() for write in writes)
    except CurationError:
        for added in reversed(done):
            take_back(added)
        raise
    return tuple(done)
