"""Decisions go into the files and come back; what is wrong is told with file, line and mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.curation.adding import add_claim, add_link, add_pair, take_back
from kg.curation.files import CurationError, curation_files, read_curation
from kg.curation.model import ClaimVerdict, Curation, LinkVerdict, Pair

PAIR = Pair("person/halil-bey/kars", "person/halil-pasa/kars", "two men", "A. Reader", "2024-05-31")
LINK = LinkVerdict("place/kars", "Q219024", "accepted", "the city", "A. Reader", "2024-05-31")
CLAIM = ClaimVerdict(
    "kars.txt", "event/x", "date", "1921-10-13", "13 Ekim", "wrong", "misprint", "A", "2024-05-31"
)


def test_a_folder_that_is_not_there_holds_no_decision(tmp_path: Path) -> None:
    assert read_curation(tmp_path / "none") == Curation()
    assert read_curation(None) == Curation()
    assert curation_files(tmp_path / "none") == []


def test_what_is_added_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "curation"
    add_pair(folder, "different", PAIR)
    add_link(folder, LINK)
    add_link(folder, LinkVerdict("place/kars", "Q1", "rejected", "", "A", "2024-06-01"))
    add_link(folder, LinkVerdict("person/x", None, "accepted", "no item", "A", "2024-06-01"))
    add_claim(folder, CLAIM)
    read = read_curation(folder)
    assert read.different[0].because == "two men"
    assert read.different[0].line == 2
    assert read.same == ()
    assert [(x.thing, x.item, x.verdict) for x in read.links] == [
        ("place/kars", "Q219024", "accepted"),
        ("place/kars", "Q1", "rejected"),
        ("person/x", None, "accepted"),
    ]
    assert read.claims[0].quote == "13 Ekim"
    assert [p.name for p in curation_files(folder)] == [
        "identity.tsv",
        "links.sssom.tsv",
        "claims.tsv",
    ]


def test_adding_leaves_what_stands_there_to_the_byte(tmp_path: Path) -> None:
    add_pair(tmp_path, "same", PAIR)
    file = tmp_path / "identity.tsv"
    by_hand = file.read_text() + "# a remark\n\na\tsame\tb\t\tB. Reader\t2020-01-01"
    file.write_text(by_hand)
    add_pair(tmp_path, "different", Pair("c", "d", "", "A", "2024-01-01"))
    assert file.read_text().startswith(by_hand)
    assert [p.one for p in read_curation(tmp_path).same] == ["person/halil-bey/kars", "a"]


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "marked"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "open"])
def test_line_ends_and_columns_stay_those_of_the_file(
    tmp_path: Path, mark: str, end: str, last: bool
) -> None:
    file = tmp_path / "identity.tsv"
    rows = [
        "# Kars",
        "verdict\tone\tother\tauthor\tdate\tbecause",
        "same\ta\tb\tB\t2020-01-01\tyes",
    ]
    before = (mark + end.join(rows) + (end if last else "")).encode()
    file.write_bytes(before)
    added = add_pair(tmp_path, "different", Pair("c", "d", "no\u2028no", "A", "2024-01-01"))
    line = "different\tc\td\tA\t2024-01-01\tno\u2028no"
    ended = before if last else before + end.encode()
    assert file.read_bytes() == ended + f"{line}{end}".encode()
    assert [p.because for p in read_curation(tmp_path).different] == ["no\u2028no"]
    take_back(added)
    assert file.read_bytes() == ended


def test_two_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    add_pair(tmp_path, "same", PAIR)
    before = (tmp_path / "identity.tsv").read_bytes()
    with pytest.raises(
        CurationError, match=r"identity\.tsv, line 3: says 'different' where line 2"
    ):
        add_pair(tmp_path, "different", Pair(PAIR.other, PAIR.one, "", "B", "2024-06-01"))
    assert (tmp_path / "identity.tsv").read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["identity.tsv"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("a\tmaybe\tb\t\tA\t2024-01-01", "verdict is 'maybe'; write same or different"),
        ("a\tsame\ta\t\tA\t2024-01-01", "name two things"),
        ("a\tsame\t\t\tA\t2024-01-01", "the column 'other' is empty"),
        ("a\tsame\tb\t\tA\tyesterday", "date is 'yesterday'; write the day"),
        ("a\tsame\tb\t\t\t2024-01-01", "the column 'author' is empty"),
        ("a\tsame\tb\t\tA\t2024-01-01\tmore", "remove a tab"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_mend(tmp_path: Path, line: str, told: str) -> None:
    file = tmp_path / "identity.tsv"
    file.write_text(f"one\tverdict\tother\tbecause\tauthor\tdate\n{line}\n")
    with pytest.raises(CurationError, match=told) as caught:
        read_curation(tmp_path)
    assert "identity.tsv, line 2" in str(caught.value)


def test_links_may_be_written_by_hand_with_whole_iris(tmp_path: Path) -> None:
    add_link(tmp_path, LINK)
    file = tmp_path / "links.sssom.tsv"
    row = "https://h.example/id/place/ani\t\towl:sameAs\t\thttp://www.wikidata.org/entity/Q179390"
    file.write_text(f"{file.read_text()}{row}\t\t\tA\t2024-01-01\t\n")
    assert read_curation(tmp_path).links[1].item == "Q179390"
    assert read_curation(tmp_path).links[1].thing == "https://h.example/id/place/ani"


@given(st.text(), st.text().filter(str.strip))
def test_whatever_a_person_types_stays_in_its_cell(
    tmp_path_factory: pytest.TempPathFactory, because: str, author: str
) -> None:
    folder = tmp_path_factory.mktemp("typed")
    pair = Pair("a", "b", because, author, "2024-01-01")
    add_pair(folder, "same", pair)
    (read,) = read_curation(folder).same
    assert (read.one, read.other, read.date) == ("a", "b", "2024-01-01")
    assert read.because.split() == because.split()


@given(st.text(), st.text())
def test_words_of_links_are_read_as_they_were_said(
    tmp_path_factory: pytest.TempPathFactory, because: str, label: str
) -> None:
    folder = tmp_path_factory.mktemp("quoted")
    add_link(folder, LinkVerdict("place/kars", "Q1", "accepted", because, "A", "2024-01-01", label))
    (read,) = read_curation(folder).links
    assert (read.because.split(), read.label.split()) == (because.split(), label.split())
