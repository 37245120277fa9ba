"""Content negotiation: which of the media types on offer a client likes best (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.serve.engine.model import JSON, Kind

XML: Final = "application/sparql-results+xml"
CSV: Final = "text/csv"
TSV: Final = "text/tab-separated-values"
TURTLE: Final = "text/turtle"
N_TRIPLES: Final = "application/n-triples"
RDF_XML: Final = "application/rdf+xml"
JSON_LD: Final = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Form:
    """A form that an answer can have: the media type it is sent as, and that of the engine."""

    media: str
    engine: str

    @property
    def content_type(self) -> str:
        """The value of ``Content-Type``."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


def _same(*media: str) -> tuple[Form, ...]:
    return tuple(Form(m, m) for m in media)


_RESULTS: Final = (
    *_same(JSON, XML),
    Form("application/json", JSON),
    Form("application/xml", XML),
)
TRIPLES: Final = (
    *_same(TURTLE, N_TRIPLES, JSON_LD, RDF_XML),
    Form("text/plain", N_TRIPLES),
    Form("application/x-turtle", TURTLE),
    Form("application/json", JSON_LD),
    Form("application/xml", RDF_XML),
)
#: what each kind of answer can be sent as, the best first
FORMS: Final[dict[Kind, tuple[Form, ...]]] = {
    "solutions": (_RESULTS[0], _RESULTS[1], *_same(CSV, TSV), *_RESULTS[2:]),
    "boolean": (*_RESULTS,),
    "triples": TRIPLES,
}


_PARTS: Final = 100  #: of an ``Accept`` header that are looked at; browsers send ten


@dataclass(frozen=True, slots=True)
class Wish:
    """One part of an ``Accept`` header."""

    media: str  #: ``*/*``, ``text/*`` or a whole type
    weight: float

    def fits(self, media: str) -> int:
        """How closely it speaks of ``media``: 0 not at all, 3 by its whole name."""
        if self.media == media:
            return 3
        if self.media.endswith("/*") and media.startswith(self.media[:-1]):
            return 2
        return 1 if self.media == "*/*" else 0


def wishes(header: str) -> list[Wish]:
    """What an ``Accept`` header wishes; none is as good as ``*/*``. A part that is malformed counts for nothing."""
    found = []
    for part in header.split(",", _PARTS)[:_PARTS]:
        media, *parameters = (p.strip().lower() for p in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                weight = _weight(value.strip())
        if "/" in media:
            found.append(Wish(media, weight))
    return found if header.strip() else [Wish("*/*", 1.0)]


def _weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0.0 <= weight <= 1.0 else 0.0


def best(header: str, offers: Sequence[Form]) -> Form | None:
    """The offer liked best, of several the first; None where none is acceptable.

    >>> best("text/csv;q=0.5, application/*;q=0.4", FORMS["solutions"]).media
    'text/csv'
    >>> best("image/png", FORMS["solutions"])
    """
    wished = wishes(header)

    def liked(offer: Form) -> float:
        _, weight = max(((w.fits(offer.media), w.weight) for w in wished), default=(0, 0.0))
        fits = any(w.fits(offer.media) for w in wished)
        return weight if fits else 0.0

    chosen = max(offers, key=liked)
    return chosen if liked(chosen) > 0 else None
