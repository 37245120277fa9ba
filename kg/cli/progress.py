"""A build's progress: a bar on a terminal, a line a document elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

if TYPE_CHECKING:
    from kg.construction.corpus import Listener
    from kg.construction.document import Outcome


@contextmanager
def listener(console: Console) -> Iterator[Listener]:
    """What shows a build's progress on ``console``."""
    if not console.is_terminal:
        yield Lines(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        TextColumn("{task.fields[done]}/{task.fields[documents]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress)


class Lines:
    """A line for each document that is done."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._documents = self._done = 0

    def begin(self, documents: int, size: int) -> None:
        """Remember how many there are."""
        self._documents = documents

    def document(self, outcome: Outcome, size: int) -> None:
        """Say which document is done."""
        self._done += 1
        if outcome.record and not outcome.violations:
            counts = outcome.record.counts
            said = f"{counts['characters']:,} characters, {counts['events']:,} events"
        else:
            said = "refused"
        line = f"[{self._done}/{self._documents}] {outcome.name}: {said}"
        self._console.print(Text(line), soft_wrap=True)

    def indexing(self) -> None:
        """Nothing: it is quickly done."""


class Bar:
    """A bar that grows with the bytes that are read."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = 0
        self._task = progress.add_task("reading", total=None, done=0, documents=0)

    def begin(self, documents: int, size: int) -> None:
        """Set the bar's length."""
        self._progress.update(self._task, total=size, documents=documents)

    def document(self, outcome: Outcome, size: int) -> None:
        """Let the bar grow by one document."""
        self._done += 1
        self._progress.update(
            self._task, advance=size, done=self._done, description=f"read {outcome.name[:24]}"
        )

    def indexing(self) -> None:
        """Say that the index is being made."""
        self._progress.update(self._task, description="indexing")
