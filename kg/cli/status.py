"""Exit statuses, and how a person is told what went wrong."""

from __future__ import annotations

import typer

REFUSED = 1
IMPOSSIBLE = 2
STOPPED = 130


def fail(message: str) -> None:
    """Tell a person what is wrong, on standard error."""
    typer.echo(f"kg: {message}", err=True)
