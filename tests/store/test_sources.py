from __future__ import annotations

from pathlib import Path

import pytest

from kg.construction.sources import find_files, tell_apart
from kg.store.documents import Record


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    for name in ("a.txt", "deep/er/b.TXT", "notes.md", ".hidden.txt", ".git/c.txt"):
        path = tmp_path / "shelf" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"text of {name}")
    (tmp_path / "shelf" / "folder.txt").mkdir()
    return tmp_path / "shelf"


def record(path: Path, sha256: str) -> Record:
    return Record(path.name, path.stem, str(path), "key", sha256, "graph", "cards")


def test_texts_are_found_below_a_folder_and_named_ones_whatever_their_ending(shelf: Path) -> None:
    files, refused = find_files([shelf, shelf / "a.txt", shelf / "notes.md"])
    assert [f.relative_to(shelf).as_posix() for f in files] == [
        "a.txt",
        "deep/er/b.TXT",
        "notes.md",
    ]
    assert refused == []


def test_an_empty_folder_and_a_missing_path_are_told(shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    files, refused = find_files([tmp_path / "empty", tmp_path / "missing", shelf / "a.txt"])
    assert [f.name for f in files] == ["a.txt"]
    assert [r.reason.split(";")[0] for r in refused] == [
        "the folder holds no *.txt",
        "there is no such file or folder",
    ]


def test_a_second_text_of_one_name_is_refused(tmp_path: Path) -> None:
    paths = [tmp_path / d / "letter.txt" for d in "xyz"]
    for path, text in zip(paths, ("one", "another", "one"), strict=True):
        path.parent.mkdir()
        path.write_text(text)
    found, refused = tell_apart(paths, {})
    assert [f.path for f in found] == [paths[0]]
    assert [r.name for r in refused] == [str(paths[1])]  # the third is the first over again
    assert str(paths[0]) in refused[0].reason


def test_a_stored_text_of_the_same_name_stands_while_its_file_is_there(tmp_path: Path) -> None:
    old, new = tmp_path / "old" / "letter.txt", tmp_path / "new" / "letter.txt"
    for path in (old, new):
        path.parent.mkdir()
        path.write_text(f"text in {path.parent.name}")
    stored = {"letter": record(old, "another hash")}
    assert [r.name for r in tell_apart([new], stored)[1]] == [str(new)]
    old.unlink()  # moved: the new path takes over
    found, refused = tell_apart([new], stored)
    assert [f.path for f in found] == [new]
    assert refused == []
