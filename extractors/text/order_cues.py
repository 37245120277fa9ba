"""What a right-to-left language says of the order of words: its ``order.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from extractors.errors import LanguageDataError
from extractors.language import language_codes, load_language

_KEYS: Final = (
    "governors",
    "demonstratives",
    "relatives",
    "verbal",
    "before_number",
    "after_number",
    "pairs",
    "signs",
)


@dataclass(frozen=True, slots=True)
class OrderCues:
    """What a language's ``order.toml`` says, folded."""

    governors: frozenset[str]
    demonstratives: frozenset[str]
    relatives: frozenset[str]
    verbal: frozenset[str]
    before_number: frozenset[str]
    after_number: frozenset[str]
    pairs: frozenset[tuple[str, ...]]
    signs: frozenset[str]


@cache
def load_order_cues() -> OrderCues:
    """Cues of all languages that are written from right to left and have an ``order.toml``."""
    found: dict[str, set[str]] = {}
    for code in language_codes():
        language = load_language(code)
        if language.direction == "rtl" and (language.folder / "order.toml").exists():
            path = language.folder / "order.toml"
            for key, words in language.toml("order.toml").items():
                if key not in _KEYS or not all(isinstance(w, str) for w in words):
                    raise LanguageDataError(
                        path,
                        None,
                        f"'{key}' must be a list of words and one of: {', '.join(_KEYS)}",
                    )
                found.setdefault(key, set()).update(language.fold(w) for w in words)

    def all_of(key: str) -> frozenset[str]:
        return frozenset(found.get(key, ()))

    return OrderCues(
        governors=all_of("governors"),
        demonstratives=all_of("demonstratives"),
        relatives=all_of("relatives"),
        verbal=all_of("verbal"),
        before_number=all_of("before_number"),
        after_number=all_of("after_number"),
        pairs=frozenset(tuple(p.split()) for p in all_of("pairs")),
        signs=all_of("signs"),
    )
