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
    ("entity", "iri", "wish"),
    [
        (_entity("a", "Person", "Zülfü Karaveli"), "person/zulfu-karaveli", True),
        (_entity("a", "Person", "Zülfü Karaveli Paşa"), "person/zulfu-karaveli", True),
        (_entity("a", "Person", "Zülfü Paşa"), "person/zulfu-pasa", False),
        (_entity("a", "Person", "Z. Karaveli"), "person/z-karaveli", False),
        (_entity("a", "Person", "Karaveli"), "person/karaveli", False),
        (_entity("a", "Place", "Çukurviran"), "place/cukurviran", True),
        (_entity("a", "Organisation", "Cemiyet"), "organisation/cemiyet", False),
        (_entity("a", "Group", "Кайтагцы"), "group/kaytagtsy", True),
        (_entity("a", "Place", "غوميريان"), "place/ghwmyryan", True),
    ],
)
def test_iris_are_readable_and_of_the_document(extraction, entity, iri, wish):
    found = identify(_entities(extraction, entity), BASE)
    own = f"{BASE}id/{iri}/varnak"
    assert found.entities == {"a": own}
    assert found.wishes == ({own: f"{BASE}id/{iri}"} if wish else {})


def test_what_the_gazetteer_knows_has_its_id(extraction):
    found = identify(_entities(extraction, _entity("a", "Person", "Anything", "some-id")), BASE)
    assert found.entities == {"a": f"{BASE}id/person/some-id"}
    assert found.wishes == {}


def test_of_what_a_document_tells_apart_the_first_wishes_for_the_name(extraction):
    same = [_entity(k, "Person", "Zülfü Karaveli") for k in "abc"]
    found = identify(_entities(extraction, *same), BASE)
    assert list(found.entities.values()) == [
        f"{BASE}id/person/zulfu-karaveli/varnak",
        f"{BASE}id/person/zulfu-karaveli/varnak-2",
        f"{BASE}id/person/zulfu-karaveli/varnak-3",
    ]
    assert found.wishes == {
        f"{BASE}id/person/zulfu-karaveli/varnak": f"{BASE}id/person/zulfu-karaveli"
    }


def test_a_gazetteer_name_that_is_not_told_to_be_it_is_not_it(extraction, monkeypatch):
    entity = _entity("a", "Place", "Tripoli")
    named = _entities(extraction, entity)
    known = type("Known", (), {"entries": {"tripoli": object()}})()
    monkeypatch.setattr("kg.graph.identity.load_gazetteer", lambda: known)
    assert identify(named, BASE).entities["a"] == f"{BASE}id/place/tripoli/varnak"
    assert identify(named, BASE).wishes == {}


def test_events_by_name_by_place_and_date_and_by_document(extraction):
    treaty, battle = extraction.events
    unnamed = dataclasses.replace(battle, key="e3", name=None)
    bare = Event("e4", "Communication", "a letter", (), ())
    known = dataclasses.replace(treaty, key="e5", gazetteer="treaty-of-kars")
    found = identify(
        dataclasses.replace(extraction, events=(treaty, battle, unnamed, bare, known)), BASE
    )
    assert {k: v.removeprefix(f"{BASE}id/event/") for k, v in found.events.items()} == {
        "e1": "treaty-of-varnak-1921/varnak",
        "e2": "battle-of-olturan-1920/varnak",
        "e3": "battle-olturan-1920-09-12/varnak",
        "e4": "communication/varnak",
        "e5": "treaty-of-kars",
    }
    wishes = {k: found.wishes.get(iri) for k, iri in found.events.items()}
    assert wishes == {
        "e1": f"{BASE}id/event/treaty-of-varnak-1921",
        "e2": f"{BASE}id/event/battle-of-olturan-1920",
        "e3": f"{BASE}id/event/battle-olturan-1920-09-12",
        "e4": None,
        "e5": None,
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
