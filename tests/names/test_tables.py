from collections.abc import Callable

import pytest

from extractors.language import language_codes, load_language
from extractors.names.tables import load_lexicon

Find = Callable[[str, str], list[tuple[str, str]]]
TITLES = ("forms", "side", "part", "weak", "example")
HEADS = ("forms", "type", "side", "part", "numbered", "open", "alone", "lower", "example")


@pytest.mark.parametrize("code", language_codes("names"))
def test_every_title_makes_a_person_of_its_example(code: str, name: Find) -> None:
    for row in load_language(code).table("names_titles.tsv", TITLES):
        for example in row["example"].split(", "):
            types = {kind for _, kind in name(code, example)}
            assert "Person" in types, f"{row.path.name}, line {row.line}: {example} gives {types}"


@pytest.mark.parametrize("code", language_codes("names"))
def test_every_head_gives_its_example_its_type(code: str, name: Find) -> None:
    for row in load_language(code).table("names_heads.tsv", HEADS):
        for example in row["example"].split(", "):
            # in the middle of a sentence, so that its capital counts
            found = name(code, f"x {example}")
            types = {kind for _, kind in found}
            where = f"{row.path.name}, line {row.line}: {example} gives {found}"
            if row["type"] in ("Organisation", "Place", "Group"):
                assert row["type"] in types, where
            elif row["type"] == "Thing":
                assert not types, where


@pytest.mark.parametrize("code", language_codes("names"))
def test_what_is_no_name_is_not_also_a_given_name(code: str) -> None:
    lexicon = load_lexicon(code)
    assert not lexicon.common & lexicon.given
    assert not lexicon.common & lexicon.foreign


@pytest.mark.parametrize("code", language_codes("names"))
def test_no_word_stands_twice_in_a_list_of_words(code: str) -> None:
    language = load_language(code)
    for table, column in (
        ("names_common.tsv", "word"),
        ("names_qualifiers.tsv", "word"),
        ("names_surnames.tsv", "ending"),
        ("names_places.tsv", "ending"),
    ):
        seen: dict[str, int] = {}
        for row in language.table(table, (column, "note")):
            for word in row.alternatives(column):
                assert word not in seen, (
                    f"{table}, line {row.line}: '{word}' stands already in line {seen[word]}"
                )
                seen[word] = row.line
