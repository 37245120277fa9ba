"""From an extraction to the triples of one document's named graph.

Triples travel as canonical N-Quads lines (``<s> <p> <o> <g> .\\n``, UTF-8, sorted by code point,
none twice): cheap to make, to compare, to store. Same input, same bytes: no clock, no machine, no
blank node. ``ontology/README.md`` draws the shape of what is made here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extractors.model import Claim, Entity, Event, Extent, Extraction, Telling
from kg.graph.identity import Identities, identify
from kg.graph.iris import participation_iri, place_in_text, short_hash, source_graph, source_iri
from kg.graph.ontology import lineage
from kg.graph.passages import Passages
from kg.graph.reference import gazetteer_quads, ontology_quads, reference_label
from kg.graph.terms import A, Lines, decimal, integer, text, words
from kg.graph.times import Times
from kg.graph.vocab import BASE, DCTERMS, KG, OA, PROV, RDF, ROLE, SKOS, TYPE

if TYPE_CHECKING:
    from rdflib import Graph


def _kg(name: str) -> str:
    return f"<{KG}{name}>"


_LANGUAGE: Final = f"<{DCTERMS}language>"
_BODY, _TARGET = f"<{OA}hasBody>", f"<{OA}hasTarget>"
_PREF, _ALT = f"<{SKOS}prefLabel>", f"<{SKOS}altLabel>"
_RULE, _CONFIDENCE = _kg("rule"), _kg("confidence")


@dataclass(frozen=True, slots=True)
class Run:
    """What made the claims: the software's version and a hash of all that configures it."""

    version: str
    configuration: str  #: hexadecimal hash of configuration, language tables and gazetteer

    def iri(self, base: str) -> str:
        """The same for every build with this version and configuration."""
        return f"{base}id/run/{self.version}-{self.configuration[:12]}"


def document_quads(extraction: Extraction, *, base: str = BASE, run: Run) -> list[str]:
    """The document's named graph ``{base}graph/source/<slug>`` as sorted N-Quads lines."""
    return _Document(extraction, base, run).quads()


def reference_quads(base: str = BASE) -> list[str]:
    """The gazetteer (``{base}graph/reference``) and ontology (``{base}graph/ontology``), sorted."""
    return sorted([*gazetteer_quads(base), *ontology_quads(base)])


def run_quads(run: Run, base: str = BASE) -> list[str]:
    """The run's description (``{base}graph/run``), sorted."""
    lines = Lines(f"{base}graph/run")
    lines.say(
        f"<{run.iri(base)}>",
        (A, _kg("Run")),
        (_kg("version"), text(run.version)),
        (_kg("configuration"), text(run.configuration)),
    )
    return lines.sorted()


def document_rdf(quads: Iterable[str]) -> Graph:
    """The quads' triples as one rdflib graph in memory, for SHACL."""
    from kg.graph.rdf import parse_lines  # rdflib takes its time: only who validates waits for it

    return parse_lines(quads)


class _Document:
    """One document's graph in the making."""

    def __init__(self, extraction: Extraction, base: str, run: Run) -> None:
        self._extraction = extraction
        self._base = base
        self._run = f"<{run.iri(base)}>"
        self._source = source_iri(base, extraction.source.name)
        self._lines = Lines(source_graph(base, extraction.source.name))
        self._passages = Passages(extraction.source, base, self._lines)
        self._times = Times(base, self._lines)
        self._known: Identities = identify(extraction, base)
        self._claimed: set[str] = set()

    def quads(self) -> list[str]:
        self._say_source()
        for entity in self._extraction.entities:
            self._say_entity(entity)
        self._say_mentions()
        self._say_dates()
        for event in self._extraction.events:
            self._say_event(event)
        return self._lines.sorted()

    def _say_source(self) -> None:
        source, node = self._extraction.source, f"<{self._source}>"
        self._lines.say(
            node,
            (A, _kg("Source")),
            (f"<{DCTERMS}title>", text(source.name)),
            (f"<{DCTERMS}identifier>", text(f"sha256:{source.sha256}")),
            (f"<{DCTERMS}extent>", integer(len(source.text))),
            *((_LANGUAGE, text(z.language)) for z in self._extraction.zones),
            *((_kg("note"), text(note)) for note in self._extraction.notes),
        )
        for zone in self._extraction.zones:
            self._lines.say(
                f"<{self._source}/zone/{zone.start}-{zone.end}>",
                (A, _kg("Zone")),
                (f"<{DCTERMS}isPartOf>", node),
                (_kg("zoneKind"), text(zone.kind)),
                (f"<{OA}start>", integer(zone.start)),
                (f"<{OA}end>", integer(zone.end)),
                (_LANGUAGE, text(zone.language)),
            )

    def _say_entity(self, entity: Entity) -> None:
        node = f"<{self._known.entities[entity.key]}>"
        self._lines.say(node, (A, _kg(entity.type)))
        language = next((n.language for n in entity.names if n.text == entity.label), "")
        preferred = {words(entity.label, language)}
        if entity.gazetteer:  # its preferred labels stand in the reference graph
            preferred = {reference_label(entity.gazetteer, n.language) for n in entity.names}
        else:
            self._lines.say(node, *((_PREF, label) for label in preferred))
        names = {words(name.text, name.language) for name in entity.names} - preferred
        self._lines.say(node, *((_ALT, name) for name in names))

    def _say_mentions(self) -> None:
        said: set[str] = set()
        for mention in self._extraction.mentions:
            node = f"<{self._source}/mention/{place_in_text(mention.extent)}>"
            if node in said:  # two readings of one stretch: the first one holds
                continue
            said.add(node)
            self._lines.say(
                node,
                (A, _kg("Mention")),
                (_BODY, f"<{self._known.entities[mention.entity]}>"),
                (_TARGET, self._passages.describe(mention.extent)),
                (_LANGUAGE, text(mention.language)),
                (_RULE, text(mention.rule)),
                (_CONFIDENCE, decimal(mention.confidence)),
            )

    def _say_dates(self) -> None:
        said: set[str] = set()
        for date in self._extraction.dates:
            node = f"<{self._source}/date/{place_in_text(date.extent)}>"
            if node in said:
                continue
            said.add(node)
            self._lines.say(
                node,
                (A, _kg("DateMention")),
                (_BODY, self._times.describe(date.value)),
                (_TARGET, self._passages.describe(date.extent)),
                (_LANGUAGE, text(date.language)),
                (_kg("dateKind"), text(date.kind)),
                (_RULE, text(date.rule)),
                (_kg("anchor"), text(date.anchor)),
                (_CONFIDENCE, decimal(date.confidence)),
            )

    def _say_event(self, event: Event) -> None:
        iri = self._known.events[event.key]
        node = f"<{iri}>"
        chain = lineage(event.type)
        language = event.name.language if event.name else _language(event)
        label = words(event.label, language)
        name = words(event.name.text, event.name.language) if event.name else None
        self._lines.say(
            node,
            (A, _kg("Event")),
            *((A, _kg(t)) for t in chain),
            (_kg("eventType"), f"<{TYPE}{event.type}>"),
            (_PREF, None if event.gazetteer else label),
            (_ALT, None if name == label and not event.gazetteer else name),
        )
        for telling in event.tellings:
            self._say_claim(node, "type", f"<{RDF}type>", _kg(event.type), telling, telling.trigger)
        for claim in event.claims:
            self._say_claim_of(iri, claim)

    def _say_claim_of(self, event: str, claim: Claim) -> None:
        node = f"<{event}>"
        if claim.property == "date":
            if claim.date is None:
                raise ValueError(f"a claim of a date has no date: {claim}")
            self._say_claim(
                node, "date", _kg("date"), self._times.describe(claim.date), claim, claim.words
            )
        elif claim.property == "place":
            place = f"<{self._known.entities[claim.value]}>"
            self._say_claim(node, "place", _kg("place"), place, claim, claim.words)
        elif claim.property == "part_of":
            whole = f"<{self._known.events[claim.value]}>"
            self._say_claim(node, "part", _kg("partOf"), whole, claim, claim.words)
        else:
            part = self._say_participation(event, claim)
            self._say_claim(node, "actor", _kg("participation"), part, claim, claim.words)

    def _say_participation(self, event: str, claim: Claim) -> str:
        agent = self._known.entities[claim.value]
        role = claim.role or "participant"
        node = f"<{participation_iri(event, role, agent, self._base)}>"
        self._lines.say(
            node,
            (A, _kg("Participation")),
            (_kg("agent"), f"<{agent}>"),
            (_kg("role"), f"<{ROLE}{role}>"),
        )
        return node

    def _say_claim(
        self,
        event: str,
        kind: str,
        predicate: str,
        value: str,
        said: Claim | Telling,
        where: Extent | None,
    ) -> None:
        speaker = said.speaker if isinstance(said, Claim) else None
        content = (
            *(event, value, said.polarity, said.modality, speaker or ""),
            *(place_in_text(e) for e in (said.passage, where) if e),
        )
        start, end = said.passage.start, said.passage.end
        node = f"<{self._source}/claim/{start}-{end}-{kind}-{short_hash(*content)}>"
        if node in self._claimed:  # said twice by two rules: the first one holds
            return
        self._claimed.add(node)
        self._lines.say(
            node,
            (A, _kg("Claim")),
            (f"<{RDF}subject>", event),
            (f"<{RDF}predicate>", predicate),
            (f"<{RDF}object>", value),
            (_kg("passage"), self._passages.describe(said.passage)),
            (_kg("words"), self._passages.describe(where) if where else None),
            (_CONFIDENCE, decimal(said.confidence)),
            (_RULE, text(said.rule)),
            (_kg("polarity"), _kg(said.polarity)),
            (_kg("modality"), _kg(said.modality)),
            (_kg("speaker"), f"<{self._known.entities[speaker]}>" if speaker else None),
            (_kg("rank"), _kg("normal")),
            (f"<{PROV}wasGeneratedBy>", self._run),
        )


def _language(event: Event) -> str:
    return event.tellings[0].language if event.tellings else ""
