"""Which IRI an entity or an event has in the graph of its document, and which one it would like.

What the gazetteer knows has the gazetteer's id, in every document. Anything else has an IRI of its
document, so that a document's graph depends on nothing but the document. Beside it stands the
short IRI that the thing wishes for, which ``kg.identity`` gives it in the graph of all documents
together unless something else wishes for the same:

- a place or a group wishes for its name; a person or an organisation of two or more words, titles
  aside, for its name without titles;
- a person or an organisation of one word has no wish, nor has the second of two things that a
  document tells apart under one name, nor what has the name of a gazetteer entry without being told
  to be it (there are several places called Tripoli);
- a named event wishes for its name with the year of its date; a congress, battle, war or treaty
  without a name that has a place and a date for type, place and date; no other event has a wish.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from extractors.language import language_codes, load_language
from extractors.model import Claim, Entity, Event, Extraction
from extractors.names.gazetteer import load_gazetteer
from extractors.names.tables import load_lexicon
from kg.graph.iris import short_hash, slug, source_slug, time_slug
from kg.graph.ontology import lineage

_WORDS_NEEDED: Final[Mapping[str, int]] = {"Person": 2, "Organisation": 2, "Place": 1, "Group": 1}
#: types of which there is hardly a second one at the same place and time
_ONE_AT_A_PLACE: Final = frozenset({"Congress", "Battle", "War", "Treaty"})


@dataclass(frozen=True, slots=True)
class Identities:
    """IRIs by the keys that are unique within the document, and wishes by those IRIs."""

    entities: Mapping[str, str]
    events: Mapping[str, str]
    wishes: Mapping[str, str]


class _Names:
    """Hands out IRIs; none twice."""

    def __init__(self, base: str, document: str) -> None:
        self.base = base
        self.document = document
        self.known = load_gazetteer().entries
        self.taken: set[str] = set()
        self.wishes: dict[str, str] = {}

    def reference(self, kind: str, identifier: str) -> str:
        return f"{self.base}id/{kind}/{identifier}"

    def own(self, kind: str, name: str, *, shared: bool) -> str:
        """The document's IRI for that name, counted on; the first one may wish for the ``shared``."""
        short = f"{self.base}id/{kind}/{name}"
        own, number = f"{short}/{self.document}", 1
        iri = own
        while iri in self.taken:
            number += 1
            iri = f"{own}-{number}"
        if shared and number == 1 and name not in self.known:
            self.wishes[iri] = short
        self.taken.add(iri)
        return iri

    def parts(self, iri: str) -> list[str]:
        """Kind and name of an entity's IRI, and its document where it is known there only."""
        return iri.removeprefix(f"{self.base}id/").split("/")


def identify(extraction: Extraction, base: str) -> Identities:
    """The IRI of every entity and event of ``extraction``."""
    names = _Names(base, source_slug(extraction.source.name))
    entities = {entity.key: _entity(entity, names) for entity in extraction.entities}
    events = {event.key: _event(event, entities, names) for event in extraction.events}
    return Identities(entities, events, names.wishes)


def _entity(entity: Entity, names: _Names) -> str:
    kind = entity.type.lower()
    if entity.gazetteer:
        return names.reference(kind, entity.gazetteer)
    if entity.type == "Person":
        own = _without_titles(entity)
        if len(own) > 1:
            return names.own(kind, slug(" ".join(own)), shared=True)
    # a name without a letter that can be spelt out must get an IRI of its own all the same
    name = slug(entity.label) or short_hash(entity.label)
    words = 1 if entity.type == "Person" else len(name.split("-"))
    return names.own(kind, name, shared=words >= _WORDS_NEEDED[entity.type] and len(name) > 2)


def _without_titles(person: Entity) -> list[str]:
    """The words of a person's label that are names: neither titles nor initials."""
    code = next((n.language for n in person.names if n.text == person.label), "")
    words = [w for w in person.label.split() if len(slug(w)) > 1]
    if code not in language_codes("names"):
        return words
    language, lexicon = load_language(code), load_lexicon(code)
    return [w for w in words if lexicon.title(language.fold(w.strip(".,'"))) is None]


def _event(event: Event, entities: Mapping[str, str], names: _Names) -> str:
    if event.gazetteer:
        return names.reference("event", event.gazetteer)
    sure = [c for c in event.claims if c.polarity == "asserted" and c.modality == "fact"]
    date = _first(sure, "date")
    if event.name and (name := slug(event.name.text)):
        return names.own("event", _joined(name, _year(date)), shared="-" in name)
    place, actor = _first(sure, "place"), _first(sure, "actor")
    where = names.parts(entities[place]) if place else []
    who = names.parts(entities[actor]) if actor and not place else []
    told = _joined(slug(event.type), *where[1:2], *who[1:2], time_slug(date, "gregorian"))
    known = bool(place) and (len(where) == 2 or entities[place] in names.wishes)
    one = lineage(event.type)[-1] in _ONE_AT_A_PLACE and known and bool(date)
    return names.own("event", told, shared=one)


def _first(claims: list[Claim], kind: str) -> str:
    return next((c.value for c in claims if c.property == kind), "")


def _year(edtf: str) -> str:
    first = edtf.partition("/")[0]
    return first[:4] if first[:4].isdigit() else ""


def _joined(*parts: str) -> str:
    return "-".join(part for part in parts if part)
