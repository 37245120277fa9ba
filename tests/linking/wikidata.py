"""Reference sets for tests: RDF in Wikidata's shape, written from rows of facts."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.graph.terms import typed, words
from kg.graph.vocab import RDFS, SKOS, WD, XSD
from kg.linking.shape import DESCRIPTION, WDT

SHARED = Path(__file__).parents[3] / "shared" / "wikidata"
LANGUAGES = ("en", "tr", "ar", "az", "ru")
WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"

#: class of each kind and subtype in the shared tables, as Wikidata has it
CLASSES = {
    "person": ("Q5",),
    "org": ("Q43229",),
    "event": ("Q1190554",),
    "war": ("Q198",),
    "battle": ("Q178561",),
    "treaty": ("Q131569",),
    "settlement": ("Q486972",),
    "locality": ("Q486972",),
    "neighbourhood": ("Q27096213",),
    "county": ("Q56061",),
    "region": ("Q56061",),
    "country": ("Q6256",),
    "country(ISO)": ("Q6256",),
    "historical": ("Q3024240",),
    "colony": ("Q3024240",),
    "place": ("Q27096213",),
    "state": ("Q7275",),
}
SUBCLASSES = {
    "Q198": ("Q1190554",),
    "Q178561": ("Q1190554",),
    "Q131569": ("Q1190554",),
    "Q515": ("Q486972",),
    "Q486972": ("Q27096213",),
    "Q6256": ("Q7275",),
    "Q3024240": ("Q7275",),
}


@dataclass(frozen=True)
class Item:
    """An item; labels by language, aliases with a language, dates as they are written (1919-07)."""

    item: str
    labels: dict[str, str]
    aliases: tuple[tuple[str, str], ...] = ()  # text, language
    classes: tuple[str, ...] = ()
    begins: str = ""
    ends: str = ""
    at: str = ""
    lat: float | None = None
    lon: float | None = None
    description: str = ""


def class_triples() -> Iterator[str]:
    """N-Triples lines of what class is above which."""
    for lower, above in SUBCLASSES.items():
        for upper in above:
            yield f"<{WD}{lower}> <{WDT}P279> <{WD}{upper}> .\n"


def triples(items: Iterable[Item]) -> Iterator[str]:
    """N-Triples lines of items."""
    for one in items:
        node = f"<{WD}{one.item}>"
        life = ("P569", "P570") if "Q5" in one.classes else ("P571", "P576")
        for language, label in one.labels.items():
            yield f"{node} <{RDFS}label> {words(label, language)} .\n"
        for alias, language in one.aliases:
            yield f"{node} <{SKOS}altLabel> {words(alias, language)} .\n"
        for of in one.classes:
            yield f"{node} <{WDT}P31> <{WD}{of}> .\n"
        for name, value in zip((*life, "P585"), (one.begins, one.ends, one.at), strict=True):
            if value:
                yield f"{node} <{WDT}{name}> {typed(_moment(value), f'{XSD}dateTime')} .\n"
        if one.lat is not None:
            yield f"{node} <{WDT}P625> {typed(f'Point({one.lon} {one.lat})', WKT)} .\n"
        if one.description:
            yield f"{node} <{DESCRIPTION}> {words(one.description, 'en')} .\n"


def _moment(value: str) -> str:
    sign, digits = ("-", value[1:]) if value.startswith("-") else ("", value)
    year, month, day = (*digits.split("-"), "01", "01")[:3]
    return f"{sign}{int(year):04d}-{month}-{day}T00:00:00Z"


def write(path: Path, items: Iterable[Item]) -> Path:
    path.write_text("".join((*class_triples(), *triples(items))), encoding="utf-8")
    return path


def shared_items() -> list[Item]:
    """All items of the shared tables."""
    found = []
    for path in sorted(SHARED.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["qid"].startswith("Q"):
                    found.append(_geonames(row) if "geonameid" in row else _item(row))
    return found


def _geonames(row: dict[str, str]) -> Item:
    aliases = tuple((a, "und") for a in row["alternates"].split("|") if a)
    lat, lon = float(row["lat"]), float(row["lon"])
    return Item(row["qid"], {"en": row["name"]}, aliases, ("Q515",), lat=lat, lon=lon)


def _item(row: dict[str, str]) -> Item:
    event = row["kind"] == "event"
    one_day = event and not row["end"]
    return Item(
        row["qid"],
        {lang: row[f"label_{lang}"] for lang in LANGUAGES if row[f"label_{lang}"]},
        tuple((a.strip(), "en") for a in row["aliases"].split("|") if a.strip()),
        # one of the tables calls states settlements, too
        ("Q27096213",)
        if row["sources"] == "OpenArabicPE" and row["kind"] == "place"
        else CLASSES.get(row["subtype"]) or CLASSES[row["kind"]],
        "" if one_day else _date(row["start"]),
        _date(row["end"]),
        _date(row["start"]) if one_day else "",
        float(row["lat"]) if row["lat"] else None,
        float(row["lon"]) if row["lon"] else None,
        row["description"],
    )


def _date(value: str) -> str:
    return value if value.replace("-", "").isdigit() else ""
