"""``python -m tests.bench.linking [ITEMS [MENTIONS]]``: many mentions resolved and linked.

First a reference set of so many items (a million) is read; that is done once. Then a quarter, half
and all of the mentions (100,000), as the cards of documents, are put together into things, and those
are linked and the links written: the time for each mention should stay the same. All in one process;
what is shared with others says the processor's time better than the clock. With a million items it
takes some minutes; ``python -m tests.bench.linking 100000 10000`` takes a tenth.

Everything is made up, but as uneven as the world is: few names are borne by many, most by few; half
of the mentions are of people. A benchmark, not a test: it judges nothing.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from extractors.dates.edtf import day_number
from extractors.names.gazetteer import fold_name
from extractors.names.keys import word_keys
from kg.identity.canonical import canonical_iris
from kg.identity.cards import DocumentCards, EntityCard
from kg.identity.things import things
from kg.identity.unite import unite
from kg.linking.file import read_links, write_links
from kg.linking.link import link_things
from kg.linking.loading import load_reference
from kg.linking.reference import Reference
from tests.linking.wikidata import Item, class_triples, triples

ID = "https://histkg.example/id/thing/"
IN_ONE = 50  #: mentions in a document
WORKERS = 2
TOLD = 0.2  #: share of the items that texts may tell of
MANY = 9  #: bearers of a first name
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


def documents(of: list[Item], mentions: int, chance: random.Random) -> Iterator[DocumentCards]:
    """Cards of documents of fifty mentions, of things that are items or, one in five, nothing at all."""
    unknown = Names(chance)
    for number in range(mentions // IN_ONE):
        left, cards = IN_ONE, []
        while left > 0:
            item, language = chance.choice(of), chance.choice(("tr", "ar", "az", "en"))
            name = item.labels[language] if chance.random() < 0.8 else unknown.person()
            count = min(left, chance.choice((1, 1, 1, 2, 5)))
            cards.append(_card(f"{ID}{number:05d}/{len(cards):02d}", item, name, language, count))
            left -= count
        places = tuple((card.iri, 1) for card in cards if card.type == "Place")[:10]
        yield DocumentCards(f"d{number:05d}", tuple(replace(c, places=places) for c in cards))


def _card(iri: str, item: Item, name: str, language: str, count: int) -> EntityCard:
    words = tuple(fold_name(name, language).split())
    common = (MANY,) + (0,) * (len(words) - 1)
    kind = "Person" if HUMAN in item.classes else "Place"
    day = day_number(int(item.begins) + 30, 5, 1) if kind == "Person" else None
    return EntityCard(
        iri,
        kind,
        name,
        names=((name, language, count),),
        forms=((language, words, word_keys(" ".join(words), language), common),),
        mentions=count,
        first=day,
        last=day,
    )


def make(count: int, path: Path, chance: random.Random) -> list[Item]:
    """Write RDF of so many items to ``path``; those that texts may tell of, one in five."""
    kept: list[Item] = []
    with path.open("w", encoding="utf-8") as file:
        file.writelines(class_triples())
        for item in items(count, chance):
            file.writelines(triples([item]))
            if chance.random() < TOLD:
                kept.append(item)
    return kept


def resolve_and_link(cards: list[DocumentCards], reference: Path, links: Path) -> dict[str, Clock]:
    """Put together, link, and write ``links``; the time that each took."""
    clocks = {"resolve": Clock(), "link": Clock()}
    with clocks["resolve"]:
        clusters = unite(cards).clusters
        told = things(clusters, canonical_iris(clusters))
    with clocks["link"], closing(Reference(reference)) as source:
        write_links(links, link_things(told, [source], workers=WORKERS).decisions)
    return clocks


def processor() -> float:
    """Processor seconds of this process and those of its processes that have ended."""
    took = os.times()
    return took.user + took.system + took.children_user + took.children_system


class Clock:
    """Seconds on the wall and of the processor."""

    wall = processor = 0.0

    def __enter__(self) -> None:
        self._began = time.perf_counter(), processor()

    def __exit__(self, *_: object) -> None:
        self.wall = time.perf_counter() - self._began[0]
        self.processor = processor() - self._began[1]


def main(count: int = 1_000_000, mentions: int = 100_000) -> None:
    """Make and load the set; resolve and link a quarter, half and all of the mentions; print."""
    chance = random.Random(7)
    table = Table(
        *("mentions", "seconds: resolve", "link", "both"),
        *("processor seconds", "µs a mention", "linked", "review", "nil"),
        box=None,
        pad_edge=False,
    )
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        work, loading = Path(folder), Clock()
        kept = make(count, work / "items.nt", chance)
        with loading:
            load_reference([work / "items.nt"], work / "reference.sqlite")
        console.print(
            f"a reference set of {count:,} items read, once, in {loading.wall:.0f} s "
            f"({loading.processor:.0f} processor seconds)"
        )
        # tables and the gazetteer are read once, too
        resolve_and_link([*documents(kept, IN_ONE, chance)], *_files(work))
        for size in (mentions // 4, mentions // 2, mentions):
            took = resolve_and_link([*documents(kept, size, chance)], *_files(work))
            states = Counter(d.state for d in read_links(work / "links.jsonl"))
            processor = sum(clock.processor for clock in took.values())
            table.add_row(
                f"{size:,}",
                *(f"{clock.wall:.1f}" for clock in took.values()),
                f"{sum(clock.wall for clock in took.values()):.1f}",
                f"{processor:.1f}",
                f"{1e6 * processor / size:,.0f}",
                *(f"{states[state]:,}" for state in ("linked", "review", "nil")),
            )
    console.print(table)
    own, others = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    console.print(
        f"memory at most {own:,.0f} MB, and {others:,.0f} MB in each of {WORKERS} processes; load average {os.getloadavg()[0]:.1f}"
    )


def _files(work: Path) -> tuple[Path, Path]:
    return work / "reference.sqlite", work / "links.jsonl"


if __name__ == "__main__":
    main(*(int(a) for a in sys.argv[1:]))
