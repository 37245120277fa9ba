"""Mentions put together to the entities of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from extractors.language import language_codes
from extractors.model import Entity, EntityType, Name
from extractors.names.candidate import Candidate
from extractors.names.gazetteer import Gazetteer, load_gazetteer
from extractors.names.keys import name_key
from extractors.names.lexicon import load_lexicon
from extractors.names.persons import PersonMention, cluster_people, person_keys

_SURE_KEY: Final = 6  #: letters of a key that two names may be held for one by
_KEY_ACROSS: Final = 4  #: the same between two scripts


@dataclass(frozen=True, slots=True)
class Told:
    """A settled candidate with its place and words."""

    reading: int
    language: str
    text: str
    candidate: Candidate


def tell_entities(told: Sequence[Told]) -> tuple[tuple[Entity, ...], list[str]]:
    """The entities that ``told`` speaks of, and for each item the key of its entity."""
    gazetteer = load_gazetteer()
    groups: dict[object, list[int]] = {}
    entries: dict[object, str] = {}
    people = [i for i, item in enumerate(told) if item.candidate.type == "Person"]
    for person in cluster_people(*_people(told, people, gazetteer)):
        groups[id(person), "person"] = sorted(person.mentions)
        if person.entry is not None:
            entries[id(person), "person"] = person.entry
    for i, item in enumerate(told):
        if item.candidate.type != "Person":
            key, entry = _thing(item, gazetteer)
            groups.setdefault(key, []).append(i)
            if entry is not None:
                entries[key] = entry
    owner = [""] * len(told)
    entities: list[Entity] = []
    used: set[str] = set()
    for key, members in sorted(groups.items(), key=lambda g: g[1][0]):
        entity = _entity([told[i] for i in members], entries.get(key), gazetteer, used)
        entities.append(entity)
        for i in members:
            owner[i] = entity.key
    return tuple(entities), owner


# people


def _people(
    told: Sequence[Told], members: Sequence[int], gazetteer: Gazetteer
) -> tuple[list[PersonMention], dict[str, frozenset[tuple[str, ...]]]]:
    mentions: list[PersonMention] = []
    names: dict[str, frozenset[tuple[str, ...]]] = {}
    for i in members:
        item = told[i]
        words, titles = _split_titles(item)
        entry = _person_entry(item, gazetteer)
        if entry is not None and entry not in names:
            names[entry] = _entry_names(entry)
        mentions.append(
            PersonMention(
                order=i,
                keys=person_keys(words, item.language),
                titles=frozenset(name_key(t, item.language) for t in titles),
                entry=entry,
                short=item.candidate.short,
            )
        )
    return mentions, names


def _split_titles(item: Told) -> tuple[list[str], list[str]]:
    titles = load_lexicon(item.language).titles
    words = [w for w in item.candidate.words if w not in titles]
    after = [t for t in item.candidate.titles if t in titles and titles[t].after]
    after += [w for w in item.candidate.words if w in titles and titles[w].after]
    return words or list(item.candidate.words), after


def _person_entry(item: Told, gazetteer: Gazetteer) -> str | None:
    c = item.candidate
    if len(c.entries) == 1:
        return c.entries[0]
    if c.entries or len(c.words) < 2:
        return None
    found = {f.entry.id for f in gazetteer.find_any(item.text, item.language)}
    people = {e for e in found if gazetteer[e].type == "Person"}
    sure = len(name_key(item.text, item.language)) >= _SURE_KEY
    return people.pop() if len(people) == 1 and sure else None


@cache
def _entry_names(entry: str) -> frozenset[tuple[str, ...]]:
    """Keys of the names of a gazetteer entry, titles left out."""
    out: set[tuple[str, ...]] = set()
    for name in load_gazetteer()[entry].names:
        if name.language in language_codes():
            lexicon = load_lexicon(name.language)
            words = _WORD.findall(lexicon.language.fold(name.text))
            plain = [w for w in words if w not in lexicon.titles] or words
        else:
            plain = _WORD.findall(name.text.lower())
        out.add(person_keys(plain, name.language))
    return frozenset(out)


_WORD: Final = re.compile(r"[^\W\d_]+")


# places, organisations, groups


def _thing(item: Told, gazetteer: Gazetteer) -> tuple[object, str | None]:
    """What a mention of a place, an organisation or a group is grouped by, and its entry."""
    c = item.candidate
    if len(c.entries) == 1:
        return c.entries[0], c.entries[0]
    if c.entries:
        return c.entries, None
    key = name_key(_headless(item), item.language)
    if len(key) >= _SURE_KEY:
        found = {f.entry.id for f in gazetteer.find_any(item.text, item.language)}
        same = {e for e in found if gazetteer[e].type == c.type}
        if len(same) == 1:
            entry = same.pop()
            return entry, entry
    if len(key) >= _KEY_ACROSS:
        return (c.type, key), None
    return (c.type, item.language, c.words), None


def _headless(item: Told) -> str:
    """The name with the ending of its last word cut off where that is a head or a plural."""
    words = list(item.candidate.words)
    lexicon = load_lexicon(item.language)
    head = lexicon.head(words[-1]) if words else None
    if head is not None:
        words[-1] = head[1].stem
    return " ".join(words)


# entities


def _entity(
    members: Sequence[Told], entry: str | None, gazetteer: Gazetteer, used: set[str]
) -> Entity:
    kind: EntityType | None = members[0].candidate.type
    assert kind is not None
    names = Counter((m.text, m.language) for m in members)
    fullest = max(names, key=lambda n: (len(n[0].split()), names[n], len(n[0]), n))
    if entry is not None:
        language = Counter(m.language for m in members).most_common(1)[0][0]
        label = gazetteer[entry].label(language)
    else:
        label = fullest[0]
    key = entry or f"{kind.lower()}:{'-'.join(fullest[0].lower().split())}"
    number = 2
    unique = key
    while unique in used:
        unique, number = f"{key}~{number}", number + 1
    used.add(unique)
    return Entity(
        key=unique,
        type=kind,
        label=label,
        names=tuple(Name(text, language) for text, language in sorted(names)),
        gazetteer=entry,
    )
