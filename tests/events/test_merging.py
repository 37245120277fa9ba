"""Which passages tell of one event."""

from __future__ import annotations

from extractors.events.examples import read_example


def _events(text: str, code: str) -> list[tuple[str, int, set[str]]]:
    """Type, number of tellings and dates of each event told."""
    return [
        (
            event.type,
            len(event.tellings),
            {c.value for c in event.claims if c.property == "date"},
        )
        for event, _ in read_example(text, code)
    ]


def test_a_name_told_twice_is_one_event() -> None:
    text = (
        "{D=1699-01-26:26 Ocak 1699}'da {L:Karlofça} Antlaşması imzalandı.\n\n"
        "{L:Karlofça} Antlaşması'ndan sonra sınırlar değişti."
    )
    assert _events(text, "tr") == [("Treaty", 2, {"1699-01-26"})]


def test_names_that_differ_by_number_stay_apart() -> None:
    text = "The First War of {L:Schleswig} was short. The Second War of {L:Schleswig} was shorter."
    assert [kind for kind, *_ in _events(text, "en")] == ["War", "War"]


def test_one_occupation_told_with_and_without_its_date() -> None:
    text = (
        "{G:Yunanlılar} {D=1919-05-15:15 Mayıs 1919}'da {L:Aydın}'ı işgal etti. "
        "{L:Aydın}'ın işgali protesto edildi."
    )
    assert _events(text, "tr") == [("Occupation", 2, {"1919-05-15"})]


def test_the_same_place_in_another_year_is_another_event() -> None:
    text = (
        "{G:Ruslar} {D=1828:1828}'de {L:Kars}'ı işgal etti. "
        "{G:Ruslar} {D=1878:1878}'de {L:Kars}'ı işgal etti."
    )
    assert [dates for *_, dates in _events(text, "tr")] == [{"1828"}, {"1878"}]


def test_sources_that_disagree_on_a_named_event_keep_both_dates() -> None:
    text = (
        "The Treaty of {L:Adrianople} was signed on {D=1829-09-14:14 September 1829}. "
        "The Treaty of {L:Adrianople} was signed on {D=1829-09-02:2 September 1829}."
    )
    assert _events(text, "en") == [("Treaty", 2, {"1829-09-14", "1829-09-02"})]


def test_this_treaty_points_back() -> None:
    text = "{L:Turin} Antlaşması uzun sürdü. Bu antlaşma {D=1860-03-24:24 Mart 1860}'ta imzalandı."
    assert _events(text, "tr") == [("Treaty", 2, {"1860-03-24"})]


def test_what_happened_in_the_course_of_an_event_is_dated_by_it() -> None:
    text = (
        "{D=1919-09-04:4 Eylül 1919}'da {L:Sivas} Kongresi toplandı. "
        "{L:Sivas} Kongresi'nde {P:Rauf Bey} başkanlığa seçildi."
    )
    [congress, election] = [event for event, _ in read_example(text, "tr")]
    assert election.type == "Election"
    assert {(c.property, c.value) for c in election.claims if c.property != "actor"} == {
        ("part_of", congress.key),
        ("date", "1919-09-04"),
    }


def test_a_shared_head_names_two_events() -> None:
    text = "{P:Talat Paşa} {L:Brest-Litovsk} ve {L:Bükreş} konferanslarına katıldı."
    places = [
        {c.value for c in event.claims if c.property == "place"}
        for event, _ in read_example(text, "tr")
    ]
    assert places == [{"Place:Brest-Litovsk"}, {"Place:Bükreş"}]


def test_letters_of_two_days_are_two_events() -> None:
    text = (
        "{P:Nərimanov}un {D=1921-05-18:18 may} və {D=1921-11-16:16 noyabr 1921-ci il} tarixli "
        "məktubları saxlanılır."
    )
    assert [dates for *_, dates in _events(text, "az")] == [{"1921-05-18"}, {"1921-11-16"}]


def test_a_dated_attack_within_a_named_battle_is_a_part_of_it() -> None:
    text = (
        "{L:Sakarya} Meydan Muharebesi {D=1921-08-23/1921-09-13:23 Ağustos-13 Eylül 1921}'de "
        "yapıldı. {L:Sakarya} Meydan Muharebesi'nde {G:Türkler} {D=1921-09-02:2 Eylül 1921}'de "
        "{L:Çaldağı}'nı işgal etti."
    )
    battle, attack = (event for event, _ in read_example(text, "tr"))
    assert [c.value for c in attack.claims if c.property == "part_of"] == [battle.key]
    assert [c.value for c in attack.claims if c.property == "date"] == ["1921-09-02"]
    assert [c.value for c in attack.claims if c.property == "actor"] == ["Group:Türkler"]


def test_a_participle_dates_the_nearer_of_two_treaties() -> None:
    text = (
        "The frontier was drawn between the Armistice of {L:Erzincan} and the Treaty of {L:Kars}, "
        "signed on {D=1921-10-13:13 October 1921}."
    )
    assert _events(text, "en") == [("Armistice", 1, set()), ("Treaty", 1, {"1921-10-13"})]


def test_what_has_a_day_and_a_lead_of_its_own_points_to_nothing() -> None:
    text = (
        "The coronation of {P:Charles} was on {D=1429-07-17:17 July 1429}. "
        "The coronation of {P:Henry} on {D=1431-12-16:16 December 1431} impressed nobody."
    )
    assert [dates for *_, dates in _events(text, "en")] == [{"1429-07-17"}, {"1431-12-16"}]
