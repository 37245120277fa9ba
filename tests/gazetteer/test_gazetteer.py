"""The shipped reference entities (data/gazetteer): form, dates, coordinates, links.

Each failure lists every fault as "file, line: what is wrong; what to do", for the person who edits
the tables.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "gazetteer"
FACTS = ROOT / ".." / "shared" / "wikidata"
TYPES = ("events", "groups", "organisations", "persons", "places")
PREFERRED = ("en", "tr", "ar", "az", "ru")
COLUMNS = (
    *("id", "kind", *PREFERRED, "names", "start", "end"),
    *("lat", "lon", "part_of", "wikidata", "note"),
)
EVENT_KINDS = {
    *("Congress", "Battle", "War", "Treaty", "Occupation", "Withdrawal", "Declaration"),
    *("Uprising", "Massacre", "Foundation", "Dissolution", "Other"),
}
GROUP_KINDS = {"people", "religion", "movement", "dynasty"}
NAME = re.compile(
    r"(?P<language>en|tr|ar|az|ru|fr|de|ota|und):(?P<text>[^\s\[\]*|][^\[\]*|]*)"
    r"(?:\[(?P<begin>-?\d{4})?/(?P<end>-?\d{4})?\])?(?P<short>\*)?"
)
DATE = re.compile(r"(?P<year>\d{4}|-(?!0000)\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?[~?%]?")
SCRIPTS = {"ar": "ARABIC", "ota": "ARABIC", "ru": "CYRILLIC"}


@dataclass(frozen=True)
class Line:
    """One entry with the file and line it stands in."""

    type: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, what: str, mend: str) -> str:
        return f"{self.type}.tsv, line {self.number} ({self['id']}): {what}; {mend}"

    def names(self) -> Iterator[tuple[str, str]]:
        """(language, name) of every name, preferred ones first, without years and asterisk."""
        for language in PREFERRED:
            if self[language]:
                yield language, self[language]
        for cell in self["names"].split(" | ") if self["names"] else []:
            match = NAME.fullmatch(cell)
            if match:
                yield match["language"], match["text"]


@cache
def lines_of(type_: str) -> tuple[Line, ...]:
    rows = (FOLDER / f"{type_}.tsv").read_text(encoding="utf-8").split("\n")
    return tuple(
        Line(type_, number, dict(zip(COLUMNS, row.split("\t"), strict=False)))
        for number, row in enumerate(rows[1:], start=2)
        if row.count("\t") == len(COLUMNS) - 1
    )


def all_lines() -> Iterator[Line]:
    for type_ in TYPES:
        yield from lines_of(type_)


def check(faults: list[str]) -> None:
    assert not faults, "\n" + "\n".join(faults)


def folded(name: str) -> str:
    """A spelling-blind form: no case, no diacritics, no punctuation; i, ı and İ are one."""
    plain = name.translate(str.maketrans("ıİəƏ", "iiae")).casefold()
    kept = (
        c if c.isalnum() else " "
        for c in unicodedata.normalize("NFKD", plain)
        if not unicodedata.combining(c)
    )
    return " ".join("".join(kept).split())


def days(edtf: str) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    """First and last (year, month, day) that an EDTF date of the tables may mean, else None."""
    match = DATE.fullmatch(edtf)
    if match is None:
        return None
    year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
    if not match["month"]:
        return (year, 1, 1), (year, 12, 31)
    if not 1 <= month <= 12:
        return None
    leap = 2000 if calendar.isleap(year) else 2001  # monthrange knows no year before 1
    length = calendar.monthrange(leap, month)[1]
    if not match["day"]:
        return (year, month, 1), (year, month, length)
    return ((year, month, day), (year, month, day)) if 1 <= day <= length else None


@pytest.mark.parametrize("type_", TYPES)
def test_file_is_a_plain_table(type_: str) -> None:
    text = (FOLDER / f"{type_}.tsv").read_bytes().decode("utf-8")
    header, *rows = text.split("\n")
    assert tuple(header.split("\t")) == COLUMNS, (
        f"{type_}.tsv, line 1: the columns must be {', '.join(COLUMNS)}; mend the header"
    )
    assert text.endswith("\n"), f"{type_}.tsv: end the last line with a newline"
    faults = []
    for number, row in enumerate(rows[:-1], start=2):
        cells, where = row.split("\t"), f"{type_}.tsv, line {number}"
        if len(cells) != len(COLUMNS):
            faults.append(
                f"{where}: {len(cells)} cells instead of {len(COLUMNS)}; add or take out tabs"
            )
        for cell in cells:
            if cell != " ".join(cell.split()) or cell != unicodedata.normalize("NFC", cell):
                faults.append(
                    f"{where}: '{cell}' has stray spaces or is not in Unicode form NFC; type it anew"
                )
            if cell.startswith('"'):
                faults.append(f"{where}: a cell begins with a quotation mark; word it otherwise")
    check(faults)


@pytest.mark.parametrize("type_", TYPES)
def test_entries_stand_in_order_of_id(type_: str) -> None:
    ids = [line["id"] for line in lines_of(type_)]
    faults = [
        f"{type_}.tsv: '{second}' must stand before '{first}'; sort the lines by id"
        for first, second in pairwise(ids)
        if second < first
    ]
    check(faults)


def test_ids_are_well_formed_and_unique() -> None:
    faults: list[str] = []
    seen: dict[str, str] = {}
    for line in all_lines():
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", line["id"]):
            faults.append(line.fault("the id is no slug", "use a-z, 0-9 and single hyphens"))
        if line["id"] in seen:
            faults.append(line.fault(f"the id stands in {seen[line['id']]} too", "change one"))
        seen[line["id"]] = f"{line.type}.tsv, line {line.number}"
    check(faults)


def test_kinds() -> None:
    faults = []
    for line in all_lines():
        kind = line["kind"]
        if line.type == "events" and kind not in EVENT_KINDS:
            faults.append(line.fault(f"kind '{kind}'", f"use one of {sorted(EVENT_KINDS)}"))
        elif line.type == "groups" and kind not in GROUP_KINDS:
            faults.append(line.fault(f"kind '{kind}'", f"use one of {sorted(GROUP_KINDS)}"))
        elif line.type == "places" and not kind:
            faults.append(line.fault("a place without kind", "say city, state, region, river ..."))
        elif line.type not in {"events", "groups"} and not re.fullmatch(r"[a-z]*", kind):
            faults.append(line.fault(f"kind '{kind}'", "write one lower-case word"))
    check(faults)


def test_azerbaijani_names_of_peoples_are_written_small() -> None:
    check(
        [
            line.fault(f"'{line['az']}' begins with a capital", "write az names of peoples small")
            for line in lines_of("groups")
            if line["kind"] in {"people", "religion", "movement"} and line["az"][:1].isupper()
        ]
    )


def test_names_are_well_formed() -> None:
    faults = []
    for line in all_lines():
        if not line["en"]:
            faults.append(line.fault("no English name", "add one: it is the label of last resort"))
        cells = line["names"].split(" | ") if line["names"] else []
        for cell in cells:
            match = NAME.fullmatch(cell)
            if match is None:
                faults.append(
                    line.fault(
                        f"name '{cell}'", "write lang:name, lang:name[1837/1924] or lang:name*"
                    )
                )
            elif match["begin"] and match["end"] and int(match["begin"]) > int(match["end"]):
                faults.append(line.fault(f"the years of '{cell}' run backwards", "turn them"))
        preferred = {f"{language}:{line[language]}" for language in PREFERRED}
        for cell in {cell for cell in cells if cells.count(cell) > 1 or cell in preferred}:
            faults.append(line.fault(f"the name '{cell}' stands twice", "take one out"))
    check(faults)


def test_names_are_in_the_script_of_their_language() -> None:
    faults = []
    for line in all_lines():
        for language, name in line.names():
            if language == "und":
                continue
            wanted = SCRIPTS.get(language, "LATIN")
            letters = re.sub(r"\b[IVX]+\b", "", name) if wanted == "CYRILLIC" else name
            strange = {c for c in letters if c.isalpha() and wanted not in unicodedata.name(c)}
            if strange:
                faults.append(
                    line.fault(
                        f"'{language}:{name}' holds {' '.join(sorted(strange))}, no {wanted} letter",
                        "type the name anew in its own script",
                    )
                )
            if language == "ar" and re.search("[\u064b-\u0650\u0652]", name):
                faults.append(line.fault(f"'{name}' is vocalised", "leave the vowel signs out"))
    check(faults)


@pytest.mark.parametrize("type_", TYPES)
def test_a_name_shared_by_two_entries_is_explained(type_: str) -> None:
    bearers: dict[str, dict[str, Line]] = defaultdict(dict)
    for line in lines_of(type_):
        for _, name in line.names():
            bearers[folded(name)][line["id"]] = line
    faults = [
        line.fault(
            f"the name '{name}' is also that of {', '.join(i for i in lines if i != line['id'])}",
            "say in the note how they differ, or take the name out of one",
        )
        for name, lines in bearers.items()
        if len(lines) > 1
        for line in lines.values()
        if not line["note"]
    ]
    check(faults)


def test_dates_are_edtf_and_run_forwards() -> None:
    faults = []
    for line in all_lines():
        spans = {}
        for column in ("start", "end"):
            if line[column]:
                spans[column] = days(line[column])
                if spans[column] is None:
                    faults.append(
                        line.fault(
                            f"{column} is '{line[column]}'",
                            "write EDTF: 1919, 1919-05, 1919-05-19, 0636~, -0043 (44 BC)",
                        )
                    )
        start, end = spans.get("start"), spans.get("end")
        if start and end and end[1] < start[0]:
            faults.append(
                line.fault(f"it ends {line['end']} before it begins {line['start']}", "mend them")
            )
    check(faults)


def test_coordinates_are_on_the_globe() -> None:
    faults = []
    for line in all_lines():
        lat, lon = line["lat"], line["lon"]
        if bool(lat) != bool(lon) or (lat and line.type != "places"):
            faults.append(line.fault("half a position, or one of no place", "give both or none"))
        elif lat:
            numbers = re.fullmatch(r"-?\d+(\.\d+)?", lat), re.fullmatch(r"-?\d+(\.\d+)?", lon)
            if not all(numbers) or abs(float(lat)) > 90 or abs(float(lon)) > 180:
                faults.append(line.fault(f"position '{lat} {lon}'", "write decimal degrees"))
    check(faults)


def test_part_of_names_an_entry_and_never_itself() -> None:
    parents = {line["id"]: line["part_of"] for line in all_lines()}
    faults = []
    for line in all_lines():
        chain, step = {line["id"]}, line["part_of"]
        while step:
            if step not in parents:
                faults.append(line.fault(f"part_of '{step}' is no entry", "add it or mend the id"))
                break
            if step in chain:
                faults.append(line.fault(f"part_of runs in a circle at '{step}'", "break it"))
                break
            chain.add(step)
            step = parents[step]
    check(faults)


@pytest.mark.parametrize("type_", TYPES)
def test_wikidata_ids_are_well_formed_and_unique(type_: str) -> None:
    faults: list[str] = []
    seen: dict[str, str] = {}
    for line in lines_of(type_):
        qid = line["wikidata"]
        if qid and not re.fullmatch(r"Q[1-9]\d*", qid):
            faults.append(line.fault(f"wikidata '{qid}'", "write Q and digits, or leave it empty"))
        if qid and qid in seen:
            faults.append(line.fault(f"{qid} is also that of {seen[qid]}", "one item, one entry"))
        seen[qid] = line["id"]
    check(faults)


def sourced_ids() -> set[str]:
    """Wikidata ids for which a table of gathered facts with trust A or B, or GeoNames, vouches."""
    ids = set()
    for table in sorted(FACTS.glob("*.tsv")):
        header, *rows = table.read_text(encoding="utf-8").splitlines()
        columns = header.split("\t")
        if not {"trust", "geonameid"} & set(columns):
            continue
        for row in rows:
            cells = dict(zip(columns, row.split("\t"), strict=False))
            if cells.get("trust", "B") in {"A", "B"}:
                ids.add(cells["qid"])
    return ids


@pytest.mark.skipif(not FACTS.is_dir(), reason="no ../shared/wikidata with sourced facts here")
def test_every_wikidata_id_has_a_source() -> None:
    known = sourced_ids()
    check(
        [
            line.fault(f"no source vouches for {line['wikidata']}", "leave it empty until one does")
            for line in all_lines()
            if line["wikidata"] and line["wikidata"] not in known
        ]
    )


@pytest.mark.skipif(not FACTS.is_dir(), reason="no ../shared/wikidata with sourced facts here")
def test_entries_without_a_known_item_ship_no_id() -> None:
    wanting = {
        folded(name) for name in (FACTS / "NOT_FOUND.txt").read_text(encoding="utf-8").splitlines()
    } - {""}
    check(
        [
            line.fault(f"{line['wikidata']} was looked for and not found", "leave it empty")
            for line in all_lines()
            if line["wikidata"] and wanting & {folded(name) for _, name in line.names()}
        ]
    )


def test_languages_of_the_project_are_served() -> None:
    """Nine entries in ten have their name in Turkish, Arabic, Azerbaijani and Russian."""
    for type_ in TYPES:
        lines = lines_of(type_)
        assert lines, f"{type_}.tsv is empty or its lines have the wrong number of cells"
        for language in PREFERRED:
            named = sum(bool(line[language]) for line in lines)
            assert named >= 0.9 * len(lines), (
                f"{type_}.tsv: only {named} of {len(lines)} entries have a name in the column "
                f"'{language}'; fill it in"
            )
