"""The flows of a text: body, abstracts and notes, each put together to clean running text."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractors.language import language_codes
from extractors.model import ZoneKind
from extractors.text.anchors import anchor_of
from extractors.text.apparatus import split_note
from extractors.text.clean import CleanText, Join
from extractors.text.layout import Layout
from extractors.text.lines import Line, Piece
from extractors.text.notes import Note
from extractors.text.paragraphs import ends_paragraph
from extractors.text.tongue import UNKNOWN, detect_language

#: A reading is cut at the first paragraph's end after so many characters, in an endless paragraph
#: at a sentence's end after half as many again.
LONGEST: Final = 50_000
_ENDLESS: Final = 4  #: times that; then any line's end will do
#: Less than this many characters of another language do not leave the language around them.
_ENOUGH: Final = 90
_SAMPLES: Final = 9
_LEAST: Final = 15  #: letters of a whole text from which on its language is guessed

_CLOSING: Final = '.!?…”"»):;,،؟'
_TURNED = re.compile(r"\([^()]{0,200}\)|\)([^()]{1,120})\(")


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """A stretch of clean text of one kind in one language."""

    kind: ZoneKind
    language: str
    text: str
    offsets: array[int]
    repaired: tuple[Piece, ...]
    readable: bool  #: whether it is prose in a language with tables
    anchor: int | None = None  #: of a note: source offset of its mark


@dataclass(frozen=True, slots=True, eq=False)
class _Paragraph:
    lines: list[int]
    joins: list[Join]


def flows_of(layout: Layout) -> list[Flow]:
    """All flows of ``layout``; a note gives one flow for its prose and one for its citations."""
    within = {i for note in layout.notes for i in range(note.first, note.last)}
    flows: list[Flow] = []
    body = [i for i, k in enumerate(layout.sections) if k == "body" and i not in within]
    flows.extend(_running_text(layout, body, "body", _main_language(layout, body)))
    main = Counter({f.language: 0 for f in flows})
    for flow in flows:
        main[flow.language] += len(flow.text)
    default = main.most_common(1)[0][0] if main else UNKNOWN
    for stretch in _stretches(layout, "abstract"):
        flows.extend(_running_text(layout, stretch, "abstract", UNKNOWN))
    for note in layout.notes:
        flows.extend(_note(layout, note, default))
    return flows


def segments(line: Line, cuts: Sequence[Piece]) -> list[Piece]:
    """The stretches of the source that a line is made of, without ``cuts`` (places in its text)."""
    found: list[Piece] = []
    at = 0
    for start, end in line.pieces:
        low = at
        at += end - start + 1
        cursor = start
        for cut_low, cut_high in cuts:
            a, b = start + cut_low - low, start + cut_high - low
            if b <= cursor or a >= end:
                continue
            if a > cursor:
                found.append((cursor, a))
            cursor = max(cursor, min(b, end))
        if cursor < end:
            found.append((cursor, end))
    return found


def _stretches(layout: Layout, kind: str) -> list[list[int]]:
    """Lines of a section, a list for each unbroken stretch."""
    found: list[list[int]] = []
    open_stretch = False
    for i, section in enumerate(layout.sections):
        if section == kind:
            if not open_stretch:
                found.append([])
            found[-1].append(i)
        if section != "header":
            open_stretch = section == kind
    return found


def _running_text(layout: Layout, lines: list[int], kind: ZoneKind, expected: str) -> list[Flow]:
    """Flows of the paragraphs that the lines make, a flow for each language (or part of it)."""
    paragraphs = _paragraphs(layout, lines)
    languages = _languages(layout, paragraphs, expected)
    flows: list[Flow] = []
    for language in dict.fromkeys(languages):
        clean = CleanText(layout.source)
        for paragraph, spoken in zip(paragraphs, languages, strict=True):
            if spoken != language:
                continue
            if len(clean) > LONGEST:
                flows.append(_finish(clean, kind, language))
                clean = CleanText(layout.source)
            for i, join in zip(paragraph.lines, paragraph.joins, strict=True):
                over = len(clean) / LONGEST
                if over > _ENDLESS or (over > 1.5 and clean.ends_sentence()):
                    flows.append(_finish(clean, kind, language))
                    clean = CleanText(layout.source)
                _add_line(clean, layout.lines[i], layout.marks.get(i, ()), join)
        flows.append(_finish(clean, kind, language))
    return [flow for flow in flows if flow.text]


def _add_line(clean: CleanText, line: Line, cuts: Sequence[Piece], join: Join) -> None:
    cuts = [_with_blank(line.text, low, high) for low, high in cuts]
    bound = join
    ends = {end for _, end in line.pieces}
    for low, high in segments(line, cuts):
        if (
            not bound
            and clean.source[low].isalpha()
            and clean.parts[-1:]
            and clean.parts[-1][-1] in _CLOSING
        ):
            bound = " "  # a mark stood between two sentences
        clean.add(low, high, bound, moved=line.repaired)
        bound = " " if high in ends else ""


def _with_blank(text: str, low: int, high: int) -> Piece:
    """A mark's place, with the blank before it where a sign or nothing follows."""
    if high == len(text) or text[high] in ".,;:!?)،؛؟":
        while low > 0 and text[low - 1] in " \u00a0":
            low -= 1
    return low, high


def _finish(clean: CleanText, kind: ZoneKind, language: str) -> Flow:
    text = clean.text()
    if clean.moved:
        text = _TURNED.sub(lambda m: f"({m[1]})" if m[1] is not None else m[0], text)
    return Flow(
        kind=kind,
        language=language,
        text=text,
        offsets=clean.offsets,
        repaired=tuple(clean.moved),
        readable=language in language_codes(),
    )


def _paragraphs(layout: Layout, lines: list[int]) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    before: int | None = None
    for i in lines:
        line = layout.lines[i]
        if _only_mark(layout, i):
            if found:
                found[-1].lines.append(i)
                found[-1].joins.append("")
            continue
        if before is None:
            found.append(_Paragraph([i], ["\n\n"]))
        else:
            text = _unmarked(layout, before)
            apart = any(not _only_mark(layout, k) for k in range(before + 1, i))
            known = i in layout.headings or before in layout.headings
            if known or ends_paragraph(text, line, layout.gap, layout.width, apart=apart):
                found.append(_Paragraph([i], ["\n\n"]))
            else:
                found[-1].lines.append(i)
                found[-1].joins.append("" if i > before + 1 and line.text[0] in ".,;:" else " ")
        before = i
    return found


def _only_mark(layout: Layout, index: int) -> bool:
    """Whether the line is a footnote mark and nothing else."""
    cuts = layout.marks.get(index)
    return cuts is not None and cuts[0] == (0, len(layout.lines[index].text))


def _unmarked(layout: Layout, index: int) -> Line:
    """The line, without a footnote mark at its end."""
    line = layout.lines[index]
    cuts = layout.marks.get(index)
    if cuts and cuts[-1][1] >= len(line.text) - 1 and cuts[-1][0] > 0:
        rest = (line.text[: cuts[-1][0]] + line.text[cuts[-1][1] :]).rstrip()
        return Line(
            line.start,
            line.end,
            rest or line.text,
            line.pieces,
            line.gap,
            line.rule,
            line.page,
            line.indent,
        )
    return line


def _main_language(layout: Layout, lines: list[int]) -> str:
    """The language that most samples of the lines are in."""
    step = max(1, len(lines) // _SAMPLES)
    said: Counter[str] = Counter()
    for low in range(0, len(lines), step):
        text = " ".join(layout.lines[i].text for i in lines[low : low + min(step, 12)])
        said[detect_language(text)] += len(text)
    said.pop(UNKNOWN, None)
    return said.most_common(1)[0][0] if said else UNKNOWN


def _languages(layout: Layout, paragraphs: list[_Paragraph], expected: str) -> list[str]:
    """The language of each paragraph; a short or doubtful one has that of its neighbours."""
    said = []
    for paragraph in paragraphs:
        text = " ".join(layout.lines[i].text for i in paragraph.lines[:20])
        said.append(detect_language(text, expected) if len(text) >= _ENOUGH else UNKNOWN)
    before = next((s for s in said if s != UNKNOWN), expected)
    if before == UNKNOWN and paragraphs:
        whole = " ".join(layout.lines[i].text for p in paragraphs for i in p.lines)
        before = detect_language(whole, least=_LEAST)
    settled = []
    for language in said:
        before = before if language == UNKNOWN else language
        settled.append(before)
    return settled


def _note(layout: Layout, note: Note, default: str) -> list[Flow]:
    """The prose of a note and its citations, each as a flow."""
    clean = CleanText(layout.source)
    for i in range(note.first, note.last):
        if layout.sections[i] == "header":
            continue
        cuts = [(0, note.sign)] if i == note.first and note.sign else []
        _add_line(clean, layout.lines[i], cuts, " ")
    whole = _finish(clean, "note", default)
    if not whole.text:
        return []
    flows: list[Flow] = []
    for cites in (False, True):
        parts = [
            part
            for low, high, c in split_note(whole.text)
            if c == cites and (part := _without_blanks(whole.text, low, high))
        ]
        if not parts:
            continue
        # the blank that stood before a part is kept between it and the part before
        parts = [parts[0], *((low - 1, high) for low, high in parts[1:])]
        text = "".join(whole.text[low:high] for low, high in parts)
        offsets = array("l", (o for low, high in parts for o in whole.offsets[low:high]))
        said = detect_language(text, default)
        language = default if said == UNKNOWN else said
        flows.append(
            Flow(
                kind="citation" if cites else "note",
                language=language,
                text=text,
                offsets=offsets,
                repaired=tuple(_shifted(whole.repaired, parts)),
                readable=not cites and language in language_codes(),
                anchor=anchor_of(layout, note),
            )
        )
    return flows


def _without_blanks(text: str, low: int, high: int) -> Piece | None:
    part = text[low:high]
    start = low + len(part) - len(part.lstrip())
    return (start, start + len(part.strip())) if part.strip() else None


def _shifted(stretches: tuple[Piece, ...], parts: list[Piece]) -> list[Piece]:
    """Stretches of a whole text as they stand in the text made of its ``parts``."""
    found: list[Piece] = []
    at = 0
    for low, high in parts:
        for a, b in stretches:
            if max(a, low) < min(b, high):
                found.append((at + max(a, low) - low, at + min(b, high) - low))
        at += high - low
    return found
