"""Names that mislead by their sound, by a part of them, by where they are: made-up people and places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg.identity.things import Thing
from kg.linking.link import link_things
from kg.linking.loading import load_reference
from kg.linking.model import LinkDecision
from kg.linking.reference import Reference
from tests.linking.test_traps import COUNTRY, HUMAN, TOWN, thing
from tests.linking.wikidata import Item, write

STATE = "Q107390"  # federated state
LANGUAGES = ("en", "tr", "az", "ru", "ar")

ITEMS = [
    Item("Q2001", {"en": "Thomas Edlison"}, (), (HUMAN,), "1847", "1931"),
    Item(
        "Q2002",
        {"en": "Osvald II", "ar": "أوسفالد"},
        (("قيصر نادر واطسون", "ar"),),
        (HUMAN,),
        "1818",
        "1881",
    ),
    Item("Q2003", {"en": "Terralonga", "ru": "Мемель"}, (), (COUNTRY,), lat=8.0, lon=-66.0),
    Item(
        "Q2011",
        {"en": "Mark Hannover", "tr": "Mark Hannover"},
        (),
        (HUMAN,),
        "1837",
        "1904",
        description="American politician, senator",
    ),
    Item("Q2012", {"en": "Nathan Bay Scotter"}, (), (HUMAN,), "1842", "1924"),
    Item("Q2013", {"en": "Nathan Bly Scotter"}, (), (HUMAN,), "1600", "1660"),
    Item("Q2021", {"en": "Tejasia"}, (), (STATE,), lat=31.0, lon=-99.0),
    Item("Q2031", {"en": "Kantonia"}, (), (TOWN,), lat=40.8, lon=-81.4),
    Item("Q2032", {"en": "Kantonia"}, (), (TOWN,), lat=46.0, lon=8.0),
    Item("Q2033", {"en": "Ohayo"}, (), (STATE,), lat=40.5, lon=-82.5),
    Item("Q2041", {"en": "Weymere"}, (), (TOWN,), lat=42.2, lon=-70.9),
    *(Item(f"Q205{n}", {"en": f"Dorset{n}"}, (), (TOWN,), lat=50.7, lon=-2.4) for n in range(3)),
    Item("Q2043", dict.fromkeys(LANGUAGES, "Longcapital"), (), (TOWN,), lat=42.4, lon=-71.0),
]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reference]:
    folder = tmp_path_factory.mktemp("reference")
    load_reference([write(folder / "items.nt", ITEMS)], folder / "reference.sqlite")
    opened = Reference(folder / "reference.sqlite")
    yield opened
    opened.close()


def link(reference: Reference, *things: Thing) -> LinkDecision:
    """What is decided of the first thing."""
    decisions = {d.thing: d for d in link_things(things, [reference]).decisions}
    return decisions[things[0].iri]


@pytest.mark.parametrize(
    ("one", "state", "item"),
    [
        (thing("Person", "Thomas Dawlson", "en", "1880"), "nil", None),  # a shared given name
        (thing("Person", "Thomas Edlyson", "en", "1880"), "linked", "Q2001"),  # a spelling
        (thing("Person", "Nader Watson", "en", "1860"), "nil", None),  # through another script
        (thing("Place", "Memel", "en", "1860"), "nil", None),
        (thing("Place", "Мемель", "ru", "1860"), "linked", "Q2003"),
        (thing("Person", "Senator Hannover", "en", "1900"), "linked", "Q2011"),
        (thing("Person", "Mr. Hannover", "en", "1900"), "review", None),  # no office
        (thing("Person", "Senator Hannover", "en", "1950"), "nil", None),
        (thing("Person", "Senator Hannover", "en"), "nil", None),  # when, is not known
        (thing("Person", "Hannover", "en", "1900"), "nil", None),  # a bare last name
        (thing("Person", "N. B. Scotter", "en", "1900"), "review", None),
        (thing("Person", "J. B. Scotter", "en", "1900"), "nil", None),
        (thing("Person", "Nathan Scotter", "en", "1900"), "review", None),
        (thing("Organisation", "Tejasia", "en", "1950"), "linked", "Q2021"),
    ],
    ids=lambda v: f"{v.label} {v.first}" if isinstance(v, Thing) else str(v),
)
def test_a_part_of_a_name_or_its_sound_needs_more(
    one: Thing, state: str, item: str | None, reference: Reference
) -> None:
    decision = link(reference, one)
    assert (decision.state, decision.item) == (state, item), decision


@pytest.mark.parametrize("above", ["Ohayo", "Ohay."])
def test_a_place_is_told_by_what_it_lies_in(above: str, reference: Reference) -> None:
    land = thing("Place", "Ohayo", "en", iri="o")
    town = replace(thing("Place", f"Kantonia, {above}", "en", iri="k"), places=(("o", 1),))
    assert link(reference, town, land).item == "Q2031"
    assert link(reference, thing("Place", "Kantonia, Elsewhere", "en")).state == "nil"


def test_a_namesake_over_the_sea_is_a_question(reference: Reference) -> None:
    home = [thing("Place", f"Dorset{n}", "en", iri=f"d{n}") for n in range(3)]
    places = tuple((one.iri, 1) for one in home)
    far = replace(thing("Place", "Weymere", "en", iri="w"), places=places)
    known = replace(thing("Place", "Longcapital", "en", iri="w"), places=places)
    assert link(reference, far, *home).state == "review"
    assert link(reference, known, *home).item == "Q2043"
    assert (
        link(reference, replace(far, places=places[:1]), *home).item == "Q2041"
    )  # one says little
