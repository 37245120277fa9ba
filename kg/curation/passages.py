"""Passages that show a thing or a claim to a person: the words around, with the name marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from kg.graph.terms import MERGED
from kg.graph.vocab import DCTERMS, KG, OA, RDF

_LONGEST: Final = 360  #: characters shown of a passage
_BEFORE: Final = 160  #: of them before the mark, at most
_QUOTED: Final = 80  #: characters of a quote that tells a claim from others


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document, white space folded; ``mark`` is where the name stands in them."""

    document: str
    start: int  #: of the name, in the document (code points)
    text: str
    mark: tuple[int, int]
    source: str = ""  #: IRI of the document

    @property
    def marked(self) -> str:
        """The words that are marked."""
        return self.text[slice(*self.mark)]


@dataclass(frozen=True, slots=True)
class _Place:
    source: ox.NamedNode
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


class Passages:
    """Finds passages in the index of a store."""

    def __init__(self, index: ox.Store) -> None:
        self._index = index
        self._sentences_of = lru_cache(maxsize=64)(self._read_sentences)

    def of_mention(self, mention: ox.NamedNode) -> Passage | None:
        """The sentence of a mention, as far as a claim quotes it, else what stands around."""
        target = self.value(mention, f"{OA}hasTarget")
        place = self._place(target) if isinstance(target, ox.NamedNode) else None
        if place is None:
            return None
        return self._within(place, self._around(place))

    def of_claim(self, claim: ox.NamedNode, *, around: bool = False) -> Passage | None:
        """The passage of a claim, with what is told ``around`` it if that is wanted.

        Marked is where its value is named, if that is told.
        """
        told = self.value(claim, f"{KG}passage")
        named = self.value(claim, f"{KG}words")
        passage = self._place(told) if isinstance(told, ox.NamedNode) else None
        words = self._place(named) if isinstance(named, ox.NamedNode) else None
        if passage is None:
            return None
        if words is None or not passage.start <= words.start <= words.end <= passage.end:
            words = replace(passage, end=passage.start)
        return self._within(words, _widened(passage) if around else passage)

    def of_claims(self, claims: Iterable[str], most: int) -> list[Passage]:
        """Up to ``most`` passages of claims (IRIs), of different documents first."""
        found = [p for c in claims if (p := self.of_claim(ox.NamedNode(c), around=True))]
        return various(found, most)

    def text(self, claim: ox.NamedNode) -> str:
        """All of the claim's passage, white space folded."""
        told = self.value(claim, f"{KG}passage")
        place = self._place(told) if isinstance(told, ox.NamedNode) else None
        return "" if place is None else " ".join(place.exact.split())

    def value(self, node: ox.NamedNode, predicate: str) -> object:
        """The first value of a property, None where there is none."""
        quads = self._index.quads_for_pattern(node, ox.NamedNode(predicate), None, MERGED)
        return next((q.object for q in quads), None)

    def _within(self, place: _Place, sentence: _Place) -> Passage:
        a = place.start - sentence.start
        b = min(place.end - sentence.start, len(sentence.exact))
        found = _passage(self._title(place.source), place.start, sentence.exact, a, b)
        return replace(found, source=place.source.value)

    def _around(self, place: _Place) -> _Place:
        holding = (
            s
            for s in self._sentences_of(place.source)
            if s.start <= place.start and place.end <= s.end
        )
        best = min(holding, key=lambda s: (s.end - s.start, s.start), default=None)
        if best is not None and best.end - best.start > place.end - place.start:
            return best
        return _widened(place)

    def _read_sentences(self, source: ox.NamedNode) -> tuple[_Place, ...]:
        graph = ox.NamedNode(source.value.replace("/id/source/", "/graph/source/"))
        claims = self._index.quads_for_pattern(None, ox.NamedNode(f"{KG}passage"), None, graph)
        nodes = {q.object for q in claims if isinstance(q.object, ox.NamedNode)}
        places = (self._place(n) for n in sorted(nodes, key=lambda n: n.value))
        return tuple(p for p in places if p)

    def _place(self, passage: ox.NamedNode) -> _Place | None:
        source = self.value(passage, f"{OA}hasSource")
        selector = self.value(passage, f"{OA}hasSelector")
        if not isinstance(source, ox.NamedNode) or not isinstance(selector, ox.NamedNode):
            return None
        said = {
            q.predicate.value: q.object.value
            for q in self._index.quads_for_pattern(selector, None, None, MERGED)
            if isinstance(q.object, ox.Literal)
        }
        return _Place(
            source,
            int(said[f"{OA}start"]),
            int(said[f"{OA}end"]),
            said[f"{OA}exact"],
            said.get(f"{OA}prefix", ""),
            said.get(f"{OA}suffix", ""),
        )

    def _title(self, source: ox.NamedNode) -> str:
        title = self.value(source, f"{DCTERMS}title")
        return title.value if isinstance(title, ox.Literal) else source.value

    def claims_of(self, event: ox.NamedNode) -> Iterator[ox.NamedNode]:
        """The claims about an event, by IRI."""
        quads = self._index.quads_for_pattern(None, ox.NamedNode(f"{RDF}subject"), event, MERGED)
        claims = {q.subject for q in quads if isinstance(q.subject, ox.NamedNode)}
        yield from sorted(claims, key=lambda c: c.value)


def _widened(place: _Place) -> _Place:
    """The place with the whole words of what stands before and behind it."""
    before = "…" + place.prefix.partition(" ")[2] if " " in place.prefix else place.prefix
    after = place.suffix.rpartition(" ")[0] + "…" if " " in place.suffix else place.suffix
    whole = before + place.exact + after
    return _Place(place.source, place.start - len(before), place.end + len(after), whole, "", "")


def _passage(document: str, start: int, words: str, a: int, b: int) -> Passage:
    """``words`` folded and cut to what can be read at a glance, with ``a`` to ``b`` marked."""
    before, marked, after = (" ".join(part.split()) for part in (words[:a], words[a:b], words[b:]))
    gap = " " if before and words[a - 1 : a + 1].strip() != words[a - 1 : a + 1] else ""
    rest = " " if after and words[b - 1 : b + 1].strip() != words[b - 1 : b + 1] else ""
    before, after = before + gap, rest + after
    if len(before) + len(marked) + len(after) > _LONGEST:
        if len(before) > _BEFORE:
            before = "…" + before[-_BEFORE:].partition(" ")[2]
        room = max(_LONGEST - len(before) - len(marked), 40)
        if len(after) > room:
            after = after[:room].rpartition(" ")[0] + "…"
    return Passage(
        document, start, before + marked + after, (len(before), len(before) + len(marked))
    )


def various(passages: Iterable[Passage], most: int) -> list[Passage]:
    """Up to ``most`` of ``passages``, each document's longest before its others."""
    ordered = sorted(set(passages), key=lambda p: (p.document, -min(len(p.text), 200), p.start))
    longest = {p.document: p for p in reversed(ordered)}
    chosen = [longest[name] for name in sorted(longest)]
    return [*chosen, *(p for p in ordered if p not in chosen)][:most]


def excerpt(passage: Passage) -> str:
    """The marked words with some before and behind, whole words."""
    a, b = passage.mark
    room = max(_QUOTED - (b - a), 0) // 2
    first, last = max(a - room, 0), min(b + room, len(passage.text))
    if first:
        first = passage.text.find(" ", first, a) + 1 or a
    if last < len(passage.text):
        last = max(passage.text.rfind(" ", b, last), b)
    return passage.text[first:last].strip("… ")
