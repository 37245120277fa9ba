"""Build a store: find the texts, read them in worker processes, store, index, switch over.

Whatever order the documents come in, the files are the same: each depends on its text and the
configuration alone.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar
from uuid import uuid4

from extractors.errors import HistkgError
from kg import __version__
from kg.construction.config import Config, configuration, fingerprint
from kg.construction.document import Outcome, Task, document_key, read_file
from kg.construction.sealing import seal
from kg.construction.sources import Found, Refusal, find_files, tell_apart
from kg.construction.workers import Lost, run_tasks
from kg.curation.files import read_curation
from kg.curation.model import NONE
from kg.store.documents import (
    Record,
    drop_document,
    is_whole,
    put_document,
    read_records,
    sweep,
)
from kg.store.folder import Store, open_for_build
from kg.store.generations import Draft, sealed_rules

WORN_MB = 700.0  #: a worker that has held more memory than this is replaced by a new one

Number = TypeVar("Number", int, float)


class BuildError(HistkgError):
    """There is nothing to build."""


class Listener(Protocol):
    """Who is told how a build goes on."""

    def begin(self, documents: int, size: int) -> None:
        """So many documents, of so many bytes, are about to be read."""

    def document(self, outcome: Outcome, size: int) -> None:
        """One of them is done, well or not."""

    def indexing(self) -> None:
        """All are read; the index is being made."""


class Silence:
    """A listener that says nothing."""

    def begin(self, documents: int, size: int) -> None:
        """Say nothing."""

    def document(self, outcome: Outcome, size: int) -> None:
        """Say nothing."""

    def indexing(self) -> None:
        """Say nothing."""


@dataclass(slots=True)
class Summary:
    """What a build did."""

    read: list[Outcome] = field(default_factory=list)  #: read now and stored
    unchanged: list[Record] = field(default_factory=list)  #: stored before, as they are now
    refused: list[Refusal] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  #: refused now, but an earlier reading is stored
    vanished: list[str] = field(default_factory=list)  #: stored, but their file is gone
    pruned: list[str] = field(default_factory=list)  #: taken out of the store
    missing: list[str] = field(default_factory=list)  #: people's decisions that mean nothing here
    records: dict[str, Record] = field(default_factory=dict)  #: all that the store holds, by slug
    quads: int = 0
    generation: str = ""
    seconds: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)  #: seconds, of all processes together
    peak_mb: float = 0.0  #: of the worker that held most

    @property
    def totals(self) -> dict[str, int]:
        """Counts over all that the store holds."""
        return _sum(r.counts for r in self.records.values())

    @property
    def characters(self) -> int:
        """Characters read in this build."""
        return sum(o.record.counts["characters"] for o in self.read if o.record)


def build(
    paths: Sequence[Path],
    store_path: Path,
    *,
    config: Config | None = None,
    workers: int = 2,
    prune: bool = False,
    force: bool = False,
    curation: Path | None = None,
    listener: Listener | None = None,
) -> Summary:
    """Read ``paths`` (files, folders) into the store at ``store_path``.

    ``workers`` processes read (0: this one). A text whose key is stored already is not read again,
    unless ``force``; ``prune`` takes out what is stored of files that are gone or now refused;
    ``curation`` is the folder of what people decided, where it is not the one that the store knows.
    Raises BuildError when there is nothing to read, StoreError, ConfigError, CurationError, and
    OSError when the disk refuses; the last complete generation then stays.
    """
    config, listener, began = config or Config(), listener or Silence(), time.perf_counter()
    files, refused = find_files(paths)
    if not files and not prune:
        raise BuildError("\n".join(f"{r.name}: {r.reason}" for r in refused) or "no PATH is named")
    summary = Summary(refused=refused)
    with open_for_build(store_path, config.base, curation) as store:
        decided = read_curation(store.curation)
        sweep(store)
        stored = {s: r for s, r in read_records(store.documents).items() if is_whole(store, r)}
        found, doubles = tell_apart(files, stored)
        summary.refused += doubles
        marks = fingerprint(config)
        todo: list[Found] = []
        for file in found:
            record = stored.get(file.slug)
            key = document_key(marks, file.path.name, file.sha256)
            if record and record.key == key and not force:
                summary.unchanged.append(record)
            else:
                todo.append(file)
        with ThreadPoolExecutor(1) as beside:  # while the workers read, this process has time
            begun = beside.submit(_begin, store, config, marks)
            if todo:
                beside.submit(_get_ready)
            for task, outcome in _read_all(store, todo, marks, config, workers, listener):
                _settle(store, task, outcome, stored, summary)
                if begun.done():
                    begun.result()  # a wrong gazetteer would spoil every document: stop at once
            _look_for_vanished(store, stored, summary, prune=prune)
            listener.indexing()
            indexing = time.perf_counter()
            beside.shutdown()
            made = seal(store, stored, marks, begun.result(), decided)
        if decided != NONE:
            summary.missing = _missing(store)
        summary.stages["index"] = time.perf_counter() - indexing
        summary.records, summary.quads, summary.generation = stored, made.quads, made.number
    summary.seconds = time.perf_counter() - began
    return summary


def _get_ready() -> None:
    """Import and read what the index will be made with; a fault shows when it is made."""
    from kg.construction import derived  # noqa: F401
    from kg.validation import shacl

    shacl.shapes()


def _begin(store: Store, config: Config, rules: str) -> Draft | None:
    """The next generation with what belongs to no document; None where the current one has that."""
    if sealed_rules(store) == rules:
        return None
    # Imported here, while the workers start: it takes a while.
    from kg.graph.document import Run, reference_quads, run_quads

    run = Run(version=__version__, configuration=configuration(config))
    return Draft(store, sorted({*reference_quads(config.base), *run_quads(run, config.base)}))


def _missing(store: Store) -> list[str]:
    from kg.validation.report import missing_decisions  # takes a while to import

    current = store.current()
    return missing_decisions(current / "quads") if current else []


def _read_all(
    store: Store,
    todo: Sequence[Found],
    marks: str,
    config: Config,
    workers: int,
    listener: Listener,
) -> Iterator[tuple[Task, Outcome]]:
    """Read ``todo``, the largest first, into a staging folder; what came of each, as it is done."""
    todo = sorted(todo, key=lambda f: (-f.size, f.slug))
    sizes = {f.slug: f.size for f in todo}
    # A folder of this build alone: a worker that outlived a killed build writes into its own.
    staging = store.staging / uuid4().hex
    said = configuration(config)
    tasks = [
        Task(f.path, f.slug, staging, marks, said, config.base, config.pipelines) for f in todo
    ]
    listener.begin(len(tasks), sum(sizes.values()))
    results = run_tasks(
        read_file,
        tasks,
        min(workers, len(tasks)),
        worn=lambda o: o.peak_mb > WORN_MB,
        preload=("kg.construction.preload",),
    )
    with closing(results):
        for task, result in results:
            if isinstance(result, Lost):
                result = Outcome(task.path.name, None, reason=result.reason)
            listener.document(result, sizes[task.slug])
            yield task, result


def _settle(
    store: Store, task: Task, outcome: Outcome, stored: dict[str, Record], summary: Summary
) -> None:
    summary.peak_mb = max(summary.peak_mb, outcome.peak_mb)
    summary.stages = _sum((summary.stages, outcome.seconds))
    staged = task.staging / task.slug
    if outcome.record and not outcome.violations:
        put_document(store, staged, store.documents)
        drop_document(store, store.refused, task.slug)
        stored[task.slug] = outcome.record
        summary.read.append(outcome)
        return
    reason = outcome.reason
    if outcome.record:
        put_document(store, staged, store.refused)
        times = "a shape" if outcome.violations == 1 else f"the shapes {outcome.violations} times"
        reason = f"violates {times}; its graph and report are in {store.refused / task.slug}"
    summary.refused.append(Refusal(task.path.name, reason, outcome.trace))
    if task.slug in stored:
        summary.kept.append(task.slug)


def _look_for_vanished(
    store: Store, stored: dict[str, Record], summary: Summary, *, prune: bool
) -> None:
    """Say which stored files are gone; with ``prune``, take them and the refused out of the store."""
    here = {r.slug for r in summary.unchanged} | {o.record.slug for o in summary.read if o.record}
    gone = [s for s, r in sorted(stored.items()) if s not in here and not Path(r.path).exists()]
    if not prune:
        summary.vanished = [stored[slug].path for slug in gone]
        return
    for slug in sorted({*gone, *summary.kept}):
        summary.pruned.append(stored.pop(slug).name)
        drop_document(store, store.documents, slug)
    summary.kept.clear()


def _sum(tables: Iterable[Mapping[str, Number]]) -> dict[str, Number]:
    total: dict[str, Number] = {}
    for table in tables:
        for name, value in table.items():
            total[name] = total[name] + value if name in total else value
    return total
