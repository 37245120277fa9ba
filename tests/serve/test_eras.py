"""Counts by stretches of time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extractors.dates.edtf import calendar_day, day_number
from kg.serve.chronicle import Dated, Told
from kg.serve.eras import stretches

DAYS = st.integers(day_number(-3000, 1, 1), day_number(2100, 1, 1))


def _dated(day: int) -> Dated:
    return Dated(Told("e", "", "Battle", (), (), 1), "", day, day)


@given(st.lists(DAYS, min_size=1, max_size=50), st.integers(2, 60))
def test_every_day_is_in_one_stretch(days, most):
    found = stretches([_dated(day) for day in days], most)
    assert sum(s.count for s in found) == len(days)
    for stretch in found:
        assert stretch.count == sum(stretch.first <= day <= stretch.last for day in days)
    assert all(a.last < b.first for a, b in pairwise(found))


def test_decades_and_centuries_are_those_that_people_count():
    nineties = stretches([_dated(day_number(y, 5, 1)) for y in (1500, 1515, 1919)], 60)
    assert [calendar_day(s.first) for s in nineties] == [(1500, 1, 1), (1510, 1, 1), (1910, 1, 1)]
    before = stretches([_dated(day_number(y, 5, 1)) for y in (-1299, 0, 1, 1999)], 40)
    assert [calendar_day(s.first)[0] for s in before] == [-1299, -99, 1, 1900]
