"""Lords are called by their lands."""

from collections.abc import Callable

import pytest

Find = Callable[[str, str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Then Thomas, Duke of Clarence, was killed.",
            [("Person", "Thomas, Duke of Clarence")],
        ),
        (
            "There the Earl of Salisbury took it, and there Salisbury died.",
            [("Person", "Salisbury"), ("Person", "Salisbury")],
        ),
        (
            "With them came Walter, Lord Hungerford, and the Bishop of Norwich.",
            [("Person", "Walter, Lord Hungerford"), ("Place", "Norwich")],
        ),
        ("Then Philip the Good of whom they spoke died.", [("Person", "Philip the Good")]),
        ("Then Cardinal Beaufort left.", [("Person", "Beaufort")]),
        ("He lost John Holland to the plague.", [("Person", "John Holland")]),
        ("They spoke of the Lancastrian empire.", [("Group", "Lancastrian")]),
    ],
)
def test_a_lord_is_named_by_his_land(text: str, names: list[tuple[str, str]], name: Find) -> None:
    assert [(kind, words) for words, kind in name("en", text)] == names
