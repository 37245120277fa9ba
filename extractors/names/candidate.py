"""What the component hands on: stretches that may be names, with what speaks for each type."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.model import EntityType
from extractors.names.morphology import Form


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a reading that may be a name (reading offsets, endings cut off).

    ``type`` is None where the sentence alone can't tell; ``weights`` holds what speaks for which
    type. ``words`` are the folded words of the name without titles, ``titles`` its folded titles.
    ``forms`` are further ways to cut the last word, for endings glued to unknown names.
    """

    start: int
    end: int
    type: EntityType | None
    words: tuple[str, ...]
    rule: str
    confidence: float
    titles: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()  #: gazetteer ids that bear this name
    short: bool = False  #: the gazetteer has it only as a short form
    weights: tuple[tuple[EntityType, float], ...] = ()
    initial: bool = False  #: begins a sentence, so its capital says nothing
    forms: tuple[Form, ...] = field(default=(), repr=False)
