"""``kg review``: a person goes through what the machine is not sure of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_STORE, CurationOption, StoreOption
from kg.cli.status import IMPOSSIBLE, fail

if TYPE_CHECKING:
    from kg.curation.pending import Kind


def review(
    store: StoreOption = DEFAULT_STORE,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="Only these: identity, links or claims."),
    ] = None,
    author: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", envvar="KG_AUTHOR", help="Who decides (git's user.name, else asked)."
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Show at most so many.")
    ] = None,
    curation: CurationOption = None,
) -> None:
    """Decide on what the machine is not sure of, one key each.

    Things that may be one, Wikidata items that a thing may be, claims that
    contradict each other: that on which most hangs comes first. What you
    decide is written at once into the files of the curation folder, for git
    to keep; the next `kg build` or `kg link` applies it.

    Examples:

    - `kg review --store graph`
    - `kg review --kind identity --limit 20`
    - `kg review --author "A. Reader"`
    """
    from kg.cli.console import answers
    from kg.cli.session import Session, author_of
    from kg.curation.files import read_curation
    from kg.curation.index import Reader
    from kg.curation.pending import pending
    from kg.curation.verdicts import Desk
    from kg.store.folder import remember_curation
    from kg.store.snapshot import open_snapshot

    kinds = _kinds(kind)
    if curation is not None:
        remember_curation(store, curation)
    console = answers()
    with open_snapshot(store) as snapshot:
        folder = snapshot.store.curation
        cases = pending(snapshot.index, snapshot.base, read_curation(folder), kinds)
        if not cases:
            console.print("Nothing waits for a decision.")
            return
        desk = Desk(Reader(snapshot.index, snapshot.base), folder)
        Session(desk, cases[:limit], author_of(author, console), console).run()


def _kinds(said: str | None) -> tuple[Kind, ...]:
    from kg.curation.pending import KINDS

    chosen = tuple(k for k in KINDS if said in (None, k))
    if not chosen:
        fail(f"no kind '{said}'; there are: {', '.join(KINDS)}")
        raise typer.Exit(IMPOSSIBLE)
    return chosen
