"""The reference graph (the gazetteer) and the ontology's graph as quads."""

from __future__ import annotations

from functools import cache
from typing import Final

from extractors.dates.edtf import parse_edtf
from extractors.errors import DateError, GazetteerError
from extractors.names.gazetteer import Entry, EntryName, load_gazetteer
from extractors.names.lives import existence
from kg.graph.holdings import Holding, load_holdings
from kg.graph.iris import slug, time_slug
from kg.graph.ontology import lineage, ontology_triples
from kg.graph.terms import A, Lines, degrees, text, words
from kg.graph.times import Times
from kg.graph.vocab import GAZETTEER, GEO, KG, RDFS, SKOS, TYPE


def reference_iri(entry: Entry, base: str) -> str:
    """The IRI of a gazetteer entry."""
    return f"{base}id/{entry.type.lower()}/{entry.id}"


def reference_label(identifier: str, language: str) -> str:
    """The printed preferred label of an entry in ``language``, "" where it has none."""
    entry = load_gazetteer().entries.get(identifier)
    label = entry.labels.get(language) if entry else None
    return words(label, language) if label else ""


def ontology_quads(base: str) -> list[str]:
    """The ontology's files as sorted N-Quads lines in ``{base}graph/ontology``."""
    graph = f" <{base}graph/ontology> .\n"
    return sorted(f"{t.subject} {t.predicate} {t.object}{graph}" for t in ontology_triples())


@cache
def gazetteer_quads(base: str) -> tuple[str, ...]:
    """The gazetteer as sorted N-Quads lines in ``{base}graph/reference``."""
    lines = Lines(f"{base}graph/reference")
    times = Times(base, lines)
    gazetteer = load_gazetteer()
    for entry in gazetteer.entries.values():
        node = f"<{reference_iri(entry, base)}>"
        whole = gazetteer.entries.get(entry.part_of)
        value = existence(entry)
        preferred = {words(label, language) for language, label in entry.labels.items()}
        further = {n for n in entry.names if words(n.text, n.language) not in preferred}
        alternative = {words(n.text, n.language) for n in further if not n.short}
        short = {words(n.text, n.language) for n in further if n.short} - alternative
        lines.say(
            node,
            *((A, kind) for kind in _classes(entry)),
            (f"<{SKOS}inScheme>", f"<{GAZETTEER}>"),
            *((f"<{SKOS}prefLabel>", label) for label in preferred),
            *((f"<{SKOS}altLabel>", name) for name in alternative),
            *((f"<{SKOS}hiddenLabel>", name) for name in short),
            (_kg("eventType"), f"<{TYPE}{entry.kind}>" if entry.type == "Event" else None),
            (_kg("kind"), text(entry.kind) if entry.kind and entry.type != "Event" else None),
            (_kg("existence"), times.describe(value) if value else None),
            (f"<{GEO}lat>", None if entry.lat is None else degrees(entry.lat)),
            (f"<{GEO}long>", None if entry.lon is None else degrees(entry.lon)),
            (_kg("partOf"), f"<{reference_iri(whole, base)}>" if whole else None),
            (_kg("note"), text(entry.note) if entry.note else None),
        )
        for name in entry.names:
            if name.years:
                _say_name(entry, name, base, lines, times)
    for holding in load_holdings():
        _say_holding(holding, base, lines, times)
    return tuple(lines.sorted())


def _say_name(entry: Entry, name: EntryName, base: str, lines: Lines, times: Times) -> None:
    """A name with its years; spellings that one IRI spells alike are labels of one name."""
    thing = reference_iri(entry, base)
    try:
        years = parse_edtf(name.years)
    except DateError as fault:
        raise GazetteerError(
            "data/gazetteer", None, f"entry '{entry.id}', name '{name.text}': {fault}"
        ) from None
    begin, _, end = name.years.partition("/")
    lines.say(
        f"<{thing}/name/{name.language}-{slug(name.text)}-{begin or f'to-{end}'}>",
        (A, _kg("Name")),
        (_kg("nameOf"), f"<{thing}>"),
        (f"<{RDFS}label>", words(name.text, name.language)),
        (_kg("existence"), times.describe(years)),
    )


def _say_holding(holding: Holding, base: str, lines: Lines, times: Times) -> None:
    place = reference_iri(holding.place, base)
    start = time_slug(holding.start, "gregorian")
    lines.say(
        f"<{place}/held/{holding.power.id}-{start}>",
        (A, _kg("Holding")),
        (_kg("heldPlace"), f"<{place}>"),
        (_kg("holder"), f"<{reference_iri(holding.power, base)}>"),
        (_kg("existence"), times.describe(holding.span)),
        (_kg("note"), text(holding.note) if holding.note else None),
    )


def _classes(entry: Entry) -> tuple[str, ...]:
    if entry.type != "Event":
        return (_kg(entry.type),)
    return (_kg("Event"), *(_kg(t) for t in lineage(entry.kind)))


_KG: Final = f"<{KG}"


def _kg(name: str) -> str:
    return f"{_KG}{name}>"
