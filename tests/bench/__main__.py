"""``make bench``: characters a second of a whole build, the share of each stage, memory.

A benchmark, not a test: it fails on nothing. It reads ``../shared/corpus`` where that is, else the
samples under several names.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

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

WORKERS = 2
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


def whole_build(corpus: Path, store: Path) -> None:
    """The command as a user runs it, from a cold start."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "kg", "build", str(corpus), "--store", str(store)]
    subprocess.run([*command, "--workers", str(WORKERS)], check=False, capture_output=True)
    seconds = time.perf_counter() - began
    size = characters(corpus)
    console.print(
        f"kg build, cold store, {WORKERS} workers: {size:,} characters in {seconds:.1f} s, "
        f"[bold]{size / seconds:,.0f} characters a second[/bold]\n"
    )


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


def growth(work: Path) -> None:
    """Memory and speed when the corpus grows tenfold."""
    table = Table("samples", "characters", "a second", "worker MB", box=None, pad_edge=False)
    for times in (1, 10):
        folder = samples(work / f"samples-{times}", times)
        summary = build([folder], work / f"store-{times}", workers=WORKERS)
        speed = summary.characters / summary.seconds
        table.add_row(
            f"{times}-fold", f"{summary.characters:,}", f"{speed:,.0f}", f"{summary.peak_mb:,.0f}"
        )
    console.print(table)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        work = Path(folder)
        corpus = SHARED if SHARED.is_dir() else samples(work / "corpus", 6)
        whole_build(corpus, work / "cold")
        stages(build([corpus], work / "stages", workers=WORKERS))
        extraction(corpus)
        growth(work)


if __name__ == "__main__":
    main()
