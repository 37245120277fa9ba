"""How many solutions are in an answer, told from its bytes as they go by.

What the engine writes is counted rather than its solutions, since handing those over one by one
takes several times as long. Each counter relies on how the W3C's form escapes what stands in strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Protocol


class Counter(Protocol):
    """Takes an answer in pieces."""

    def add(self, data: bytes) -> int:
        """The number of solutions in all that was taken, ``data`` included."""
        ...


class Lines:
    """TSV: line ends in strings are escaped, so each is the end of a solution but for the first."""

    def __init__(self) -> None:
        self._ends = 0

    def add(self, data: bytes) -> int:
        """See Counter."""
        self._ends += data.count(b"\n")
        return max(0, self._ends - 1)


class QuotedLines:
    """CSV: a line end counts where an even number of quotes stands before it."""

    def __init__(self) -> None:
        self._ends, self._quoted = 0, False

    def add(self, data: bytes) -> int:
        """See Counter."""
        if b'"' not in data:
            self._ends += 0 if self._quoted else data.count(b"\n")
        else:
            for number, piece in enumerate(data.split(b'"')):
                if number:
                    self._quoted = not self._quoted
                if not self._quoted:
                    self._ends += piece.count(b"\n")
        return max(0, self._ends - 1)


class Elements:
    """XML: a start tag a solution; what looks like one in a literal is escaped."""

    def __init__(self) -> None:
        self._rows, self._tail = 0, b""

    def add(self, data: bytes) -> int:
        """See Counter."""
        data = self._tail + data
        self._rows += data.count(b"<result>")
        self._tail = data[-len(b"<result>") + 1 :]
        return self._rows


class Objects:
    """JSON: a solution begins where one ends before it, ``},{``; there is one at least.

    A quote after that opens the name of a variable. Within a string a quote has a backslash before it,
    and where it ends the string a mark of JSON follows. A solution without any value is ``{}``; a
    string that holds ``},{}`` is counted as if it were one.
    """

    def __init__(self) -> None:
        self._rows, self._tail = 1, b""

    def add(self, data: bytes) -> int:
        """See Counter."""
        whole = self._tail + data
        self._rows += len(_BEGIN.findall(whole))
        # what may be the first bytes of one that is not counted yet
        self._tail = whole[-3:] if whole.endswith(b"},{}") else whole[-4:]
        return self._rows


_BEGIN: Final = re.compile(rb'\},\{(?="[^,}:]|\})')

COUNTERS: Final[dict[str, Callable[[], Counter]]] = {
    "application/sparql-results+json": Objects,
    "application/sparql-results+xml": Elements,
    "text/csv": QuotedLines,
    "text/tab-separated-values": Lines,
}
