"""Long lists in parts, as ``?part=`` of an address counts them: from 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Turn:
    """Which part is shown, of how many, with the addresses of those before and behind it, or ""."""

    part: int
    parts: int
    before: str
    behind: str


def part_asked(params: Mapping[str, str]) -> int:
    """The part that an address asks for; the first where it does not say."""
    said = params.get("part", "")[:9]
    return int(said) if said.isascii() and said.isdigit() else 1


def part_of(
    things: Sequence[Thing], part: int, size: int, at: Callable[[int], str]
) -> tuple[Sequence[Thing], Turn]:
    """The things of a part, the nearest that there is; ``at`` gives the address of another part.

    >>> part_of("abcde", 9, 2, "?part={}".format)
    ('e', Turn(part=3, parts=3, before='?part=2', behind=''))
    """
    parts = max(1, -(-len(things) // size))
    number = min(max(1, part), parts)
    turn = Turn(
        number,
        parts,
        before=at(number - 1) if number > 1 else "",
        behind=at(number + 1) if number < parts else "",
    )
    return things[(number - 1) * size : number * size], turn
