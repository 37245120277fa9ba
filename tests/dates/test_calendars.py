from __future__ import annotations

import pytest
from convertdate import julian
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates.calendars import (
    hijri_bounds,
    hijri_day_number,
    hijri_is_observed,
    julian_calendar_day,
    julian_day_number,
    julian_days_in_month,
    persian_bounds,
    persian_day_number,
    rumi_bounds,
    rumi_day_number,
    western_day,
)
from extractors.dates.edtf import calendar_day, day_number
from extractors.errors import DateError


@given(st.integers(1, 2100), st.integers(1, 12), st.integers(1, 31))
def test_julian_days_agree_with_convertdate(year: int, month: int, day: int) -> None:
    day = min(day, julian_days_in_month(year, month))
    number = julian_day_number(year, month, day)
    assert number == int(julian.to_jd(year, month, day) + 0.5)
    assert julian_calendar_day(number) == (year, month, day)


@pytest.mark.parametrize(
    ("rumi", "western"),
    [
        ((1325, 3, 31), (1909, 4, 13)),  # the rising in Istanbul
        ((1336, 4, 23), (1920, 4, 23)),  # the Assembly opens
        ((1331, 2, 3), (1916, 2, 16)),  # Erzurum falls
        ((1332, 2, 15), (1917, 2, 28)),  # the last day of the old reckoning
        ((1333, 3, 1), (1917, 3, 1)),  # the first of the new
        ((1293, 12, 11), (1877, 12, 23)),
        ((1334, 1, 1), (1918, 1, 1)),  # the year begins in January from here on
    ],
)
def test_rumi_days(rumi: tuple[int, int, int], western: tuple[int, int, int]) -> None:
    assert calendar_day(rumi_day_number(*rumi)) == western


def test_rumi_years_follow_one_another() -> None:
    for year in range(1256, 1342):
        assert rumi_bounds(year)[1] + 1 == rumi_bounds(year + 1)[0]
        for month in range(1, 13):
            if (year, month) not in {(1333, 1), (1333, 2)}:
                first, last = rumi_bounds(year, month)
                assert rumi_bounds(year)[0] <= first <= last <= rumi_bounds(year)[1]


@pytest.mark.parametrize(
    ("hijri", "western", "off"),
    [
        ((1445, 9, 1), (2024, 3, 11), 0),
        ((1255, 8, 26), (1839, 11, 3), 1),  # the edict of Gülhane
        ((583, 7, 27), (1187, 10, 2), 1),  # Saladin enters Jerusalem
        ((857, 5, 20), (1453, 5, 29), 1),  # the fall of Constantinople
        ((1337, 1, 1), (1918, 10, 7), 1),
    ],
)
def test_hijri_days(hijri: tuple[int, int, int], western: tuple[int, int, int], off: int) -> None:
    told = julian_day_number(*western) if western < (1582, 10, 15) else day_number(*western)
    assert abs(hijri_day_number(*hijri) - told) <= off


def test_hijri_months_follow_one_another() -> None:
    for year in (1, 583, 1255, 1341, 1343, 1400, 1499):
        for month in range(1, 13):
            first, last = hijri_bounds(year, month)
            # the published tables have months of 28 days in their first years
            assert last - first + 1 in (28, 29, 30)
            if month < 12:
                assert hijri_bounds(year, month + 1)[0] == last + 1


def test_only_the_tabled_hijri_years_are_exact() -> None:
    assert [hijri_is_observed(y) for y in (1342, 1343, 1500, 1501)] == [False, True, True, False]


def test_days_before_the_reform_are_told_as_historians_tell_them() -> None:
    assert western_day(julian_day_number(1187, 7, 4)) == (1187, 7, 4)
    assert western_day(day_number(1582, 10, 15)) == (1582, 10, 15)
    assert western_day(day_number(1582, 10, 15) - 1) == (1582, 10, 4)


@pytest.mark.parametrize("day", [(1204, 5, 1), (1343, 1, 1), (1325, 13, 1), (1325, 2, 30)])
def test_no_such_rumi_day(day: tuple[int, int, int]) -> None:
    with pytest.raises(DateError):
        rumi_day_number(*day)


@pytest.mark.parametrize("day", [(0, 1, 1), (583, 13, 1), (583, 1, 31)])
def test_no_such_hijri_day(day: tuple[int, int, int]) -> None:
    with pytest.raises(DateError):
        hijri_day_number(*day)


@pytest.mark.parametrize(
    ("persian", "western"),
    [
        ((1324, 9, 21), (1945, 12, 12)),  # the assembly at Tabriz opens
        ((1357, 11, 22), (1979, 2, 11)),  # the old government falls
        ((1285, 5, 14), (1906, 8, 6)),
        ((1399, 12, 30), (2021, 3, 20)),  # a leap year's last day
    ],
)
def test_days_of_the_iranian_calendar(
    persian: tuple[int, int, int], western: tuple[int, int, int]
) -> None:
    assert calendar_day(persian_day_number(*persian)) == western


def test_months_of_the_iranian_calendar_fill_its_year() -> None:
    first, last = persian_bounds(1324)
    assert persian_bounds(1324, 1)[0] == first
    assert persian_bounds(1324, 12)[1] == last
    with pytest.raises(DateError):
        persian_day_number(1324, 12, 30)
