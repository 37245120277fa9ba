"""The feature structures of a CAS in JSON, with their places in code points of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from kg.gold.layers import NAMESPACE, layers
from kg.gold.problems import GoldError, Problem, named
from kg.gold.units import Units
from kg.gold.values import Span

_OF_DOCUMENT: Final = frozenset(layer.short for layer in layers() if layer.kind == "document")


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """One feature structure of our layers: its fields, and its place if it is a span."""

    short: str  #: the layer's name without its namespace
    fields: dict[str, Any]
    place: Span | None
    which: str  #: how to name it to a person

    def words(self, name: str) -> str | None:
        """What ``name`` says without space around it; None for nothing."""
        value = self.fields.get(name)
        return (value.strip() or None) if isinstance(value, str) else None

    def flag(self, name: str) -> bool:
        """Whether ``name`` says yes."""
        return self.fields.get(name) is True


class Structures:
    """All structures of the first view that our layers know.

    What can't be placed in the text is left out, and told in ``problems``.
    Raises GoldError where ``given`` is no CAS in JSON with one text.
    """

    def __init__(self, given: Any, name: str) -> None:
        self.problems: list[Problem] = []
        self._raw = _raw(given, name)
        sofas = [s for s in self._raw.values() if s.get("%TYPE") == "uima.cas.Sofa"]
        texts = [s["sofaString"] for s in sofas if isinstance(s.get("sofaString"), str)]
        if len(texts) != 1:
            raise GoldError(f"{name}: holds {len(texts)} texts, not one; export one document")
        self.text: str = texts[0]
        self._units = Units(self.text)
        members = _members(given, self._raw)
        self._known = {n: s for n in members if (s := self._structure(self._raw[n])) is not None}

    def of(self, short: str) -> list[Structure]:
        """The structures of a layer, in the order of the text."""
        found = [s for s in self._known.values() if s.short == short]
        return sorted(found, key=lambda s: s.place or (0, 0))

    def links(self, structure: Structure, name: str) -> Iterator[tuple[str | None, Structure]]:
        """Role and target of each link of the feature ``name``; what leads nowhere is told."""
        for number in self._elements(structure, name):
            link = self._raw.get(number, {})
            target = self._known.get(_reference(link, "@target"))
            if target is None:
                self.problems.append(
                    Problem(structure.which, f"a link in '{name}' leads to nothing; take it out")
                )
                continue
            role = link.get("role")
            yield (role.strip() or None) if isinstance(role, str) else None, target

    def _elements(self, structure: Structure, name: str) -> list[int]:
        array = self._raw.get(_reference(structure.fields, f"@{name}"), {})
        elements = array.get("%ELEMENTS", [])
        return [n for n in elements if isinstance(n, int)] if isinstance(elements, list) else []

    def _structure(self, raw: dict[str, Any]) -> Structure | None:
        kind = raw.get("%TYPE")
        if not isinstance(kind, str) or not kind.startswith(NAMESPACE):
            return None
        short = kind.removeprefix(NAMESPACE)
        if short in _OF_DOCUMENT:
            return Structure(short, raw, None, f"{short} '{raw.get('key', '')}'")
        try:
            # what is left out has the value 0
            start = self._units.points(_number(raw.get("begin", 0)))
            end = self._units.points(_number(raw.get("end", 0)))
        except ValueError as fault:
            self.problems.append(Problem(f"{short}, number {raw.get('%ID')}", str(fault)))
            return None
        which = named(short, self.text, start, end)
        if start >= end:
            self.problems.append(Problem(which, "marks no character; delete it"))
            return None
        return Structure(short, raw, (start, end), which)


def _reference(fields: dict[str, Any], name: str) -> int:
    """The id that ``name`` refers to; 0, which is nobody's, for none."""
    value = fields.get(name)
    return value if isinstance(value, int) else 0


def _number(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError(f"its place is {value!r}, not a number")


def _raw(given: Any, name: str) -> dict[int, dict[str, Any]]:
    """The structures by id; some writers make a list of them, some an object."""
    found = given.get("%FEATURE_STRUCTURES") if isinstance(given, dict) else None
    if isinstance(found, dict):
        found = [{"%ID": key, **s} for key, s in found.items() if isinstance(s, dict)]
    if not isinstance(found, list):
        raise GoldError(
            f"{name}: this is no UIMA CAS in JSON (it has no %FEATURE_STRUCTURES); "
            "export it from the tool as 'UIMA CAS JSON'"
        )
    try:
        return {int(s["%ID"]): s for s in found}
    except (KeyError, TypeError, ValueError):
        raise GoldError(
            f"{name}: a feature structure has no number in %ID; export it anew"
        ) from None


def _members(given: Any, raw: dict[int, dict[str, Any]]) -> list[int]:
    """Ids of what is indexed: a deleted annotation may still be in the file."""
    views = given.get("%VIEWS")
    parts = views.values() if isinstance(views, dict) else ()
    listed = [view.get("%MEMBERS") for view in parts if isinstance(view, dict)]
    members = [
        n
        for some in listed
        if isinstance(some, list)
        for n in some
        if isinstance(n, int) and n in raw
    ]
    return members if any(isinstance(some, list) for some in listed) else list(raw)
