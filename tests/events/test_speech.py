"""Whose word it is that something happened."""

from __future__ import annotations

import pytest

from extractors.events.examples import read_all


def _said(text: str, code: str) -> set[tuple[str, bool]]:
    """How the claims of the first event are told, and whether a speaker is named."""
    event, _ = read_all(text, code)[0]
    return {(c.modality, c.speaker is not None) for c in event.claims}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", '{P:Kutuzov} said: "{P:Napoleon} occupied {L:Moscow} on {D=1812-09-14:14 September 1812}".'),
        ("tr", "{P:Kutuzov}, “{P:Napolyon} {D=1812-09-14:14 Eylül 1812}'de {L:Moskova}'yı işgal etti” dedi."),
        ("az", "{P:Kutuzov} “{P:Napoleon} {D=1812-09-14:14 sentyabr 1812-ci il}də {L:Moskva}nı işğal etdi” dedi."),
    ],
)  # fmt: skip
def test_what_somebody_says_is_his_word(code: str, text: str) -> None:
    assert _said(text, code) == {("quoted", True)}


@pytest.mark.parametrize(
    "text",
    [
        'The report of {P:Kutuzov} reads: "{P:Napoleon} occupied {L:Moscow} on '
        '{D=1812-09-14:14 September 1812}".',
        "{P:Napoleon} occupied {L:Moscow} on {D=1812-09-14:14 September 1812}, {P:Kutuzov} said.",
    ],
)
def test_a_document_and_the_historian_state_facts(text: str) -> None:
    assert _said(text, "en") == {("fact", False)}
