"""Dates as people write them, in the interface's languages; digits are Latin everywhere."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from babel import Locale

from kg.serve.words import Words

_DATE: Final = re.compile(
    r"Y?(?P<year>-?[0-9X]{4,})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?(?P<mark>[~?%]?)"
)
_YEAR: Final = re.compile(r"-?[0-9]{4}")
_SEASONS: Final = range(21, 25)
_OPEN: Final = ("", "..")


def date_in_words(edtf: str, w: Words) -> str:
    """An EDTF date in the language of ``w``; what is no EDTF stays as it is.

    >>> from kg.serve.words import words_of
    >>> date_in_words("1919-09-04/1919-09-11", words_of("en")), date_in_words("1920~", words_of("tr"))
    ('4–11 September 1919', '1920 civarı')
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(first, w)
    if first in _OPEN:
        return w("date_until", date=_one(last, w))
    if last in _OPEN:
        return w("date_from", date=_one(first, w))
    return _range(first, last, w)


@cache
def month_names(language: str) -> tuple[str, ...]:
    """The twelve Western months as dates have them."""
    names = Locale.parse(language).months["format"]["wide"]
    return tuple(names[number] for number in range(1, 13))


@cache
def language_name(code: str, language: str) -> str:
    """What ``language`` calls the language ``code``; the code where it has no word for it."""
    name: str = Locale.parse(language).languages.get(code, code)
    return name


def year_in_words(year: int, w: Words) -> str:
    """A year as EDTF counts it; 0 is the first before our era."""
    return str(year) if year > 0 else w("date_bce", year=1 - year)


def years_in_words(first: int, last: int, w: Words) -> str:
    """A stretch of years, as EDTF counts them."""
    if first == last:
        return year_in_words(first, w)
    if first > 0:
        return f"{first}–{last}"
    return f"{year_in_words(first, w)} – {year_in_words(last, w)}"


def spelt(year: str, month: str, day: str | None, w: Words) -> str:
    """A day or month of any calendar, put together from its parts."""
    if day is None:
        return w("date_month", month=month, year=year)
    return w("date_day", day=day, month=month, year=year)


def _one(text: str, w: Words) -> str:
    read = _DATE.fullmatch(text)
    if read is None:
        return text
    said = _unmarked(read["year"], read["month"], read["day"], w)
    if read["mark"] in ("~", "%"):
        said = w("date_about", date=said)
    return said + " (?)" if read["mark"] in ("?", "%") else said


def _unmarked(written: str, month: str | None, day: str | None, w: Words) -> str:
    if "X" in written and written != "XXXX":
        ends = sorted(int(written.replace("X", digit)) for digit in "09")
        return years_in_words(ends[0], ends[1], w)
    year = w("date_no_year") if written == "XXXX" else year_in_words(int(written), w)
    if month is None or month == "XX":
        return year
    number = int(month)
    if number in _SEASONS:
        return w("date_season", season=w(f"date_season_{number}"), year=year)
    if not 1 <= number <= 12:
        return f"{written}-{month}"
    known = None if day is None or day == "XX" else str(int(day))
    return spelt(year, month_names(w.language)[number - 1], known, w)


def _range(first: str, last: str, w: Words) -> str:
    one, two = _DATE.fullmatch(first), _DATE.fullmatch(last)
    if (
        one and two and one["mark"] == two["mark"] == "~"
    ):  # some day of another calendar's month or year
        return w("date_between", first=_one(first[:-1], w), last=_one(last[:-1], w))
    if _YEAR.fullmatch(first) and _YEAR.fullmatch(last):
        return years_in_words(int(first), int(last), w)
    plain = one and two and not (one["mark"] or two["mark"]) and one["year"] == two["year"]
    if not (plain and one and two and one["month"] and two["month"]):
        return f"{_one(first, w)} – {_one(last, w)}"
    if "X" in first + last or max(int(one["month"]), int(two["month"])) > 12:
        return f"{_one(first, w)} – {_one(last, w)}"
    months = month_names(w.language)
    year = year_in_words(int(one["year"]), w)
    begins, ends = months[int(one["month"]) - 1], months[int(two["month"]) - 1]
    if one["day"] and two["day"]:
        start, end = int(one["day"]), int(two["day"])
        if begins == ends:
            return w("date_day", day=f"{start}–{end}", month=ends, year=year)
        return f"{start} {begins} – {w('date_day', day=end, month=ends, year=year)}"
    if one["day"] or two["day"]:
        return f"{_one(first, w)} – {_one(last, w)}"
    return w("date_month", month=f"{begins} – {ends}", year=year)
