"""From a source to what is read: its zones, and the clean text of its prose."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.model import Reading, Source, Zone
from extractors.text.flow import Flow, flows_of
from extractors.text.layout import Layout, lay_out
from extractors.text.source import newline_kinds
from extractors.text.zones import zones_of


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A source taken apart."""

    zones: tuple[Zone, ...]  #: they tile the text
    readings: tuple[Reading, ...]  #: in the order of the source
    notes: tuple[str, ...]  #: remarks for a person


def read_document(source: Source) -> Document:
    """Zones and readings of ``source``.

    The body in one language is one reading (a long one is cut at paragraph ends), each abstract
    and each telling footnote is its own; a note comes after the body reading that it interrupts.
    Prose in a language without tables gets a zone, but is not read.
    """
    layout = lay_out(source.text)
    flows = flows_of(layout)
    readings = [reading for flow in flows if (reading := _reading(flow))]
    readings.sort(key=lambda r: r.offsets[0])
    return Document(
        zones=zones_of(layout, flows),
        readings=tuple(
            Reading(r.text, r.language, r.kind, order, r.offsets, r.repaired, r.anchor)
            for order, r in enumerate(readings)
        ),
        notes=_remarks(source, layout),
    )


def _reading(flow: Flow) -> Reading | None:
    if not flow.readable or not any(c.isalpha() for c in flow.text):
        return None
    return Reading(flow.text, flow.language, flow.kind, 0, flow.offsets, flow.repaired, flow.anchor)


def _remarks(source: Source, layout: Layout) -> tuple[str, ...]:
    remarks = []
    kinds = newline_kinds(source.text)
    if len(kinds) > 1:
        counts = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
        remarks.append(f"mixed line ends ({counts}); read as they are")
    repaired = sum(line.repaired for line in layout.lines)
    if repaired:
        remarks.append(
            f"{repaired} right-to-left lines had their words reversed; read in true order"
        )
    return tuple(remarks)
