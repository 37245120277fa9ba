"""Where a rule stands written: from a rule's name to the table rows or model behind it.

A place is printed as ``path:line`` with the path below the data's root (``data/lang/tr/dates.toml:41``),
several joined by a comma. Where more than one row may have spoken, the first that fits the words
is named; where none can be told, the table alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from extractors.assets import asset
from extractors.events.lexicon import trigger_rows
from extractors.fold import fold
from extractors.language import language_codes, load_language
from extractors.names.gazetteer import FILES, load_gazetteer
from extractors.tables import Row, read_table

_FRAMES: Final = "data/lang/frames.tsv"
_WORD: Final = re.compile(r"[^\W_]+")
_NAMED: Final = re.compile(r'^name = "(.*)"\s*$')


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The table of names behind a rule, and which of its words spoke.

    ``beside``: words about the name count too; ``whole``: the word is that of the table, else it
    begins (or, for an ``ending``, ends) with it.
    """

    table: str
    column: str
    beside: bool = False
    whole: bool = True
    ending: bool = False


_NAMES: Final = {
    "title": _Evidence("names_titles.tsv", "forms", beside=True),
    "given name": _Evidence("names_given.tsv", "names"),
    "family name": _Evidence("names_surnames.tsv", "ending", whole=False, ending=True),
    "head": _Evidence("names_heads.tsv", "forms", beside=True, whole=False),
    "body": _Evidence("names_heads.tsv", "forms", whole=False),
    "people": _Evidence("names_peoples.tsv", "ending", whole=False, ending=True),
    "gazetteer": _Evidence("names_known.tsv", "forms", whole=False),
    "context": _Evidence("names_context.tsv", "words", beside=True),
}


def name_origin(rule: str, language: str, words: str, around: str, gazetteer: str | None) -> str:
    """What stands behind the rule that found the name ``words``, in ``around`` (it and its neighbours).

    ``gazetteer`` is the id of the entry that it names, if any.
    """
    places: list[str] = []
    for part in rule.removeprefix("names.").split("+"):
        if part.startswith("ner "):
            places.append(_model(language))
        elif part == "gazetteer" and (entries := _entries(words, language, gazetteer)):
            places += map(_entry, entries)
        elif part in _NAMES:
            places.append(_names_row(_NAMES[part], language, words, around))
    return _joined(places)


def date_origin(rule: str, language: str) -> str:
    """The patterns of ``dates.toml`` behind ``rule``, and what joined them."""
    path = load_language(language).folder / "dates.toml"
    lines = _named_blocks(path)
    return _joined(_place(path, lines[key]) for key in _parts(rule, lines))


def event_origin(rule: str, type_: str, role: str = "") -> str:
    """The row of a trigger, or of the gazetteer's event, and the frame's row for a claim's slot.

    ``rule`` is that of a telling, or of a claim, of an event of ``type_``; ``role`` is an actor's
    role or the claim's property.
    """
    trigger, _, slot = _trigger_and_slot(rule)
    source, _, name = trigger.partition(":")
    if source == "gazetteer":
        entry = load_gazetteer().entries.get(name)
        frames = {entry.kind.lower()} if entry is not None else set()
        return _joined([_entry(name), *_frame_rows(frames, slot, role)])
    rows = _trigger_table(source).get(name, ())
    rows = [row for row in rows if type_ in row.alternatives("type")] or rows
    places = [_place(row.path, row.line) for row in rows]
    return _joined([*places, *_frame_rows({row["frame"] for row in rows}, slot, role)])


def _trigger_and_slot(rule: str) -> tuple[str, str, str]:
    """A telling's rule has no slot; a trigger may hold spaces, a slot none."""
    if _known(rule):
        return rule, "", ""
    return rule.rpartition(" ") if _known(rule.rpartition(" ")[0]) else (rule, "", "")


def _known(trigger: str) -> bool:
    source, _, name = trigger.partition(":")
    if source == "gazetteer":
        return name in load_gazetteer().entries
    return name in _trigger_table(source)


@cache
def _trigger_table(language: str) -> dict[str, list[Row]]:
    table: dict[str, list[Row]] = {}
    if language not in language_codes("events"):
        return table  # a component of the user's own has its own rules
    for row in trigger_rows(load_language(language)):
        for form in row.alternatives("form"):
            table.setdefault(form.rstrip("!"), []).append(row)
    return table


def _frame_rows(frames: Iterable[str], slot: str, role: str) -> Iterator[str]:
    for row in _frame_table():
        filled = row["frame"] in frames and slot in row.alternatives("slot")
        if filled and role in (row["role"], row["property"]):
            yield _place(row.path, row.line)


@cache
def _frame_table() -> tuple[Row, ...]:
    columns = ("frame", "slot", "types", "property", "role", "note")
    return tuple(read_table(asset(_FRAMES), columns))


@cache
def _named_blocks(path: Path) -> dict[str, int]:
    """Line (1-based) of every named block of a TOML file, by its name."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = ((match[1], n) for n, line in enumerate(lines, 1) if (match := _NAMED.match(line)))
    return dict(reversed(list(found)))  # of two of one name the first


def _parts(rule: str, names: dict[str, int]) -> tuple[str, ...]:
    """The names that ``rule`` is put together of; empty where it is not of them."""
    if rule in names:
        return (rule,)
    words = rule.split(" ")
    for cut in range(len(words) - 1, 0, -1):
        head = " ".join(words[:cut])
        if head in names and (rest := _parts(" ".join(words[cut:]), names)):
            return (head, *rest)
    return ()


def _entries(words: str, language: str, gazetteer: str | None) -> list[str]:
    """The entry that is named, or all that bear the name where none is sure."""
    if gazetteer is not None:
        return [gazetteer]
    return [found.entry.id for found in load_gazetteer().find(words, language)]


def _names_row(evidence: _Evidence, code: str, words: str, around: str) -> str:
    """The first row whose word speaks; given names of other languages count in all."""
    language = load_language(code)
    others = [c for c in language_codes("names") if c != code] if evidence.column == "names" else []
    for stretch in (words, around) if evidence.beside else (words,):
        told = _WORD.findall(language.fold(stretch))
        for each in (language, *map(load_language, others)):
            path = each.folder / evidence.table
            for line, forms in _forms(path, evidence.column, language.casing):
                if any(_speaks(form, told, evidence) for form in forms):
                    return _place(path, line)
    return _place(language.folder / evidence.table, None)


def _speaks(form: str, told: list[str], evidence: _Evidence) -> bool:
    if evidence.whole:
        return form in told
    if evidence.ending:
        return any(word.endswith(form) and word != form for word in told)
    return any(word.startswith(form) for word in told)


@cache
def _forms(path: Path, column: str, casing: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Line and folded forms of every row; of several words the last one."""
    lines = path.read_text(encoding="utf-8").splitlines()
    table = [(n, line.split("\t")) for n, line in enumerate(lines, 1) if line and line[0] != "#"]
    at = table[0][1].index(column)
    return tuple(
        (n, tuple(f.split()[-1] for f in _cells(fold(row[at], casing), column) if f.strip()))
        for n, row in table[1:]
    )


def _cells(cell: str, column: str) -> list[str]:
    return cell.split() if column == "names" else cell.split("|")


def _model(language: str) -> str:
    folder = asset("data/models") / language
    return _place(folder, None) if folder.exists() else "the pipeline's model"


@cache
def _entry_lines() -> dict[str, str]:
    folder = asset("data/gazetteer")
    return {
        line.partition("\t")[0]: _place(folder / file, n)
        for file in FILES
        for n, line in enumerate((folder / file).read_text(encoding="utf-8").splitlines(), 1)
        if line and line[0] != "#"
    }


def _entry(identifier: str) -> str:
    return _entry_lines().get(identifier, "")


def _place(path: Path, line: int | None) -> str:
    """``path`` from the data's folder on, with its line."""
    parts = path.parts
    shown = "/".join(parts[len(parts) - 1 - parts[::-1].index("data") :])
    return shown if line is None else f"{shown}:{line}"


def _joined(places: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(p for p in places if p))
