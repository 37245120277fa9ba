import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import Entity, Event, Name
from kg.graph.identity import identify
from kg.graph.iris import slug, source_slug, time_slug

BASE = "https://histkg.example/"


def _entities(extraction, *entities):
    return dataclasses.replace(extraction, entities=entities, mentions=(), dates=(), events=())


def _entity(key, kind, label, gazetteer=None):
    return Entity(key, kind, label, (Name(label, "tr"),), gazetteer)


@pytest.mark.parametrize(
    ("entity", "iri"),
    [
        (_entity("a", "Person", "Zülfü Karaveli"), "person/zulfu-karaveli"),
        (_entity("a", "Person", "Zülfü Karaveli Paşa"), "person/zulfu-karaveli"),
        (_entity("a", "Person", "Zülfü Paşa"), "person/zulfu-pasa/varnak"),
        (_entity("a", "Person", "Z. Karaveli"), "person/z-karaveli/varnak"),
        (_entity("a", "Person", "Karaveli"), "person/karaveli/varnak"),
        (_entity("a", "Place", "Çukurviran"), "place/cukurviran"),
        (_entity("a", "Organisation", "Cemiyet"), "organisation/cemiyet/varnak"),
        (_entity("a", "Person", "Anything", "some-id"), "person/some-id"),
        (_entity("a", "Group", "Кайтагцы"), "group/kaytagtsy"),
        (_entity("a", "Place", "غوميريان"), "place/ghwmyryan"),
    ],
)
def test_iris_are_readable(extraction, entity, iri):
    assert identify(_entities(extraction, entity), BASE).entities == {"a": f"{BASE}id/{iri}"}


def test_what_a_document_tells_apart_stays_apart(extraction):
    same = [_entity(k, "Person", "Zülfü Karaveli") for k in "abc"]
    assert list(identify(_entities(extraction, *same), BASE).entities.values()) == [
        f"{BASE}id/person/zulfu-karaveli",
        f"{BASE}id/person/zulfu-karaveli/varnak",
        f"{BASE}id/person/zulfu-karaveli/varnak-2",
    ]


def test_a_gazetteer_name_that_is_not_told_to_be_it_is_not_it(extraction, monkeypatch):
    entity = _entity("a", "Place", "Tripoli")
    named = _entities(extraction, entity)
    known = type("Known", (), {"entries": {"tripoli": object()}})()
    monkeypatch.setattr("kg.graph.identity.load_gazetteer", lambda: known)
    assert identify(named, BASE).entities["a"] == f"{BASE}id/place/tripoli/varnak"


def test_events_by_name_by_place_and_date_and_by_document(extraction):
    treaty, battle = extraction.events
    unnamed = dataclasses.replace(battle, key="e3", name=None)
    bare = Event("e4", "Communication", "a letter", (), ())
    known = dataclasses.replace(treaty, key="e5", gazetteer="treaty-of-kars")
    events = identify(
        dataclasses.replace(extraction, events=(treaty, battle, unnamed, bare, known)), BASE
    ).events
    assert {k: v.removeprefix(f"{BASE}id/event/") for k, v in events.items()} == {
        "e1": "treaty-of-varnak-1921",
        "e2": "battle-of-olturan-1920",
        "e3": "battle-olturan-1920-09-12",
        "e4": "communication/varnak",
        "e5": "treaty-of-kars",
    }


def test_order_of_other_documents_changes_nothing(extraction):
    assert identify(extraction, BASE) == identify(extraction, BASE)


@given(st.text(max_size=60))
def test_slugs_are_plain(text):
    made = slug(text)
    assert made == "" or all(c.isascii() and (c.isalnum() or c == "-") for c in made)
    assert slug(made) == made
    assert not made.startswith("-")


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), unique=True
    )
)
def test_two_files_never_share_a_slug(names):
    assert len({source_slug(name) for name in names}) == len(names)


@given(st.text("0123456789X-~?%/.Y", max_size=20))
def test_time_slugs_fit_into_an_iri(edtf):
    made = time_slug(edtf, "hijri")
    assert all(c.isalnum() or c in "-._" for c in made)
