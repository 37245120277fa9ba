"""The flat view, and what shows between sources: both over several documents."""

import dataclasses

import pyoxigraph as ox
import pytest

from extractors.dates.edtf import parse_edtf
from extractors.model import Source
from kg.graph.document import document_quads, reference_quads
from kg.graph.ontology import ontology_triples
from kg.graph.view import view_quads
from kg.graph.vocab import BASE, KG
from kg.identity.canonical import canonical_iris
from kg.identity.describe import document_cards
from kg.identity.rewriting import rewrite_quads
from kg.identity.unite import unite
from kg.validation.shacl import validate_between
from tests.store.merged import take_in

NS = "https://histkg.example/ns#"
ID = "https://histkg.example/id/"
TREATY = f"<{ID}event/treaty-of-varnak-1921>"


def _with_date(extraction, name, edtf, **changes):
    """The same text under another name, its first event dated otherwise."""
    event = extraction.events[0]
    claims = tuple(
        dataclasses.replace(c, value=edtf, date=parse_edtf(edtf), **changes)
        if c.property == "date"
        else c
        for c in event.claims
    )
    changed = dataclasses.replace(event, claims=claims)
    source = Source(name, extraction.source.text, extraction.source.sha256)
    return dataclasses.replace(extraction, source=source, events=(changed, *extraction.events[1:]))


@pytest.fixture
def store_of(run):
    def make(*extractions) -> ox.Store:
        store = ox.Store()
        cards = [document_cards(extraction, BASE) for extraction in extractions]
        iris = canonical_iris(unite(cards).clusters)
        for extraction in extractions:
            own = "".join(document_quads(extraction, run=run))
            lines = "".join(rewrite_quads(own, iris, BASE)).encode()
            take_in(store, ox.parse(lines, format=ox.RdfFormat.N_QUADS))
        ontology = ox.NamedNode("https://histkg.example/graph/ontology")
        take_in(
            store,
            (ox.Quad(t.subject, t.predicate, t.object, ontology) for t in ontology_triples()),
        )
        return store

    return make


def _say(store, update):
    """Put what an update says into the store, under its graph's name and merged."""
    told = ox.Store()
    told.update(update)
    take_in(store, told)


def _said(lines, subject, predicate):
    start = f"{subject} <{NS}{predicate}> "
    return {q.removeprefix(start).rpartition(" <")[0] for q in lines if q.startswith(start)}


def test_the_store_gives_back_what_it_was_given(run, extraction):
    lines = document_quads(extraction, run=run)
    store = ox.Store()
    store.extend(ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_QUADS))
    dumped = store.dump(format=ox.RdfFormat.N_QUADS)
    assert sorted(dumped.decode().splitlines(keepends=True)) == lines


def test_the_reference_graph_comes_back_too():
    lines = reference_quads()
    store = ox.Store()
    store.bulk_load("".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
    assert {f"{quad} .\n" for quad in store} == set(lines)


def test_the_view_is_flat(store_of, extraction):
    lines = view_quads(store_of(extraction))
    assert lines == sorted(set(lines))
    assert _said(lines, TREATY, "date") == {f"<{ID}time/1921-10-13>"}
    assert _said(lines, TREATY, "place") == {f"<{ID}place/varnak>"}
    both = {f"<{ID}person/kazim-sungurlu>", f"<{ID}person/askan-mavrian>"}
    assert _said(lines, TREATY, "actor") == _said(lines, TREATY, "signatory") == both
    assert _said(lines, TREATY, "label") == {'"Treaty of Varnak"'}
    assert _said(lines, f"<{ID}place/varnak>", "label") == {'"Varnak"'}


def test_competing_dates_stand_side_by_side(store_of, extraction):
    other = _with_date(extraction, "other.txt", "1921-10-26")
    lines = view_quads(store_of(extraction, other))
    assert _said(lines, TREATY, "date") == {f"<{ID}time/1921-10-13>", f"<{ID}time/1921-10-26>"}


@pytest.mark.parametrize(
    "change", [{"polarity": "denied"}, {"modality": "plan"}, {"modality": "rumour"}]
)
def test_the_view_holds_facts_alone(store_of, extraction, change):
    # an event whose only date is no fact has no year in its IRI: take the battle's place instead
    event = extraction.events[1]
    claims = tuple(
        dataclasses.replace(c, **change) if c.property == "place" else c for c in event.claims
    )
    events = (extraction.events[0], dataclasses.replace(event, claims=claims))
    lines = view_quads(store_of(dataclasses.replace(extraction, events=events)))
    assert _said(lines, f"<{ID}event/battle-of-olturan-1920>", "place") == set()
    assert _said(lines, f"<{ID}event/battle-of-olturan-1920>", "date")


def test_a_preferred_claim_silences_its_rivals(store_of, extraction):
    store = store_of(extraction, _with_date(extraction, "other.txt", "1921-10-26"))
    rank, normal = ox.NamedNode(f"{NS}rank"), ox.NamedNode(f"{NS}normal")
    october = ox.NamedNode(f"{ID}time/1921-10-26")
    value = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#object")
    preferred = ox.NamedNode(f"{NS}preferred")
    for found in list(store.quads_for_pattern(None, value, october)):  # by name and merged
        store.remove(ox.Quad(found.subject, rank, normal, found.graph_name))
        store.add(ox.Quad(found.subject, rank, preferred, found.graph_name))
    assert _said(view_quads(store), TREATY, "date") == {f"<{ID}time/1921-10-26>"}


def test_the_view_does_not_feed_on_itself(store_of, extraction):
    store = store_of(extraction)
    lines = view_quads(store)
    take_in(store, ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_QUADS))
    assert view_quads(store) == lines


@pytest.mark.parametrize(
    ("edtf", "shapes"),
    [
        ("1921-10-13", set()),
        ("1921-09-30", {"DatesAgreeOnCalendar"}),
        ("1921-10-01", set()),
        ("1921", set()),
    ],
)
def test_dates_are_compared_between_sources(store_of, extraction, edtf, shapes):
    report = validate_between(store_of(extraction, _with_date(extraction, "other.txt", edtf)))
    assert {r.shape for r in report.results} == shapes
    for result in report.results:
        assert {w.document for w in result.where} == {"varnak.txt", "other.txt"}


def test_what_one_source_says_against_itself_is_not_told_again(store_of, extraction):
    """It stands in that source's own report."""
    event = extraction.events[0]
    dated = next(c for c in event.claims if c.property == "date")
    second = dataclasses.replace(dated, value="1925-01-01", date=parse_edtf("1925-01-01"))
    changed = dataclasses.replace(event, claims=(*event.claims, second))
    torn = dataclasses.replace(extraction, events=(changed, *extraction.events[1:]))
    other = _with_date(extraction, "other.txt", "1921-10-13")
    assert validate_between(store_of(torn, other)).results == ()


def test_one_source_alone_is_not_compared(store_of, extraction):
    assert validate_between(store_of(extraction)).results == ()


@pytest.mark.parametrize(
    ("said", "shapes"),
    [
        ('kg:verdict kg:same ; kg:score 0.9 ; kg:rule "identity.1"', set()),
        ('kg:verdict kg:same ; kg:score 9 ; kg:rule "identity.1"', {"DecisionHasScore"}),
        ("kg:verdict kg:same ; kg:score 0.9", {"DecisionHasRule"}),
    ],
)
def test_decisions_have_the_shape_of_decisions(store_of, extraction, said, shapes):
    store = store_of(extraction)
    about = "kg:about <https://h.example/a>, <https://h.example/b>"
    _say(
        store,
        f"""PREFIX kg: <{KG}> INSERT DATA {{ GRAPH <https://h.example/graph/identity> {{
        <https://h.example/id/decision/1> a kg:Decision ; {about} ; {said} }} }}""",
    )
    assert {r.shape for r in validate_between(store).results} == shapes


def test_links_and_their_candidates_have_the_shape_of_links(store_of, extraction):
    store = store_of(extraction)
    _say(
        store,
        f"""PREFIX kg: <{KG}> INSERT DATA {{ GRAPH <https://h.example/graph/links> {{
        <https://h.example/id/link/1> a kg:Link ; kg:of <https://h.example/a> ; kg:state kg:nil ;
          kg:candidate <https://h.example/id/link/1/Q1> .
        <https://h.example/id/link/1/Q1> a kg:Candidate ; kg:score 0.5 }} }}""",
    )
    assert {r.shape for r in validate_between(store).results} == {"CandidateHasItem"}
