"""Mentions put together to the entities of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from extractors.language import language_codes
from extractors.model import Entity, EntityType, Name
from extractors.names.candidate import Candidate
from extractors.names.gazetteer import Gazetteer, fold_name, load_gazetteer
from extractors.names.keys import name_key
from extractors.names.persons import NameForm, PersonMention, cluster_people, name_form
from extractors.names.spelling import plain_letters, script_of, spelt_alike
from extractors.names.tables import load_lexicon

_BODY: Final = "body"  #: the rule that found a body without a name
_SURE_PERSON: Final = 4  #: letters of the key of a person's full name
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
    counts = Counter(item.candidate.entries[0] for item in told if len(item.candidate.entries) == 1)
    things: list[tuple[int, object, str | None]] = []
    for i, item in enumerate(told):
        if item.candidate.type != "Person":
            key, entry = _thing(_decided(item, counts), gazetteer)
            things.append((i, key, entry))
    bodies = _bodies(told, things, gazetteer)
    for i, key, entry in things:
        if i in bodies:
            key, entry = bodies[i]
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


def _decided(item: Told, counts: Counter[str]) -> Told:
    """``item`` with one entry of several that bear its name: the one that the document names."""
    entries = item.candidate.entries
    if len(entries) < 2:
        return item
    best = max(entries, key=lambda e: (counts[e], -entries.index(e)))
    if not counts[best]:
        return item
    return replace(item, candidate=replace(item.candidate, entries=(best,)))


def _bodies(
    told: Sequence[Told], things: Sequence[tuple[int, object, str | None]], gazetteer: Gazetteer
) -> dict[int, tuple[object, str | None]]:
    """Whom bodies without a name stand for (the Assembly): the last one of that noun before it."""
    out: dict[int, tuple[object, str | None]] = {}
    for n, (i, _, _) in enumerate(things):
        item = told[i]
        if item.candidate.rule != _BODY:
            continue
        noun = item.candidate.words[-1]
        near = [*reversed(things[:n]), *things[n + 1 :]]
        for j, key, entry in near:
            other = told[j]
            if other.candidate.rule != _BODY and noun in _nouns(other, entry, item, gazetteer):
                out[i] = key, entry
                break
    return out


def _nouns(other: Told, entry: str | None, item: Told, gazetteer: Gazetteer) -> set[str]:
    """Stems of the last words of the names of an organisation, in the language of ``item``."""
    if other.candidate.type != "Organisation":
        return set()
    lexicon = load_lexicon(item.language)
    last = [other.candidate.words[-1]] if other.language == item.language else []
    if entry is not None:
        names = (n.text for n in gazetteer[entry].names if n.language == item.language)
        last += [lexicon.language.fold(name.split()[-1]) for name in names]
    heads = (lexicon.head(word) for word in last)
    return {head[1].stem for head in heads if head is not None}


# people


def _people(
    told: Sequence[Told], members: Sequence[int], gazetteer: Gazetteer
) -> tuple[list[PersonMention], dict[str, frozenset[NameForm]]]:
    mentions: list[PersonMention] = []
    names: dict[str, frozenset[NameForm]] = {}
    for i in members:
        item = told[i]
        words, titles = _split_titles(item)
        entry = _person_entry(item, words, gazetteer)
        if entry is not None and entry not in names:
            names[entry] = entry_forms(entry)
        mentions.append(
            PersonMention(
                order=i,
                name=name_form(words, item.language),
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


def _person_entry(item: Told, words: Sequence[str], gazetteer: Gazetteer) -> str | None:
    c = item.candidate
    if len(c.entries) == 1:
        return c.entries[0]
    if c.entries or len(words) < 2:
        return None
    name = " ".join(words)
    if len(name_key(name, item.language)) < _SURE_PERSON:
        return None
    found = {f.entry.id for f in gazetteer.find_any(name, item.language)}
    people = {e for e in found if gazetteer[e].type == "Person" and _written_so(name, e)}
    return people.pop() if len(people) == 1 else None


def _written_so(name: str, entry: str) -> bool:
    """Whether ``name``, folded, which sounds like a name of ``entry``, is like one in its script.

    An entry without a name in that script is told by the sound alone.
    """
    script = script_of(name)
    known = [form.words for form in entry_forms(entry) if script_of(" ".join(form.words)) == script]
    words = [plain_letters(w) for w in _WORD.findall(name)]
    return not known or any(
        spelt_alike(words, part, script) for k in known for part in _stretches(k, len(words))
    )


def _stretches(words: Sequence[str], length: int) -> list[list[str]]:
    """A name in plain letters, and of a longer one than ``length`` all parts of that length."""
    plain = [plain_letters(w) for w in words]
    return [plain, *(plain[i : i + length] for i in range(len(plain) - length + 1))]


@cache
def entry_forms(entry: str) -> frozenset[NameForm]:
    """The names of a gazetteer entry, titles left out."""
    out: set[NameForm] = set()
    for name in load_gazetteer()[entry].names:
        if name.language in language_codes("names"):
            lexicon = load_lexicon(name.language)
            words = _WORD.findall(lexicon.language.fold(name.text))
            plain = [w for w in words if w not in lexicon.titles] or words
        else:
            plain = _WORD.findall(name.text.lower())
        out.add(name_form(plain, name.language))
    return frozenset(out)


_ROMAN: Final = re.compile("[ivxlcı]+")
_ROMAN_VALUES: Final = {"i": 1, "ı": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WORD: Final = re.compile(r"[^\W\d_]+")


# places, organisations, groups


def _thing(item: Told, gazetteer: Gazetteer) -> tuple[object, str | None]:
    """What a mention of a place, an organisation or a group is grouped by, and its entry."""
    c = item.candidate
    if len(c.entries) == 1:
        return c.entries[0], c.entries[0]
    if c.entries:
        return c.entries, None
    entry = _thing_entry(item, gazetteer)
    if entry is not None:
        return entry, entry
    key = _key(item)
    if len(key) >= _KEY_ACROSS:
        return (c.type, key), None
    return (c.type, item.language, c.words), None


def _thing_entry(item: Told, gazetteer: Gazetteer) -> str | None:
    """The one entry that bears the name, written as it stands, or, of a long name, by its sound.

    A recogniser before us finds names without looking them up.
    """
    found = [f for f in gazetteer.find(item.text, item.language) if not f.name.short]
    if not found and len(_key(item)) >= _SURE_KEY:
        name = fold_name(item.text, item.language)
        heard = gazetteer.find_any(item.text, item.language)
        found = [f for f in heard if _written_so(name, f.entry.id)]
    same = {f.entry.id for f in found if f.entry.type == item.candidate.type}
    return same.pop() if len(same) == 1 else None


def _key(item: Told) -> str:
    return _number(item) + name_key(_headless(item), item.language)


def _number(item: Told) -> str:
    """The number that a numbered body begins with, in digits: XI Qızıl Ordu, 11-ci ordu."""
    if item.candidate.type != "Organisation" or not item.candidate.words:
        return ""
    first = item.candidate.words[0]
    if first.isdigit():
        return first
    if not _ROMAN.fullmatch(first):
        return ""
    values = [_ROMAN_VALUES[c] for c in first]
    signed = [-v if v < max(values[i:]) else v for i, v in enumerate(values)]
    return str(sum(signed))


def _headless(item: Told) -> str:
    """The name with the ending of its last word cut off where that is a head or a plural."""
    words = list(item.candidate.words)
    if _number(item):
        words = words[1:]
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
    return Entity(
        key=_unique(entry, used) if entry is not None else own_key(kind, fullest[0], used),
        type=kind,
        label=label,
        names=tuple(Name(text, language) for text, language in sorted(names)),
        gazetteer=entry,
    )


def own_key(kind: EntityType, name: str, used: set[str]) -> str:
    """A key for what is known by its ``name`` alone, none of ``used``, to which it is added."""
    return _unique(f"{kind.lower()}:{'-'.join(name.lower().split())}", used)


def _unique(key: str, used: set[str]) -> str:
    unique, number = key, 2
    while unique in used:
        unique, number = f"{key}~{number}", number + 1
    used.add(unique)
    return unique
