"""Which power held a place, and when: ``data/gazetteer/powers.tsv``.

The table's form stands in the README beside it. Loading is strict: an id that the gazetteer does not
have, a date that is no EDTF date, a holding that ends before it begins, and two powers at one place at
one time without a note are a GazetteerError that names file, line and mend.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, groupby
from pathlib import Path
from typing import Final

from extractors.assets import asset
from extractors.dates.edtf import parse_edtf
from extractors.errors import DateError, GazetteerError
from extractors.model import DateValue
from extractors.names.gazetteer import Entry, load_gazetteer
from extractors.tables import Row, read_table

FILE: Final = "powers.tsv"
COLUMNS: Final = ("place", "power", "start", "end", "note")
POWERS: Final = ("Place", "Organisation", "Group")


@dataclass(frozen=True, slots=True)
class Holding:
    """A power's hold on a place. ``start`` is EDTF; ``span`` has no last day where it holds on."""

    place: Entry
    power: Entry
    start: str
    span: DateValue
    note: str


@cache
def load_holdings(path: Path | None = None) -> tuple[Holding, ...]:
    """The holdings in the table at ``path`` (the one that ships, if None), in its order.

    Raises GazetteerError.
    """
    rows = read_table(
        path or asset("data/gazetteer") / FILE,
        COLUMNS,
        required=("place", "power", "start"),
        key=("place", "power", "start"),
        error=GazetteerError,
    )
    entries = load_gazetteer().entries
    read = [(_holding(row, entries), row) for row in rows]
    _refuse_two_at_once(read)
    return tuple(holding for holding, _ in read)


def _holding(row: Row, entries: Mapping[str, Entry]) -> Holding:
    place, power = (_entry(row, column, entries) for column in ("place", "power"))
    if place.type != "Place":
        raise _fault(row, f"'{place.id}' is no place; write the id of an entry of places.tsv")
    if power.type not in POWERS:
        raise _fault(row, f"'{power.id}' is no power; write the id of a state, body or dynasty")
    try:
        span = parse_edtf(f"{row['start']}/{row['end'] or '..'}")
    except DateError as fault:
        raise _fault(row, str(fault)) from None
    return Holding(place, power, row["start"], span, row["note"])


def _entry(row: Row, column: str, entries: Mapping[str, Entry]) -> Entry:
    if row[column] not in entries:
        raise _fault(
            row, f"{column} is '{row[column]}', which is no entry's id; add that entry or mend it"
        )
    return entries[row[column]]


def _refuse_two_at_once(read: Sequence[tuple[Holding, Row]]) -> None:
    ordered = sorted(read, key=lambda pair: pair[0].place.id)
    for _, of_place in groupby(ordered, key=lambda pair: pair[0].place.id):
        for (one, before), (other, row) in combinations(of_place, 2):
            if not one.note and not other.note and _surely_together(one, other):
                raise _fault(
                    row,
                    f"'{other.power.id}' holds '{other.place.id}' while '{one.power.id}' does "
                    f"(line {before.line}); mend the dates, or say in a note how both did",
                )


def _surely_together(one: Holding, other: Holding) -> bool:
    """Whether there is a day on which both held the place, however their dates are read.

    A year in which one gives way to the other is none: ``1878`` may end and begin on one day.
    """
    begins = max(_last_day(one.start), _last_day(other.start))
    ends = [_first_day(h.span.edtf.partition("/")[2]) for h in (one, other)]
    return all(end is None or begins < end for end in ends)


def _last_day(edtf: str) -> int:
    day = parse_edtf(edtf).latest
    assert day is not None
    return day


def _first_day(edtf: str) -> int | None:
    return None if edtf == ".." else parse_edtf(edtf).earliest


def _fault(row: Row, problem: str) -> GazetteerError:
    return GazetteerError(row.path, row.line, problem)
