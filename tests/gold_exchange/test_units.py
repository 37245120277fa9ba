from __future__ import annotations

import doctest
import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gold.cas_write import carried
from kg.gold.units import Units
from tests.gold_exchange.strategies import LETTERS


def code_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(st.text(LETTERS) | st.text(st.characters(codec="utf-8")))
def test_every_offset_goes_to_code_units_and_back(text: str) -> None:
    units = Units(text)
    assert units.length == code_units(text)
    for offset in range(len(text) + 1):
        assert units.units(offset) == code_units(text[:offset])
        assert units.points(units.units(offset)) == offset


@given(st.text(LETTERS, min_size=1))
def test_the_middle_of_a_character_and_what_is_outside_are_refused(text: str) -> None:
    units = Units(text)
    starts = {units.units(n) for n in range(len(text) + 1)}
    for unit in range(-1, units.length + 2):
        if unit not in starts:
            with pytest.raises(ValueError, match="lies"):
                units.points(unit)
    for offset in (-1, len(text) + 1):
        with pytest.raises(ValueError, match="outside"):
            units.units(offset)


def test_arabic_and_astral_characters() -> None:
    text = "في 😀 مؤتمر 𐤒𐤓𐤕 1919"
    assert Units(text).units(text.index("مؤتمر")) == text.index("مؤتمر") + 1
    assert Units(text).units(text.index("1919")) == text.index("1919") + 4


@given(st.text(LETTERS))
def test_a_tool_gets_a_text_of_the_same_length(text: str) -> None:
    assert len(carried(text)) == len(text)
    assert "\f" not in carried(text)
    assert carried(text.replace("\f", "x")) == text.replace("\f", "x")


@pytest.mark.parametrize("name", ["units", "cas_write"])
def test_examples_in_docstrings_hold(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(f"kg.gold.{name}"))
    assert tried
    assert not failed
