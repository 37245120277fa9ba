"""One object of a JSON file, read field by field; what is wrong is kept, with where it stands."""

from __future__ import annotations

from typing import Any

from kg.gold.problems import Problem, named


class Record:
    """The fields of ``given``. ``kind`` and ``number`` (from 1) name it to a person."""

    def __init__(
        self,
        given: Any,
        kind: str,
        text: str,
        *,
        number: int = 0,
        problems: list[Problem] | None = None,
    ) -> None:
        self.problems: list[Problem] = [] if problems is None else problems
        self._text = text
        self._read: set[str] = set()
        self._which = f"{kind} {number}" if number else kind
        self._given: dict[str, Any] = given if isinstance(given, dict) else {}
        if not isinstance(given, dict):
            self.wrong("must be an object in braces { }")
        elif isinstance(key := self._given.get("id"), str):
            self._which = f"{kind} '{key}'"

    def wrong(self, what: str) -> None:
        """Keep that something is wrong with this object."""
        self.problems.append(Problem(self._which, what))

    def done(self) -> None:
        """Keep which fields nobody has read: they would be lost."""
        for field in self._given.keys() - self._read:
            self.wrong(f"there is no field '{field}' here; take it out or mend its name")

    def _field(self, field: str, default: Any = None) -> Any:
        self._read.add(field)
        return self._given.get(field, default)

    def words(self, field: str) -> str:
        """A string that is not empty."""
        value = self._field(field)
        if isinstance(value, str) and value.strip():
            return value
        self.wrong(f"'{field}' {'is missing' if value is None else 'must be words'}; write it")
        return ""

    def words_or_none(self, field: str) -> str | None:
        """A string that is not empty, or None."""
        return None if self._field(field) is None else self.words(field)

    def integer(self, field: str) -> int:
        """A whole number from 0 on."""
        value = self._field(field)
        if isinstance(value, int) and _counts(value):
            return value
        self.wrong(f"'{field}' must be a number from 0 on, not {value!r}")
        return 0

    def flag(self, field: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self._field(field, default)
        if isinstance(value, bool):
            return value
        self.wrong(f"'{field}' must be true or false, not {value!r}")
        return default

    def strings(self, field: str) -> tuple[str, ...]:
        """A list of strings; empty where there is none."""
        value = self._field(field, [])
        if isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value):
            return tuple(value)
        self.wrong(f"'{field}' must be a list of words in quotation marks")
        return ()

    def integers(self, field: str, *, default: tuple[int, ...]) -> tuple[int, ...]:
        """A list of whole numbers from 0 on."""
        value = self._field(field, list(default))
        if isinstance(value, list) and all(_counts(v) for v in value):
            return tuple(value)
        self.wrong(f"'{field}' must be a list of numbers")
        return default

    def spans(self, field: str) -> tuple[tuple[int, int], ...]:
        """A list of pairs of numbers."""
        value = self._field(field, [])
        if isinstance(value, list) and all(
            isinstance(v, list) and len(v) == 2 and all(map(_counts, v)) for v in value
        ):
            return tuple((start, end) for start, end in value)
        self.wrong(f"'{field}' must be a list of pairs of numbers, such as [[10, 14], [20, 25]]")
        return ()

    def records(self, field: str, kind: str, *, required: bool = True) -> list[Record]:
        """A list of objects."""
        value = self._field(field, None if required else [])
        if not isinstance(value, list):
            self.wrong(f"'{field}' must be a list in brackets [ ]")
            return []
        inside = kind if self._which == "the file" else f"{self._which}, {kind}"
        return [
            Record(v, inside, self._text, number=n, problems=self.problems)
            for n, v in enumerate(value, 1)
        ]

    def quoted(self) -> tuple[int, int]:
        """``start`` and ``end``, at which ``text`` stands to the character."""
        start, end, quote = self.integer("start"), self.integer("end"), self.words("text")
        if not start < end <= len(self._text):
            self.wrong(f"{start}-{end} is no stretch of the text (0-{len(self._text)})")
        elif quote and self._text[start:end] != quote:
            near = self._text.find(quote, max(0, start - len(quote) - 200))
            hint = f"; “{quote}” stands at {near}-{near + len(quote)}" if near >= 0 else ""
            place = named("there stands", self._text, start, end)
            self.wrong(f"'text' is not what stands there, to the character: {place}{hint}")
        return start, end


def _counts(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
