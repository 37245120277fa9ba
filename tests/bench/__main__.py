"""``make bench``: characters a second of whole builds, with models and by rules alone, memory, stages.

And how long it takes to resolve and link 100,000 mentions against a million items, which takes most
of the time: ``make bench ITEMS=100000`` does it with so many items, and a tenth of that in mentions.

A benchmark, not a test: it judges nothing. It reads ``../shared/corpus`` where that is, else the
samples under several names.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table
from spacy.util import load_config

from extractors.pipeline import (
    annotate_reading,
    assemble_events,
    load_pipeline,
    read_document,
    resolve_dates,
    settle_names,
)
from extractors.text.source import read_source
from kg.assets import asset
from kg.construction.corpus import Summary, build
from kg.construction.document import Clock, peak_mb
from kg.identity.unite import unite
from tests.bench.cards import generated_cards
from tests.bench.processes import measure

WORKERS = 2
RECOGNISER = "histkg_recogniser"
SHARED = Path(__file__).parents[3] / "shared" / "corpus"
console = Console(highlight=False)


def samples(folder: Path, times: int) -> Path:
    """The sample texts, each under so many names."""
    folder.mkdir()
    for path in sorted(asset("data/samples").glob("*.txt")):
        for number in range(times):
            (folder / f"{path.stem}-{number}.txt").write_bytes(path.read_bytes())
    return folder


def characters(folder: Path) -> int:
    """Code points in the texts of ``folder``."""
    return sum(len(p.read_text(encoding="utf-8")) for p in folder.glob("*.txt"))


def without_models(work: Path) -> list[str]:
    """Options for a build by rules alone: the shipped pipelines, their recognisers left out."""
    options: list[str] = []
    for path in sorted(asset("data/lang").glob("*/config.cfg")):
        config = load_config(path)
        if RECOGNISER in config["nlp"]["pipeline"]:
            config["nlp"]["pipeline"].remove(RECOGNISER)
            del config["components"][RECOGNISER]
            rules = work / f"{path.parent.name}-rules.cfg"
            config.to_disk(rules)
            options += ["--pipeline", f"{path.parent.name}={rules}"]
    return options


def whole_builds(runs: list[tuple[str, Path, list[str]]], work: Path) -> None:
    """The command as a user runs it, from a cold start, for (name, texts, options)."""
    table = Table(
        *("kg build, cold", "characters", "seconds", "characters a second"),
        *("processor seconds", "MB, all processes"),
        box=None,
        pad_edge=False,
    )
    for name, texts, options in runs:
        store = work / f"store-{name.replace(' ', '-')}"
        command = [sys.executable, "-m", "kg", "build", str(texts), "--store", str(store)]
        took = measure([*command, "--workers", str(WORKERS), *options])
        size = characters(texts)
        table.add_row(
            *(name, f"{size:,}", f"{took.seconds:.1f}", f"{size / took.seconds:,.0f}"),
            *(f"{took.processor:.1f}", f"{took.peak_mb:,.0f}"),
        )
    console.print(table)
    console.print()


def stages(summary: Summary) -> None:
    """The share of each stage in the time of all processes, start-up left out."""
    table = Table("stage", "seconds", "share", box=None, pad_edge=False)
    total = sum(summary.stages.values())
    for stage, seconds in summary.stages.items():
        table.add_row(stage, f"{seconds:.2f}", f"{seconds / total:.0%}")
    console.print(table)
    console.print(
        f"{summary.quads:,} triples; peak memory of a worker {summary.peak_mb:,.0f} MB, "
        f"of the parent {peak_mb():,.0f} MB\n"
    )


def extraction(corpus: Path) -> None:
    """The parts of "extract", in this process, with all tables loaded."""
    sources = [read_source(p) for p in sorted(corpus.glob("*.txt"))]
    for source in sources:  # load what is loaded once
        for reading in read_document(source).readings:
            load_pipeline(reading.language)
    clock = Clock()
    for source in sources:
        document = read_document(source)
        clock.lap("text: zones, readings")
        docs = []
        for reading in document.readings:
            nlp = load_pipeline(reading.language)
            with nlp.select_pipes(disable=nlp.pipe_names):
                doc = annotate_reading(reading, nlp)
            clock.lap("words")
            for name, component in nlp.pipeline:
                doc = component(doc)
                clock.lap(f"component {name}")
            docs.append(doc)
        names = settle_names(docs)
        clock.lap("names: settle")
        dates = resolve_dates(docs)
        clock.lap("dates: resolve")
        assemble_events(docs, names, dates)
        clock.lap("events: assemble")
    size = sum(len(s.text) for s in sources)
    table = Table("extract", "seconds", "characters a second", box=None, pad_edge=False)
    for stage, seconds in clock.seconds.items():
        table.add_row(stage, f"{seconds:.2f}", f"{size / seconds:,.0f}")
    console.print(table)
    console.print()


def identity() -> None:
    """Putting together what documents tell of: the time for each thing as their number grows."""
    table = Table("things", "seconds", "µs a thing", "decisions", box=None, pad_edge=False)
    for documents in (100, 400, 1600):
        cards = list(generated_cards(documents))
        clock = Clock()
        union = unite(cards)
        clock.lap("unite")
        things = sum(len(d.entities) + len(d.events) for d in cards)
        seconds = clock.seconds["unite"]
        each = f"{1e6 * seconds / things:,.0f}"
        table.add_row(f"{things:,}", f"{seconds:.1f}", each, f"{len(union.decisions):,}")
    console.print(table)
    console.print()


def linking(items: int) -> None:
    """Mentions, a tenth of the items, resolved and linked, in a process of its own for its memory."""
    command = [sys.executable, "-m", "tests.bench.linking", str(items), str(items // 10)]
    subprocess.run(command, check=True)


def serving() -> None:
    """The server over a graph of a million triples, in processes of its own."""
    subprocess.run([sys.executable, "-m", "tests.bench.serving"], check=True)


def main(items: int = 1_000_000) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        work = Path(folder)
        corpus = SHARED if SHARED.is_dir() else samples(work / "corpus", 6)
        rules = without_models(work)
        runs = [
            ("models and rules", corpus, []),
            ("rules alone", corpus, rules),
            ("samples", samples(work / "samples", 1), []),
            ("samples tenfold", samples(work / "tenfold", 10), []),
        ]
        whole_builds(runs, work)
        stages(build([corpus], work / "stages", workers=WORKERS))
        extraction(corpus)
        identity()
    linking(items)
    serving()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
