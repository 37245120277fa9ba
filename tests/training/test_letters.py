"""Learning of letters: from a small set, the same at each run."""

from pathlib import Path

from extractors.language import load_language
from extractors.names.letters import BIAS, Letters
from extractors.training.letters import learn_letters
from extractors.training.sets import load_sets


def test_what_is_learned_tells_names_from_words_and_is_the_same_again(tmp_path: Path) -> None:
    language = load_language("ar")
    for each in load_sets(language):
        for files in each.train:
            path = tmp_path / files[0]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("وصل O\nشوفالييه B-PER0\nمساء O\n\n", encoding="utf-8")
    learned = learn_letters(language, tmp_path)
    assert learned == learn_letters(language, tmp_path)
    odds = Letters(learned).odds
    assert odds("برونشتاين") > 0 > odds("استعمال")
    assert BIAS in learned
