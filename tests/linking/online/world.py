"""A small made-up Wikidata with its traps, and the things of texts that ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.dates.edtf import day_number
from kg.identity.things import Thing
from kg.linking.model import Candidate
from kg.linking.online.cache import Cache
from kg.linking.online.items import Items
from kg.linking.online.lookup import Lookup
from kg.linking.online.sparql import Endpoint
from kg.linking.online.wikidata import Wikidata
from tests.linking.online.servers import Server
from tests.linking.wikidata import Item

ITEMS = (
    # two of one name, a century apart
    Item("Q101", {"en": "Halil Pasha", "tr": "Halil Paşa"}, (), ("Q5",), "1782", "1856"),
    Item(
        "Q102",
        {"en": "Halil Kut", "tr": "Halil Kut"},
        (("Halil Paşa", "tr"),),
        ("Q5",),
        "1881",
        "1957-08-20",
    ),
    # a town, its province, and a page that only tells the two apart
    Item("Q201", {"en": "Kars", "tr": "Kars", "ar": "قارص"}, (), ("Q515",), lat=40.6, lon=43.1),
    Item(
        "Q202",
        {"en": "Kars Province", "tr": "Kars"},
        (("Kars", "en"),),
        ("Q56061",),
        lat=40.4,
        lon=43.1,
    ),
    Item("Q203", {"en": "Kars"}, (), ("Q4167410",)),
    # a state of today and one of before
    Item("Q301", {"en": "Azerbaijan", "az": "Azərbaycan"}, (), ("Q6256",), "1991-10-18"),
    Item(
        "Q302",
        {"en": "Azerbaijan Democratic Republic"},
        (("Azerbaijan", "en"),),
        ("Q3024240",),
        "1918-05-28",
        "1920-04-28",
    ),
    # no label in the text's language, and one that holds in every language
    Item(
        "Q401",
        {"en": "Treaty of Kars"},
        (),
        ("Q131569",),
        at="1921-10-13",
        description="treaty of 1921",
    ),
    Item("Q402", {"mul": "Enver Pascha"}, (), ("Q5",), "1881-11-22", "1922-08-04"),
    Item("Q403", {"tr": "Sivas Kongresi"}, (), ("Q625994",), "1919-09-04", "1919-09-11"),
    Item("Q404", {"en": 'The "Ark" \\ of Noah?'}, (), ("Q515",)),
)


def thing(iri: str, kind: str, *names: tuple[str, str]) -> Thing:
    return Thing(iri, kind, names=tuple((text, language, 1) for text, language in names))


THINGS = (
    thing("halil", "Person", ("Halil Paşa", "tr")),
    thing("kars", "Place", ("Kars", "tr"), ("قارص", "ar")),
    thing("azerbaijan", "Place", ("Azerbaijan", "en")),
    thing("treaty", "Event", ("Kars Antlaşması", "tr"), ("Treaty of Kars", "en")),
    thing("enver", "Person", ("Enver Pascha", "en")),
    thing("pasha", "Person", ("general Halil kut Bey", "tr")),
    thing("sivas", "Event", ("Sivas kongresi", "tr")),
    thing("ark", "Place", ('The "Ark" \\ of Noah?', "en")),
    thing("nobody", "Person", ('Nobody"@en } DROP ALL #\n', "en")),
)
EXPECTED = {
    "halil": ["Q101", "Q102"],
    "kars": ["Q201", "Q202", "Q203"],
    "azerbaijan": ["Q301", "Q302"],
    "treaty": ["Q401"],
    "enver": ["Q402"],
    "pasha": ["Q102"],
    "sivas": ["Q403"],
    "ark": ["Q404"],
    "nobody": [],
}
LATEST = day_number(1957, 8, 20)  #: Halil Kut's last day


def source(server: Server, cache: Cache, told: list[str]) -> Wikidata:
    """The endpoint that a server stands before."""
    client = server.client()
    answers = Lookup(server.address, cache, told.append)
    endpoint = Endpoint(server.address, client)
    return Wikidata(endpoint, Items(endpoint, answers), answers)


def found(asked: Wikidata, things: Sequence[Thing] = THINGS) -> dict[str, tuple[Candidate, ...]]:
    return dict(asked.find(things))


def numbers(candidates: Iterable[Candidate]) -> list[str]:
    return [candidate.item for candidate in candidates]
