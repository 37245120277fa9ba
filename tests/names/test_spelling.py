"""Names that sound alike, compared by their letters within a script."""

from __future__ import annotations

import pytest

from extractors.names.candidate import Candidate
from extractors.names.identity import Told, tell_entities
from extractors.names.persons import name_fit, name_form
from extractors.names.spelling import spelt_alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("hussein avni", "husain avni", True),
        ("mehmed said", "mehmet sait", True),
        ("kara bekir", "karabekir", True),
        ("kazim kara bekir", "kazim karabekir", True),
        ("thomas dawson", "thomas edison", False),
        ("john murray", "john muir", False),
        ("j r watson", "george curzon", False),
        ("frome", "fyrom", False),
        ("bideford", "bedford", False),
    ],
)
def test_a_shared_given_name_does_not_make_one_of_two(one: str, other: str, alike: bool) -> None:
    assert spelt_alike(one.split(), other.split()) is alike
    assert spelt_alike(other.split(), one.split()) is alike


def entry(kind: str, text: str, language: str = "en") -> str | None:
    """The entry of a name that a recogniser before us has found."""
    words = tuple(w.strip(".").lower() for w in text.split())
    candidate = Candidate(0, len(text), kind, words, "ner", 0.8, initial=False, forms=())  # type: ignore[arg-type]
    entities, _ = tell_entities([Told(0, language, text, candidate)])
    return entities[0].gazetteer


def test_what_a_recogniser_finds_is_looked_up_though_it_is_short() -> None:
    assert entry("Place", "Paris") == "paris"
    assert entry("Place", "Berlin") == "berlin"
    assert entry("Place", "Kars", "tr") == "kars"


def test_initials_do_not_run_into_the_sound_of_another_name() -> None:
    assert entry("Person", "J. R. Watson") is None
    assert entry("Person", "كاظم قره بكير", "ar") == entry("Person", "Kâzım Karabekir", "tr")


def test_two_people_of_one_text_stay_two_by_their_letters() -> None:
    dawson, edison = name_form(("thomas", "dawson"), "en"), name_form(("thomas", "edison"), "en")
    assert not name_fit(dawson, edison)
    assert name_fit(name_form(("mustafa", "kemal"), "tr"), name_form(("mustafa", "kemâl"), "tr"))
