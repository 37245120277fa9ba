"""Right-to-left lines whose words came out of a page in a wrong order, read in their true order.

Text extraction that takes the glyphs of such a line from left to right keeps each run of letters
readable but loses the order of the runs:

* runs that numerals, dashes or Latin words divide come in reverse, and a numeral sticks to the
  run that it was read after: ``… 1918تشرين الأول    30كانت الهدنة في`` for
  ``كانت الهدنة في 30 تشرين الأول 1918 …``;
* in spaced-out (justified) lines each chunk between wide blanks is such a run, so that the words
  come in reverse; numerals keep such a line in groups, the groups stand in true order, and only
  the chunk around a numeral is reversed in itself.

A line is turned when that makes a better Arabic line, judged by the language's ``order.toml``
(words that govern the next one, word pairs, what a number follows), or when the shape of the line
leaves no doubt. Lines in order stay untouched, and a text without the damage passes unchanged.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from extractors.fold import fold
from extractors.text.lines import Piece
from extractors.text.order_cues import OrderCues, load_order_cues

RTL: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_HAS_RTL = re.compile(f"[{RTL}]")
# a run that goes from left to right: a number (with its range or list sign), a dash, Latin words
_NUMBER: Final = r"[0-9٠-٩۰-۹]+(?:\s?[-–/.,:٫][0-9٠-٩۰-۹]+)*"
_LEFT_RUN = re.compile(
    rf"[\[(]\s*{_NUMBER}\s*[\])]|-?{_NUMBER}(?:\s*[–—-]\s*{_NUMBER})*-?"
    rf"|[A-Za-zÀ-ɏ](?:[^{RTL}\n]*[A-Za-zÀ-ɏ0-9.])?|(?<=\s)[–—](?=\w)"
)
_STUCK = re.compile(rf"(?<![{RTL}\d])[0-9٠-٩۰-۹]+(?=([{RTL}]+))|\s[–—](?=[{RTL}])")
# the sign of a list's or note's item, which is read first: at the line's end, or at its start
_ITEM = re.compile(
    r"(?<!\S)-\d{1,2}(?!\S)|(?<![\d\s])-\d{1,2}(?=\s*\Z)"
    r"|(?<!\S)\(\s*\d{1,3}\s*\)(?=\s*\Z)|(?:\A|(?<=\d))\(\s*\d{1,3}\s*\)(?=\s)"
)
_WIDE = re.compile(r"\s{2,}")
_NARROW = re.compile(r"\S \S")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
#: where a chunk ends: a wide blank, or after a sign that opens a chunk
_DIVIDE = re.compile(r"((?:(?<=\s\s)|^)[،؛,.:\"”“»«()\[\]]+\s)|\s{2,}")
_BRACKET = re.compile(r"[()]\s(?=\S)")
_COLUMN: Final = 12  #: a blank this wide divides columns, not words
_WORD = re.compile(r"\w+|[،.؛:]")
_MARKS: Final = dict.fromkeys(range(0x064B, 0x0653))  # vowel signs


def has_rtl(text: str) -> bool:
    """Whether ``text`` has a letter that is written from right to left."""
    return _HAS_RTL.search(text) is not None


def is_stuck(line: str) -> bool:
    """Whether a numeral or dash sticks to the letters after it, as in a reversed line only."""
    signs = load_order_cues().signs
    return any(not m[1] or fold(m[1]) not in signs for m in _STUCK.finditer(line))


def true_order(
    line: str, before: str, after: str, *, damaged: bool
) -> tuple[tuple[Piece, ...] | None, float]:
    """The pieces of ``line`` in true order (offsets in the line), or None if it is in order.

    ``before`` is the last word of the line before, in its true order, ``after`` the line after as
    it stands. ``damaged`` says that the text shows this damage nearby: then the shape of a line may
    decide by itself. The second value is how much better the order found is than the next best
    (the line as it stands, or the best other order), 0 where nothing could be compared.
    """
    follow = _ends(after)
    best, as_is = None, _naturalness(line, before, follow)
    best_score, other = as_is, None
    for candidate, bonus in _candidates(line, damaged):
        text = " ".join(line[a:b].strip() for a, b in candidate)
        score = _naturalness(text, before, follow) + bonus
        other = score if other is None else max(other, score)
        if score > best_score:
            best, best_score = candidate, score
    if other is None:
        return None, 0.0
    return best, best_score - as_is if best else as_is - other


def _candidates(line: str, damaged: bool) -> list[tuple[tuple[Piece, ...], float]]:
    """Orders that the line may truly have, each with what its shape speaks for it."""
    stuck = is_stuck(line)
    item = _ITEM.search(line)
    cut = item.span() if item and (item.start() > 0 or item.end() < len(line)) else None
    runs = _runs(line, cut)
    divided = any(left for left, _ in runs)
    wide = [m for m in _WIDE.finditer(line) if _between_words(line, m)]
    found: list[tuple[tuple[Piece, ...], float]] = []
    head: tuple[Piece, ...] = (cut,) if cut else ()
    if divided or cut:
        shape = (3.0 if damaged else 0.5) if stuck or cut else -1.5
        if len(wide) >= 3:
            shape -= 1.5
        found.append((head + _reverse(line, runs), shape))
    if wide and not (len(wide) == 1 and len(wide[0].group()) >= _COLUMN):
        many = len(wide) >= 3 or len(wide) >= len(_NARROW.findall(line))
        first = len(wide[0].group()) >= 3
        shape = (2.5 if many else 0.0) + (2.0 if first else -1.0)
        if stuck and divided:
            shape += 2.0
        if not damaged:
            shape = min(shape, 0.0) - 2.0
        found.append((head + _regroup(line, runs, 0), shape))
        broad = next((m.start() for m in wide if len(m.group()) >= 3), 0)
        if not first and broad:
            found.append((head + _regroup(line, runs, broad), shape))
        if stuck and divided:
            found.append((head + _regroup(line, runs, 0, apart=True), shape))
    return found


def _reverse(line: str, runs: list[tuple[bool, Piece]]) -> tuple[Piece, ...]:
    """The runs from last to first; a Latin passage at the line's end stays there."""
    pieces = [piece for _, piece in runs]
    last = pieces[-1:] if pieces and len(_LATIN.findall(line[slice(*pieces[-1])])) >= 3 else []
    return (*reversed(pieces[: len(pieces) - len(last)]), *last)


def _between_words(line: str, gap: re.Match[str]) -> bool:
    """Whether a wide blank stands between two words, not beside a numeral or at the line's end."""
    low, high = gap.span()
    if not low or not _LETTER.search(line, high):
        return False
    match = _LEFT_RUN.match(line, high)
    return match is None or match.end() >= len(line) or line[match.end()].isspace()


def _runs(line: str, cut: Piece | None) -> list[tuple[bool, Piece]]:
    """The line in runs as they stand: whether a run goes from left to right, and its place."""
    runs: list[tuple[bool, Piece]] = []
    at = 0
    spans = [(True, m.span()) for m in _LEFT_RUN.finditer(line)]
    if cut:
        spans = [s for s in spans if s[1][1] <= cut[0] or s[1][0] >= cut[1]]
        spans = sorted([*spans, (False, cut)], key=lambda s: s[1])
    for left, (low, high) in spans:
        if line[at:low].strip():
            runs.append((False, (at, low)))
        if left:
            runs.append((True, (low, high)))
        at = high
    if line[at:].strip():
        runs.append((False, (at, len(line))))
    return runs


def _regroup(
    line: str, runs: list[tuple[bool, Piece]], broad: int, *, apart: bool = False
) -> tuple[Piece, ...]:
    """True order of a line in which every chunk between wide blanks is a run of its own.

    Before the offset ``broad`` a blank of two does not divide. ``apart``: the wide blank before a
    numeral divides too.
    """
    chunks: list[list[tuple[bool, Piece]]] = [[]]
    for position, (left, (low, high)) in enumerate(runs):
        if left:
            chunks[-1].append((True, (low, high)))
            continue
        next_is_left = position + 1 < len(runs) and runs[position + 1][0]
        at = low
        bracket = _BRACKET.match(line, low) if chunks[-1] else None
        if bracket:
            chunks[-1].append((False, bracket.span()))
            chunks.append([])
            at = bracket.end()
        for gap in _DIVIDE.finditer(line, low, high):
            mark = gap[1] is not None  # a sign that stands before the word it follows
            if gap.start() == low and not mark:
                continue
            if gap.end() == high and next_is_left and not (apart and len(gap.group()) > 2):
                continue
            if not mark and gap.start() < broad and len(gap.group()) < 3:
                continue
            chunks[-1].append((False, (at, gap.end() if mark else gap.start())))
            chunks.append([])
            at = gap.end()
        if line[at:high].strip():
            chunks[-1].append((False, (at, high)))
    ordered: list[Piece] = []
    group: list[Piece] = []
    for chunk in chunks:
        for left, piece in reversed(chunk):
            if left:
                ordered.extend(reversed(group))
                group = []
                ordered.append(piece)
            elif line[slice(*piece)].strip():
                group.append(piece)
    ordered.extend(reversed(group))
    return tuple(ordered)


def _ends(line: str) -> frozenset[str]:
    """First and last word of a line, folded."""
    words = _WORD.findall(fold(line.translate(_MARKS)))
    return frozenset(words[:1] + words[-1:])


def _naturalness(text: str, before: str, follow: frozenset[str]) -> float:
    """How well the words follow one another: the sum of what each pair of neighbours says."""
    cues = load_order_cues()
    words = _WORD.findall(fold(text.translate(_MARKS)))
    if before:
        words = [*_WORD.findall(fold(before.translate(_MARKS)))[-1:], *words]
    score = sum(_fit(a, b, cues) for a, b in pairwise(words))
    if words and words[-1].isdigit() and follow & cues.after_number:
        score += 1.5
    return score


def _fit(a: str, b: str, cues: OrderCues) -> float:
    if (a, b) in cues.pairs:
        return 2.0
    if (b, a) in cues.pairs:
        return -1.5
    score = 0.0
    if a.isdigit():
        return 1.5 if b in cues.after_number else -1.0 if b.isdigit() else 0.0
    if b.isdigit():
        if a in cues.before_number:
            return 1.0
        if a in cues.after_number:
            return 0.5 if len(b) == 4 else -1.0
        return 0.0
    if a in cues.governors:
        if b in "،.؛:" or b.startswith("لل"):
            score -= 2.0
        elif b.startswith("ال"):
            score += 0.5
        elif b in cues.verbal or (b in cues.governors and a != "من"):
            score -= 1.0
    if a in cues.demonstratives:
        score += 1.0 if b.startswith("ال") else -0.5
    if b in cues.demonstratives and a.startswith("ال"):
        score -= 0.5
    if b in cues.relatives:
        score += 0.7 if a.startswith(("ال", "وال", "بال", "لل")) else -0.7
    if a in cues.verbal:
        score += 1.0 if b[0] in "يتنا" and not b.startswith("ال") else -0.7
    return score
