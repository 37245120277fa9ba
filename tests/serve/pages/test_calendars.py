"""Dates in the calendars of their time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates.calendars import (
    GREGORIAN_REFORM,
    hijri_day_number,
    julian_day_number,
    rumi_day_number,
)
from extractors.dates.edtf import day_number, parse_edtf
from kg.serve.calendars import calendars_of, date_in_calendars
from kg.serve.words import words_of


@given(st.integers(GREGORIAN_REFORM, day_number(2070, 1, 1)))
def test_each_calendar_s_day_is_the_day_that_was_asked_for(number: int) -> None:
    back = {"gregorian": day_number, "julian": julian_day_number, "rumi": rumi_day_number}
    for day in calendars_of(number):
        if day.calendar == "hijri":
            assert abs(hijri_day_number(day.year, day.month, day.day) - number) <= 1
        else:
            assert back[day.calendar](day.year, day.month, day.day) == number


@pytest.mark.parametrize(
    ("edtf", "calendar", "said"),
    [
        ("1909-04-13", "rumi", "31 Mart 1325"),
        ("1917-10-25/1917-10-31", "julian", "12–18 October 1917"),
        ("1187-07-04", "julian", "4 July 1187"),
        ("1919", "hijri", "1337 – 1338"),
        ("1919-07", "rumi", "Temmuz 1335"),
        ("1919-09-23", "gregorian", "23 September 1919"),
    ],
)
def test_a_date_is_as_exact_as_it_was_given(edtf: str, calendar: str, said: str) -> None:
    date = parse_edtf(edtf)
    shown = date_in_calendars(edtf, date.earliest, date.latest, words_of("en"))
    assert {s.calendar: s.words for s in shown}[calendar] == said


def test_calendars_that_were_not_in_use_are_left_out() -> None:
    assert [d.calendar for d in calendars_of(day_number(400, 1, 1))] == ["julian"]
    assert [d.calendar for d in calendars_of(day_number(1960, 1, 1))] == ["gregorian", "hijri"]
