"""Blocks of footnotes in the flow of a text: where they begin, which notes they hold.

No single sign is sure in text taken out of pages, so several weak ones are weighed: a rule or an
odd gap before, the running number, the mark with this number in the body before it, the wording of
a citation, the foot of the page; and, for the end of a block (``note_blocks``), a finished note, a
short last line, another script, an indent, a line that goes on with the sentence the block
interrupted.
"""

from __future__ import annotations

import re
from typing import Final

from extractors.text.apparatus import cites
from extractors.text.cues import AUTHOR, load_cues, sign_key
from extractors.text.evidence import Evidence
from extractors.text.lines import Line
from extractors.text.marks import Mark
from extractors.text.note_blocks import BlockReader, Note, PageStarts, is_finished
from extractors.text.numbering import Style, sign_length

__all__ = ["Note", "find_notes"]

_DATE_LIKE = re.compile(r"\s?[^\W\d_]+\s+(?:1\d{3}|20\d\d)|\s?[^\W\d_]+['’]")
_NUMBERED = re.compile(r"[(\[)]?\s*[\d⁰¹²³⁴-⁹]")
_LONG_PAGE: Final = 3000  #: lines before a block in which its marks may stand
_OPENS: Final = 3.0
_AHEAD: Final = 40  #: lines after a rule in which the first new note must begin
_CARRIED: Final = 6  #: lines that a note may go on for before the next page's own notes


def find_notes(
    lines: list[Line], marks: list[Mark], skip: set[int], gap: int, width: int
) -> list[Note]:
    """All footnotes among ``lines``, in order; ``skip`` are lines that are no running text.

    ``marks`` are the likely marks in the text, ``gap`` and ``width`` its usual ones.
    """
    evidence = Evidence(lines, marks, skip, gap, width)
    starts = PageStarts()
    notes: list[Note] = []
    expected, begin, index = 1, 0, 0
    seen: set[int] = set()
    while index < len(lines):
        opened: int | None = None
        if index not in skip and (lines[index].rule or _NUMBERED.match(lines[index].text)):
            seen = evidence.seen(max(begin, index - _LONG_PAGE), index)
            opened = _opens(evidence, index, expected, begin, seen)
        if opened is None:
            index += 1
            continue
        reader = BlockReader(evidence, starts, index, seen)
        block = reader.read(opened or None, opened or expected - 1)
        carried = _carried_over(evidence, index, begin, notes)
        if carried < index:
            notes.append(Note(None, carried, index, 0))
        notes.extend(block)
        begin = block[-1].last
        if begin < len(lines) and begin not in skip:
            starts.add(lines[begin], lines[index:begin])
        expected = max((n.number for n in block[-1:] if n.number), default=expected - 1) + 1
        index = begin
    return notes


def _opens(evidence: Evidence, index: int, expected: int, begin: int, seen: set[int]) -> int | None:
    """The number of the note that opens a block at a line; 0 for one that goes on; else None."""
    for number in _hopeful(expected, seen):
        style = evidence.number_at(index, number)
        if style and _score(evidence, index, number, style, number in seen) >= _OPENS:
            return number
    if evidence.lines[index].rule and index > begin and expected in seen:
        for ahead in range(index + 1, min(index + _AHEAD, len(evidence.lines))):
            line = evidence.lines[ahead]
            if line.rule or line.page or ahead in evidence.skip:
                break
            if evidence.number_at(ahead, expected):
                return 0
    return None


def _hopeful(expected: int, seen: set[int]) -> list[int]:
    """Numbers that may open the next block, the likeliest first."""
    numbers = [expected]
    if seen:
        first = min(seen)
        if first == 1 or 0 < first - expected < 4:
            numbers.append(first)
    return list(dict.fromkeys([*numbers, expected + 1, expected + 2, 1]))


def _score(evidence: Evidence, index: int, number: int, style: Style, seen: bool) -> float:
    """What speaks for a note with ``number`` at a line; ``seen``: its mark is on the page."""
    line = evidence.lines[index]
    citing = evidence.citing(index, number)
    rest = line.text[sign_length(line.text, number) :]
    score = 2.0 * seen + 2.0 * line.rule + min(2.0, citing) + evidence.at_foot(index)
    score += 1.0 if line.gap != evidence.gap or line.page else 0.0
    if style != "plain":
        if not seen and evidence.is_mark(index, number) and citing < 1:
            return 0.0
        score += 0.5
    else:
        score -= 1.5 if _DATE_LIKE.match(rest) else 0.0
        score -= 1.0 if rest[:1] == "." or rest.lstrip()[:1].islower() else 0.0
        score -= 1.0 if number > 1 and not seen else 0.0
    following = evidence.number_soon(index, number + 1)
    if following is not None:
        score += 1.0 if seen else 0.5
        score += min(1.0, evidence.citing(following, number + 1))
    if index == 0 or is_finished(evidence.lines[index - 1].text):
        score += 0.5
    elif rest.lstrip()[:1].isupper() and seen:
        score += 1.0
    return score


def _carried_over(evidence: Evidence, index: int, begin: int, notes: list[Note]) -> int:
    """First of the lines before a block that go on with the last note of the page before.

    They stand off from the body, close to the block, and cite; or they begin as citations do.
    """
    lines = evidence.lines
    for first in range(max(begin + 1, index - _CARRIED), index):
        text = " ".join(line.text for line in lines[first:index])
        if AUTHOR.match(lines[first].text) and cites(text):
            return first
    if not notes or is_finished(lines[notes[-1].last - 1].text):
        return index
    first = index
    while first - 1 > begin and index - first < _CARRIED and lines[first].gap <= evidence.gap:
        first -= 1
    if first == index or lines[first].gap <= evidence.gap:
        return index
    key = sign_key(" ".join(line.text for line in lines[first:index]))
    cues = load_cues()
    signs = 2 * len(cues.strong.findall(key)) + len(cues.weak.findall(key))
    return first if signs >= 2 else index
