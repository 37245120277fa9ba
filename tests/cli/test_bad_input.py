"""Whatever is put before it: a clear message, status 1 or 2, nothing lost of the rest."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

GOOD = "The Treaty of Kars was signed at Kars on 13 October 1921.\n"


def empty(path: Path) -> None:
    path.touch()


def blank(path: Path) -> None:
    path.write_text(" \n\n \t\n")


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def one_line(path: Path) -> None:
    path.write_text("word " * 100_000)


def nul(path: Path) -> None:
    path.write_bytes(b"Kars\x00 1921\n" * 10)


def invalid(path: Path) -> None:
    path.write_bytes(GOOD.encode() + b"\xff\xfe\xfd\n")


def windows(path: Path) -> None:
    path.write_bytes(
        "Sivas Kongresi 4 Eylül 1919'da Sivas'ta toplandı; İsmet Paşa".encode("cp1254")
    )


def utf16(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-16")


def unreadable(path: Path) -> None:
    path.write_text(GOOD)
    path.chmod(0)
    if os.access(path, os.R_OK):  # root: there is no such file for it
        path.unlink()


KINDS: dict[Callable[[Path], None], str] = {
    empty: "empty",
    blank: "no text",
    binary: "text",
    huge: "50",
    one_line: "line",
    nul: "NUL",
    invalid: "UTF-8",
    windows: "UTF-8",
    utf16: "UTF-16",
    unreadable: "permission",
}


@pytest.fixture(scope="module")
def refusals(kg: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a build of one good text among bad ones says of each, by file name."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "shelf").mkdir()
    (folder / "shelf" / "good.txt").write_text(GOOD)
    for make in KINDS:
        make(folder / "shelf" / f"{make.__name__}.txt")
    done = kg("build", folder / "shelf", "--store", folder / "store", "--workers", 2)
    assert done.returncode == 1
    assert done.stdout == ""
    assert [p.name for p in (folder / "store" / "documents").iterdir()] == ["good"]
    said = " ".join(done.stderr.split()).split("refused ")[1:]
    return {name: reason for name, _, reason in (s.partition(": ") for s in said)}


@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
def test_a_bad_file_is_named_and_the_others_are_stored(
    make: Callable[[Path], None], refusals: dict[str, str]
) -> None:
    if make is unreadable and os.geteuid() == 0:
        pytest.skip("this user may read every file")
    assert KINDS[make] in refusals[f"{make.__name__}.txt"]


def test_mixed_newlines_are_read_and_noted(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "mixed.txt").write_bytes(GOOD.replace("\n", "\r\n").encode() * 2 + GOOD.encode())
    done = kg("build", tmp_path / "mixed.txt", "--store", tmp_path / "store", "--workers", 1)
    assert done.returncode == 0
    assert "note mixed.txt: " in done.stderr


def test_a_missing_path_among_others(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    done = kg("build", tmp_path, "missing.txt", "--store", tmp_path / "store", "--workers", 1)
    assert done.returncode == 1
    assert "refused missing.txt: there is no such file or folder" in done.stderr
    assert (tmp_path / "store" / "documents" / "good").is_dir()


def test_a_missing_path_alone_and_an_empty_folder(kg: Run, tmp_path: Path) -> None:
    done = kg("build", tmp_path / "missing", "--store", tmp_path / "store")
    assert done.returncode == 2
    assert "no such file or folder" in done.stderr
    (tmp_path / "empty").mkdir()
    done = kg("build", tmp_path / "empty", "--store", tmp_path / "store")
    assert done.returncode == 2
    assert "holds no *.txt" in done.stderr
    assert not (tmp_path / "store").exists()


def test_a_folder_named_like_a_text(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "shelf" / "folder.txt").mkdir(parents=True)
    (tmp_path / "shelf" / "good.txt").write_text(GOOD)
    done = kg("build", tmp_path / "shelf", "--store", tmp_path / "store", "--workers", 1)
    assert done.returncode == 0


def test_annotate_goes_on_past_a_bad_file(kg: Run, tmp_path: Path) -> None:
    nul(tmp_path / "bad.txt")
    (tmp_path / "good.txt").write_text(GOOD)
    done = kg("annotate", tmp_path / "bad.txt", tmp_path / "good.txt")
    assert done.returncode == 1
    assert "NUL" in done.stderr
    assert '"good.txt"' in done.stdout
    assert kg("annotate", tmp_path).returncode == 1
    assert kg("annotate", tmp_path / "missing.txt").returncode == 1
