"""``kg build``, with its progress and its summary."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_STORE, CurationOption, StoreOption
from kg.cli.status import REFUSED
from kg.construction.config import Config, ConfigError
from kg.graph.vocab import BASE

if TYPE_CHECKING:
    from rich.console import Console

    from kg.construction.corpus import Summary


def build(
    ctx: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Texts, or folders that are searched for *.txt."),
    ],
    store: StoreOption = DEFAULT_STORE,
    workers: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=256,
            metavar="N",
            help="Processes that read (as many as processors; 0: no process of its own).",
        ),
    ] = None,
    prune: Annotated[
        bool,
        typer.Option("--prune", metavar="", help="Take out what is stored of files that are gone."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", metavar="", help="Read again also what has not changed.")
    ] = False,
    curation: CurationOption = None,
    base: Annotated[str, typer.Option(metavar="IRI", help="What all IRIs begin with.")] = BASE,
    pipeline: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LANG=CONFIG",
            help="A spaCy configuration for a language, in place of the shipped one.",
        ),
    ] = None,
) -> None:
    """Read texts, make their graph, validate it and store it.

    What has not changed since the last build is not read again. A text that
    can't be read, or whose graph violates the shapes, is named and refused
    (exit status 1); the others are stored.

    Examples:

    - `kg build texts --store graph`
    - `kg build memoirs.txt minutes.txt --workers 4`
    - `kg build texts --prune` when files were deleted
    """
    from kg.cli.console import people
    from kg.cli.progress import listener
    from kg.construction import corpus

    console = people()
    config = Config(base=base, pipelines=_pipelines(pipeline or []))
    with listener(console) as told:
        summary = corpus.build(
            paths,
            store,
            config=config,
            workers=workers if workers is not None else os.cpu_count() or 1,
            prune=prune,
            force=force,
            curation=curation,
            listener=told,
        )
    show_summary(summary, store, console)
    if ctx.find_root().params.get("debug"):
        for refusal in summary.refused:
            console.print(refusal.trace, markup=False, end="")
    if summary.refused:
        raise typer.Exit(REFUSED)


def _pipelines(said: list[str]) -> dict[str, Path]:
    pipelines: dict[str, Path] = {}
    for one in said:
        language, equals, path = one.partition("=")
        if not equals or not language or not path:
            raise ConfigError(f"--pipeline {one}: write LANG=CONFIG, such as tr=my/config.cfg")
        pipelines[language] = Path(path).absolute()
    return pipelines


def show_summary(summary: Summary, store: Path, console: Console) -> None:
    """Print what a build did, what it refused, and what to do next."""
    from rich.table import Table
    from rich.text import Text

    from kg.cli.console import number

    for refusal in summary.refused:
        console.print(Text.assemble(("refused ", "red"), f"{refusal.name}: {refusal.reason}"))
    for slug in summary.kept:
        name = summary.records[slug].name
        console.print(f"  An earlier reading of {name} stays in the store (--prune takes it out).")
    for path in summary.vanished:
        console.print(
            Text.assemble(("gone ", "yellow"), f"{path}: still in the store; --prune takes it out.")
        )
    for words in summary.missing:
        line = Text.assemble(("curation ", "yellow"), f"{words}: not in the store")
        line.truncate(console.width, overflow="ellipsis")
        console.print(line)
    for name in summary.pruned:
        console.print(f"taken out: {name}")
    for outcome in summary.read:
        for note in outcome.record.notes if outcome.record else ():
            console.print(Text.assemble(("note ", "cyan"), f"{outcome.name}: {note}"))

    totals = summary.totals
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right")
    table.add_column()
    documents = f"documents in {store}"
    if summary.unchanged:
        documents += f" ({len(summary.read)} read now, {len(summary.unchanged)} unchanged)"
    table.add_row(number(len(summary.records)), Text(documents))
    for what, words in (
        ("mentions", "mentions of people, places, organisations, groups"),
        ("dates", "dates"),
        ("events", "events told"),
        ("claims", "claims about them"),
        ("warnings", "warnings" + (": kg validate shows them" if totals.get("warnings") else "")),
    ):
        table.add_row(number(totals.get(what, 0)), words)
    table.add_row(number(summary.quads), f"triples in generation {summary.generation}")
    speed = summary.characters / summary.seconds if summary.seconds else 0
    said = f"{summary.seconds:.1f}"
    table.add_row(said, f"seconds, {number(speed)} characters a second" if speed else "seconds")
    console.print(table)
    if summary.records:
        option = "" if store == DEFAULT_STORE else f" --store {store}"
        console.print(f"\nNext: kg queries\n      kg query treaties{option}")
        console.print(f"      kg export --format turtle -o graph.ttl{option}", soft_wrap=True)
