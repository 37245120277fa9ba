"""Text of both directions on lines of a terminal: nothing is lost, nothing is too long."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kg.cli.bidi import isolated, runs_left, wrapped

CONTROLS = re.compile("[\u200e\u2067\u2069]")
WORDS = st.text(alphabet="abçşə كتابةَ12,.‘’ ", min_size=1, max_size=120)


@given(WORDS, st.integers(5, 40), st.booleans())
def test_lines_hold_the_words_and_fit(text: str, width: int, quoted: bool) -> None:
    lines = [line.plain for line in wrapped(text, width, quoted=quoted)]
    bare = [CONTROLS.sub("", line) for line in lines]
    assert "".join("".join(bare).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in bare)
    for line in lines:
        assert line.count("\u2067") == line.count("\u2069")  # each line by itself


@given(WORDS, st.data())
def test_the_mark_is_set_off(text: str, data: st.DataObject) -> None:
    a = data.draw(st.integers(0, len(text) - 1))
    b = data.draw(st.integers(a + 1, len(text)))
    plain = "".join(line.plain for line in wrapped(text, 30, (a, b), brackets=True))
    held = CONTROLS.sub("", plain).partition("[")[2].partition("]")[0]
    assert "".join(held.split()) == "".join(text[a:b].split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Karabekir", "Karabekir"),
        ("كاظم قره بكير", "\u200e\u2067كاظم قره بكير\u2069"),
        ("also كاظم, بكير (1)", "\u200ealso \u2067كاظم\u2069, \u2067بكير\u2069 (1)"),
    ],
)
def test_runs_of_the_other_direction_are_isolated(text: str, shown: str) -> None:
    assert isolated(text) == shown
    assert "".join(line.plain for line in wrapped(text, 70)) == shown


def test_a_quotation_runs_as_its_first_letter_does() -> None:
    assert runs_left("«وقعت» on 3 March")
    assert not runs_left("‘Kars’ قارص")
    (line,) = wrapped("في 3 آذار 1878", 70, (3, 14), quoted=True)
    assert line.plain == "\u200e\u2067في 3 آذار 1878\u2069"
    assert line.plain[slice(*line.spans[0][:2])] == "3 آذار 1878"
