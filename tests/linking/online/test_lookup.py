"""Questions in batches: what fails is split once and else left; what came is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

import pytest

from kg.linking.online.cache import Cache
from kg.linking.online.faults import GivenUpError, UnansweredError
from kg.linking.online.lookup import Lookup


@dataclass
class Service:
    """Answers batches that hold nothing bad; notes what it was asked."""

    bad: frozenset[str] = frozenset()
    less: bool = True
    over: int = 99  #: batches after which it refuses
    asked: list[tuple[str, bool]] = field(default_factory=list)

    def ask(self, questions: Sequence[str], /, *, once: bool) -> Mapping[str, str]:
        self.asked.append(("".join(questions), once))
        if len(self.asked) > self.over:
            raise GivenUpError("it refuses")
        if self.bad & set(questions):
            raise UnansweredError("it fails", self.less)
        return {q: q.upper() for q in questions}


@pytest.fixture
def cache() -> Iterator[Cache]:
    with closing(Cache(None, 1.0, lambda: 0.0)) as kept:
        yield kept


def get(service: Service, cache: Cache, told: list[str]) -> str:
    """Questions that were answered, of abcdefgh in batches of four."""
    return "".join(sorted(Lookup("s", cache, told.append).get("k", "abcdefgh", service.ask, 4)))


def test_a_failing_batch_is_split_once(cache: Cache) -> None:
    told: list[str] = []
    service = Service(bad=frozenset("b"))
    assert get(service, cache, told) == "cdefgh"
    assert service.asked == [("abcd", False), ("ab", True), ("cd", True), ("efgh", False)]
    assert told == ["it fails; left for the next run: 2 questions"]


def test_the_next_run_asks_what_was_left(cache: Cache) -> None:
    get(Service(bad=frozenset("b")), cache, [])
    service = Service()
    assert get(service, cache, []) == "abcdefgh"
    assert service.asked == [("ab", False)]


def test_where_less_helps_nothing_the_batch_is_left_whole(cache: Cache) -> None:
    service = Service(bad=frozenset("b"), less=False)
    assert get(service, cache, []) == "efgh"
    assert service.asked == [("abcd", False), ("efgh", False)]


def test_who_is_given_up_is_not_asked_again(cache: Cache) -> None:
    told: list[str] = []
    service = Service(over=1)
    assert get(service, cache, told) == "abcd"
    assert [batch for batch, _ in service.asked] == ["abcd", "efgh"]
    assert told == ["it refuses; not asked any more in this run"]
