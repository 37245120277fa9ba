"""The gazetteer: reference entities and events with their names in every script.

``data/gazetteer/{persons,places,organisations,groups,events}.tsv``; the format stands in the README
beside them. Loading is strict: an unknown column, a repeated id, a malformed name cell is a
GazetteerError that names file, line and mend.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

from extractors.assets import asset
from extractors.errors import GazetteerError
from extractors.fold import fold
from extractors.language import language_codes, load_language
from extractors.names.keys import name_key
from extractors.tables import Row, read_table

EntryType = Literal["Person", "Place", "Organisation", "Group", "Event"]
NameLanguage = Literal["en", "tr", "ar", "az", "ru", "fr", "de", "ota", "und"]

FILES: Final[Mapping[str, EntryType]] = {
    "persons.tsv": "Person",
    "places.tsv": "Place",
    "organisations.tsv": "Organisation",
    "groups.tsv": "Group",
    "events.tsv": "Event",
}
PREFERRED: Final = ("en", "tr", "ar", "az", "ru")
COLUMNS: Final = (
    *("id", "kind", *PREFERRED, "names", "start", "end"),
    *("lat", "lon", "part_of", "wikidata", "note"),
)
_NAME: Final = re.compile(
    rf"(?P<lang>{'|'.join(get_args(NameLanguage))}):\s*(?P<text>[^\[\]*|]+?)\s*"
    r"(?P<short>\*)?\s*(?:\[(?P<years>[^\[\]]*)\])?\s*(?P<after>\*)?"
)
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_QID: Final = re.compile(r"Q[1-9]\d*")


@dataclass(frozen=True, slots=True)
class EntryName:
    """One name of an entry. ``short``: by which books call it once it is known (Karabekir)."""

    language: str
    text: str
    short: bool = False
    years: str = ""  #: EDTF interval in which it was the name, where that is known


@dataclass(frozen=True, slots=True)
class Entry:
    """A reference entity or event. Dates are EDTF, coordinates decimal degrees (WGS 84)."""

    id: str
    type: EntryType
    kind: str
    labels: Mapping[str, str]  #: the preferred name by language code
    names: tuple[EntryName, ...]  #: all names, the preferred ones first
    start: str
    end: str
    lat: float | None
    lon: float | None
    part_of: str
    wikidata: str
    note: str

    def label(self, language: str) -> str:
        """The preferred name in ``language``, else the English one."""
        return self.labels.get(language) or self.labels["en"]


@dataclass(frozen=True, slots=True)
class Found:
    """An entry found by a name."""

    entry: Entry
    name: EntryName


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All entries by id, and by name folded for each language and by transliterated key."""

    entries: Mapping[str, Entry]
    by_fold: Mapping[str, Mapping[str, tuple[Found, ...]]] = field(repr=False)
    by_key: Mapping[str, tuple[Found, ...]] = field(repr=False)

    def __getitem__(self, identifier: str) -> Entry:
        return self.entries[identifier]

    def find(self, name: str, language: str) -> tuple[Found, ...]:
        """Entries that bear ``name`` in ``language`` (any spelling that folds alike)."""
        return self.by_fold.get(language, {}).get(fold_name(name, language), ())

    def find_any(self, name: str, language: str) -> tuple[Found, ...]:
        """Entries whose name in any language or script has the transliterated key of ``name``."""
        return self.by_key.get(name_key(name, language), ())


def fold_name(name: str, language: str) -> str:
    """``name`` folded for look-up: language's casing, single spaces, plain hyphens."""
    casing = load_language(language).casing if language in language_codes() else "default"
    return " ".join(fold(name, casing).replace("-", " ").split())


@cache
def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """The gazetteer in ``folder`` (the one that ships, if None); raises GazetteerError."""
    folder = folder or asset("data/gazetteer")
    entries: dict[str, Entry] = {}
    lines: dict[str, Row] = {}
    for file, kind in FILES.items():
        for row in read_table(
            folder / file, COLUMNS, required=("id", "en"), key=("id",), error=GazetteerError
        ):
            entry = _entry(row, kind)
            if entry.id in entries:
                where = f"{lines[entry.id].path.name}, line {lines[entry.id].line}"
                raise _fault(row, f"the id '{entry.id}' stands already in {where}; change one")
            entries[entry.id], lines[entry.id] = entry, row
    for entry in entries.values():
        if entry.part_of and entry.part_of not in entries:
            raise _fault(
                lines[entry.id],
                f"part_of is '{entry.part_of}', which is no entry's id; add that entry or mend it",
            )
    return _index(entries)


def _entry(row: Row, kind: EntryType) -> Entry:
    if not _SLUG.fullmatch(row["id"]):
        raise _fault(row, f"the id '{row['id']}' must be lower-case a-z, 0-9 and single hyphens")
    if row["wikidata"] and not _QID.fullmatch(row["wikidata"]):
        raise _fault(row, f"wikidata is '{row['wikidata']}'; write Q and digits, or leave it empty")
    labels = {language: row[language] for language in PREFERRED if row[language]}
    names = dict.fromkeys(EntryName(language, text) for language, text in labels.items())
    for cell in row.alternatives("names"):
        match = _NAME.fullmatch(cell)
        if match is None:
            raise _fault(
                row, f"the name '{cell}' can't be read; write lang:name, lang:name* or lang:name[…]"
            )
        names[
            EntryName(
                language=match["lang"],
                text=match["text"],
                short=bool(match["short"] or match["after"]),
                years=match["years"] or "",
            )
        ] = None
    return Entry(
        id=row["id"],
        type=kind,
        kind=row["kind"],
        labels=labels,
        names=tuple(names),
        start=row["start"],
        end=row["end"],
        lat=_degrees(row, "lat", 90),
        lon=_degrees(row, "lon", 180),
        part_of=row["part_of"],
        wikidata=row["wikidata"],
        note=row["note"],
    )


def _degrees(row: Row, column: str, limit: int) -> float | None:
    if not row[column]:
        return None
    try:
        value = float(row[column])
    except ValueError:
        value = limit + 1.0
    if not -limit <= value <= limit:
        raise _fault(
            row, f"{column} is '{row[column]}'; write decimal degrees, -{limit} to {limit}"
        )
    return value


def _index(entries: Mapping[str, Entry]) -> Gazetteer:
    by_fold: dict[str, dict[str, dict[str, Found]]] = {code: {} for code in language_codes("names")}
    by_key: dict[str, dict[str, Found]] = {}
    for entry in entries.values():
        for name in entry.names:
            found = Found(entry, name)
            by_key.setdefault(name_key(name.text, name.language), {}).setdefault(entry.id, found)
            for code in _read_as(name.language):
                folded = by_fold[code].setdefault(fold_name(name.text, code), {})
                if entry.id not in folded or folded[entry.id].name.short > name.short:
                    folded[entry.id] = found
    by_key.pop("", None)
    return Gazetteer(
        entries=entries,
        by_fold={c: {k: tuple(v.values()) for k, v in t.items()} for c, t in by_fold.items()},
        by_key={k: tuple(v.values()) for k, v in by_key.items()},
    )


def _read_as(language: str) -> tuple[str, ...]:
    """Languages whose texts may write a name of ``language`` as it stands."""
    shipped = language_codes("names")
    if language in shipped:
        return (language,)
    if language == "ota":
        return tuple(c for c in shipped if load_language(c).direction == "rtl")
    if language in ("fr", "de", "und"):
        return tuple(c for c in shipped if load_language(c).direction == "ltr")
    return ()


def _fault(row: Row, problem: str) -> GazetteerError:
    return GazetteerError(row.path, row.line, problem)
