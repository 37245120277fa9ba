"""Places that are told with what they lie in: Canton, Ohio; Gainesboro, Tenn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from extractors.names.gazetteer import fold_name
from kg.identity.things import Thing

_COMMA: Final = re.compile(r"\s*[,،]\s*")
_SHORTENED: Final = 3  #: letters that stand for a longer name, at least: Ala., Tenn.


def told_within(thing: Thing, known: Mapping[str, Thing]) -> Thing:
    """A place with its inner name, too, near what it lies in alone, where that is named with it.

    ``known``: all things by IRI.
    """
    if thing.type != "Place":
        return thing
    inner = dict.fromkeys(thing.names)
    above: dict[str, None] = {}
    for text, language, count in thing.names:
        first, *rest = _COMMA.split(text)
        if rest and first and rest[0]:
            found = [
                iri
                for iri, _ in (*thing.places, *thing.companions)
                if iri in known and _is_called(known[iri], rest[0], language)
            ]
            if found:  # else nothing tells which one of that name
                inner[first, language, count] = None
                above |= dict.fromkeys(found)
    places = tuple((iri, 1) for iri in above) or thing.places
    return replace(thing, names=tuple(inner), places=places)


def _is_called(thing: Thing, text: str, language: str) -> bool:
    """Whether ``text`` names the place ``thing``, or is the beginning of its name."""
    said = fold_name(text, language).rstrip(". ")
    if thing.type != "Place" or not said:
        return False
    names = [fold_name(name, own) for name, own, _ in thing.names]
    return said in names or (
        len(said) >= _SHORTENED and any(name.startswith(said) for name in names)
    )
