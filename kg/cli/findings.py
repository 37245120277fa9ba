"""What was found in a text, shown to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from extractors.explain import Finding


def show(found: list[Finding]) -> None:
    """Two lines for each: where, how sure, what it is; and the rule with its table rows."""
    from rich.console import Console
    from rich.text import Text

    if not found:
        typer.echo("nothing was found", err=True)
    out = Console(highlight=False, soft_wrap=True)
    for one in found:
        means = "" if one.value == one.words else f" = {one.value}"
        head = f"{f'{one.start}-{one.end}':<12} {one.confidence:.2f}  "
        out.print(Text.assemble(head, (one.what, "bold"), f": {one.words}{means}"))
        origin = f"  {one.origin}" if one.origin else ""
        out.print(Text(f"{'':<19}{one.rule}{origin}", style="dim"))
