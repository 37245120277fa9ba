"""Nobody is taken for a namesake who lived at another time."""

from __future__ import annotations

import pytest

from extractors.dates.edtf import parse_edtf
from extractors.model import Claim, Entity, Event, Extent, Extraction, Name, Source
from extractors.names.lives import outlived
from extractors.pipeline import extract

ALI = "muhammad-ali-of-egypt"  # 1769 to 1849
AT = Extent(0, 1)


def person(entry: str = ALI) -> Entity:
    names = (Name("Paşa", "tr"), Name("Mehmed Ali Paşa", "tr"))
    return Entity(entry, "Person", "Kavalalı", names, entry)


def event(when: str, kind: str = "Battle", *, who: str = ALI, modality: str = "fact") -> Event:
    said = {"passage": AT, "words": None, "rule": "", "confidence": 1.0}
    date = Claim("date", when, date=parse_edtf(when), **said)  # type: ignore[arg-type]
    actor = Claim("actor", who, role="person", modality=modality, **said)  # type: ignore[arg-type]
    return Event(f"{kind}-{when}", kind, "", (), (date, actor))


@pytest.mark.parametrize(
    ("told", "another"),
    [
        ([event("1878-08-15")], True),
        ([event("1878"), event("1881")], True),
        ([event("1601")], True),
        ([event("1827", "Birth"), event("1878-09-07", "Execution")], True),
        ([event("1840-07-15")], False),
        ([event("1878"), event("1840")], False),  # one is in his life: another date may be misread
        ([event("1852")], False),  # what was done in his name, or an error of the book
        ([event("1770", "Birth")], False),
        ([event("1801/1900")], False),  # too vague
        ([event("1878", modality="rumour")], False),
        ([event("1878", who="somebody")], False),
        ([], False),
    ],
    ids=str,
)
def test_who_lives_at_another_time_is_another(told: list[Event], another: bool) -> None:
    found = outlived([person()], told)
    assert bool(found) is another
    if another:
        assert found[ALI].gazetteer is None
        assert found[ALI].label == "Mehmed Ali Paşa"
        assert found[ALI].key == "person:mehmed-ali-paşa"


def test_a_key_is_not_given_twice() -> None:
    there = Entity("person:mehmed-ali-paşa", "Person", "", (Name("Mehmed Ali Paşa", "tr"),))
    assert outlived([there, person()], [event("1878")])[ALI].key == "person:mehmed-ali-paşa~2"


def test_only_people_have_a_life() -> None:
    town = Entity("kars", "Place", "Kars", (Name("Kars", "tr"),), "kars")
    assert outlived([town], [event("1878", who="kars")]) == {}


def read(text: str) -> Extraction:
    return extract(Source("a.txt", text, ""))


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Topal Osman was killed at Ankara on 2 April 1923.\n", "topal-osman"),
        ("Topal Osman was killed at Kirkuk on 26 October 1733.\n", None),
    ],
)
def test_events_and_mentions_have_the_one_who_lived_then(text: str, entry: str | None) -> None:
    found = read(text)
    (man,) = [e for e in found.entities if e.type == "Person"]
    assert man.gazetteer == entry
    assert {m.entity for m in found.mentions if m.type == "Person"} == {man.key}
    actors = {c.value for e in found.events for c in e.claims if c.property == "actor"}
    assert man.key in actors
