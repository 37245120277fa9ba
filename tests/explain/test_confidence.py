"""Confidence is what it was worth when measured: the table, its use, and how it is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.assets import asset
from extractors.confidence import calibrate, load_table, look_up
from extractors.errors import LanguageDataError
from extractors.pipeline import extract
from extractors.text.source import read_source
from tests.calibration.__main__ import LAYERS, as_text, read_sets
from tests.calibration.fit import MOST, calibrated_by, fit, miss, reliability
from tests.calibration.observe import Observation

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
HEAD = "layer\tfamily\traw\tcalibrated\n"
FAMILIES = sorted(load_table())


def said(raw: float, right: float, times: int, family: str = "a") -> list[Observation]:
    return [Observation("d", "mention", family, raw, right)] * times


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("mentoin\t*\t0.5\t0.6\n", "line 2.*unknown layer 'mentoin'"),
        ("mention\t*\thalf\t0.6\n", "line 2.*numbers from 0 to 1"),
        ("mention\t*\t0.5\t0.9\nmention\t*\t0.8\t0.7\n", "line 3.*rise"),
        ("mention\t*\t0.8\t0.7\nmention\t*\t0.5\t0.9\n", "line 3.*rise"),
        ("mention\t*\t0.5\t1.2\n", "line 2.*between 0 and 1"),
        ("mention\t*\t0.5\t0.6\nmention\t*\t0.5\t0.7\n", "line 3.*stands already"),
    ],
)
def test_a_wrong_row_is_named(rows: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "confidence.tsv"
    path.write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(LanguageDataError, match=message):
        load_table(path)


def test_the_table_that_ships_has_short_numbers_below_certainty() -> None:
    lines = asset("data/confidence.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t")[2:] for line in lines if line[0] != "#"][1:]
    assert all(len(cell.partition(".")[2]) <= 3 for row in cells for cell in row)
    assert all(0 < float(worth) <= MOST for _, worth in cells)
    layers = {layer for layer, family in FAMILIES if family == "*"}
    assert layers == {"mention", "date", "telling", "claim-date", "claim-place", "claim-actor"}


@given(st.sampled_from(FAMILIES), st.floats(0, 1), st.floats(0, 1))
def test_the_surer_rule_never_becomes_the_less_sure(
    key: tuple[str, str], one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert look_up(load_table(), *key, low) <= look_up(load_table(), *key, high)


def test_a_family_without_rows_takes_those_of_all() -> None:
    table = {("mention", "*"): ((0.5, 0.8), (0.6, 0.9)), ("mention", "own"): ((0.1,), (0.3,))}
    assert look_up(table, "mention", "other", 0.2) == 0.6
    assert look_up(table, "mention", "other", 0.79) == 0.6
    assert look_up(table, "mention", "other", 0.8) == 0.9
    assert look_up(table, "mention", "own", 0.9) == 0.3
    assert look_up(table, "date", "other", 0.123) == 0.123


def test_calibrating_changes_nothing_but_confidence() -> None:
    raw = extract(read_source(SAMPLES / "en-vienna-1814.txt"), calibrated=False)
    sure = extract(read_source(SAMPLES / "en-vienna-1814.txt"))
    assert sure == calibrate(raw) != raw
    assert [replace(m, confidence=0) for m in sure.mentions] == [
        replace(m, confidence=0) for m in raw.mentions
    ]
    before = {c.rule: c.confidence for e in raw.events for c in e.claims}
    after = {c.rule: c.confidence for e in sure.events for c in e.claims}
    assert before.keys() == after.keys()
    assert before != after


def test_shares_are_measured_and_never_fall() -> None:
    mixed = said(0.6, 1, 90) + said(0.6, 0, 10) + said(0.8, 1, 20) + said(0.8, 0, 80)
    table = fit(mixed + said(0.9, 1, 200))
    raws, worths = table["mention", "a"]
    assert raws == (0.6, 0.9)  # 0.8 was worth less than 0.6: they became one step
    assert worths[0] == pytest.approx(110 / 200, abs=0.02)
    assert worths[1] == pytest.approx(0.99, abs=0.01)
    assert fit(reversed(mixed + said(0.9, 1, 200))) == table


def test_few_observations_prove_little() -> None:
    table = fit(said(0.9, 1, 3, "rare") + said(0.9, 0.5, 400, "common"))
    assert ("mention", "rare") not in table
    assert table["mention", "*"][1][0] < 0.75


@given(
    st.lists(st.tuples(st.sampled_from([0.5, 0.6, 0.7, 0.8, 0.9]), st.booleans()), min_size=1),
)
def test_any_observations_make_a_table_that_loads(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[float, bool]]
) -> None:
    table = fit(o for raw, right in pairs for o in said(raw, right, 9))
    path = tmp_path_factory.mktemp("fit") / "confidence.tsv"
    path.write_text(as_text(table), encoding="utf-8")
    assert load_table(path) == table


def test_reliability_counts_by_bin() -> None:
    bins = reliability([(0.95, 1), (0.9, 0), (0.89, 1), (1.0, 1)])
    assert [(b.low, b.said) for b in bins] == [(0.8, 1), (0.9, 3)]
    assert bins[1].right == pytest.approx(2 / 3)
    assert miss(bins) == pytest.approx((0.11 + 3 * abs(0.95 - 2 / 3)) / 4)


def test_of_what_is_said_at_nine_tenths_nine_in_ten_are_right() -> None:
    """On the samples of which nothing is tuned; with room for what so few can prove."""
    observed = [(calibrated_by(load_table(), o), o) for o in read_sets("test")]
    for layer in LAYERS:
        pairs = [(sure, o.right) for sure, o in observed if o.layer.startswith(layer)]
        bins = reliability(pairs)
        assert bins[-1].low == 0.9, layer
        assert bins[-1].right >= 0.85, layer
        assert miss(bins) <= 0.07, layer
