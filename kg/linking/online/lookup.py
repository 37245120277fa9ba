"""Many questions of a kind to one service: first the cache, then in batches what it hasn't."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from kg.linking.online.cache import Cache
from kg.linking.online.faults import GivenUpError, UnansweredError


class Ask(Protocol):
    """Asks a service some questions together; ``once``: without a second attempt.

    An answer is JSON. Raises UnansweredError.
    """

    def __call__(self, questions: Sequence[str], /, *, once: bool) -> Mapping[str, Any]:
        """The answer of each question."""
        ...


class Lookup:
    """Answers of one service, remembered."""

    def __init__(self, service: str, cache: Cache, tell: Callable[[str], None]) -> None:
        """``tell`` gets a line for people on every question that stays open."""
        self.service = service
        self._cache = cache
        self._tell = tell
        self._given_up = False

    def get(self, kind: str, questions: Iterable[str], ask: Ask, size: int) -> dict[str, Any]:
        """The answers, asked for ``size`` at a time; questions that stay open are not among them.

        A batch without an answer is split once, where less may be answered, and else left.
        """
        wanted = list(dict.fromkeys(questions))
        found = self._cache.get(self.service, kind, wanted)
        missing = [q for q in wanted if q not in found]
        for at in range(0, len(missing), size):
            if self._given_up:
                break
            for answers in self._ask(missing[at : at + size], ask):
                self._cache.put(self.service, kind, answers)
                found |= answers
        return found

    def _ask(self, batch: Sequence[str], ask: Ask) -> Iterable[Mapping[str, Any]]:
        parts: list[Sequence[str]] = [batch]
        try:
            yield ask(batch, once=False)
        except GivenUpError as error:
            self._stop(error)
            return
        except UnansweredError as error:
            half = (len(batch) + 1) // 2
            parts = [batch[:half], batch[half:]] if error.less and len(batch) > 1 else []
            if not parts:
                self._tell(f"{error}; left for the next run: {len(batch)} questions")
        else:
            return
        for part in parts:
            try:
                yield ask(part, once=True)
            except GivenUpError as error:
                self._stop(error)
                return
            except UnansweredError as error:
                self._tell(f"{error}; left for the next run: {len(part)} questions")

    def _stop(self, error: GivenUpError) -> None:
        self._given_up = True
        self._tell(f"{error}; not asked any more in this run")
