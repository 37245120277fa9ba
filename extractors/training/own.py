"""Texts of our own to learn from: sentences whose slots are filled with names.

``train_sentences.txt`` of a language has a sentence a line, with slots ``{KIND}`` or
``{KIND:ENDING}`` (an ending as ``names_suffixes.tsv`` writes it). The names come from the
gazetteer and from the tables of given names and titles; some are made of two halves of names, so
that what surrounds a name is learned and not only the names.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from extractors.errors import LanguageDataError
from extractors.language import Language
from extractors.model import EntityType
from extractors.names.gazetteer import load_gazetteer
from extractors.names.morphology import Morphology, load_morphology
from extractors.training.samples import sample_sentences, swapped
from extractors.training.tagged import Tagged

_SLOT: Final = re.compile(r"\{(?P<kind>[A-Z]+)(?::(?P<ending>[^}]+))?\}")
_TEMPLATE: Final = re.compile(r"\((.)\)|(.)")
_KINDS: Final[Mapping[str, EntityType]] = {
    "PER": "Person",
    "LOC": "Place",
    "ORG": "Organisation",
    "GROUP": "Group",
}
_FILLINGS: Final = 25  #: texts made of one sentence with slots
_SAMPLED: Final = 3  #: copies of a sentence of the sample texts
_RENAMED: Final = 12  #: the same with other names
_PLAIN: Final = 8  #: the same of one without
_BLENDED: Final = 0.3  #: share of names of which a word is made of two halves
_COMPOSED: Final = 0.5  #: share of people whose name is put together from the tables
_UNMARKED: Final = 0.15  #: share of endings without their apostrophe, where a language has one
_UNMARKED_BARE: Final = 0.95  #: the same where endings stand without one as a rule


@dataclass(frozen=True, slots=True)
class Endings:
    """How a language's endings follow the word before them: ``[harmony]`` of ``train.toml``."""

    vowels: str
    by_vowel: Mapping[str, Mapping[str, str]]  #: capital: {last vowels: letter}
    by_letter: Mapping[str, Mapping[str, str]]  #: capital: {last letters: letter, "": any other}
    compound: Mapping[
        str, str
    ]  #: what an ending's beginning becomes behind a compound's last vowel

    def add(self, word: str, ending: str, fold: Callable[[str], str]) -> str:
        """The letters of ``ending`` behind ``word``.

        A letter in brackets stands only where two vowels, or two consonants, would meet.
        """
        made, grown = "", fold(word)
        if " " in word and grown[-1:] in self.vowels:
            for begins, instead in self.compound.items():
                if ending.startswith(begins):
                    ending = instead + ending.removeprefix(begins)
                    break
        for buffer, letter in _TEMPLATE.findall(ending):
            after_vowel = grown[-1:] in self.vowels
            if buffer:
                vowel = buffer in self.by_vowel or buffer in self.vowels
                if vowel == after_vowel:
                    continue
            written = self._letter(buffer or letter, grown)
            made, grown = made + written, grown + written
        return made

    def _letter(self, letter: str, grown: str) -> str:
        last = next((c for c in reversed(grown) if c in self.vowels), self.vowels[0])
        for behind, written in self.by_vowel.get(letter, {}).items():
            if last in behind:
                return written
        for behind, written in self.by_letter.get(letter, {}).items():
            if not behind or grown[-1:] in behind:
                return written
        return letter


def own_texts(language: Language, rng: random.Random) -> list[Tagged]:
    """Texts made of the sentences of ``language`` (none where it has none), new ones at each call.

    The sentences of the sample texts are among them, with other names in most copies. Raises
    LanguageDataError when a slot can't be filled.
    """
    path = language.folder / "train_sentences.txt"
    if not path.exists():
        return []
    filler = _Filler(language, rng)
    texts = list[Tagged]()
    for sentence in sample_sentences(language.code):
        texts += [sentence] * _SAMPLED
        texts += [swapped(sentence, filler.names, rng) for _ in range(_RENAMED)]
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        times = _FILLINGS if _SLOT.search(line) else _PLAIN
        try:
            texts += [filler.fill(line) for _ in range(times)]
        except KeyError as fault:
            kinds = ", ".join(_KINDS)
            raise LanguageDataError(
                path, number, f"no slot '{fault.args[0]}'; there are: {kinds}"
            ) from None
    return texts


class _Filler:
    """Fills the slots of one language's sentences."""

    def __init__(self, language: Language, rng: random.Random) -> None:
        self.rng = rng
        self.fold = language.fold
        self.morphology: Morphology = load_morphology(language.code)
        self.endings = _endings(language)
        self.names = {kind: _gazetteer_names(language, t) for kind, t in _KINDS.items()}
        self.given = _given_names(language)
        self.before, self.after = _titles(language)

    def fill(self, line: str) -> Tagged:
        text, at, spans = "", 0, list[tuple[int, int, str]]()
        for slot in _SLOT.finditer(line):
            text += line[at : slot.start()]
            at = slot.end()
            title, name = self._name(slot["kind"])
            text, name = self._behind_clitic(text, title, name)
            start = len(text)
            text += name
            spans.append((start, len(text), slot["kind"]))
            if slot["ending"]:
                bare = _UNMARKED_BARE if self.morphology.bare_endings else _UNMARKED
                marked = self.morphology.apostrophe and self.rng.random() > bare
                mark = self.rng.choice("'’") if marked and slot["kind"] != "GROUP" else ""
                text += mark + self.endings.add(name, slot["ending"], self.fold)
        text += line[at:]
        if spans and spans[0][0] == 0:
            text = text[0].upper() + text[1:] if text[0] != "i" else text
        return Tagged(text, tuple(spans))

    def _name(self, kind: str) -> tuple[str, str]:
        """A title that stands before (or nothing), and a name."""
        rng = self.rng
        title = ""
        if kind == "PER" and self.given and rng.random() < _COMPOSED:
            name = self._composed()
        else:
            name = rng.choice(self.names[kind])
        if rng.random() < _BLENDED:
            name = self._blend(name, rng.choice(self.names[kind]))
        if kind == "PER" and self.before and rng.random() < 0.15:
            title = rng.choice(self.before) + " "
        return title, name

    def _composed(self) -> str:
        rng = self.rng
        words = rng.sample(self.given, rng.choice((1, 1, 2)))
        if self.after and rng.random() < 0.4:
            words.append(rng.choice(self.after))
        else:
            words.append(rng.choice(self.names["PER"]).split()[-1])
        return " ".join(words)

    def _blend(self, name: str, other: str) -> str:
        """``name`` with the end of its first long word taken from ``other``."""
        words = name.split()
        for i, word in enumerate(words):
            tail = other.split()[0]
            if len(word) > 4 and len(tail) > 4 and word.isalpha() and tail.isalpha():
                half = len(word) // 2 + self.rng.choice((0, 1))
                words[i] = word[:half] + tail[len(tail) // 2 :]
                break
        return " ".join(words)

    def _behind_clitic(self, text: str, title: str, name: str) -> tuple[str, str]:
        """``text`` and ``name`` put together as the language writes a clitic and what follows."""
        if title:
            return text + title, name
        for begins, ways in self.morphology.clitics.items():
            for cut, writes, _ in ways:
                before = begins[:cut]
                alone = text.endswith(f" {before}") or text == before
                if writes and alone and name.startswith(writes):
                    return text[: len(text) - cut] + begins, name[len(writes) :]
        return text, name


def _gazetteer_names(language: Language, kind: EntityType) -> list[str]:
    entries = load_gazetteer().entries.values()
    names = {
        n.text for e in entries if e.type == kind for n in e.names if n.language == language.code
    }
    return sorted(names)


def _given_names(language: Language) -> list[str]:
    rows = language.table("names_given.tsv", ("names", "kind"))
    plain = (row for row in rows if row["kind"] in ("given", "foreign"))
    return sorted({name for row in plain for name in row["names"].split()})


def _titles(language: Language) -> tuple[list[str], list[str]]:
    """Titles that stand before a name and outside of it, and those behind that belong to it."""
    columns = ("forms", "side", "part", "weak", "example")
    before, after = list[str](), list[str]()
    for row in language.table("names_titles.tsv", columns):
        if row["side"] == "before" and row["part"] == "no":
            before += row.alternatives("forms")
        if row["side"] == "after" and row["part"] == "yes":
            after += row.alternatives("forms")
    return before, after


def _endings(language: Language) -> Endings:
    path = language.folder / "train.toml"
    said: Mapping[str, Any] = (
        language.toml("train.toml").get("harmony", {}) if path.exists() else {}
    )
    return Endings(
        vowels=said.get("vowels", "a"),
        by_vowel=said.get("by_vowel", {}),
        by_letter=said.get("by_letter", {}),
        compound=said.get("compound", {}),
    )
