"""A small extraction made by hand, and what becomes of it."""

import hashlib

import pytest

from extractors.dates.edtf import parse_edtf
from extractors.model import (
    Claim,
    DateMention,
    Entity,
    Event,
    Extent,
    Extraction,
    Mention,
    Name,
    Source,
    Telling,
    Zone,
)
from kg.graph.document import Run, document_quads, document_rdf

TEXT = (
    "The Treaty of Varnak was signed on 13 October 1921 in Varnak by Kâzım Sungurlu and Askan "
    "Mavrian.\nThe battle of Olturan was fought on 12 September 1920 at Olturan between the Turks "
    "and the Armenians.\n"
)
RUN = Run("0.1.0", "0123456789abcdef")


def _extent(words: str, nth: int = 0) -> Extent:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Extent(start, start + len(words))


def _mention(words: str, kind: str, entity: str, nth: int = 0) -> Mention:
    return Mention(_extent(words, nth), kind, entity, "en", "table:names", 0.9)


def _date(words: str, edtf: str) -> DateMention:
    value = parse_edtf(edtf)
    return DateMention(_extent(words), value, "day", "en", "day-month-year", "written", 0.95)


def _entity(key: str, kind: str, label: str) -> Entity:
    return Entity(key, kind, label, (Name(label, "en"),))


def _event(key, kind, label, name, claims, passage) -> Event:
    telling = Telling(passage, _extent(name), "en", "triggers:1", 0.9)
    return Event(key, kind, label, (telling,), claims, Name(name, "en"))


def _claims(passage: Extent, date: DateMention, place: Mention, *actors) -> tuple[Claim, ...]:
    return (
        Claim(
            "date",
            date.value.edtf,
            passage,
            date.extent,
            "near",
            0.9,
            date=date.value,
        ),
        Claim("place", place.entity, passage, place.extent, "in", 0.8),
        *(Claim("actor", m.entity, passage, m.extent, "by", 0.75, role=role) for m, role in actors),
    )


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def run() -> Run:
    return RUN


@pytest.fixture
def extraction() -> Extraction:
    first, second = TEXT.index("\n"), len(TEXT) - 1
    treaty, battle = Extent(0, first), Extent(first + 1, second)
    varnak, oltu = _mention("Varnak", "Place", "varnak", 1), _mention("Olturan", "Place", "oltu", 1)
    karabekir = _mention("Kâzım Sungurlu", "Person", "karabekir")
    mravian = _mention("Askan Mavrian", "Person", "mravian")
    turks, armenians = _mention("Turks", "Group", "turks"), _mention("Armenians", "Group", "arm")
    october, september = _date("13 October 1921", "1921-10-13"), _date("12 September", "1920-09-12")
    return Extraction(
        source=Source("varnak.txt", TEXT, hashlib.sha256(TEXT.encode()).hexdigest()),
        zones=(Zone("body", 0, len(TEXT), "en"),),
        entities=(
            _entity("karabekir", "Person", "Kâzım Sungurlu"),
            _entity("mravian", "Person", "Askan Mavrian"),
            _entity("varnak", "Place", "Varnak"),
            _entity("oltu", "Place", "Olturan"),
            _entity("turks", "Group", "Turks"),
            _entity("arm", "Group", "Armenians"),
        ),
        mentions=(varnak, oltu, karabekir, mravian, turks, armenians),
        dates=(october, september),
        events=(
            _event(
                "e1",
                "PeaceTreaty",
                "Treaty of Varnak",
                "Treaty of Varnak",
                _claims(treaty, october, varnak, (karabekir, "signatory"), (mravian, "signatory")),
                treaty,
            ),
            _event(
                "e2",
                "Battle",
                "Battle of Olturan",
                "battle of Olturan",
                _claims(
                    battle, september, oltu, (turks, "belligerent"), (armenians, "belligerent")
                ),
                battle,
            ),
        ),
    )


@pytest.fixture
def quads(extraction) -> list[str]:
    return document_quads(extraction, run=RUN)


@pytest.fixture
def graph(quads):
    return document_rdf(quads)
