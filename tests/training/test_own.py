"""Sentences of our own: slots filled, endings in harmony, names where the spans say."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.errors import LanguageDataError
from extractors.language import language_codes, load_language
from extractors.training.own import _endings, _Filler, own_texts
from extractors.training.samples import sample_sentences, sample_texts
from extractors.training.sets import load_sets


@pytest.mark.parametrize("code", language_codes("names"))
def test_every_sentence_is_filled(code: str) -> None:
    texts = own_texts(load_language(code), random.Random(1))
    assert len(texts) > 500
    for text in texts:
        assert "{" not in text.text
        ends = [0, *(end for _, end, _ in text.spans)]
        for (start, end, label), before in zip(text.spans, ends, strict=False):
            assert before <= start < end <= len(text.text)
            assert label in ("PER", "LOC", "ORG", "GROUP")


def test_the_same_seed_makes_the_same_texts() -> None:
    language = load_language("tr")
    one, two = (own_texts(language, random.Random(5)) for _ in range(2))
    assert one == two


@pytest.mark.parametrize(
    ("code", "word", "ending", "whole"),
    [
        ("tr", "Ankara", "(y)A", "Ankaraya"),
        ("tr", "İzmir", "DAn", "İzmirden"),
        ("tr", "Maraş", "DA", "Maraşta"),
        ("tr", "Erzurum", "(n)In", "Erzurumun"),
        ("tr", "Ürgüp", "(y)I", "Ürgüpü"),
        ("tr", "Prut Nehri", "DAn", "Prut Nehrinden"),
        ("tr", "Prut Nehri", "(y)A", "Prut Nehrine"),
        ("az", "Gəncə", "(y)A", "Gəncəyə"),
        ("az", "Bakı", "(n)In", "Bakının"),
        ("az", "Naxçıvan", "dAkI", "Naxçıvandakı"),
    ],
)
def test_endings_follow_their_word(code: str, word: str, ending: str, whole: str) -> None:
    language = load_language(code)
    assert word + _endings(language).add(word, ending, language.fold) == whole


def test_arabic_clitics_are_written_with_the_article() -> None:
    filler = _Filler(load_language("ar"), random.Random(2))
    filled = [filler.fill("سلموا المفاتيح ل{ORG}.") for _ in range(100)]
    after_clitic = [
        text.text[start:]
        for text in filled
        for start, _, _ in text.spans
        if text.text[:start].endswith(" ل")
    ]
    assert after_clitic
    assert not any(rest.startswith("ال") for rest in after_clitic)


def test_a_slot_that_is_none_names_file_and_line(tmp_path: Path) -> None:
    language = load_language("en")
    for name in ("names_given.tsv", "names_titles.tsv"):
        (tmp_path / name).write_bytes((language.folder / name).read_bytes())
    (tmp_path / "train_sentences.txt").write_text("# ours\n{SHIP} sank.\n", encoding="utf-8")
    with pytest.raises(LanguageDataError, match=r"line 2: no slot 'SHIP'; there are: PER"):
        own_texts(replace(language, folder=tmp_path), random.Random(1))


@pytest.mark.parametrize("code", language_codes("names"))
def test_texts_kept_for_measuring_are_not_learned_from(code: str) -> None:
    learned = {text.text for text in sample_texts(code, held=False)}
    held = {text.text for text in sample_texts(code, held=True)}
    assert learned
    assert held
    assert not learned & held
    assert any(sentence.spans for sentence in sample_sentences(code))


@pytest.mark.parametrize("code", language_codes("names"))
def test_what_is_learned_from_may_be_shipped(code: str) -> None:
    for each in load_sets(load_language(code)):
        assert not each.train or each.licence.startswith(("CC BY-SA", "CC0")), each.name
        assert not set(each.train) & set(each.held), each.name


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('name = "a"\nformat = "columns"\nlicence = "CC0"', "'labels' is missing"),
        ('name = "a"\nformat = "rows"\nlicence = "CC0"\nlabels = {A = "PER"}', "format must be"),
        ('name = "a"\nformat = "columns"\nlicence = "CC0"\nlabels = {A = "GOD"}', "no label 'GOD'"),
        ('name = "a"\nfiles = []', "no key 'files'"),
    ],
)
def test_a_wrong_set_is_told(tmp_path: Path, lines: str, message: str) -> None:
    (tmp_path / "train.toml").write_text(f"[[set]]\n{lines}\n", encoding="utf-8")
    with pytest.raises(LanguageDataError, match=message):
        load_sets(replace(load_language("en"), folder=tmp_path))
