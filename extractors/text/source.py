"""Read a file as a text, or say plainly why it is none."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from extractors.errors import SourceError
from extractors.model import Source

LIMIT: Final = 5_000_000  #: bytes; about three thousand pages
LONGEST_LINE: Final = 200_000  #: code points

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32LE"),
    (b"\x00\x00\xfe\xff", "UTF-32BE"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SIGNATURES: Final = (
    (b"%PDF", "a PDF; save its text with: pdftotext -layout FILE.pdf"),
    (b"PK\x03\x04", "a ZIP or office document; save it as plain text (UTF-8)"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as plain text (UTF-8)"),
    (b"{\\rtf", "rich text (RTF); save it as plain text (UTF-8)"),
    (b"\x1f\x8b", "compressed (gzip); unpack it first"),
)


def read_source(path: Path, *, limit: int = LIMIT) -> Source:
    """The text of the file at ``path``; ``limit`` is the greatest size in bytes.

    The text is what the UTF-8 bytes say: no newline translation, no normalisation, and a byte
    order mark stays as its first code point. Raises SourceError for what is no text.
    """
    data = _read_bytes(path, limit)
    name = path.name
    for signature, reason in _SIGNATURES:
        if data.startswith(signature):
            raise SourceError(name, f"this is {reason}")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            raise SourceError(name, f"encoded as {encoding}; {_conversion(encoding, name)}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise SourceError(name, _not_utf8(data, fault.start, name)) from None
    _check_text(name, text)
    return Source(name=name, text=text, sha256=hashlib.sha256(data).hexdigest())


def newline_kinds(text: str) -> dict[str, int]:
    """How often each kind of line end occurs, by its name: LF, CRLF, CR."""
    crlf = text.count("\r\n")
    found = {"LF": text.count("\n") - crlf, "CRLF": crlf, "CR": text.count("\r") - crlf}
    return {kind: count for kind, count in found.items() if count}


def _read_bytes(path: Path, limit: int) -> bytes:
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise SourceError(name, "this is a folder; name a text file")
        if not path.exists():
            raise SourceError(name, f"there is no such file at {path}")
        if not path.is_file():
            raise SourceError(name, "this is no regular file; name a text file")
        size = path.stat().st_size
        if size <= limit:
            with path.open("rb") as stream:
                data = stream.read(limit + 1)
            size = len(data)
    except PermissionError:
        raise SourceError(name, "no permission to read it; change the file's rights") from None
    except OSError as fault:
        raise SourceError(name, f"it can't be read: {fault.strerror or fault}") from None
    if size > limit:
        raise SourceError(
            name,
            f"{size / 1e6:.1f} MB, more than the limit of {limit / 1e6:.1f} MB; "
            "split it, a file for each chapter or issue",
        )
    return data


def _not_utf8(data: bytes, at: int, name: str) -> str:
    line = data.count(b"\n", 0, at) + 1
    where = f"not UTF-8 (byte {at}, line {line})"
    if data.count(b"\0") > len(data) // 5:
        zeros_odd = data[1::2].count(b"\0") >= data[0::2].count(b"\0")
        encoding = "UTF-16LE" if zeros_odd else "UTF-16BE"
        return f"{where}; it looks like {encoding}: {_conversion(encoding, name)}"
    if _share_of_controls(data) > 0.02:
        return f"{where} and full of control bytes: not a text; save it as plain text (UTF-8)"
    encoding = _likely_encoding(data)
    return f"{where}; it may be {encoding}: {_conversion(encoding, name)}"


def _conversion(encoding: str, name: str) -> str:
    return f"convert it with: iconv -f {encoding} -t UTF-8 '{name}' > NEW.txt"


def _share_of_controls(data: bytes) -> float:
    sample = data[:65536]
    controls = sum(sample.count(bytes((c,))) for c in range(32) if c not in (9, 10, 11, 12, 13, 27))
    return controls / max(1, len(sample))


def _likely_encoding(data: bytes) -> str:
    """A guess among the one-byte code pages of the region's scripts, by what letters come out."""
    high = [b for b in data[:65536] if b >= 0x80]
    dense = len(high) > 0.25 * min(len(data), 65536)
    if not dense:
        # Latin script with some letters of its own: İ, ş, ğ, ı are 0xDD, 0xFE, 0xF0, 0xFD
        return "WINDOWS-1254"

    def letters(encoding: str, first: str, last: str) -> int:
        text = bytes(high).decode(encoding, errors="replace")
        return sum(first <= c <= last for c in text)

    arabic, cyrillic = letters("cp1256", "ء", "ي"), letters("cp1251", "а", "я")
    return "WINDOWS-1256" if arabic > cyrillic else "WINDOWS-1251"


def _check_text(name: str, text: str) -> None:
    if not text.strip("\ufeff \t\r\n\f\v\u200b\u200e\u200f"):
        raise SourceError(name, "the file is empty; it has no text to read")
    nul = text.find("\0")
    if nul >= 0:
        line = text.count("\n", 0, nul) + 1
        raise SourceError(
            name, f"a NUL character in line {line}: not a plain text; save it as plain text (UTF-8)"
        )
    controls = len(_CONTROL.findall(text))
    if controls > max(20, len(text) // 50):
        raise SourceError(
            name,
            f"{controls} control characters: not a plain text; save it as plain text (UTF-8)",
        )
    start = 0
    for number, line_end in enumerate(re.finditer(r"\r\n?|\n|\f|\Z", text), 1):
        if line_end.start() - start > LONGEST_LINE:
            raise SourceError(
                name,
                f"line {number} has {line_end.start() - start} characters, more than {LONGEST_LINE}"
                "; break the text into lines or paragraphs",
            )
        start = line_end.end()
