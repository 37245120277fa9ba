"""A made-up shelf: texts in four languages that tell of many events, often of the same ones.

Everything comes from one seed, so the same size gives the same bytes. Names are as uneven as in the
world: a few people and places are everywhere, most are named once or twice; one date in ten is told
otherwise than by the others.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from kg.assets import asset
from tests.bench.linking import ARABIC, Names

T = TypeVar("T")
LENGTH: Final = 4_000  #: characters of a text
LANGUAGES: Final = ("tr", "en", "ar", "az")
_MONTHS: Final = {
    "en": "January February March April May June July August September October November December",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "ar": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
}
_TITLES: Final = {
    "en": ("Pasha", "Bey", "Efendi"),
    "tr": ("Paşa", "Bey", "Efendi"),
    "az": ("paşa", "bəy", "əfəndi"),
    "ar": ("باشا", "بك", "أفندي"),
}
_SAID: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "The Treaty of {place} was signed at {place} on {day} by {a} and {b}.",
        "The Congress of {place} met at {place} on {day}; {a} presided over it.",
        "{a} defeated {b} in the Battle of {place} on {day}.",
        "{a} met {b} at {place} on {day}.",
        "{a} occupied {place} on {day}.",
        "{a} was born at {place} on {day}.",
        "{a} died at {place} on {day}.",
        "On {day} {a} sent a telegram to {b} from {place}.",
    ),
    "tr": (
        "{place} Antlaşması {day} tarihinde {place} şehrinde {a} ile {b} arasında imzalandı.",
        "{place} Kongresi {day} tarihinde toplandı; kongreye {a} başkanlık etti.",
        "{a}, {day} tarihinde {place} Muharebesi’nde {b} kuvvetlerini yendi.",
        "{a}, {day} tarihinde {place} şehrinde {b} ile görüştü.",
        "{a}, {day} tarihinde {place} şehrini işgal etti.",
        "{a}, {day} tarihinde {place} şehrinde doğdu.",
        "{a}, {day} tarihinde {place} şehrinde öldü.",
        "{a}, {day} tarihinde {place} şehrinden {b} adına bir telgraf gönderdi.",
    ),
    "az": (
        "{place} müqaviləsi {day} {place} şəhərində {a} ilə {b} arasında imzalandı.",
        "{place} qurultayı {day} açıldı; qurultaya {a} sədrlik etdi.",
        "{a} {day} {place} döyüşündə {b} üzərində qələbə çaldı.",
        "{a} {day} {place} şəhərində {b} ilə görüşdü.",
        "{a} {day} {place} şəhərini işğal etdi.",
        "{a} {day} {place} şəhərində anadan olub.",
        "{a} {day} {place} şəhərində vəfat edib.",
        "{a} {day} {place} şəhərindən {b} adına teleqram göndərdi.",
    ),
    "ar": (
        "وُقعت معاهدة {place} في {place} في {day} بين {a} و{b}.",
        "انعقد مؤتمر {place} في {place} في {day} برئاسة {a}.",
        "انتصر {a} على {b} في معركة {place} في {day}.",
        "التقى {a} مع {b} في {place} في {day}.",
        "احتل {a} مدينة {place} في {day}.",
        "ولد {a} في {place} في {day}.",
        "توفي {a} في {place} في {day}.",
        "أرسل {a} برقية من {place} إلى {b} في {day}.",
    ),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One event: the number of its sentence, its day, and names by language."""

    kind: int
    day: tuple[int, int, int]
    place: Mapping[str, str]
    one: Mapping[str, str]
    other: Mapping[str, str]


def write_texts(folder: Path, texts: int, seed: int = 1) -> Path:
    """Write so many texts into ``folder``, which is made."""
    folder.mkdir(parents=True)
    chance = random.Random(seed)
    events = _events(chance, texts * 25)
    for number in range(texts):
        language = LANGUAGES[number % len(LANGUAGES)]
        (folder / f"{language}-{number:04d}.txt").write_text(
            _text(chance, events, language), encoding="utf-8"
        )
    return folder


def _text(chance: random.Random, events: list[Happened], language: str) -> str:
    paragraphs: list[str] = []
    length = 0
    while length < LENGTH:
        told = [_sentence(chance, _one_of(chance, events), language) for _ in range(4)]
        paragraphs.append(" ".join(told))
        length += len(paragraphs[-1])
    return "\n\n".join(paragraphs) + "\n"


def _sentence(chance: random.Random, event: Happened, language: str) -> str:
    year, month, day = event.day
    if chance.random() < 0.1:
        day = day % 28 + 1
    name = _MONTHS[language].split()[month - 1].replace("_", " ")
    said = f"{day} {name} {year}" + ("-ci ildə" if language == "az" else "")
    return _SAID[language][event.kind].format(
        place=event.place[language], day=said, a=event.one[language], b=event.other[language]
    )


def _events(chance: random.Random, count: int) -> list[Happened]:
    places = _places()
    chance.shuffle(places)
    names = Names(chance)
    people = [_person(chance, names) for _ in range(max(count // 4, 2))]
    return [
        Happened(
            chance.randrange(len(_SAID["en"])),
            (chance.randrange(1600, 1950), chance.randrange(1, 13), chance.randrange(1, 29)),
            _one_of(chance, places),
            _one_of(chance, people[::2]),
            _one_of(chance, people[1::2]),
        )
        for _ in range(count)
    ]


def _one_of(chance: random.Random, things: list[T]) -> T:
    """One of ``things``, those at the beginning much more often."""
    return things[int(len(things) * chance.random() ** 3)]


def _person(chance: random.Random, names: Names) -> Mapping[str, str]:
    name = f"{names.word()} {names.word()}"
    title = chance.randrange(3)
    arabic = name.lower().translate(ARABIC)
    return {
        language: f"{arabic if language == 'ar' else name} {_TITLES[language][title]}"
        for language in LANGUAGES
    }


def _places() -> list[Mapping[str, str]]:
    with (asset("data/gazetteer") / "places.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            {language: row[language] for language in LANGUAGES}
            for row in rows
            if row["kind"] == "city" and all(row[language] for language in LANGUAGES)
        ]
