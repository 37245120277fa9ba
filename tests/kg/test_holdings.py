"""Which power held a place, and when."""

import pytest

from extractors.errors import GazetteerError
from kg.graph.holdings import load_holdings

HEADER = "place\tpower\tstart\tend\tnote\n"


def test_the_table_that_ships_is_read():
    assert len(load_holdings()) > 200


def test_a_power_holds_nothing_before_or_after_it_existed_unless_a_note_says_how():
    def year(edtf):
        return int(edtf[: 5 if edtf[0] == "-" else 4])

    for holding in load_holdings():
        begin, end = holding.span.edtf.split("/")
        power = holding.power
        early = power.start and year(begin) < year(power.start)
        late = power.end and (end == ".." or year(end) > year(power.end))
        assert holding.note or not (early or late), (holding.place.id, power.id, begin)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("nowhere\tturkey\t1923\t\t\n", r"line 2.*no entry's id"),
        ("kars\tturkey\t1923-13\t\t\n", "line 2"),
        ("kars\tturkey\t1930\t1923\t\n", "ends before it begins"),
        ("turkish-people-x\tkars\t1930\t\t\n", "no entry's id"),
        ("kars\tturkey\t1923\t\t\nkars\trussia\t1930\t\t\n", r"line 3.*\(line 2\)"),
    ],
)
def test_what_is_amiss_is_named_with_its_line(tmp_path, rows, message):
    table = tmp_path / "powers.tsv"
    table.write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(GazetteerError, match=message):
        load_holdings(table)


def test_a_year_of_change_is_no_overlap(tmp_path):
    table = tmp_path / "powers.tsv"
    rows = "kars\tottoman-empire\t1534\t1878\t\nkars\trussian-empire\t1878\t1917\t\n"
    table.write_text(HEADER + rows, encoding="utf-8")
    assert len(load_holdings(table)) == 2
