"""Where words for people go; 80 columns where it is no terminal."""

from __future__ import annotations

from rich.console import Console


def people() -> Console:
    """A console for messages, progress and summaries."""
    return Console(stderr=True, highlight=False, soft_wrap=False)


def answers() -> Console:
    """A console for what a person asked to see: standard output."""
    return Console(highlight=False, soft_wrap=False)


def number(value: float) -> str:
    """``value`` with a comma between thousands."""
    return f"{value:,.0f}"
