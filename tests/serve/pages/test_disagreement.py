"""What counts as a disagreement, and what may explain it."""

from __future__ import annotations

from dataclasses import replace

from extractors.dates.edtf import parse_edtf
from kg.graph.vocab import KG, ROLE
from kg.serve.claims import Claim, Value
from kg.serve.disagreement import disagreements

CLAIM = Claim(
    iri="c",
    about="date",
    value=Value("v"),
    passage="p",
    source="a",
    doc="a.txt",
    denied=False,
    modality=f"{KG}fact",
    rank="normal",
)


def dated(edtf: str, source: str, calendar: str = "gregorian") -> Claim:
    date = parse_edtf(edtf)
    value = Value(
        edtf,
        edtf=edtf,
        calendar=f"{KG}{calendar}",
        earliest=date.earliest,
        latest=date.latest,
    )
    return replace(CLAIM, value=value, source=source, doc=f"{source}.txt")


def notes(*claims: Claim) -> list[tuple[str, int, str]]:
    return [(d.about, d.days, d.note) for d in disagreements(claims)]


def test_dates_with_a_day_in_common_agree() -> None:
    assert notes(dated("1919-05", "a"), dated("1919-05-15", "b")) == []


def test_thirteen_days_are_a_slip_between_calendars() -> None:
    assert notes(dated("1918-10-17", "a"), dated("1918-10-30", "b")) == [
        ("date", 13, "slip_julian")
    ]


def test_fourteen_days_are_just_a_disagreement() -> None:
    assert notes(dated("1918-10-16", "a"), dated("1918-10-30", "b")) == [("date", 14, "")]


def test_the_same_day_of_another_year_is_said_so() -> None:
    assert notes(dated("1919-09-04", "a"), dated("1920-09-04", "b")) == [("date", 366, "slip_year")]


def test_one_number_as_a_rumi_and_as_a_hijri_year() -> None:
    # 1336 is 1920 in the one calendar, October 1917 to October 1918 in the other
    assert notes(dated("1918-05", "a", "hijri"), dated("1920-04-23", "b", "rumi")) == [
        ("date", 723, "slip_era")
    ]


def test_places_disagree_between_sources_where_neither_lies_in_the_other() -> None:
    kars = replace(CLAIM, about="place", value=Value("kars", "Kars"))
    baku = replace(kars, value=Value("baku", "Baku"), source="b", doc="b.txt")
    assert [d.about for d in disagreements([kars, baku])] == ["place"]
    assert not [*disagreements([kars, baku], {"baku": frozenset({"kars"})})]
    assert not [*disagreements([kars, replace(baku, source="a", doc="a.txt")])]


def test_who_is_on_both_sides() -> None:
    one = replace(CLAIM, about="actor", value=Value("x", "X", f"{ROLE}attacker"))
    other = replace(one, value=Value("x", "X", f"{ROLE}defender"), source="b", doc="b.txt")
    assert [d.about for d in disagreements([one, other])] == ["actor"]


def test_plans_and_what_was_overruled_disagree_with_nothing() -> None:
    one, other = dated("1919-05-15", "a"), dated("1919-06-15", "b")
    assert not notes(one, replace(other, modality=f"{KG}plan"))
    assert not notes(one, replace(other, rank="deprecated"))


def test_a_denial_stands_against_who_asserts() -> None:
    told = replace(CLAIM, about="type")
    denied = replace(told, denied=True, source="b", doc="b.txt")
    assert [d.about for d in disagreements([told, denied])] == ["denial"]
