"""A small text with its annotations, to spoil in one place at a time."""

from __future__ import annotations

import json
from typing import Any

from kg.gold.cas_write import write_cas
from kg.gold.gold_file import parse_gold
from tests.gold_exchange.strategies import source_of

TEXT = "ANNALS 7\nThe treaty of Kars 😀 was signed at Kars\non 13 October 1921 by Ali Bey.\n"
SOURCE = source_of(TEXT)


def quote(words: str, after: str = "") -> dict[str, Any]:
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return {"start": start, "end": start + len(words), "text": words}


def gold() -> dict[str, Any]:
    """A fresh copy of the gold file."""
    return {
        "doc": SOURCE.name,
        "span": [0, len(TEXT)],
        "split": "dev",
        "zones": [
            {"kind": "header", "lang": "en", "start": 0, "end": 9},
            {"kind": "body", "lang": "en", "start": 9, "end": len(TEXT)},
        ],
        "entities": [
            {
                "id": "loc:kars",
                "type": "LOC",
                "name": "Kars",
                "qid": "Q83072",
                "name_native": "Kars",
            },
            {"id": "per:ali", "type": "PER", "name": "Ali", "qid": None, "name_native": None},
        ],
        "mentions": [
            {**quote("Kars"), "type": "LOC", "entity": "loc:kars"},
            {**quote("Kars", "signed"), "type": "LOC", "entity": "loc:kars"},
            {**quote("Ali Bey"), "type": "PER", "entity": "per:ali", "optional": True},
        ],
        "dates": [
            {
                **quote("13 October 1921"),
                "edtf": "1921-10-13",
                "kind": "day",
                "calendar": "gregorian",
                "underspecified": False,
            }
        ],
        "events": [
            {
                "id": "treaty_of_kars",
                "type": "treaty",
                "label": "Treaty of Kars",
                "name": "treaty of Kars",
                "edtf": "1921-10-13",
                "places": ["loc:kars"],
                "participants": [{"entity": "per:ali", "role": "signatory"}],
                "evidence": [quote("treaty of Kars 😀 was signed at Kars\non 13 October 1921")],
                "qid": None,
                "core": True,
                "optional": False,
            }
        ],
    }


def cas() -> dict[str, Any]:
    """A fresh copy of what an annotation tool gets."""
    values, problems = parse_gold(gold(), TEXT)
    assert problems == []
    exported: dict[str, Any] = json.loads(write_cas(values, SOURCE))
    return exported


def structures(cas: dict[str, Any], layer: str) -> list[dict[str, Any]]:
    """The annotations of a layer, to be changed in place."""
    return [s for s in cas["%FEATURE_STRUCTURES"] if s["%TYPE"] == f"histkg.{layer}"]
