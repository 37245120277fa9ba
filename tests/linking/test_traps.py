"""Cases in which a name alone misleads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from extractors.dates.edtf import parse_edtf
from kg.curation.model import Curation, LinkVerdict
from kg.identity.things import Thing
from kg.linking.link import link_things
from kg.linking.loading import load_reference
from kg.linking.model import LinkDecision
from kg.linking.reference import Reference
from tests.linking.wikidata import Item, write

HUMAN, TOWN, DISTRICT, COUNTRY, OLD_COUNTRY = "Q5", "Q486972", "Q56061", "Q6256", "Q3024240"

ITEMS = [
    # two people of one name a century apart
    Item("Q1001", {"en": "Selim Erkin", "tr": "Selim Erkin"}, (), (HUMAN,), "1780", "1841"),
    Item("Q1002", {"en": "Selim Erkin", "tr": "Selim Erkin"}, (), (HUMAN,), "1881", "1950"),
    # a town and its province
    Item(
        "Q1011",
        {"en": "Varna Kale", "tr": "Varnakale", "ar": "وارناقلعة"},
        (),
        (TOWN,),
        lat=40.6,
        lon=43.1,
    ),
    Item(
        "Q1012",
        {"en": "Varnakale Province", "tr": "Varnakale"},
        (),
        (DISTRICT,),
        lat=40.4,
        lon=43.0,
    ),
    # a modern and a historical state
    Item("Q1021", {"en": "Transmeria"}, (), (COUNTRY,), "1991-10-21", lat=40.0, lon=45.0),
    Item(
        "Q1022",
        {"en": "Transmeria"},
        (),
        (OLD_COUNTRY,),
        "1918-05-28",
        "1920-12-02",
        lat=40.0,
        lon=45.0,
    ),
    # pages and names
    Item("Q1031", {"en": "Olten Bey"}, (), ("Q4167410",)),
    Item("Q1032", {"en": "Olten Bey"}, (), ("Q101352",)),
    # no label in the language of the text
    Item("Q1041", {"ru": "Казым Дурмушев"}, (("Kazım Durmuşev", "de"),), (HUMAN,), "1880", "1940"),
    # a ruler's number
    Item("Q1051", {"en": "Osvald I"}, (), (HUMAN,), "1490", "1560"),
    Item("Q1052", {"en": "Osvald II"}, (), (HUMAN,), "1500", "1570"),
    # an event and what came before it
    Item("Q1061", {"en": "Battle of Sarnıç"}, (), ("Q178561",), at="1915-04-25"),
    Item("Q1062", {"en": "Battle of Sarnıç"}, (), ("Q178561",), at="1877-11-05"),
    Item("Q1063", {"en": "Battle of Sarnıç"}, (), ("Q11424",), at="1915-04-25"),
    # nothing is known of it but its name
    Item("Q1071", {"en": "Hidden Company"}, (), ()),
]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reference]:
    folder = tmp_path_factory.mktemp("reference")
    load_reference([write(folder / "items.nt", ITEMS)], folder / "reference.sqlite")
    opened = Reference(folder / "reference.sqlite")
    yield opened
    opened.close()


def days(edtf: str) -> tuple[int, int]:
    value = parse_edtf(edtf)
    assert value.earliest is not None
    assert value.latest is not None
    return value.earliest, value.latest


def thing(kind: str, name: str, language: str, when: str = "", *, iri: str = "x") -> Thing:
    first, last = days(when) if when else (None, None)
    spans = ((first, last),) if kind == "Event" and first is not None and last is not None else ()
    event_kind = "Battle" if kind == "Event" else ""
    return Thing(
        iri, kind, event_kind, name, ((name, language, 1),), first=first, last=last, spans=spans
    )


def link(reference: Reference, *things: Thing, curation: Curation | None = None) -> LinkDecision:
    return link_things(things, [reference], curation or Curation()).decisions[0]


@pytest.mark.parametrize(
    ("one", "item"),
    [
        (thing("Person", "Selim Erkin", "tr", "1919"), "Q1002"),
        (thing("Person", "Selim Erkin Paşa", "tr", "1821/1829"), "Q1001"),
        (thing("Place", "Varnakale", "tr"), "Q1011"),
        (thing("Place", "وارناقلعة", "ar"), "Q1011"),
        (thing("Organisation", "Transmeria", "en", "1919-03"), "Q1022"),
        (thing("Organisation", "Transmeria", "en", "2005"), "Q1021"),
        (thing("Person", "Казым Дурмушев", "ru", "1919"), "Q1041"),
        (thing("Person", "Kazim Durmuşev", "az", "1919"), "Q1041"),
        (thing("Person", "Osvald II", "en", "1530"), "Q1052"),
        (thing("Event", "Battle of Sarnıç", "en", "1915"), "Q1061"),
        (thing("Event", "Battle of Sarnıç", "en", "1877-11"), "Q1062"),
    ],
    ids=lambda v: v.label if isinstance(v, Thing) else v,
)
def test_what_is_meant_is_told_by_more_than_the_name(
    one: Thing, item: str, reference: Reference
) -> None:
    decision = link(reference, one)
    assert (decision.state, decision.item) == ("linked", item), decision


@pytest.mark.parametrize(
    "one",
    [
        thing("Person", "Selim Erkin", "tr", "1710"),  # a century before either
        thing("Person", "Olten Bey", "en", "1919"),  # a page, a name
        thing("Event", "Battle of Sarnıç", "en", "1799"),
        thing("Person", "Osvald III", "en", "1530"),
        thing("Place", "Selim Erkin", "tr"),
        thing("Person", "Nobody Known", "en"),
    ],
    ids=lambda v: v.label,
)
def test_nothing_fits(one: Thing, reference: Reference) -> None:
    assert link(reference, one).state == "nil"


def test_two_that_fit_alike_are_a_question(reference: Reference) -> None:
    decision = link(reference, thing("Person", "Selim Erkin", "tr"))
    assert decision.state == "review"
    assert [s.candidate.item for s in decision.scored] == ["Q1001", "Q1002"]
    assert all(s.evidence for s in decision.scored)


def test_a_state_is_told_by_the_time(reference: Reference) -> None:
    before = thing("Place", "Transmeria", "en", "1919")
    decision = link(reference, before)
    assert decision.item != "Q1021"


def test_a_person_decides_first(reference: Reference) -> None:
    one = replace(thing("Person", "Selim Erkin", "tr", "1919"), iri="https://a.example/id/person/s")
    accepted = LinkVerdict("person/s", "Q1001", "accepted", "his file", "A. Reader", "2024-05-31")
    decision = link(reference, one, curation=Curation(links=(accepted,)))
    assert (decision.item, decision.source, decision.author) == ("Q1001", "curation", "A. Reader")
    none = LinkVerdict("person/s", None, "accepted", "", "A. Reader", "2024-05-31")
    assert link(reference, one, curation=Curation(links=(none,))).state == "nil"
    rejected = LinkVerdict("person/s", "Q1002", "rejected", "", "A. Reader", "2024-05-31")
    assert link(reference, one, curation=Curation(links=(rejected,))).state == "nil"


def test_two_people_who_contradict_each_other_are_a_question(reference: Reference) -> None:
    one = thing("Person", "Selim Erkin", "tr", "1919", iri="https://a.example/id/person/s")
    both = tuple(
        LinkVerdict("person/s", item, "accepted", "", "A. Reader", "2024-05-31")
        for item in ("Q1001", "Q1002")
    )
    decision = link(reference, one, curation=Curation(links=both))
    assert decision.state == "review"
    assert "Q1002" in decision.because


def test_what_a_person_decided_on_something_gone_is_told(reference: Reference) -> None:
    gone = LinkVerdict("person/gone", "Q1", "accepted", "", "A. Reader", "2024-05-31")
    linked = link_things([thing("Person", "X Y", "en")], [reference], Curation(links=(gone,)))
    assert linked.vanished == (gone,)


def test_one_item_is_not_given_to_two_things_in_silence(reference: Reference) -> None:
    one = thing("Person", "Selim Erkin", "tr", "1919", iri="a")
    other = replace(one, iri="b", mentions=5)
    decisions = {d.thing: d for d in link_things([one, other], [reference]).decisions}
    assert decisions["b"].item == "Q1002"
    assert (decisions["a"].state, decisions["a"].item) == ("review", None)
    assert "Q1002 is linked to b" in decisions["a"].because


def test_a_source_that_could_not_answer_leaves_things_open(reference: Reference) -> None:
    class Down:
        name = "down"

        def find(self, things: object) -> Iterator[tuple[str, tuple[()]]]:
            return iter(())

    known, unknown = (
        thing("Place", "Varnakale", "tr", iri="k"),
        thing("Place", "Else", "tr", iri="u"),
    )
    linked = link_things([known, unknown], [reference, Down()])
    assert [d.thing for d in linked.decisions] == ["k"]
    assert linked.open == ("u",)
