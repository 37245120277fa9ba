"""Clean text with its way back: stretches of the source joined to running text."""

from __future__ import annotations

import re
import unicodedata
from array import array
from typing import Final, Literal

from extractors.text.lines import Piece

Join = Literal[
    "", " ", "\n\n"
]  #: what stands before a stretch: nothing, a line's end, a paragraph's

# what is dropped: soft hyphens, zero-width and direction signs, tatweel, Arabic vowel signs
_DROPPED: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640\u064b-\u0652\u0656-\u065f\u0670\ufffe\uffff"
# ligatures and presentation forms, read as the letters they stand for
_FORMS: Final = "\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc"
_SPECIAL = re.compile(f"[{_DROPPED}]+|[{_FORMS}]|\\s+")
_NEEDS_CARE = re.compile(f"[{_DROPPED}{_FORMS}]|\\s\\s|[^\\S ]")
_SENTENCE_ENDS: Final = frozenset('.!?…؟۔”»"')
_HYPHENS: Final = "-\u00ad\u2010¬"


class CleanText:
    """Gathers clean text; ``offsets[i]`` is the source offset of ``text[i]``."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.offsets: array[int] = array("l")
        self.moved: list[Piece] = []  #: stretches of the clean text that were put into true order

    def __len__(self) -> int:
        return len(self.offsets)

    def add(self, start: int, end: int, join: Join, *, moved: bool = False) -> None:
        """Append ``source[start:end]`` after ``join``; a run of blanks becomes one."""
        if join and self.offsets:
            if join == "\n\n":
                self._end_paragraph(start)
            elif not self._closes_hyphen(start, end):
                self._blank(start)
        begin = len(self.offsets)
        text = self.source[start:end]
        if not _NEEDS_CARE.search(text) and text and text[0] != " ":
            self._append(text, start)
        else:
            self._add_carefully(text, start)
        if moved and len(self.offsets) > begin:
            self.moved.append((begin, len(self.offsets)))

    def text(self) -> str:
        """What was gathered; white space at the end is dropped with its offsets."""
        whole = "".join(self.parts)
        text = whole.rstrip()
        if len(text) < len(whole):
            self.offsets = self.offsets[: len(text)]
            self.parts = [text]
        return text

    def ends_sentence(self) -> bool:
        """Whether what was gathered ends like a sentence."""
        return bool(self.parts) and self.parts[-1].rstrip()[-1:] in _SENTENCE_ENDS

    def _append(self, text: str, start: int) -> None:
        self.parts.append(text)
        self.offsets.extend(range(start, start + len(text)))

    def _add_carefully(self, text: str, start: int) -> None:
        at = 0
        for match in _SPECIAL.finditer(text):
            low, high = match.span()
            if match.group() == "\u0640" and _ERA_SIGN.match(text, low - 1):
                continue
            if low > at:
                self._append(text[at:low], start + at)
            at = high
            if match.group().isspace():
                if self.parts and not self.parts[-1][-1:].isspace():
                    self._append_one(" ", start + low)
            elif _FORM.match(match.group()):
                for char in unicodedata.normalize("NFKC", match.group()):
                    if not _DROP.match(char) and char != " ":
                        self._append_one(char, start + low)
        if at < len(text):
            self._append(text[at:], start + at)

    def _append_one(self, char: str, offset: int) -> None:
        self.parts.append(char)
        self.offsets.append(offset)

    def _blank(self, start: int) -> None:
        if self.parts and not self.parts[-1][-1:].isspace():
            self._append_one(" ", self._between(start))

    def _end_paragraph(self, start: int) -> None:
        while self.parts and self.parts[-1] == " ":
            self.parts.pop()
            self.offsets.pop()
        if not self.parts or self.parts[-1].endswith("\n\n"):
            return
        if self.parts[-1][-1] == " ":
            bare = self.parts[-1].rstrip(" ")
            del self.offsets[len(bare) - len(self.parts[-1]) :]
            self.parts[-1] = bare
        offset = self._between(start)
        self.parts.append("\n\n")
        self.offsets.extend((offset, offset))

    def _between(self, start: int) -> int:
        """Source offset for a blank of our own: just after the last character, if that is free."""
        after = self.offsets[-1] + 1
        return after if after < len(self.source) and after != start else self.offsets[-1]

    def _closes_hyphen(self, start: int, end: int) -> bool:
        """Join a word that a hyphen divides at a line's end; whether there is nothing to put between."""
        last = self.source[self.offsets[-1]]
        tail = self.parts[-1]
        soft = self.source[self.offsets[-1] + 1 : start].lstrip(" ")[:1] == "\u00ad"
        if soft:
            return True
        if last not in _HYPHENS or tail[-1:] != last:
            return False
        before = (tail if len(tail) > 1 else "".join(self.parts[-30:]))[-30:-1]
        head = re.search(r"[^\W\d_]+\Z", before)
        word = re.match(r"[^\W\d_]+", self.source[start:end])
        if head is None or word is None:
            return False
        if word.group()[0].islower() and f"{head.group()}-{word.group()}" not in self.source:
            self.parts[-1] = tail[:-1]
            if not self.parts[-1]:
                self.parts.pop()
            self.offsets.pop()
        return True


_FORM = re.compile(f"[{_FORMS}]")
_ERA_SIGN = re.compile("\u0647\u0640(?!\\w)")  # the sign of the Hijri era is spelt with a tatweel
_DROP = re.compile(f"[{_DROPPED}]")
