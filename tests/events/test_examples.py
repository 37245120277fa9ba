"""Every example row of the trigger tables gives what it says."""

from __future__ import annotations

import pytest

from extractors.events.examples import example_fault, read_example
from extractors.events.lexicon import trigger_rows
from extractors.language import language_codes, load_language


@pytest.mark.parametrize("code", language_codes("events"))
def test_each_row_gives_what_it_says(code: str) -> None:
    faults = [
        f"data/lang/{code}/triggers.tsv, line {row.line}: {fault}"
        for row in trigger_rows(load_language(code))
        if (fault := example_fault(row["example"], row["gives"], code))
    ]
    assert not faults, "\n".join(faults)


def test_a_wrong_example_is_told() -> None:
    text = "{G:Yunanlılar} {D=1919-05-15:15 Mayıs 1919}'da {L:İzmir}'i işgal etti."
    fault = example_fault(text, "Occupation; place=Bursa", "tr")
    assert fault is not None
    assert "place=İzmir" in fault
    assert example_fault(text, "nothing", "tr") is not None


def test_events_quote_their_passage() -> None:
    [(event, _)] = read_example("{P:Saladin} died in {D=1193:1193}.", "en")
    [telling] = event.tellings
    assert (telling.passage.start, telling.passage.end) == (0, 20)
