from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates.edtf import calendar_day, day_number, day_text, days_in_month, parse_edtf
from extractors.errors import DateError

EPOCH = 1721425  # day number of the standard library's day 0

dates = st.dates(min_value=datetime.date(1, 1, 1), max_value=datetime.date(9999, 12, 31))
years = st.integers(-20_000, 20_000)


@given(dates)
def test_days_count_as_the_standard_library_counts_them(day: datetime.date) -> None:
    number = day.toordinal() + EPOCH
    assert day_number(day.year, day.month, day.day) == number
    assert calendar_day(number) == (day.year, day.month, day.day)


@given(years, st.integers(1, 12), st.integers(1, 31))
def test_a_day_returns_from_its_number(year: int, month: int, day: int) -> None:
    day = min(day, days_in_month(year, month))
    assert calendar_day(day_number(year, month, day)) == (year, month, day)


@given(years, st.integers(1, 12), st.integers(1, 31), st.sampled_from(["~", "?", "%", ""]))
def test_a_printed_value_is_read_as_itself(year: int, month: int, day: int, mark: str) -> None:
    day = min(day, days_in_month(year, month))
    for text in (day_text(year), day_text(year, month), day_text(year, month, day)):
        value = parse_edtf(text + mark)
        assert value.edtf == text + mark
        assert value.earliest is not None
        assert value.latest is not None
        assert value.earliest <= day_number(year, month, day) <= value.latest


@given(dates, dates)
def test_an_interval_runs_forward(a: datetime.date, b: datetime.date) -> None:
    text = f"{a.isoformat()}/{b.isoformat()}"
    if a <= b:
        value = parse_edtf(text)
        assert (value.earliest, value.latest) == (a.toordinal() + EPOCH, b.toordinal() + EPOCH)
    else:
        with pytest.raises(DateError, match="ends before it begins"):
            parse_edtf(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("19XX", (1900, 1, 1), (1999, 12, 31)),
        ("191X~", (1910, 1, 1), (1919, 12, 31)),
        ("1919~", (1919, 1, 1), (1919, 12, 31)),
        ("1920-02", (1920, 2, 1), (1920, 2, 29)),
        ("1919-21", (1919, 3, 1), (1919, 5, 31)),
        ("1919-24", (1919, 12, 1), (1920, 2, 29)),
        ("1919-XX", (1919, 1, 1), (1919, 12, 31)),
        ("1919-07-XX", (1919, 7, 1), (1919, 7, 31)),
        ("-0043", (-43, 1, 1), (-43, 12, 31)),
        ("-0043-03-15", (-43, 3, 15), (-43, 3, 15)),
        ("Y12345", (12345, 1, 1), (12345, 12, 31)),
        ("1919-07-23/1919-08-07", (1919, 7, 23), (1919, 8, 7)),
        ("1915-02~/1927", (1915, 2, 1), (1927, 12, 31)),
    ],
)
def test_bounds(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    value = parse_edtf(text)
    assert (value.earliest, value.latest) == (day_number(*first), day_number(*last))
    assert value.edtf == text


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("../1919", None, day_number(1919, 12, 31)),
        ("1919/..", day_number(1919, 1, 1), None),
        ("1919/", day_number(1919, 1, 1), None),
        ("XXXX-03-23", None, None),
    ],
)
def test_what_is_open_has_no_bound(text: str, earliest: int | None, latest: int | None) -> None:
    value = parse_edtf(text)
    assert (value.earliest, value.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1919-13",
        "1919-02-30",
        "1900-02-29",
        "1919-21-01",
        "19",
        "1919-7-1",
        "-0000",
        "../..",
        "1919/1918",
        "yesterday",
        "1919-XX-32",
        "1919/1920/1921",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse_edtf(text)
