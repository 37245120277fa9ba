"""A session of ``kg review``: case after case, a key each, every decision written at once."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from extractors.errors import HistkgError
from kg.cli.cases import options, show, title
from kg.cli.keys import END, ENTER, read_key, read_line
from kg.curation.adding import Added, take_back
from kg.curation.contradictions import Contradiction
from kg.curation.files import CurationError
from kg.curation.pending import Case, MaybeItem, MaybeOne
from kg.curation.verdicts import Desk, Signature

_REST: Final = "[s]kip  [n]ote  [b]ack  [q]uit"
_REASON: Final = "Why? (Enter alone: no reason) "


class UnsignedError(HistkgError):
    """Nobody says who decides."""


@dataclass(frozen=True, slots=True)
class _Done:
    """A decision of this session."""

    words: str
    added: tuple[Added, ...]


class Session:
    """Goes through ``cases`` with a person who signs as ``author``."""

    def __init__(self, desk: Desk, cases: Sequence[Case], author: str, console: Console) -> None:
        self._desk = desk
        self._cases = cases
        self._author = author
        self._console = console
        self._done: dict[int, _Done] = {}
        self._notes: dict[int, str] = {}

    def run(self) -> None:
        """Until the last case is answered or the person has had enough; then say what was decided."""
        self._console.print(
            f"Decisions are signed {self._author} and written at once to {self._desk.folder}",
            markup=False,
            soft_wrap=True,
        )
        at = 0
        try:
            while 0 <= at < len(self._cases):
                self._show(at)
                step = self._answer(at)
                if step is None:
                    break
                at = max(at + step, 0)
        except KeyboardInterrupt:
            self._console.print()
        self._tell()

    def _show(self, at: int) -> None:
        case = self._cases[at]
        place = f"{at + 1} of {len(self._cases)}"
        self._console.print()
        self._console.print(Rule(f"{place}: {title(case)}", align="left", style="cyan"))
        show(case, self._desk.reader, self._console)
        if at in self._done:
            self._console.print(f"Decided: {self._done[at].words}", style="green")

    def _answer(self, at: int) -> int | None:
        """Ask until there is an answer: by how many cases to go on, None to stop."""
        case = self._cases[at]
        while True:
            if note := self._notes.get(at):
                self._console.print(f"Note: {note}", style="italic", markup=False)
            self._console.print(f"{self._choices(case)}  {self._undo(at)}{_REST}", markup=False)
            key = read_key()
            if key in ("q", END):
                return None
            if key in ("s", " ", ENTER):
                return 1
            if key == "b":
                return -1
            if key == "n":
                self._notes[at] = self._ask(_REASON)
            elif key == "u":
                self._take_back(at)
            else:
                decide = self._decision(case, key, at)
                if decide and self._decide(at, *decide):
                    return 1

    def _decision(
        self, case: Case, key: str, at: int
    ) -> tuple[str, Callable[[], tuple[Added, ...]]] | None:
        """What a key decides, in words and as what writes it; None where it decides nothing."""
        desk, by = self._desk, self._signature(at)
        if isinstance(case, MaybeOne):
            if key == "a":
                return "they are one", lambda: desk.pair(case, "same", by)
            if key == "r":
                return "they are two", lambda: desk.pair(case, "different", by)
            return None
        if key == "0" and isinstance(case, MaybeItem):
            return "Wikidata has no item", lambda: desk.no_item(case, by)
        if key == "r" and isinstance(case, MaybeItem):
            return "none of these items", lambda: desk.reject(case, by)
        if key == "t" and isinstance(case, Contradiction) and desk.apart(case):
            return "they are the dates of two events", lambda: desk.two_events(case, by)
        wrong = key == "r"
        if wrong:
            self._console.print(f"Which is wrong? {_numbers(case)}", markup=False)
            key = read_key()
        number = 0 if key == "a" else int(key) - 1 if key.isascii() and key.isdigit() else -1
        if not 0 <= number < options(case):
            return None
        if isinstance(case, MaybeItem):
            option = case.options[number]
            words = f"{option.item} {option.label}"
            return words, lambda: desk.accept(case, option, by)
        value = case.values[number]
        if wrong:
            return f"{value.label} is wrong", lambda: desk.claims(case, value, "wrong", by)
        return f"{value.label} is right", lambda: desk.claims(case, value, "preferred", by)

    def _decide(self, at: int, words: str, write: Callable[[], tuple[Added, ...]]) -> bool:
        """Write a decision in place of an earlier one of this session; whether it could be."""
        self._take_back(at)
        try:
            added = write()
        except CurationError as fault:
            self._console.print(f"not written: {fault}", style="red", markup=False)
            return False
        self._done[at] = _Done(words, added)
        self._console.print(f"✓ {words}", style="green", markup=False)
        return True

    def _take_back(self, at: int) -> None:
        done = self._done.pop(at, None)
        for added in reversed(done.added if done else ()):
            take_back(added)

    def _choices(self, case: Case) -> str:
        if isinstance(case, MaybeOne):
            return "[a] one thing  [r] two things"
        if isinstance(case, MaybeItem):
            return f"{_numbers(case)} this one  [r] none  [0] no item"
        apart = "  [t]wo events" if self._desk.apart(case) else ""
        return f"{_numbers(case)} right  [r] wrong{apart}"

    def _signature(self, at: int) -> Signature:
        return Signature(self._author, date.today().isoformat(), self._notes.get(at, ""))

    def _undo(self, at: int) -> str:
        return "[u]ndo  " if at in self._done else ""

    def _ask(self, question: str) -> str:
        self._console.print(question, end="", markup=False)
        return read_line()

    def _tell(self) -> None:
        self._console.print()
        if not self._done:
            self._console.print("Nothing was decided.")
            return
        counts = Counter(type(self._cases[at]) for at in self._done)
        names = {MaybeOne: "identity", MaybeItem: "links", Contradiction: "claims"}
        said = ", ".join(
            f"{counts[kind]} on {name}" for kind, name in names.items() if counts[kind]
        )
        self._console.print(Text(f"Decided: {said}. Written to:"))
        for path in sorted({a.path for done in self._done.values() for a in done.added}):
            self._console.print(Text(f"  {path}"), soft_wrap=True)
        commands = [
            *(["kg build"] if counts[MaybeOne] or counts[Contradiction] else []),
            *(["kg link"] if counts[MaybeItem] else []),
        ]
        self._console.print(f"Next: {' and '.join(commands)}, to apply it to the graph.")


def author_of(said: str | None, console: Console) -> str:
    """Who decides: as ``said``, or git's user.name, or what a person answers."""
    name = (said or _git_name()).strip()
    if not name:
        console.print("Your name, to sign decisions with: ", end="")
        name = read_line()
    if not name:
        raise UnsignedError("a decision must be signed; say who decides: --author NAME")
    return name


def _git_name() -> str:
    try:
        found = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return found.stdout


def _numbers(case: Case) -> str:
    return "[1]" if options(case) == 1 else f"[1-{options(case)}]"
