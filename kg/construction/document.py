"""One document's way from a file to the files of its folder; runs in a worker process."""

from __future__ import annotations

import hashlib
import resource
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

from extractors.errors import HistkgError
from kg import __version__
from kg.store.documents import Record


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read."""

    path: Path  #: absolute
    slug: str
    staging: Path  #: the folder that gets the document's folder
    fingerprint: str
    configuration: str
    base: str
    pipelines: dict[str, Path]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a document.

    ``record`` is None where it could not be read; ``reason`` then says why, in one line. With
    violations it stands in staging, but is not to be stored.
    """

    name: str
    record: Record | None
    reason: str = ""
    trace: str = ""  #: the traceback of what nobody foresaw
    violations: int = 0
    warnings: int = 0
    seconds: dict[str, float] = field(default_factory=dict)  #: by stage
    peak_mb: float = 0.0  #: most memory that this process has held so far


def document_key(fingerprint: str, name: str, sha256: str) -> str:
    """Hash of all that decides a document's graph: the same key, the same graph."""
    return hashlib.sha256(f"{fingerprint}\n{name}\n{sha256}".encode()).hexdigest()


def read_file(task: Task) -> Outcome:
    """Read, extract, make the graph, validate, write: never raises."""
    name = task.path.name
    try:
        return _read_file(task)
    except HistkgError as fault:
        return Outcome(name, None, reason=_without(name, str(fault)), peak_mb=peak_mb())
    except MemoryError:
        return Outcome(name, None, reason="not enough memory to read it", peak_mb=peak_mb())
    except OSError as fault:
        reason = f"could not be read or written: {fault.strerror or fault}"
        return Outcome(name, None, reason=reason, peak_mb=peak_mb())
    except Exception as fault:  # one bad document must not stop the others
        reason = f"an error of the program ({type(fault).__name__}: {fault}); --debug shows where"
        trace = traceback.format_exc()
        return Outcome(name, None, reason=reason, trace=trace, peak_mb=peak_mb())


def _read_file(task: Task) -> Outcome:
    # Imported here: a worker loads its language data once, the parent process never.
    from extractors.pipeline import extract
    from extractors.text.source import read_source
    from kg.graph.document import Run, document_quads, document_rdf
    from kg.identity.cards import to_json
    from kg.identity.describe import document_cards
    from kg.store.documents import lines_sha256, write_document
    from kg.validation.report import report_quads
    from kg.validation.report import to_json as report_to_json
    from kg.validation.shacl import validate_document

    clock = Clock()
    source = read_source(task.path)
    clock.lap("read")
    extraction = extract(source, task.pipelines)
    clock.lap("extract")
    run = Run(version=__version__, configuration=task.configuration)
    quads = document_quads(extraction, base=task.base, run=run)
    cards = to_json(document_cards(extraction, task.base))
    clock.lap("graph")
    report = validate_document(document_rdf(quads), source.text)
    clock.lap("validate")
    claims = sum(len(event.claims) for event in extraction.events)
    record = Record(
        name=source.name,
        slug=task.slug,
        path=str(task.path),
        key=document_key(task.fingerprint, source.name, source.sha256),
        sha256=source.sha256,
        graph_sha256=lines_sha256(quads),
        cards_sha256=lines_sha256([cards]),
        counts={
            "characters": len(source.text),
            "mentions": len(extraction.mentions),
            "dates": len(extraction.dates),
            "events": len(extraction.events),
            "claims": claims,
            "warnings": len(report.warnings),
        },
        notes=extraction.notes,
    )
    write_document(
        task.staging / task.slug,
        record,
        source.text,
        quads,
        cards,
        report_quads(report, base=task.base),
        report_to_json(report),
    )
    clock.lap("write")
    return Outcome(
        name=source.name,
        record=record,
        violations=len(report.violations),
        warnings=len(report.warnings),
        seconds=clock.seconds,
        peak_mb=peak_mb(),
    )


class Clock:
    """Seconds by stage; a stage's time is what passed since the one before."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """Add what passed since the last lap to ``stage``."""
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._last
        self._last = now


def peak_mb() -> float:
    """Most memory that this process has held at once, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def _without(name: str, message: str) -> str:
    """The message without the file's name at its head, which the caller prints itself."""
    return message.removeprefix(f"{name}: ")
