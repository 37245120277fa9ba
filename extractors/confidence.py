"""How sure a statement is: the rules' own numbers brought to what they were worth when measured.

A table row or a rule states a raw number that says no more than "surer than that other one".
``data/confidence.tsv`` maps it, by layer and family of rules, to the share of such statements that
were right in annotated texts (``python -m tests.calibration`` measures and writes it). Within a
family a higher raw number never becomes a lower one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeVar, get_args

from extractors.assets import asset
from extractors.model import Claim, DateMention, Extraction, Mention, Telling
from extractors.tables import read_table

Layer = Literal["mention", "date", "telling", "claim-date", "claim-place", "claim-actor"]
Steps = tuple[tuple[float, ...], tuple[float, ...]]
"""Raw numbers in rising order, and the calibrated one that holds from each on."""

_Said = TypeVar("_Said", Mention, DateMention, Telling, Claim)

COLUMNS: Final = ("layer", "family", "raw", "calibrated")
ANY: Final = "*"  #: the family of all that has none of its own
_MODEL_LABEL: Final = re.compile(r"\bner \S+")
_CLAIMS: Final[dict[str, Layer]] = {
    "date": "claim-date",
    "place": "claim-place",
    "actor": "claim-actor",
    "part_of": "telling",  # as sure as that the event is one
}


def calibrate(extraction: Extraction) -> Extraction:
    """``extraction`` with calibrated numbers in the place of raw ones; else unchanged."""
    return replace(
        extraction,
        mentions=tuple(_sure(m, "mention", mention_family(m)) for m in extraction.mentions),
        dates=tuple(_sure(d, "date", date_family(d)) for d in extraction.dates),
        events=tuple(
            replace(
                e,
                tellings=tuple(_sure(t, "telling", telling_family(t)) for t in e.tellings),
                claims=tuple(_sure(c, claim_layer(c), claim_family(c)) for c in e.claims),
            )
            for e in extraction.events
        ),
    )


def _sure(said: _Said, layer: Layer, family: str) -> _Said:
    return replace(said, confidence=calibrated(layer, family, said.confidence))


@cache
def calibrated(layer: Layer, family: str, raw: float) -> float:
    """What ``raw`` is worth by the table that ships."""
    return look_up(load_table(), layer, family, raw)


def look_up(table: Mapping[tuple[str, str], Steps], layer: str, family: str, raw: float) -> float:
    """What ``raw`` is worth by ``table``; as it stands where that does not know the layer."""
    steps = table.get((layer, family)) or table.get((layer, ANY))
    return raw if steps is None else steps[1][max(0, bisect_right(steps[0], raw) - 1)]


@cache
def load_table(path: Path | None = None) -> dict[tuple[str, str], Steps]:
    """The table at ``path`` (the one that ships, if None); raises LanguageDataError.

    A raw number below the first of its family is worth what the first is.
    """
    rows = read_table(
        path or asset("data/confidence.tsv"), COLUMNS, required=COLUMNS, key=COLUMNS[:3]
    )
    found: dict[tuple[str, str], dict[float, float]] = {}
    for row in rows:
        if row["layer"] not in get_args(Layer):
            raise row.error(f"unknown layer '{row['layer']}'; there are: {get_args(Layer)}")
        try:
            raw, worth = float(row["raw"]), float(row["calibrated"])
        except ValueError:
            raise row.error("raw and calibrated must be numbers from 0 to 1") from None
        steps = found.setdefault((row["layer"], row["family"]), {})
        before = max(steps.items(), default=(0.0, 0.0))
        if not before[0] <= raw <= 1 or not before[1] <= worth <= 1:
            raise row.error("raw and calibrated must lie between 0 and 1 and rise in a family")
        steps[raw] = worth
    return {key: (tuple(steps), tuple(steps.values())) for key, steps in found.items()}


def mention_family(mention: Mention) -> str:
    """The rule of names; labels of a model fall together."""
    return _MODEL_LABEL.sub("ner", mention.rule.removeprefix("names."))


def date_family(date: DateMention) -> str:
    """How what is not written was filled in."""
    return date.anchor


def telling_family(telling: Telling) -> str:
    """Whether the event's name stands in the gazetteer, or a word tells of it."""
    return "gazetteer" if telling.rule.startswith("gazetteer:") else "trigger"


def claim_layer(claim: Claim) -> Layer:
    """Dates, places and actors are measured apart."""
    return _CLAIMS[claim.property]


def claim_family(claim: Claim) -> str:
    """The slot of the clause in which the value was found."""
    return claim.rule.rpartition(" ")[2]
