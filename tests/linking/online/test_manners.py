"""How often a service may be asked, in virtual time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.linking.online.manners import Gate, Manners
from tests.linking.online.servers import VirtualClock


def through(gate: Gate, clock: VirtualClock, seconds: float, *, failed: bool = False) -> float:
    began = gate.enter()
    clock.time += seconds
    gate.leave(began, failed=failed)
    return began


def test_a_pause_lies_between_requests() -> None:
    clock = VirtualClock()
    gate = Gate(Manners(pause=2.0), clock)
    assert [through(gate, clock, 0.5) for _ in range(3)] == [0.0, 2.5, 5.0]


def test_a_rest_is_never_cut_short() -> None:
    clock = VirtualClock()
    gate = Gate(Manners(pause=1.0), clock)
    gate.rest(30.0)
    gate.rest(5.0)
    assert through(gate, clock, 0.0) == 30.0


@given(st.lists(st.tuples(st.floats(0, 30), st.booleans()), max_size=80))
def test_no_minute_holds_more_than_the_budgets(requests: list[tuple[float, bool]]) -> None:
    clock = VirtualClock()
    gate = Gate(Manners(pause=0.1, busy=30.0, errors=10), clock)
    done: list[tuple[float, float, bool]] = []
    for seconds, failed in requests:
        done.append((through(gate, clock, seconds, failed=failed), clock.time, failed))
    for _, end, _ in done:
        within = [(b, e, f) for b, e, f in done if end - 60.0 < e <= end]
        # one that may begin may still take its whole deadline, here 30 s
        assert sum(e - b for b, e, _ in within) <= 60.0 + 1e-6
        assert sum(f for _, _, f in within) <= 10
