"""``python -m tests.bench.linking [ITEMS [MENTIONS]]``: linking against a large reference set.

Everything is made up, but as uneven as the world is: few names are borne by many, most by few; half
of the mentions are of people. A benchmark, not a test: it judges nothing.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from extractors.dates.edtf import day_number
from kg.identity.things import Thing
from kg.linking.link import link_things
from kg.linking.loading import load_reference
from kg.linking.reference import Reference
from tests.linking.wikidata import Item, class_triples, triples

BEGINNINGS = "ba be da de fe ga ha ka ke la ma me na ni os ra re sa se su ta te va ya za ze".split()
ENDS = "bar dan dir far han im kan lek mal med mun nar rad rem sal sin tar van vid zad".split()
TOWN, HUMAN = "Q486972", "Q5"
#: a plain name in Latin letters as the other scripts write it
CYRILLIC = str.maketrans("abdefghiklmnorstuvyz", "абдефгхиклмнорстувйз")
ARABIC = str.maketrans(
    dict(zip("bdfghklmnrstvyz", "بدفغهكلمنرستفيز", strict=True)) | dict.fromkeys("aeiou", None)
)

console = Console(highlight=False)


class Names:
    """Names as they come: some are common."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        middle = ["", *BEGINNINGS]
        self.words = [f"{a}{m}{e}" for a in BEGINNINGS for m in middle for e in ENDS]
        chance.shuffle(self.words)

    def word(self) -> str:
        at = int(len(self.words) * self._chance.random() ** 3)
        return self.words[at].capitalize()

    def person(self) -> str:
        return " ".join(self.word() for _ in range(self._chance.choice((2, 2, 3))))


def items(count: int, chance: random.Random) -> Iterator[Item]:
    names = Names(chance)
    for number in range(1_000_000, 1_000_000 + count):
        if number % 2:
            name, year = names.person(), chance.randrange(1500, 1990)
            yield Item(
                f"Q{number}",
                _labels(name),
                ((f"{name} Bey", "tr"),),
                (HUMAN,),
                str(year),
                str(year + 60),
            )
        else:
            name = names.word() + chance.choice(("", "", "abad", "köy", " Kale"))
            lat, lon = round(chance.uniform(30, 48), 4), round(chance.uniform(20, 60), 4)
            yield Item(f"Q{number}", _labels(name), (), (TOWN,), lat=lat, lon=lon)


def _labels(name: str) -> dict[str, str]:
    low = name.lower()
    return {
        "en": name,
        "tr": name,
        "az": name,
        "ru": low.translate(CYRILLIC).title(),
        "ar": low.translate(ARABIC),
    }


def things(of: list[Item], mentions: int, chance: random.Random) -> list[Thing]:
    """So many things that each is mentioned once or a few times, as items or nothing at all."""
    found: list[Thing] = []
    unknown, left = Names(chance), mentions
    while left > 0:
        item = chance.choice(of)
        language = chance.choice(("tr", "ar", "az", "en"))
        name = item.labels[language] if chance.random() < 0.8 else unknown.person()
        count = min(left, chance.choice((1, 1, 1, 2, 5)))
        kind = "Person" if HUMAN in item.classes else "Place"
        year = int(item.begins or 1900) + 30
        day = day_number(year, 5, 1)
        found.append(
            Thing(
                f"thing/{len(found):06d}",
                kind,
                names=((name, language, count),),
                mentions=count,
                first=day if kind == "Person" else None,
                last=day if kind == "Person" else None,
                places=tuple((f"thing/{max(0, len(found) - back):06d}", 1) for back in range(1, 6)),
            )
        )
        left -= count
    return found


def main(count: int = 1_000_000, mentions: int = 100_000) -> None:
    """Make, load, link, and say how long each took."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        source, path = Path(folder) / "items.nt", Path(folder) / "reference.sqlite"
        kept: list[Item] = []
        with source.open("w", encoding="utf-8") as file:
            file.writelines(class_triples())
            for item in items(count, chance):
                file.writelines(triples([item]))
                if chance.random() < mentions * 2 / count:
                    kept.append(item)
        console.print(f"{count:,} items, {source.stat().st_size / 1e6:,.0f} MB of RDF")
        begun = time.perf_counter()
        load_reference([source], path)
        console.print(
            f"loaded in {time.perf_counter() - begun:.0f} s: {path.stat().st_size / 1e6:,.0f} MB"
        )
        wanted = things(kept, mentions, chance)
        begun = time.perf_counter()
        reference = Reference(path)
        decided = link_things(wanted, [reference]).decisions
        seconds = time.perf_counter() - begun
        reference.close()
    states = {s: sum(d.state == s for d in decided) for s in ("linked", "review", "nil")}
    console.print(
        f"{mentions:,} mentions of {len(wanted):,} things linked in {seconds:.0f} s: {states}"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"memory at most {peak:,.0f} MB")


if __name__ == "__main__":
    main(*(int(a) for a in sys.argv[1:]))
