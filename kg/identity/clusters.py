"""Clusters of things that are one, from comparisons and from what people decided.

What people decided comes first. Then what the names alone tell, the surest first; then what needs
more than the name, where only one thing comes into question. Nothing is joined that a document
tells apart, that two reasons exclude, or that a person says is different.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from kg.curation.model import Pair
from kg.identity.evidence import SAME, SURE, UNSURE, Compared, Decision

_MANUAL: Final = "a person's decision"


class Clusters:
    """Things (by IRI) put together; every thing is in one cluster."""

    def __init__(self, tellers: Mapping[str, frozenset[str]]) -> None:
        """Each thing alone; ``tellers`` has who tells of it: documents, "" for the gazetteer.

        A teller tells of no thing as of two, but a document that writes one name in two ways.
        """
        self._root = {iri: iri for iri in tellers}
        self._least = dict(self._root)
        self._members = {iri: {iri} for iri in tellers}
        self._tellers = {iri: set(names) for iri, names in tellers.items()}
        self._known = {iri for iri, names in tellers.items() if "" in names}
        self._enemies: dict[str, set[str]] = defaultdict(set)
        self._parted: list[tuple[str, str]] = []  #: by a person
        self.decisions: list[Decision] = []

    def of(self, iri: str) -> str:
        """What stands for the thing's cluster: the gazetteer's IRI, else the least one.

        A thing that is not here stands for itself.
        """
        return self._least.get(self._root.get(iri, iri), iri)

    def _rank(self, iri: str) -> tuple[bool, str]:
        return iri not in self._known, iri

    def all(self) -> list[list[str]]:
        """The members of every cluster, sorted."""
        return sorted(sorted(members) for members in self._members.values())

    def curate(
        self, same: Iterable[tuple[str, str, Pair]], different: Iterable[tuple[str, str, Pair]]
    ) -> None:
        """Do as people decided; where they decided both, the things stay apart."""
        for one, other, pair in different:
            self._part(one, other)
            self._parted.append((one, other))
            self.decisions.append(_by_person(one, other, pair, same=False))
        for one, other, pair in same:
            if not self._excluded(one, other):
                self._join(one, other)
                self.decisions.append(_by_person(one, other, pair, same=True))

    def exclude(self, compared: Sequence[Compared]) -> None:
        """Keep apart what can not be one; say so where the names alone would have joined it."""
        for pair in compared:
            if pair.vetoed:
                self._part(pair.one, pair.other)
                if pair.score >= UNSURE and not self._told_apart(pair.one, pair.other):
                    self._decide(pair, "different")

    def join_telling(self, compared: Sequence[Compared]) -> None:
        """Join what names alone tell as one, the surest first."""
        for pair in sorted(compared, key=_surest):
            if pair.telling and pair.score >= SAME and not pair.vetoed:
                self._try(pair)

    def join_rest(
        self, compare: Callable[[Compared], Compared | None], compared: Sequence[Compared]
    ) -> None:
        """Compare again what is still apart, and join what has no rival; the rest is unsure."""
        fresh = [
            again
            for pair in compared
            if not pair.vetoed and self.of(pair.one) != self.of(pair.other)
            if (again := compare(pair)) is not None and again.score >= UNSURE
        ]
        rivals: dict[str, set[str]] = defaultdict(set)
        for pair in fresh:
            rivals[self.of(pair.one)].add(self.of(pair.other))
            rivals[self.of(pair.other)].add(self.of(pair.one))
        waiting: list[Compared] = []
        for pair in sorted(fresh, key=_surest):
            ends = (self.of(pair.one), self.of(pair.other))
            if ends[0] == ends[1]:
                continue
            alone = pair.telling or self._no_rival(ends, rivals)
            if pair.score < SAME or not alone or not self._try(pair):
                waiting.append(pair)
        said: set[tuple[str, str]] = set()
        for pair in waiting:
            between = tuple(sorted((self.of(pair.one), self.of(pair.other))))
            if between[0] != between[1] and between not in said:
                said.add((between[0], between[1]))
                same_teller = self._told_apart(pair.one, pair.other)
                if not self._parted_by_person(pair) and (pair.score >= SAME or not same_teller):
                    self._decide(pair, "unsure")

    def _no_rival(self, ends: tuple[str, str], rivals: Mapping[str, set[str]]) -> bool:
        """Whether whatever else may be one with the one of two clusters may be so with the other."""
        one, other = ({self.of(r) for r in rivals[end]} | {self.of(end)} for end in ends)
        return one == other

    def _try(self, pair: Compared) -> bool:
        """Join the pair unless something keeps it apart; whether it is one now."""
        if self.of(pair.one) == self.of(pair.other):
            return True
        if self._excluded(pair.one, pair.other):
            return False
        tellers = self._told_apart(pair.one, pair.other)
        if tellers and ("" in tellers or not pair.alike or pair.score < SURE):
            return False
        self._join(pair.one, pair.other)
        self._decide(pair, "same")
        return True

    def _decide(self, pair: Compared, verdict: str) -> None:
        self.decisions.append(
            Decision(pair.one, pair.other, verdict, pair.score, pair.evidence)  # type: ignore[arg-type]
        )

    def _excluded(self, one: str, other: str) -> bool:
        a, b = self._root[one], self._root[other]
        return bool(self._enemies[a] & self._members[b])

    def _told_apart(self, one: str, other: str) -> set[str]:
        """Who tells of both, each by itself."""
        return self._tellers[self._root[one]] & self._tellers[self._root[other]]

    def _parted_by_person(self, pair: Compared) -> bool:
        ends = {self.of(pair.one), self.of(pair.other)}
        return any({self.of(one), self.of(other)} == ends for one, other in self._parted)

    def _part(self, one: str, other: str) -> None:
        self._enemies[self._root[one]].add(other)
        self._enemies[self._root[other]].add(one)

    def _join(self, one: str, other: str) -> None:
        a, b = self._root[one], self._root[other]
        if a == b:
            return
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        for member in self._members[b]:
            self._root[member] = a
        self._least[a] = min(self._least[a], self._least.pop(b), key=self._rank)
        self._members[a] |= self._members.pop(b)
        self._tellers[a] |= self._tellers.pop(b)
        self._enemies[a] |= self._enemies.pop(b, set())


def _surest(pair: Compared) -> tuple[float, str, str]:
    return -pair.score, pair.one, pair.other


def _by_person(one: str, other: str, pair: Pair, *, same: bool) -> Decision:
    a, b = sorted((one, other))
    evidence = (pair.because,) if pair.because else ()
    return Decision(
        a,
        b,
        "same" if same else "different",
        1.0 if same else 0.0,
        evidence,
        _MANUAL,
        pair.author,
        pair.date,
    )
