"""The gazetteer that ships, as a graph."""

import pytest
from rdflib import RDF, RDFS, SKOS, Literal, Namespace, URIRef

from extractors.names.gazetteer import load_gazetteer
from extractors.names.lives import existence
from kg.graph.document import document_rdf, reference_quads
from kg.graph.holdings import load_holdings
from kg.graph.reference import gazetteer_quads
from kg.graph.vocab import CRM, GAZETTEER
from kg.validation.shacl import validate_document

BASE = "https://histkg.example/"
KG = Namespace("https://histkg.example/ns#")


@pytest.fixture(scope="module")
def reference():
    return document_rdf(gazetteer_quads(BASE))


def test_it_trips_no_shape(reference):
    assert validate_document(reference, None).results == ()


def test_every_entry_is_there_and_marked_as_curated(reference):
    marked = set(reference.subjects(SKOS.inScheme, URIRef(GAZETTEER)))
    assert len(marked) == len(load_gazetteer().entries)
    assert all((node, RDF.type, None) in reference for node in marked)


def test_one_preferred_label_a_language_and_none_of_them_repeated(reference):
    for node in set(reference.subjects(SKOS.inScheme)):
        preferred = list(reference.objects(node, SKOS.prefLabel))
        assert len({p.language for p in preferred}) == len(preferred)
        others = set(reference.objects(node, SKOS.altLabel))
        assert not others & set(preferred)
        assert not set(reference.objects(node, SKOS.hiddenLabel)) & (others | set(preferred))


def test_existence_is_a_time_span_with_the_days_of_its_ends(reference):
    dated = [e for e in load_gazetteer().entries.values() if e.start and e.end]
    assert dated
    for entry in dated:
        value = existence(entry)
        assert value is not None
        node = URIRef(f"{BASE}id/{entry.type.lower()}/{entry.id}")
        span = reference.value(node, KG.existence)
        assert (span, RDF.type, URIRef(f"{CRM}E52_Time-Span")) in reference
        assert str(reference.value(span, KG.edtf)) == value.edtf


def test_event_entries_have_a_type_of_the_scheme_and_its_class(reference):
    events = set(reference.subjects(RDF.type, KG.Event))
    assert events
    for event in events:
        kind = str(reference.value(event, KG.eventType)).rpartition("/")[2]
        assert (event, RDF.type, KG[kind]) in reference


def test_a_name_with_years_has_a_node_that_says_them(reference):
    gyumri = URIRef(f"{BASE}id/place/gyumri")
    name = URIRef(f"{gyumri}/name/az-leninakan-1924")
    assert reference.value(name, KG.nameOf) == gyumri
    assert reference.value(name, RDFS.label) == Literal("Leninakan", lang="az")
    assert str(reference.value(reference.value(name, KG.existence), KG.edtf)) == "1924/1990"
    until = URIRef(f"{gyumri}/name/en-gumri-to-1837")
    span = reference.value(until, KG.existence)
    assert reference.value(span, KG.earliestDay) is None
    assert reference.value(span, KG.latestDay) is not None


def test_a_holding_says_who_held_what_and_when(reference):
    holding = URIRef(f"{BASE}id/place/kars/held/russian-empire-1877-11-18")
    assert reference.value(holding, KG.heldPlace) == URIRef(f"{BASE}id/place/kars")
    assert reference.value(holding, KG.holder) == URIRef(f"{BASE}id/organisation/russian-empire")
    assert len(set(reference.subjects(RDF.type, KG.Holding))) == len(load_holdings())


def test_quads_are_sorted_unique_and_stable():
    lines = reference_quads(BASE)
    assert lines == sorted(set(lines))
    graphs = {line.rsplit(" ", 2)[1] for line in lines}
    assert graphs == {f"<{BASE}graph/ontology>", f"<{BASE}graph/reference>"}
