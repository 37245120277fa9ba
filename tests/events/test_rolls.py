"""Lists of those who were there, told behind the event."""

from __future__ import annotations

import pytest

from extractors.events.examples import read_example


def _actors(text: str, code: str) -> set[str]:
    """The words by which the actors of the first event are named."""
    event, _ = read_example(text, code)[0]
    return {c.value for c in event.claims if c.property == "actor"}


@pytest.mark.parametrize(
    ("code", "text", "many"),
    [
        (
            "en",
            "The Congress of {L:Berlin} met in {D=1878:1878}. "
            "For {L:France}: {P:Waddington}; {P:Saint-Vallier}. For {L:Italy}: {P:Corti}.",
            5,
        ),
        (
            "tr",
            "{L:Paris} Kongresi {D=1856:1856}'da toplandı. "
            "{L:Fransa}: Kont {P:Walewski}, Baron {P:Bourqueney}. {L:Rusya}: {P:Orlov}.",
            5,
        ),
        (
            "az",
            "{L:Gülüstan} müqaviləsi {D=1813:1813-cü il}də bağlandı: "
            "{L:Rusiya}dan {P:Rtişşev}, {L:İran}dan {P:Əbülhəsən xan}.",
            4,
        ),
    ],
)
def test_delegations_listed_by_state(code: str, text: str, many: int) -> None:
    assert len(_actors(text, code)) == many


def test_a_sentence_of_names_goes_on_with_the_congress() -> None:
    text = (
        "The Congress of {L:Laibach} opened in {D=1821-01:January 1821}. {P:Metternich} came "
        "with {P:Gentz}, {P:Nesselrode} with {P:Capodistrias}."
    )
    assert len(_actors(text, "en")) == 4


@pytest.mark.parametrize(
    "behind",
    [
        "{P:Talleyrand} wrote a long letter about the poor dinners that {P:Gentz} gave.",
        "{P:Talleyrand}, {P:Gentz} and {P:Stein} did not come.",
        "{P:Talleyrand}, {P:Gentz} and {P:Stein} came on {D=1815-01-03:3 January 1815}.",
    ],
)
def test_other_sentences_are_no_rolls(behind: str) -> None:
    text = f"The Congress of {{L:Laibach}} opened in {{D=1821-01:January 1821}}. {behind}"
    assert _actors(text, "en") == set()
