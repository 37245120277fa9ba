"""What the words beside a name and its case say about its type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extractors.model import EntityType
from extractors.names.lexicon import Lexicon, entity_type
from extractors.names.pieces import Piece, load_joints
from extractors.words import Words

#: What a case says: one is in, goes to and comes from places; who does or has is a person.
CASES: Final[Mapping[str, tuple[EntityType, float]]] = {
    "locative": ("Place", 0.9),
    "ablative": ("Place", 0.5),
    "dative": ("Place", 0.45),
    "instrumental": ("Person", 0.4),
    "accusative": ("Person", 0.1),
    "adjective": ("Place", 0.4),
}
_EVENT: Final = 0.8  #: a name before "Congress", "Battle" is most often that of a place
_REACH: Final = 2


def context_weights(
    words: Words,
    last: Piece,
    lexicon: Lexicon,
    *,
    first: Piece | None = None,
    event: bool = False,
) -> list[tuple[EntityType, float]]:
    """What speaks for which type of the name from ``first`` to ``last``."""
    first = first or last
    joints = load_joints(lexicon.language.code)
    weights: dict[EntityType, float] = {}

    def say(kind: EntityType, weight: float) -> None:
        weights[kind] = weights.get(kind, 0.0) + weight

    case = CASES.get(last.case)
    if case is not None:
        say(*case)
    if event:
        say("Place", _EVENT)
    i = first.first - 1
    while i > 0 and words.folds[i] in joints.links | joints.articles:
        i -= 1  # the bishop of Autun, in the Hague
    if i >= 0:
        before = lexicon.before.get(words.folds[i])
        if before is not None:
            say(entity_type(before.type), before.weight)
    for j in range(last.after, min(last.after + _REACH, len(words))):
        after = lexicon.after.get(words.folds[j])
        if after is not None:
            say(entity_type(after.type), after.weight)
            break
    return sorted(weights.items())
