"""Time-spans: one node for each value and calendar."""

from __future__ import annotations

from typing import Final

from extractors.model import DateValue
from kg.graph.iris import time_slug
from kg.graph.terms import A, Lines, day, integer, typed
from kg.graph.vocab import CRM, EDTF, KG

_SPAN: Final = f"<{CRM}E52_Time-Span>"
_EDTF: Final = f"<{KG}edtf>"
_EARLIEST: Final = f"<{KG}earliestDay>"
_LATEST: Final = f"<{KG}latestDay>"
_BEGIN: Final = f"<{CRM}P82a_begin_of_the_begin>"
_END: Final = f"<{CRM}P82b_end_of_the_end>"
_CALENDAR: Final = f"<{KG}calendar>"


class Times:
    """Describes each time-span of one graph once."""

    def __init__(self, base: str, lines: Lines) -> None:
        self._base = base
        self._lines = lines
        self._told: dict[str, DateValue] = {}

    def describe(self, value: DateValue) -> str:
        """The time-span's printed IRI; days are those of the first value of that name."""
        iri = f"{self._base}id/time/{time_slug(value.edtf, value.calendar)}"
        span = f"<{iri}>"
        if span not in self._told:
            self._told[span] = value
            first, last = value.earliest, value.latest
            self._lines.say(
                span,
                (A, _SPAN),
                (_EDTF, typed(value.edtf, EDTF)),
                (_EARLIEST, None if first is None else integer(first)),
                (_LATEST, None if last is None else integer(last)),
                (_BEGIN, day(first)),
                (_END, day(last)),
                (_CALENDAR, f"<{KG}{value.calendar}>"),
            )
        return span
