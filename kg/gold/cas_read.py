"""Gold annotations out of a UIMA CAS in JSON, as a person left them in an annotation tool."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from extractors.model import Source
from kg.gold.cas_structures import Structure, Structures
from kg.gold.cas_write import ITEM, carried
from kg.gold.problems import GoldError, Problem
from kg.gold.values import (
    Date,
    DateClaim,
    Entity,
    Event,
    Gold,
    Mention,
    Participant,
    Span,
    Zone,
    in_order,
)

_ITEM: Final = re.compile(rf"(?:{re.escape(ITEM)}|https?://www\.wikidata\.org/(?:wiki|entity)/)")


def text_name(structures: Structures, name: str) -> str:
    """File name of the text that was annotated: as it was exported, else made of ``name``."""
    said = next((s.words("doc") for s in structures.of("Text")), None)
    return said or f"{name.removesuffix('.json').removesuffix('.txt')}.txt"


def read_cas(structures: Structures, source: Source) -> tuple[Gold, list[Problem]]:
    """The annotations of ``source``, and what of them could not be understood.

    Raises GoldError when they are annotations of another text.
    """
    _same_text(structures, source)
    reader = _Reader(structures, source)
    gold = in_order(reader.gold())
    return gold, list(dict.fromkeys(structures.problems))


def _same_text(structures: Structures, source: Source) -> None:
    expected, found = carried(source.text), structures.text
    said = next((s.words("sha256") for s in structures.of("Text")), None)
    if found != expected:
        length = min(len(found), len(expected))
        at = next((n for n in range(length) if found[n] != expected[n]), length)
        line = expected.count("\n", 0, at) + 1
        raise GoldError(
            f"{source.name}: the annotated text is another one from line {line} on "
            f"(character {at}); name the folder of the text as it was exported with --text"
        )
    if said is not None and said != source.sha256:
        raise GoldError(
            f"{source.name}: the file has changed since it was exported (its SHA-256 is another); "
            "name the folder of the text as it was exported with --text"
        )


class _Reader:
    """What each layer says, put together."""

    def __init__(self, structures: Structures, source: Source) -> None:
        self._structures = structures
        self._source = source

    def gold(self) -> Gold:
        text = next(iter(self._structures.of("Text")), None)
        zones = [
            Zone(self._said(s, "kind"), self._said(s, "language"), *_place(s))
            for s in self._structures.of("Zone")
        ]
        mentions = self._structures.of("Mention")
        return Gold(
            doc=self._source.name,
            span=self._span(text),
            split=(text and text.words("split")) or "dev",
            zones=tuple(zones),
            entities=tuple(self._entities(mentions)),
            mentions=tuple(self._mention(s) for s in mentions),
            dates=tuple(self._date(s) for s in self._structures.of("Date")),
            events=tuple(self._events()),
        )

    def _wrong(self, which: str, what: str) -> None:
        self._structures.problems.append(Problem(which, what))

    def _said(self, s: Structure, name: str) -> str:
        value = s.words(name)
        if value is None:
            self._wrong(s.which, f"'{name}' is empty; fill it in")
        return value or ""

    def _span(self, text: Structure | None) -> Span:
        said = text.words("span") if text else None
        match = re.fullmatch(r"(\d{1,12})-(\d{1,12})", said or "")
        return (int(match[1]), int(match[2])) if match else (0, len(self._source.text))

    def _entities(self, mentions: Sequence[Structure]) -> Iterable[Entity]:
        """Those of the list, and those that only a mention names."""
        by_key: dict[str, list[Structure]] = {}
        for mention in mentions:
            if key := mention.words("entity"):
                by_key.setdefault(key, []).append(mention)
        for s in self._structures.of("Entity"):
            key = self._said(s, "key")
            named = by_key.pop(key, [])
            yield Entity(
                id=key,
                kind=self._said(s, "kind"),
                name=self._said(s, "name"),
                native=s.words("native"),
                wikidata=self._item(f"entity '{key}'", named or [s]),
                wikidata_also=tuple((s.words("identifiersAlso") or "").split()),
                equivalents=tuple((s.words("equivalents") or "").split()),
            )
        for key, named in by_key.items():
            name = " ".join(self._source.text[slice(*_place(named[0]))].split())
            kind = named[0].words("kind") or ""
            yield Entity(key, kind, name, name, self._item(f"entity '{key}'", named))

    def _item(self, which: str, said: Sequence[Structure]) -> str | None:
        items = [_ITEM.sub("", value) for s in said if (value := s.words("identifier"))]
        return self._one(which, "identifier", items)

    def _one(self, which: str, name: str, values: Iterable[str]) -> str | None:
        """The one value there is; two are told."""
        found = list(dict.fromkeys(values))
        if len(found) > 1:
            several = " and ".join(f"'{value}'" for value in found)
            self._wrong(which, f"'{name}' is {several}; decide for one")
        return found[0] if found else None

    def _pieces(self, s: Structure) -> tuple[Span, ...]:
        return tuple(sorted(_place(piece) for _, piece in self._structures.links(s, "pieces")))

    def _mention(self, s: Structure) -> Mention:
        return Mention(
            *_place(s),
            kind=self._said(s, "kind"),
            entity=self._said(s, "entity"),
            optional=s.flag("optional"),
            torn=s.flag("torn"),
            parts=self._pieces(s),
        )

    def _date(self, s: Structure) -> Date:
        return Date(
            *_place(s),
            edtf=self._said(s, "edtf"),
            kind=self._said(s, "kind"),
            calendar=s.words("calendar") or "gregorian",
            inferred=s.flag("inferred"),
            optional=s.flag("optional"),
            torn=s.flag("torn"),
            parts=self._pieces(s),
        )

    def _events(self) -> Iterable[Event]:
        clauses: dict[str, list[Structure]] = {}
        for s in self._structures.of("Event"):
            if key := self._said(s, "key"):
                clauses.setdefault(key, []).append(s)
        for key, told in clauses.items():
            yield self._event(key, told)

    def _event(self, key: str, told: Sequence[Structure]) -> Event:
        """What is said at any of its clauses, if they do not say different things."""
        which = f"event '{key}'"

        def one(name: str) -> str | None:
            return self._one(which, name, (v for s in told if (v := s.words(name))))

        evidence = tuple(dict.fromkeys(_place(s) for s in told))
        for name in ("kind", "label"):
            if one(name) is None:
                self._wrong(told[0].which, f"'{name}' is empty; fill it in")
        return Event(
            id=key,
            kind=one("kind") or "",
            label=one("label") or "",
            evidence=evidence,
            name=one("name"),
            edtf=one("edtf") or self._linked_date(which, told),
            wikidata=self._item(which, told),
            optional=any(s.flag("optional") for s in told),
            places=tuple(dict.fromkeys(self._places(told))),
            participants=tuple(dict.fromkeys(self._participants(told))),
            claims=tuple(
                DateClaim(edtf, evidence.index(_place(s)))
                for s in told
                for edtf in (s.words("claims") or "").split()
            ),
        )

    def _linked_date(self, which: str, told: Sequence[Structure]) -> str | None:
        """The value of the dates that are linked, where the event itself has none."""
        if any(s.words("claims") for s in told):
            return None  # passages differ, and nobody has said which is right
        links = [target for s in told for _, target in self._structures.links(s, "dates")]
        return self._one(which, "dates", (v for d in links if (v := d.words("edtf"))))

    def _places(self, told: Sequence[Structure]) -> Iterable[str]:
        for s in told:
            for _, mention in self._structures.links(s, "places"):
                if key := mention.words("entity"):
                    yield key

    def _participants(self, told: Sequence[Structure]) -> Iterable[Participant]:
        for s in told:
            for role, mention in self._structures.links(s, "participants"):
                if role is None:
                    self._wrong(s.which, f"the link to {mention.which} has no role; give it one")
                elif key := mention.words("entity"):
                    yield Participant(key, role)


def _place(s: Structure) -> Span:
    assert s.place is not None, s.which
    return s.place
