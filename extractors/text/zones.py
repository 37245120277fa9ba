"""The zones of a text: a kind and a language for every stretch, without a gap."""

from __future__ import annotations

from itertools import pairwise

from extractors.model import Zone, ZoneKind
from extractors.text.flow import Flow
from extractors.text.layout import Layout
from extractors.text.tongue import UNKNOWN, detect_language

_KINDS: dict[str, ZoneKind] = {
    "front": "front",
    "header": "header",
    "citation": "citation",
    "abstract": "abstract",
    "body": "body",
    "endnotes": "note",
}


def zones_of(layout: Layout, flows: list[Flow]) -> tuple[Zone, ...]:
    """Zones that tile the text; white space belongs to the zone before it."""
    size = len(layout.source)
    if not size:
        return ()
    labels: list[tuple[ZoneKind, str] | None] = [None] * size
    names: dict[tuple[ZoneKind, str], tuple[ZoneKind, str]] = {}
    for flow in flows:
        label = names.setdefault((flow.kind, flow.language), (flow.kind, flow.language))
        for low, high in _runs(flow):
            labels[low:high] = [label] * (high - low)
    main = max(flows, key=lambda f: len(f.text)).language if flows else UNKNOWN
    _label_lines(layout, labels, main)
    return _merge(labels, layout.source)


def _runs(flow: Flow) -> list[tuple[int, int]]:
    """The stretches of the source that a flow is made of."""
    runs: list[list[int]] = []
    for offset in flow.offsets:
        if runs and 0 <= offset - runs[-1][1] <= 1:
            runs[-1][1] = offset
        else:
            runs.append([offset, offset])
    return [(low, high + 1) for low, high in runs]


def _label_lines(layout: Layout, labels: list[tuple[ZoneKind, str] | None], main: str) -> None:
    """Label what no flow holds: headers, front matter, bibliography, the signs of notes."""
    language = main
    for line, section in zip(layout.lines, layout.sections, strict=True):
        kind = _KINDS[section]
        if kind in ("front", "citation", "header"):
            said = detect_language(line.text) if len(line.text) > 30 else UNKNOWN
            language = said if said != UNKNOWN else language
            low = line.start + line.indent
            labels[low : line.end] = [(kind, main if kind == "header" else language)] * (
                line.end - low
            )
    for note in layout.notes:
        line = layout.lines[note.first]
        for low, high in line.pieces:
            follow = next((x for x in labels[low:high] if x is not None), None)
            for k in range(low, high):
                if labels[k] is None:
                    labels[k] = follow


def _merge(labels: list[tuple[ZoneKind, str] | None], source: str) -> tuple[Zone, ...]:
    """Neighbours of one label made one; what has no label goes with what stands before it."""
    before = next((x for x in labels if x is not None), ("body", UNKNOWN))
    cuts: list[int] = [0]
    found: list[tuple[ZoneKind, str]] = [before]
    for k, label in enumerate(labels):
        if label is None or label == before:
            continue
        if source[k].isspace():
            continue
        start = k
        while start > cuts[-1] and source[start - 1] in " \t\u00a0":
            start -= 1
        if start > 0 and source[start - 1] not in "\r\n\f":
            start = k
        cuts.append(start)
        found.append(label)
        before = label
    cuts.append(len(source))
    return tuple(
        Zone(kind, low, high, language)
        for (low, high), (kind, language) in zip(pairwise(cuts), found, strict=True)
        if low < high
    )
