"""How IRIs are made: readable, stable, the same on every machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from extractors.model import Extent

_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_MARKS: Final = re.compile(r"[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670'’ʼʿʾ`´]+")
_LONGEST: Final = 80
_PLACE: Final = re.compile(r"(?P<start>[0-9]+)-(?P<end>[0-9]+)(?P<pieces>-.+)?")


def _pairs(written: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in written.split())


# Readable spellings for what does not decompose into a Latin letter. For IRIs: telling names apart or
# together across scripts is not decided by these, only made a little more or less likely.
_LATIN: Final = _pairs("ı=i ə=e ø=o ß=ss æ=ae œ=oe đ=d ð=d ł=l þ=th ħ=h")
_CYRILLIC: Final = dict(
    zip("абвгдезийклмнопрстуфыэёіѳѵ", "abvgdeziyklmnoprstufyeoifi", strict=True),
    **_pairs("ж=zh х=kh ц=ts ч=ch ш=sh щ=shch ъ= ь= ё=yo ю=yu"),
    **_pairs("я=ya ѣ=e ҹ=j ҝ=g ғ=gh һ=h ө=o ү=u ә=e ј=y"),
)
_ARABIC: Final = dict(
    zip("ابتجحدرزسصضطظعفقكلمنهويةىپگکیٱۀ", "abtjhdrzssdtzafqklmnhwyaapgkyae", strict=True),
    **_pairs("ث=th خ=kh ذ=dh ش=sh غ=gh چ=ch ژ=zh ڭ=ng ء="),
)
_SPELT: Final = str.maketrans(_LATIN | _CYRILLIC | _ARABIC)


def slug(text: str) -> str:
    """Lower-case ASCII letters and digits of ``text`` joined by hyphens; other scripts spelt out.

    Long texts are cut at a hyphen. What no letter is left of gives "".

    >>> slug("Kâzım Karabekir Paşa"), slug("İstanbul'un İşgali"), slug("كاظم قره بكير")
    ('kazim-karabekir-pasa', 'istanbulun-isgali', 'kazm-qrh-bkyr')
    """
    low = text.lower()
    if not text.isascii():  # else there is nothing to be spelt out
        low = unicodedata.normalize("NFKC", text).lower().translate(_SPELT)
        low = unicodedata.normalize("NFKD", low).translate(_SPELT)
    whole = _NOT_SLUG.sub("-", _MARKS.sub("", low)).strip("-")
    if len(whole) <= _LONGEST:
        return whole
    return whole[:_LONGEST].rpartition("-")[0] or whole[:_LONGEST]


def short_hash(*parts: str) -> str:
    """Eight hexadecimal digits that stand for ``parts``."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:8]


def source_slug(name: str) -> str:
    """Slug of a source's file name, unlike that of any other name; also good as a folder's name.

    >>> source_slug("001_018e.txt"), source_slug("Şark.txt")
    ('001_018e', 'sark-50868b32')
    """
    stem = name.removesuffix(".txt")
    if stem != name and _PLAIN.fullmatch(stem):
        return stem
    return f"{slug(stem) or 'source'}-{short_hash(name)}"


def source_iri(base: str, name: str) -> str:
    """The source that was read from the file ``name``."""
    return f"{base}id/source/{source_slug(name)}"


def source_graph(base: str, name: str) -> str:
    """The named graph of what was read out of it."""
    return f"{base}graph/source/{source_slug(name)}"


def participation_iri(event: str, role: str, agent: str, base: str) -> str:
    """The part that an agent has in an event.

    >>> participation_iri("b:id/event/treaty-of-kars", "signatory", "b:id/person/x/slug", "b:")
    'b:id/event/treaty-of-kars/signatory/person-x-slug'
    """
    return f"{event}/{role}/{agent.removeprefix(f'{base}id/').replace('/', '-')}"


def time_slug(edtf: str, calendar: str) -> str:
    """The last part of a time-span's IRI.

    >>> time_slug("1919-07-23/1919-08-07", "gregorian"), time_slug("1920~", "rumi")
    ('1919-07-23_1919-08-07', '1920-circa-rumi')

    No dot stands at its end, where some readers of Turtle can't bear one:

    >>> time_slug("1908/..", "gregorian")
    '1908_open'
    """
    slug = edtf.replace("..", "open")
    slug = slug.replace("/", "_").replace("~", "-circa").replace("?", "-uncertain")
    slug = slug.replace("%", "-circa-uncertain")
    slug = re.sub(r"[^\w.-]", lambda m: f"x{ord(m.group()):02x}", slug, flags=re.ASCII)
    return slug if calendar == "gregorian" else f"{slug}-{calendar}"


def place_in_text(extent: Extent) -> str:
    """The part of an IRI that says where in its source something stands.

    What is not in one piece carries a hash of its pieces, for two such may have the same ends.
    """
    where = f"{extent.start}-{extent.end}"
    if not extent.parts:
        return where
    return f"{where}-{short_hash(*(f'{a}-{b}' for a, b in extent.parts))}"


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """What the IRI of a passage says: its source (IRI) and ends (code points, end exclusive)."""

    source: str
    start: int
    end: int
    whole: bool  #: in one piece


def passage_place(iri: str) -> PassagePlace | None:
    """Where the passage ``iri`` stands; None where the IRI does not say.

    >>> passage_place("https://histkg.example/id/source/a/passage/10-20-de73b9aa")
    PassagePlace(source='https://histkg.example/id/source/a', start=10, end=20, whole=False)
    """
    source, _, place = iri.rpartition("/passage/")
    made = _PLACE.fullmatch(place)
    if made is None:
        return None
    return PassagePlace(source, int(made["start"]), int(made["end"]), not made["pieces"])
