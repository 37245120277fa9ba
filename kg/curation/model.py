"""What a historian decided, as values.

Things are named by their IRIs, whole or from behind ``BASE/id/`` on (``person/halil-pasa/kars``);
claims by what they say and by the words that they quote, so that a decision outlives a new reading
in which offsets and rules have changed. Days are ISO 8601 (``2024-05-31``); ``line`` is the line
(1-based) of the file that says so.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import Literal


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things (IRIs, canonical or of a document) that are one, or are not."""

    one: str
    other: str
    because: str = ""
    author: str = ""
    date: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class LinkVerdict:
    """A thing is a Wikidata item (accepted), is not that item (rejected), or has none (item None)."""

    thing: str
    item: str | None
    verdict: Literal["accepted", "rejected"]
    because: str = ""
    author: str = ""
    date: str = ""
    label: str = ""  #: of the thing
    item_label: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """What a document claims is wrong, or is to be preferred to what is claimed against it.

    ``document`` is the file's name; ``property`` date, place, actor, part_of or type; ``value`` an
    EDTF string, an entity, an event or an event type; ``quote`` words that the claim's passage holds.
    """

    document: str
    event: str
    property: str
    value: str
    quote: str
    verdict: Literal["wrong", "preferred"]
    because: str = ""
    author: str = ""
    date: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Curation:
    """All decisions of a curation folder, in the order of its files."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()
    links: tuple[LinkVerdict, ...] = ()
    claims: tuple[ClaimVerdict, ...] = ()

    def sha256(self) -> str:
        """Hash (hexadecimal) of all decisions and where they stand; "" where there are none."""
        said = [getattr(self, part.name) for part in fields(self)]
        return hashlib.sha256(repr(said).encode()).hexdigest() if any(said) else ""


NONE = Curation()  #: nobody has decided anything
