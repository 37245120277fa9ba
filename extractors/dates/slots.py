"""The slots of date patterns: what each looks like in a language, and what its words mean.

A slot stands in a pattern as ``{month}`` (or ``{month1}``, ``{month2}`` for the two ends of a
range). Slots of digits look the same in all languages; those of words come from the tables:

``months.tsv``     month (1 to 12), names, calendar (solar, hijri or persian), alone, capital
``numbers.tsv``    value, words, kind (cardinal or ordinal)
``datewords.tsv``  slot, value, words: seasons, parts, weekdays, units, decades, and word lists that
                   patterns name as ``<slot>``

In a cell ``|`` separates words; a hyphen stands for a hyphen, a space, an apostrophe or nothing
(``teşrin-i-evvel``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from extractors.dates.expressions import END_DAYS, EXACT_PARTS, UNITS, VAGUE_PARTS
from extractors.language import Language
from extractors.tables import Row

_DIGITS: Final = {
    # a one may have been scanned as a letter (I919)
    "year": r"(?:[1-9]\d{2,3}|[ıil]\d{3})(?!\d)",
    "yearfour": r"(?:[1ıil]\d|20)\d\d(?!\d|[.,:/]\d)",
    "anyyear": r"[1-9]\d{0,3}(?!\d|[.,:]\d)",
    "shortyear": r"\d\d(?!\d|[.,:/]\d)",
    "monthnumber": r"(?:0?[1-9]|1[0-2])(?!\d)",
    "decade": r"(?:1\d|20)\d0",
    "compactshort": r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)",
    # a day as computers write it: 19980227
    "compactday": r"(?:1[5-9]|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)",
}
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_ROMAN: Final = re.compile(r"[ivxıl]+")
#: an l is a one that was scanned as a letter: no century reaches fifty
_ROMAN_DIGITS: Final = {"i": 1, "ı": 1, "l": 1, "v": 5, "x": 10}
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_SPACE: Final = re.compile(r"[ \-']")

#: slots whose words a table gives, and what its value cells may be
WORD_SLOTS: Final[dict[str, Callable[[str], bool]]] = {
    "season": _SEASONS.__contains__,
    "part": lambda v: v in VAGUE_PARTS or v in EXACT_PARTS or v in END_DAYS,
    "weekday": lambda v: v.isdecimal() and int(v) < 7,
    "quarter": lambda v: v in ("1", "2", "3", "4"),
    "unit": lambda v: v.rpartition(" ")[2] in UNITS,
    "decadeword": lambda v: v.isdecimal() and int(v) < 100 and int(v) % 10 == 0,
}


@dataclass(frozen=True, slots=True)
class Month:
    """A month that a name stands for."""

    number: int
    calendar: str  #: hijri or persian (Iran's solar one), empty for the others
    capital: bool  #: only with a capital (in scripts that have them), as the word means more


@dataclass(frozen=True, slots=True, eq=False)
class Slots:
    """Regular expressions over folded text by slot, and readers from text to value."""

    regex: dict[str, str]
    months: dict[str, Month]
    words: dict[str, dict[str, str]]  #: by word slot, from a word's key to its value
    numbers: dict[str, int] = field(default_factory=dict)

    def month(self, text: str) -> Month | None:
        """The month that folded ``text`` names, or misspells by a letter or two."""
        key = _key(text)
        known = self.months.get(key)
        if known is None:
            near = {m for name, m in self.months.items() if _misspelt(key, name)}
            known = near.pop() if len({m.number for m in near}) == 1 else None
        return known

    def word(self, slot: str, text: str) -> str:
        """The value that the table gives folded ``text`` in ``slot``."""
        return self.words[slot][_key(text)]

    def number(self, text: str) -> int:
        """The number that digits, Roman digits or number words write; 0 where they write none."""
        digits = re.match(r"\d+", text)
        if digits:
            return int(digits.group())
        known = self.numbers.get(_key(text))
        if known is not None:
            return known
        if self._word.match(text):
            return self._sum(text)
        roman = _ROMAN.match(text)
        return _roman(roman.group()) if roman else 0

    def _sum(self, text: str) -> int:
        """Number words after one another: they add up, hundreds and thousands multiply.

        Only what follows at once is multiplied: "and a hundred" adds one. Words that neither add
        up nor multiply ("two three days") are no number: 0; but "nineteen twenty" is a year.
        """
        total = current = end = 0
        last = 10_000
        for match in self._word.finditer(text):
            value = self.numbers[_key(match.group())]
            joined = text[end : match.start()].strip(" -") == ""
            end = match.end()
            if value == 1000 and joined:
                total, current = total + 1000 * max(current, 1), 0
            elif value == 100 and joined and 0 < current % 100 < 30:
                current += 99 * (current % 100)
            elif joined and 10 <= current < 30 and 10 <= value < 100:
                current = current * 100 + value  # nineteen twenty
            elif joined and last <= value < 100 and not (last < 10 and value == 10):
                return 0
            else:
                current += value
            last = value
        return total + current

    @property
    def _word(self) -> re.Pattern[str]:
        return re.compile(self.regex["numberword"])


def read_slots(language: Language, *, ordinal_mark: str, number_joint: str) -> Slots:
    """The slots of ``language``; raises LanguageDataError.

    ``ordinal_mark`` may follow the digits of a day or a century, ``number_joint`` stands between
    number words; both are regular expressions over folded text.
    """
    regex = dict(_DIGITS)
    months, alone = read_months(language)
    regex["month"] = words_regex(months)
    regex["monthalone"] = words_regex(alone)
    regex["monthlike"] = r"[^\W\d_]{4,12}(?:[- ][^\W\d_]{3,8})?"
    cardinals, ordinals = _read_numbers(language)
    numbers = cardinals | ordinals
    regex["numberword"] = words_regex(numbers) + r"(?![^\W\d_])"
    word = regex["numberword"]
    composed = rf"{word}(?:{number_joint}{word}){{0,7}}"
    regex["number"] = rf"(?:[1-9]\d{{0,2}}(?![\d.,]\d|\d)|{composed})"
    regex["yearwords"] = rf"{word}(?:{number_joint}{word}){{1,7}}"
    days = {w: n for w, n in ordinals.items() if n <= 31}
    mark = f"(?:{ordinal_mark})?" if ordinal_mark else ""
    regex["digitday"] = _DAY + mark
    regex["day"] = rf"(?:{_DAY}{mark}|{words_regex(days)})" if days else _DAY + mark
    centuries = {w: n for w, n in ordinals.items() if n <= 21}
    regex["century"] = (
        rf"(?:(?:[1-9]|1\d|2[01])(?!\d){mark}|[ivxıl]+{mark}|{words_regex(centuries)})"
    )
    words = _read_words(language)
    for slot, known in words.items():
        regex[slot] = words_regex(known)
    return Slots(
        regex=regex,
        months={_key(w): m for w, m in months.items()},
        words={s: {_key(w): v for w, v in ws.items()} for s, ws in words.items()},
        numbers={_key(w): n for w, n in numbers.items()},
    )


def words_regex(words: Iterable[str]) -> str:
    """One expression for many words, sharing their beginnings, the longest first."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _tree_regex(tree) if tree else "(?!)"


def _tree_regex(tree: dict[str, dict]) -> str:  # type: ignore[type-arg]
    branches = [
        (r"[- ']?" if letter == "-" else re.escape(letter)) + (_tree_regex(rest) if rest else "")
        for letter, rest in sorted(tree.items(), reverse=True)
        if letter
    ]
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    if "" in tree and branches:
        return f"(?:{body})?"
    return body if branches else ""


def _key(text: str) -> str:
    return _SPACE.sub("", text)


def _misspelt(word: str, name: str) -> bool:
    """Whether ``word`` is ``name`` with one letter wrong, missing or too many (two of a long one)."""
    if len(name) < 5 or abs(len(word) - len(name)) > 1 or word[0] != name[0]:
        return False
    allowed = 1 if len(name) < 8 else 2
    row = list(range(len(name) + 1))
    for i, a in enumerate(word, 1):
        left, row[0] = row[0], i
        for j, b in enumerate(name, 1):
            left, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, left + (a != b))
    return row[-1] <= allowed


def year_number(text: str) -> int:
    """The year that digits write, a letter that was scanned for the one put right.

    >>> year_number("ı919")
    1919
    """
    return int("1" + text[1:] if text[0] in "ıil" else text)


def _roman(text: str) -> int:
    total = 0
    values = [_ROMAN_DIGITS[c] for c in text]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total


def read_months(language: Language) -> tuple[dict[str, Month], list[str]]:
    """The months by (folded) name, and the names that may stand alone; raises LanguageDataError."""
    columns = ("month", "names", "calendar", "alone", "capital")
    months: dict[str, Month] = {}
    alone: list[str] = []
    for row in language.table("months.tsv", columns, required=("month", "names", "calendar")):
        if not row["month"].isdecimal() or not 1 <= int(row["month"]) <= 12:
            raise row.error(f"'{row['month']}' is no month; write a number from 1 to 12")
        if row["calendar"] not in ("solar", "hijri", "persian"):
            raise row.error("the calendar must be 'solar', 'hijri' or 'persian'")
        for column in ("alone", "capital"):
            if row[column] not in ("", "yes"):
                raise row.error(f"'{column}' must be 'yes' or empty")
        calendar = "" if row["calendar"] == "solar" else row["calendar"]
        month = Month(int(row["month"]), calendar, row["capital"] == "yes")
        for word in _folded(row, "names", language):
            if months.setdefault(word, month).number != month.number:
                raise row.error(f"'{word}' names another month above; remove one")
            if row["alone"] == "yes":
                alone.append(word)
    return months, alone


def _read_numbers(language: Language) -> tuple[dict[str, int], dict[str, int]]:
    found: dict[str, dict[str, int]] = {"cardinal": {}, "ordinal": {}}
    columns = ("value", "words", "kind")
    for row in language.table("numbers.tsv", columns, required=columns):
        if not row["value"].isdecimal():
            raise row.error(f"'{row['value']}' is no number; write digits")
        if row["kind"] not in found:
            raise row.error("the kind must be 'cardinal' or 'ordinal'")
        for word in _folded(row, "words", language):
            if found[row["kind"]].setdefault(word, int(row["value"])) != int(row["value"]):
                raise row.error(f"'{word}' has another value above; remove one")
    return found["cardinal"], found["ordinal"]


def _read_words(language: Language) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    columns = ("slot", "value", "words")
    for row in language.table("datewords.tsv", columns, required=("slot", "words")):
        slot, value = row["slot"], row["value"]
        allowed = WORD_SLOTS.get(slot)
        if allowed is not None and not allowed(value):
            raise row.error(f"'{value}' is no value of the slot '{slot}'")
        if allowed is None and value:
            raise row.error(f"'{slot}' is a plain word list; leave its value empty")
        known = found.setdefault(slot, {})
        for word in _folded(row, "words", language):
            if known.setdefault(word, value) != value:
                raise row.error(f"'{word}' has another value above; remove one")
    return found


def _folded(row: Row, column: str, language: Language) -> list[str]:
    return [language.fold(word) for word in row.alternatives(column)]


def season_number(value: str) -> int:
    """EDTF's number of a season.

    >>> season_number("autumn")
    23
    """
    return _SEASONS[value]
