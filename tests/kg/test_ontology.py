import json

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from extractors.assets import asset as data
from kg.assets import asset
from kg.graph.document import document_rdf
from kg.graph.ontology import event_types, lineage, ontology_triples, roles
from kg.graph.rdf import graph_of
from kg.graph.vocab import KG, PREFIXES

LANGUAGES = {"en", "tr", "ar", "az"}
CONTRACT = {
    *("Congress", "Battle", "War", "Treaty", "Occupation", "Withdrawal", "Declaration"),
    *("Communication", "Meeting", "Appointment", "Removal", "Foundation", "Dissolution", "Travel"),
    *("Aid", "Uprising", "Massacre", "Detention", "Birth", "Death", "Other"),
}
ONTOLOGY = asset("ontology")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "histkg.ttl").parse(ONTOLOGY / "event-types.ttl")


def _own_terms(graph: Graph) -> set[URIRef]:
    return {s for s in graph.subjects() if str(s).startswith("https://histkg.example/")}


def _languages(graph: Graph, term, *properties) -> set[str]:
    return {o.language for p in properties for o in graph.objects(term, p)}


def test_every_term_has_label_and_comment_in_four_languages(ontology):
    terms = _own_terms(ontology)
    assert len(terms) > 250
    scheme_or_header = set(ontology.subjects(RDF.type, SKOS.ConceptScheme))
    scheme_or_header |= set(ontology.subjects(RDF.type, OWL.Ontology))
    for term in terms - scheme_or_header:
        assert _languages(ontology, term, RDFS.label, SKOS.prefLabel) == LANGUAGES, term
        assert _languages(ontology, term, RDFS.comment, SKOS.definition) == LANGUAGES, term


def test_labels_of_types_and_roles_are_told_apart(ontology):
    for folder in ("type", "role"):
        for language in LANGUAGES:
            labels = [
                str(o)
                for s, o in ontology.subject_objects(SKOS.prefLabel)
                if str(s).startswith(f"https://histkg.example/{folder}/") and o.language == language
            ]
            doubled = {x for x in labels if labels.count(x) > 1}
            # donor and beneficiary are one word in some languages' passive and active
            assert len(doubled) <= 1, (folder, language, doubled)


def test_there_are_no_blank_nodes():
    assert not any(isinstance(n, ox.BlankNode) for t in ontology_triples() for n in t)


def test_top_types_are_those_of_the_contract():
    assert set(event_types().values()) == CONTRACT
    assert all(event_types()[t] == t for t in CONTRACT)


def test_lineage_goes_up_to_the_top():
    assert lineage("Armistice") == ("Armistice", "Treaty")
    assert lineage("Treaty") == ("Treaty",)
    assert lineage("Nonsense") == ("Nonsense",)


def test_each_type_has_a_class_below_event_and_the_same_place_in_both_trees(ontology):
    kg = Namespace(KG)
    for name in event_types():
        above = set(ontology.transitive_objects(kg[name], RDFS.subClassOf))
        assert kg.Event in above, name
        assert {kg[t] for t in lineage(name)} <= above, name


def test_each_role_has_its_property(ontology):
    kg = Namespace(KG)
    for role in roles():
        node = URIRef(f"https://histkg.example/role/{role}")
        assert ontology.value(node, kg.roleProperty) == kg[role]
        assert kg.actor in set(ontology.objects(kg[role], RDFS.subPropertyOf))


def test_everything_is_tied_to_a_standard_vocabulary(ontology):
    kg = Namespace(KG)
    for name in ("Event", "Person", "Place", "Organisation", "Group", "Participation", "Claim"):
        above = {str(c) for c in ontology.transitive_objects(kg[name], RDFS.subClassOf)}
        assert any(not c.startswith(KG) for c in above), name


def test_what_a_document_says_is_in_the_ontology(ontology, graph):
    known = _own_terms(ontology)
    used = {n for t in graph for n in t if isinstance(n, URIRef) and str(n).startswith(KG)}
    assert used <= known, used - known


def _rows(name):
    lines = (data("data/lang") / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]


def test_event_types_that_the_extractors_name_are_known():
    for row in _rows("event_types.tsv"):
        assert event_types().get(row["type"]) == row["counts_as"], row["type"]


def test_roles_that_the_extractors_name_are_known():
    named = {row["role"] for row in _rows("frames.tsv") if row["property"] == "actor"}
    assert named
    assert named <= roles()


def test_the_context_reads_back_what_it_names(graph):
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))
    written = graph.serialize(format="json-ld", context=context["@context"], auto_compact=True)
    again = graph_of(ox.parse(written.encode(), format=ox.RdfFormat.JSON_LD))
    assert set(again) == set(graph)
    assert '"exact"' in written
    assert '"agent"' in written


def test_prefixes_are_those_of_the_context():
    said = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    for prefix, namespace in PREFIXES.items():
        if prefix != "type":  # the keyword's alias in JSON-LD
            assert said[prefix] == namespace, prefix


@pytest.mark.parametrize(
    "name", ["histkg", "event-types", "shapes-structure", "shapes-plausibility"]
)
def test_each_file_is_turtle_of_some_size(name):
    assert len(Graph().parse(ONTOLOGY / f"{name}.ttl")) > 150


def test_reading_a_line_back_gives_the_term():
    line = '<urn:a> <urn:b> "x\\ty"@ota <urn:g> .\n'
    assert (URIRef("urn:a"), URIRef("urn:b"), Literal("x\ty", lang="ota")) in document_rdf([line])
