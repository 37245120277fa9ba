"""Letters of foreign names: runs, weights, and what an unknown word's letters make of it."""

from extractors.language import load_language
from extractors.names.component import NameFinder
from extractors.names.letters import Letters, letter_runs, load_letters
from extractors.words import find_words


def test_odds_are_the_sum_of_a_words_runs() -> None:
    letters = Letters({"^$": -1.0, "^a": 0.5, "ab$": 2.0, "zz": 9.0})
    assert letters.odds("ab") == 1.5
    assert letters.odds("cd") == -1.0


def test_runs_hold_the_ends_of_a_word() -> None:
    assert {"^a", "b$", "ab"} <= letter_runs("ab")


def test_a_language_without_a_table_says_nothing() -> None:
    assert load_letters(load_language("en")).odds("weimar") == 0.0


def test_transcribed_names_look_foreign_and_verbal_nouns_do_not() -> None:
    odds = load_letters(load_language("ar")).odds
    assert min(map(odds, ("شوفالييه", "برونشتاين", "كوزنتسوف"))) > 2
    assert max(map(odds, ("استعمال", "مجموعه", "تحصيل"))) < 0


def test_two_foreign_words_make_one_candidate() -> None:
    language = load_language("ar")
    found = NameFinder("ar").find(find_words("ثم كتب دومينغيز برونشتاين رسالة", language))
    assert [c.words for c in found if c.rule == "letters"] == [("دومينغيز", "برونشتاين")]
