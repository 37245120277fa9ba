from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractors.errors import SourceError
from extractors.text.readings import read_document
from extractors.text.source import read_source


def write(folder: Path, data: bytes, name: str = "text.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_reads_the_text_as_it_is(tmp_path: Path) -> None:
    source = read_source(write(tmp_path, "\ufeffBir.\r\nİki\u00a0\n".encode()))
    assert source.text == "\ufeffBir.\r\nİki\u00a0\n"
    assert source.name == "text.txt"
    assert len(source.sha256) == 64


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        ("\ufeff\n".encode(), "empty"),
        ("İstanbul düştü.".encode("utf-16"), "UTF-16"),
        ("Kars was taken. ".encode("utf-16-le") * 20 + b"\xff\xdd", "UTF-16LE"),
        ("Şehir alındı, düşman çekildi.".encode("cp1254"), "WINDOWS-1254"),
        ("سقطت المدينة في أيدي الجيش".encode("cp1256"), "WINDOWS-1256"),
        ("Договор был подписан в Москве".encode("cp1251"), "WINDOWS-1251"),
        (b"Treaty\x00of\x00Kars", "NUL"),
        (b"\x01\x02\x03\x04" * 200, "control"),
        (bytes(range(128, 256)) + bytes(range(32)) * 30, "control"),
        (b"%PDF-1.7 \xff\xfe", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"a" * 300_000, "line 1 has 300000 characters"),
        (b"one\n" + b"b" * 300_000 + b"\n", "line 2 has 300000 characters"),
    ],
)
def test_says_why_a_file_is_no_text(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said) as fault:
        read_source(write(tmp_path, data))
    assert str(fault.value).startswith("text.txt: ")


def test_names_byte_and_line_of_what_is_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"byte 8, line 3.*iconv -f"):
        read_source(write(tmp_path, b"one\ntwo\n\xff three"))


def test_refuses_a_file_over_the_limit_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000_000)  # sparse: nobody could read it in time
    with pytest.raises(SourceError, match=r"50000\.0 MB, more than the limit of 5\.0 MB"):
        read_source(path)


def test_refuses_folders_and_missing_files(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="folder"):
        read_source(tmp_path)
    with pytest.raises(SourceError, match="no such file"):
        read_source(tmp_path / "none.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_refuses_what_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path, b"closed")
    path.chmod(0)
    with pytest.raises(SourceError, match="permission"):
        read_source(path)


def test_remarks_on_mixed_line_ends(tmp_path: Path) -> None:
    source = read_source(write(tmp_path, b"The war began.\r\nIt ended.\nPeace came.\n"))
    assert read_document(source).notes == ("mixed line ends (2 LF, 1 CRLF); read as they are",)
