import io
import json

import pyoxigraph as ox
import pytest
from rdflib import RDF, SH, Graph, Literal, Namespace, URIRef
from rich.console import Console

from extractors.errors import HistkgError
from kg.graph.vocab import CRM, EDTF, OA
from kg.validation.report import by_document, from_json, render, report_quads, to_json, to_turtle
from kg.validation.shacl import Report, validate_document

KG = Namespace("https://histkg.example/ns#")
EVENT = "https://histkg.example/id/event/"


@pytest.fixture
def report(graph, text) -> Report:
    """Two faults: a misquoted trigger, and a battle without a place."""
    quote = Literal("13 October 1921")
    selector = graph.value(predicate=URIRef(f"{OA}exact"), object=quote)
    graph.set((selector, URIRef(f"{OA}exact"), Literal("14 October 1921")))
    for claim in list(graph.subjects(KG.rank, KG.normal)):
        battle = URIRef(f"{EVENT}battle-of-olturan-1920/varnak")
        if (claim, RDF.subject, battle) in graph and (claim, RDF.predicate, KG.place) in graph:
            graph.remove((claim, None, None))
    return validate_document(graph, text)


def _printed(report: Report, language: str = "en") -> str:
    out = io.StringIO()
    render(report, Console(file=out, width=80, color_system=None), language=language)
    return out.getvalue()


def test_a_violation_keeps_the_document_out_and_a_warning_does_not(report):
    assert not report.conforms
    assert [r.shape for r in report.violations] == ["QuoteIsInText"]
    assert [r.shape for r in report.warnings] == ["BattleHasPlace"]
    assert Report(report.document, report.warnings).conforms


def test_a_result_knows_document_passage_and_words(report, text):
    warning = report.warnings[0]
    assert warning.document == "varnak.txt"
    assert warning.focus == f"{EVENT}battle-of-olturan-1920/varnak"
    assert text[warning.start : warning.end] == warning.quote
    assert warning.quote.startswith("The battle of Olturan")
    violation = report.violations[0]
    assert violation.quote == "14 October 1921"
    assert violation.value == "13 October 1921"


def test_people_read_it_by_passage_within_80_columns(report):
    printed = _printed(report)
    assert "varnak.txt: 1 violation, 1 warning" in printed
    assert printed.index("Violation:") < printed.index("Warning:")
    assert "“The battle of Olturan was fought" in printed
    assert "[BattleHasPlace]" in printed
    assert max(map(len, printed.splitlines())) <= 80


@pytest.mark.parametrize(
    ("language", "word"),
    [("tr", "muharebenin"), ("ar", "المعركة"), ("az", "döyüşün"), ("xx", "battle")],
)
def test_it_speaks_the_readers_language(report, language, word):
    assert word in _printed(report, language)


def test_days_are_shown_as_dates(graph, text):
    sungurlu = URIRef("https://histkg.example/id/person/kazim-sungurlu/varnak")
    known = URIRef("https://histkg.example/id/time/known")
    for node, predicate, value in (
        (sungurlu, KG.existence, known),
        (known, RDF.type, URIRef(f"{CRM}E52_Time-Span")),
        (known, KG.edtf, Literal("1870/1915", datatype=URIRef(EDTF))),
        (known, KG.earliestDay, Literal(2404064)),
        (known, KG.latestDay, Literal(2420863)),
    ):
        graph.add((node, predicate, value))
    report = validate_document(graph, text)
    assert [(r.shape, r.detail) for r in report.results] == [
        ("ActorStillAlive", "1921-10-13 > 1915-12-31")
    ]
    assert "1921-10-13 > 1915-12-31" in _printed(report)


def test_nothing_to_report_says_so():
    assert _printed(Report("a.txt", ())) == "a.txt: nothing to report\n"


def test_json_comes_back_the_same(report):
    assert from_json(to_json(report)) == report
    assert json.loads(to_json(report))["conforms"] is False


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"document": "a", "results": [{}]}'])
def test_other_json_is_refused_in_words(text):
    with pytest.raises(HistkgError, match="not a validation report"):
        from_json(text)


def test_turtle_is_a_shacl_report(report):
    graph = Graph().parse(data=to_turtle(report), format="turtle")
    (node,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(node, SH.conforms) == Literal(False)
    results = set(graph.objects(node, SH.result))
    assert len(results) == 2
    assert {graph.value(r, SH.resultSeverity) for r in results} == {SH.Violation, SH.Warning}
    for result in results:
        assert {m.language for m in graph.objects(result, SH.resultMessage)} == {
            "en",
            "tr",
            "ar",
            "az",
        }
        assert graph.value(result, KG.passage) is not None


def test_quads_stand_in_the_reports_own_graph_without_blank_nodes(report):
    quads = list(ox.parse("".join(report_quads(report)).encode(), format=ox.RdfFormat.N_QUADS))
    assert {q.graph_name.value for q in quads} == {"https://histkg.example/graph/report/varnak"}
    assert not any(isinstance(q.subject, ox.BlankNode) for q in quads)
    assert report_quads(report) == sorted(report_quads(report))


def test_reports_are_told_worst_first(report):
    warned = Report("b.txt", report.warnings)
    assert by_document([warned, Report("a.txt", ()), report]) == [report, warned]
