"""``kg link``: things of a store to items of Wikidata."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import (
    DEFAULT_STORE,
    CacheOption,
    ContactOption,
    CurationOption,
    EndpointOption,
    MaxAgeOption,
    OnlineOption,
    ReconcileOption,
    StoreOption,
)
from kg.cli.status import REFUSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import Console

    from kg.curation.model import Curation
    from kg.identity.things import Thing
    from kg.linking.link import Linked
    from kg.linking.model import LinkDecision
    from kg.linking.online.settings import Settings


def link(
    store: StoreOption = DEFAULT_STORE,
    reference: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="RDF with items of Wikidata; read into the store, once. May be repeated.",
        ),
    ] = None,
    curation: CurationOption = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Processes that compare (as many as processors)."),
    ] = None,
    endpoint: EndpointOption = "",
    reconcile: ReconcileOption = "",
    online: OnlineOption = False,
    contact: ContactOption = "",
    cache: CacheOption = None,
    max_age: MaxAgeOption = 90.0,
    sssom: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the links as SSSOM.")
    ] = None,
    quickstatements: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write what people reviewed as QuickStatements; uploads nothing."
        ),
    ] = None,
) -> None:
    """Link people, places, organisations, groups and named events to Wikidata.

    First counts what people decided (the curation folder), then the gazetteer,
    then the reference set in the store, then the services that you name. Each
    thing is linked, has no item, or is left to a person to review; all
    candidates and reasons are in the graph. Nothing goes to the network unless
    you say --endpoint, --reconcile or --online.

    Examples:

    - `kg link --store graph --reference items.ttl`
    - `kg query linked --param in_state=review --store graph`
    - `kg link --store graph --sssom links.sssom.tsv`
    """
    from dataclasses import replace

    from kg.cli.console import people
    from kg.construction.sealing import put_links
    from kg.curation.files import read_curation
    from kg.linking.file import REFERENCE
    from kg.linking.loading import load_reference
    from kg.linking.online.settings import Settings, agent_of
    from kg.store.folder import find_store, remember_curation

    console = people()
    settings = Settings(
        endpoint=endpoint,
        reconcile=reconcile,
        online=online,
        contact=contact,
        cache=cache,
        max_age=max_age,
    )
    agent_of(settings)  # whoever may not ask is told so before anything is read
    found = remember_curation(store, curation) if curation else find_store(store)
    set_path = found.path / REFERENCE
    if reference:
        console.print("reading the reference set …")
        load_reference(reference, set_path)
    if cache is None:
        settings = replace(settings, cache=found.path / "answers.sqlite")
    decided = read_curation(found.curation)
    linked, things = _link(store, set_path, settings, decided, workers, console)
    put_links(store, linked.decisions)
    known = {thing.iri: thing for thing in things}
    if sssom:
        from kg.linking.sssom import sssom_lines

        _write(sssom, sssom_lines(linked.decisions, known, found.base))
    if quickstatements:
        _write(quickstatements, _commands(store, linked.decisions, known))
    _tell(linked, console)
    if linked.open:
        raise typer.Exit(REFUSED)


def _link(
    store: Path,
    reference: Path,
    settings: Settings,
    curation: Curation,
    workers: int | None,
    console: Console,
) -> tuple[Linked, Sequence[Thing]]:
    from contextlib import ExitStack, closing

    from kg.identity.things import read_things
    from kg.linking.link import link_things
    from kg.linking.online.settings import open_sources
    from kg.linking.reference import Reference
    from kg.store.snapshot import open_snapshot

    with ExitStack() as held:
        things = read_things(held.enter_context(open_snapshot(store)))
        own: list[Reference] = []
        if reference.exists():
            own.append(held.enter_context(closing(Reference(reference))))
        sources = (*own, *held.enter_context(open_sources(settings, console.print)))
        facts = own[0].read if own else None
        count = workers or os.cpu_count() or 1
        return link_things(things, sources, curation, facts=facts, workers=count), things


def _commands(
    store: Path, decisions: Sequence[LinkDecision], things: Mapping[str, Thing]
) -> list[str]:
    from kg.linking.quickstatements import quickstatements
    from kg.linking.told import dated, related
    from kg.store.snapshot import open_snapshot

    with open_snapshot(store) as snapshot:
        index = snapshot.index
        return list(quickstatements(decisions, things, dated(index), related(index)))


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


def _tell(linked: Linked, console: Console) -> None:
    from collections import Counter

    from rich.text import Text

    from kg.cli.console import number

    states = Counter(d.state for d in linked.decisions)
    console.print(
        f"{number(states['linked'])} linked, {number(states['review'])} to be reviewed, "
        f"{number(states['nil'])} without an item"
    )
    for verdict in linked.vanished:
        console.print(
            Text.assemble(
                ("gone ", "yellow"),
                f"curation, line {verdict.line}: {verdict.thing} is no thing of this store",
            )
        )
    if linked.open:
        console.print(f"{number(len(linked.open))} could not be asked about; run kg link again")
    if states["review"]:
        console.print("Look at them: kg query linked --param in_state=review")
