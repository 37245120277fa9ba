"""What is wrong with annotations, in words for the person who made them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extractors.errors import HistkgError

_SHOWN: Final = 60  #: code points of a quote
_LISTED: Final = 50  #: problems


class GoldError(HistkgError):
    """Annotations that can't be read, exported or taken back."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: which annotation, where, and what is wrong with what to do."""

    which: str
    what: str

    def __str__(self) -> str:
        return f"{self.which}: {self.what}"


def named(kind: str, text: str, start: int, end: int) -> str:
    """``mention “Kars” (line 12, characters 340-344)``, for a person to find it."""
    quote = " ".join(text[start:end].split())
    if len(quote) > _SHOWN:
        quote = f"{quote[:_SHOWN]}…"
    line = text.count("\n", 0, start) + 1
    return f"{kind} “{quote}” (line {line}, characters {start}-{end})"


def refusal(name: str, problems: Sequence[Problem]) -> GoldError:
    """The error that tells ``problems`` of the file ``name``, a line each."""
    lines = [str(problem) for problem in problems[:_LISTED]]
    if len(problems) > _LISTED:
        lines.append(f"and {len(problems) - _LISTED} more")
    return GoldError(f"{name}: {len(problems)} to mend\n  " + "\n  ".join(lines))


def once(target: Path, path: str, written: dict[Path, str]) -> None:
    """Note that ``target`` is made of ``path``; raises GoldError where it is another's already."""
    if target in written:
        raise GoldError(
            f"{path}: {target} is already that of {written[target]}; rename one of them"
        )
    written[target] = path
