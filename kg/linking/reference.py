"""The reference set: items of Wikidata in an SQLite file in the store, found by name.

Read from RDF in Wikidata's shape (``kg.linking.shape``), streamed, in any order: memory does not
grow with the file. Names are found by their transliterated key, those whose key has few letters by
how they are written.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from kg.graph.iris import slug
from kg.identity.things import Thing
from kg.linking.likeness import has_initials, is_titled
from kg.linking.model import Candidate
from kg.linking.names import Core, Name, name_of

NAME: Final = "reference"
_FEW: Final = 3  #: a key of fewer letters says too little to find a name by
_BATCH: Final = 400  #: things that are asked for together
_MOST: Final = 60  #: candidates of one name; of more, first those that are written as it is
_LIFE: Final = 100 * 365  #: days of a life of which only the first is known
_HELD: Final = 50_000  #: items that are kept in memory
_BOUND: Final = 900  #: values in one statement

_LABELS = "SELECT item, text, language, alias FROM name WHERE item IN ({})"
_FACTS = "SELECT item, first, last, lat, lon, description FROM item WHERE item IN ({})"
_CLASSES = "SELECT item, class FROM class WHERE item IN ({})"
_KEYS = "SELECT key, item FROM key WHERE key IN ({}) ORDER BY key, item"
_WRITTEN = """SELECT DISTINCT key.item FROM key JOIN name ON name.item = key.item
    WHERE key.key = ? AND name.text = ? ORDER BY key.item LIMIT ?"""


_ALIVE = """SELECT key.item FROM key JOIN item ON item.item = key.item
    WHERE key.key = ? AND item.first <= ? AND coalesce(item.last, item.first + ?) >= ?
    ORDER BY key.item LIMIT ?"""


def keys_of(name: Core | Name) -> tuple[str, ...]:
    """By what a name is looked up.

    >>> keys_of(name_of("Van", "tr", "Place")), keys_of(name_of("قارص", "ar", "Place"))
    (('=van',), ('krs',))
    """
    if len(name.key) < _FEW:
        plain = slug(" ".join(name.bare))
        return (f"={plain}",) if plain else ()
    return (name.key, name.ends) if len(name.ends) > _FEW else (name.key,)


def family_keys(name: Core | Name) -> tuple[str, ...]:
    """By what a person is looked up of whom a text has the last name with a title, or initials.

    >>> family_keys(name_of("Nathan B. Scott", "en", "Person"))
    ('~scott', '~n scott')
    """
    if len(name.bare) < 2:
        return ()
    last = slug(name.bare[-1])
    return (f"~{last}", f"~{slug(name.bare[0])[:1]} {last}") if last else ()


def _family_key(name: Name) -> str:
    """The key for a name of a title or initials and the last name; "" for any other."""
    if is_titled(name):
        return f"~{slug(name.bare[0])}"
    return family_keys(name)[1] if has_initials(name) else ""


class Reference:
    """The items of a reference set; a Source. Close it when done."""

    name = NAME

    def __init__(self, path: Path) -> None:
        """Open the file at ``path`` for reading; raises sqlite3.Error when it can't be."""
        self.path = path
        self._base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        self._base.execute("PRAGMA cache_size = -100000")
        self._held: dict[int, Candidate] = {}
        self._above: dict[int, frozenset[int]] = {}

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def __len__(self) -> int:
        """How many items can be found."""
        return int(self._base.execute("SELECT count(DISTINCT item) FROM name").fetchone()[0])

    def find(self, things: Sequence[Thing]) -> Iterator[tuple[str, tuple[Candidate, ...]]]:
        """The candidates of each thing, by its names; items by number."""
        for at in range(0, len(things), _BATCH):
            batch = things[at : at + _BATCH]
            wanted = {
                thing.iri: {
                    key: text
                    for text, language, _ in thing.names
                    for key in keys_of(name_of(text, language, thing.type))
                }
                for thing in batch
            }
            found = self._items({key for keys in wanted.values() for key in keys})
            items = {
                thing.iri: sorted(
                    {
                        *(
                            i
                            for key, text in wanted[thing.iri].items()
                            for i in self._few(found, key, text)
                        ),
                        *self._family(thing),
                    }
                )
                for thing in batch
            }
            known = self._candidates({i for some in items.values() for i in some})
            for thing in batch:
                yield thing.iri, tuple(known[i] for i in items[thing.iri] if i in known)

    def read(self, items: Iterable[str]) -> Mapping[str, Candidate]:
        """Items by number (``Q43``); those that are not in the set are left out."""
        known = self._candidates({int(item[1:]) for item in items})
        return {candidate.item: candidate for candidate in known.values()}

    def _items(self, keys: set[str]) -> Mapping[str, Sequence[int]]:
        """Items by key."""
        found: dict[str, list[int]] = defaultdict(list)
        for key, item in self._ask(_KEYS, sorted(keys)):
            found[key].append(item)
        return found

    def _few(self, found: Mapping[str, Sequence[int]], key: str, text: str) -> Sequence[int]:
        """Of the items of a key not too many: first those that have ``text`` as a name."""
        items = found.get(key, ())
        if len(items) <= _MOST:
            return items
        written = [row[0] for row in self._base.execute(_WRITTEN, (key, text, _MOST))]
        return [*written, *(i for i in items if i not in set(written))][:_MOST]

    def _family(self, thing: Thing) -> Iterator[int]:
        """Those who bear the last name that a title or initials stand before, and lived at the time.

        None where there are more than could be told apart.
        """
        if thing.type != "Person" or thing.first is None or thing.last is None:
            return
        names = (name_of(text, language, "Person") for text, language, _ in thing.names)
        for key in sorted({key for name in names if (key := _family_key(name))}):
            values = (key, thing.last, _LIFE, thing.first, _MOST + 1)
            found = [row[0] for row in self._base.execute(_ALIVE, values)]
            if len(found) <= _MOST:
                yield from found

    def _candidates(self, items: set[int]) -> Mapping[int, Candidate]:
        missing = sorted(i for i in items if i not in self._held)
        if len(self._held) + len(missing) > _HELD:
            self._held.clear()
            missing = sorted(items)
        labels: dict[int, list[tuple[str, str, bool]]] = defaultdict(list)
        classes: dict[int, set[int]] = defaultdict(set)
        for item, text, language, alias in self._ask(_LABELS, missing):
            labels[item].append((text, language, bool(alias)))
        for item, of in self._ask(_CLASSES, missing):
            classes[item] |= self._closed(of)
        for item, first, last, lat, lon, description in self._ask(_FACTS, missing):
            self._held[item] = Candidate(
                f"Q{item}",
                tuple(sorted(set(labels[item]))),
                tuple(f"Q{c}" for c in sorted(classes[item])),
                first,
                last,
                lat,
                lon,
                description or "",
                self.name,
            )
        return {i: self._held[i] for i in items if i in self._held}

    def _closed(self, of: int) -> frozenset[int]:
        """A class with all above it."""
        if of not in self._above:
            rows = self._base.execute(
                "WITH RECURSIVE up(c) AS (VALUES (?) UNION SELECT parent FROM above, up "
                "WHERE class = c) SELECT c FROM up",
                (of,),
            )
            self._above[of] = frozenset(row[0] for row in rows)
        return self._above[of]

    def _ask(self, question: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
        for at in range(0, len(values), _BOUND):
            few = values[at : at + _BOUND]
            marks = ",".join("?" * len(few))
            with closing(self._base.execute(question.format(marks), few)) as rows:
                yield from rows
