"""Public sets as they are written: columns, parallel files, marks that are not as they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.training.tagged import CorpusError, Tagged, join, read_columns, read_parallel

LABELS = {"PERSON": "PER", "GPE": "LOC"}


def written(folder: Path, text: str) -> Path:
    path = folder / "set.txt"
    path.write_text(text, encoding="utf-8")
    return path


def names(tagged: Tagged) -> list[tuple[str, str]]:
    return [(tagged.text[start:end], label) for start, end, label in tagged.spans]


def test_a_set_in_columns_is_set_as_print_sets_it(tmp_path: Path) -> None:
    path = written(tmp_path, "( O\nMustafa B-PERSON\nKemal I-PERSON\n) O\nAnkara'ya\tB-GPE\n. O\n")
    (sentence,) = read_columns(path, LABELS)
    assert sentence.text == "(Mustafa Kemal) Ankara'ya."
    assert names(sentence) == [("Mustafa Kemal", "PER"), ("Ankara'ya", "LOC")]


def test_an_ending_behind_an_apostrophe_stays_outside(tmp_path: Path) -> None:
    path = written(tmp_path, "d'Esperey’nin B-PERSON\n\nAnkara'dan B-GPE\n")
    first, second = read_columns(path, LABELS, cut=True)
    assert names(first) == [("d'Esperey", "PER")]
    assert names(second) == [("Ankara", "LOC")]


def test_a_name_may_begin_with_an_inner_mark(tmp_path: Path) -> None:
    path = written(tmp_path, "Enver I-PERSON\nVan I-GPE\nVan I-GPE\nVan B-GPE\n")
    (sentence,) = read_columns(path, LABELS)
    assert names(sentence) == [("Enver", "PER"), ("Van Van", "LOC"), ("Van", "LOC")]


def test_labels_that_are_not_mapped_are_no_names_and_the_first_mapped_counts(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, "1920 B-DATE\nelçi B-OCC\nVan B-ORG B-GPE\n")
    (sentence,) = read_columns(path, LABELS)
    assert names(sentence) == [("Van", "LOC")]


def test_parallel_lines_of_unequal_length_are_left_out(tmp_path: Path) -> None:
    words, tags = tmp_path / "words", tmp_path / "tags"
    words.write_text("Bakı şəhəri\nGəncə\n", encoding="utf-8")
    tags.write_text("B-GPE O\nB-GPE O\n", encoding="utf-8")
    (sentence,) = read_parallel(words, tags, LABELS)
    assert names(sentence) == [("Bakı", "LOC")]


def test_joined_texts_keep_their_names() -> None:
    one, two = Tagged("Van.", ((0, 3, "LOC"),)), Tagged("Bitlis.", ((0, 6, "LOC"),))
    assert names(join([one, two])) == [("Van", "LOC"), ("Bitlis", "LOC")]


def test_what_is_wrong_with_a_set_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="missing; say where the sets are: --data"):
        read_columns(tmp_path / "none.txt", LABELS)
    with pytest.raises(CorpusError, match=r"line 2: a word without a tag"):
        read_columns(written(tmp_path, "Van B-GPE\nBitlis\n"), LABELS)
    (tmp_path / "set.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(CorpusError, match="not UTF-8"):
        read_columns(tmp_path / "set.txt", LABELS)
