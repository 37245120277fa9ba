import dataclasses
import re

import pytest
from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from extractors.model import Extent, Mention, Name
from kg.graph.document import document_quads, run_quads

KG = Namespace("https://histkg.example/ns#")
OA = Namespace("http://www.w3.org/ns/oa#")
ID = "https://histkg.example/id/"


def test_lines_are_sorted_unique_and_of_one_graph(quads):
    assert quads == sorted(set(quads))
    assert {line.rsplit(" ", 2)[1] for line in quads} == {
        "<https://histkg.example/graph/source/varnak>"
    }
    assert all(line.endswith(" .\n") for line in quads)


def test_same_input_gives_same_bytes(extraction, run, quads):
    assert document_quads(extraction, run=run) == quads


def test_no_blank_nodes_and_no_trace_of_clock_or_machine(quads, text):
    everything = "".join(quads)
    assert "_:" not in everything
    assert not re.search(r"generatedAt|startedAt|dateTime|file:", everything)


def test_every_passage_is_quoted_to_the_character(graph, text):
    selectors = list(graph.subjects(RDF.type, OA.TextQuoteSelector))
    assert len(selectors) > 10
    for selector in selectors:
        start, end = int(graph.value(selector, OA.start)), int(graph.value(selector, OA.end))
        assert text[start:end] == str(graph.value(selector, OA.exact))
        assert text[max(0, start - 32) : start] == str(graph.value(selector, OA.prefix) or "")
        assert text[end : end + 32] == str(graph.value(selector, OA.suffix) or "")


def test_the_graph_survives_turtle_and_ntriples(graph):
    for form in ("turtle", "nt", "xml"):
        again = Graph().parse(data=graph.serialize(format=form), format=form)
        assert isomorphic(again, graph)


def test_a_finer_type_is_also_what_it_falls_under(graph):
    event = URIRef(f"{ID}event/treaty-of-varnak-1921/varnak")
    assert set(graph.objects(event, RDF.type)) == {KG.Event, KG.Treaty, KG.PeaceTreaty}
    assert graph.value(event, KG.eventType) == URIRef("https://histkg.example/type/PeaceTreaty")


def test_claims_say_what_the_passage_says(graph):
    rows = graph.query(
        """
        SELECT ?predicate ?value ?agent ?role ?quote WHERE {
          ?c a kg:Claim ; rdf:subject <https://histkg.example/id/event/treaty-of-varnak-1921/varnak> ;
             rdf:predicate ?predicate ; rdf:object ?value ;
             kg:polarity kg:asserted ; kg:modality kg:fact ; kg:rank kg:normal ;
             kg:words/oa:hasSelector/oa:exact ?quote .
          OPTIONAL { ?value kg:agent ?agent ; kg:role ?role }
        }""",
        initNs={"kg": KG, "oa": OA, "rdf": RDF},
    )
    told = {
        (str(p).rpartition("#")[2], str(agent or value).removeprefix(ID), str(quote))
        for p, value, agent, _, quote in rows
    }
    assert told == {
        ("type", "https://histkg.example/ns#PeaceTreaty", "Treaty of Varnak"),
        ("date", "time/1921-10-13", "13 October 1921"),
        ("place", "place/varnak/varnak", "Varnak"),
        ("participation", "person/kazim-sungurlu/varnak", "Kâzım Sungurlu"),
        ("participation", "person/askan-mavrian/varnak", "Askan Mavrian"),
    }


def test_a_time_span_has_days_as_numbers_and_as_dates(graph):
    span = URIRef(f"{ID}time/1921-10-13")
    crm = Namespace("http://www.cidoc-crm.org/cidoc-crm/")
    assert int(graph.value(span, KG.earliestDay)) == int(graph.value(span, KG.latestDay)) == 2422976
    assert str(graph.value(span, crm.P82a_begin_of_the_begin)) == "1921-10-13"
    assert graph.value(span, KG.edtf).datatype == URIRef("http://id.loc.gov/datatypes/edtf/EDTF")


def test_numbers_are_written_as_the_store_gives_them_back(quads):
    decimals = {m for line in quads for m in re.findall(r'"([^"]*)"\^\^<[^>]*decimal>', line)}
    assert decimals == {"0.9", "0.95", "0.8", "0.75"}


def test_what_is_not_in_one_piece_keeps_its_pieces(extraction, run, text):
    pieces = Mention(Extent(60, 95, ((80, 95), (60, 75))), "Person", "mravian", "en", "r", 0.5)
    changed = dataclasses.replace(extraction, mentions=(*extraction.mentions, pieces))
    line = next(q for q in document_quads(changed, run=run) if "#pieces" in q)
    assert '"80-95 60-75"' in line
    assert re.search(r"/passage/60-95-[0-9a-f]{8}/selector", line)


def test_one_mention_at_one_place(extraction, run, quads):
    doubled = dataclasses.replace(
        extraction,
        mentions=(*extraction.mentions, dataclasses.replace(extraction.mentions[0], entity="oltu")),
    )
    assert document_quads(doubled, run=run) == quads


def test_names_keep_their_language_and_script(extraction, run):
    entity = dataclasses.replace(
        extraction.entities[0],
        names=(Name("Kâzım Sungurlu", "en"), Name("كاظم سونغورلو", "ar"), Name("Sungurlu", "en")),
    )
    changed = dataclasses.replace(extraction, entities=(entity, *extraction.entities[1:]))
    node = f"<{ID}person/kazim-sungurlu/varnak>"
    said = {
        q.split(" ", 1)[1].rpartition(" <")[0]
        for q in document_quads(changed, run=run)
        if q.startswith(node)
    }
    assert f'<{SKOS.prefLabel}> "Kâzım Sungurlu"@en' in said
    assert f'<{SKOS.altLabel}> "كاظم سونغورلو"@ar' in said
    assert f'<{SKOS.altLabel}> "Sungurlu"@en' in said


@pytest.mark.parametrize("base", ["https://histkg.example/", "http://localhost:8000/kg/"])
def test_the_base_moves_things_and_leaves_the_vocabulary(extraction, run, base):
    lines = document_quads(extraction, base=base, run=run)
    assert f"<{base}id/person/kazim-sungurlu/varnak>" in "".join(lines)
    assert all(f"{base}graph/source/varnak" in line for line in lines)
    assert any("<https://histkg.example/ns#Claim>" in line for line in lines)


def test_the_run_tells_version_and_configuration_alone(run):
    (node,) = {line.split(" ")[0] for line in run_quads(run)}
    assert node == "<https://histkg.example/id/run/0.1.0-0123456789ab>"
    assert len(run_quads(run)) == 3


def test_literals_are_escaped_as_canonical_nquads(extraction, run):
    name = 'A "name"\twith\nlines \\ and \x01'
    entity = dataclasses.replace(extraction.entities[0], names=(Name(name, "en"),))
    changed = dataclasses.replace(extraction, entities=(entity, *extraction.entities[1:]))
    from kg.graph.document import document_rdf

    lines = document_quads(changed, run=run)
    assert any(r'"A \"name\"\twith\nlines \\ and \u0001"@en' in line for line in lines)
    assert (None, SKOS.altLabel, Literal(name, lang="en")) in document_rdf(lines)
