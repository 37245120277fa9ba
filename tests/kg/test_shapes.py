"""Each shape is tripped by one change to a graph that trips none."""

import re

import pytest
from rdflib import RDF, RDFS, SH, XSD, Graph, Literal, Namespace, URIRef

from kg.graph.ontology import event_types
from kg.graph.vocab import DCTERMS, GEO, OA, PROV, SHAPES
from kg.validation.shacl import messages, shapes, validate_document
from kg.validation.witness import CHECK

KG = Namespace("https://histkg.example/ns#")
ID = "https://histkg.example/id/"
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
OAX = Namespace(OA)

TREATY = URIRef(f"{ID}event/treaty-of-varnak-1921/varnak")
BATTLE = URIRef(f"{ID}event/battle-of-olturan-1920/varnak")
SOURCE = URIRef(f"{ID}source/varnak")
SUNGURLU = URIRef(f"{ID}person/kazim-sungurlu/varnak")
OCTOBER = URIRef(f"{ID}time/1921-10-13")
SEPTEMBER = URIRef(f"{ID}time/1920-09-12")


def claim(graph, event, predicate, nth=0):
    found = graph.query(
        "SELECT ?c { ?c rdf:subject ?e ; rdf:predicate ?p } ORDER BY ?c",
        initBindings={"e": event, "p": predicate},
    )
    return [row[0] for row in found][nth]


def drop(predicate, subject=None, kind=None):
    def change(graph):
        node = subject or sorted(graph.subjects(RDF.type, kind))[0]
        graph.remove((node, URIRef(predicate), None))

    return change


def put(predicate, value, subject=None, kind=None):
    def change(graph):
        node = subject or sorted(graph.subjects(RDF.type, kind))[0]
        graph.set((node, URIRef(predicate), value))

    return change


def span(graph, edtf, first, last, calendar="gregorian"):
    node = URIRef(f"{ID}time/{edtf.replace('/', '_')}-{calendar}")
    graph.add((node, RDF.type, URIRef("http://www.cidoc-crm.org/cidoc-crm/E52_Time-Span")))
    graph.add((node, KG.edtf, Literal(edtf, datatype=EDTF)))
    if first is not None:
        graph.add((node, KG.earliestDay, Literal(first)))
    if last is not None:
        graph.add((node, KG.latestDay, Literal(last)))
    graph.add((node, KG.calendar, KG[calendar]))
    return node


def lived(node, edtf, first, last):
    def change(graph):
        graph.add((node, KG.existence, span(graph, edtf, first, last)))

    return change


def also_dated(event, edtf, first, last):
    """Let a second claim date the event otherwise."""

    def change(graph):
        old = claim(graph, event, KG.date)
        new = URIRef(f"{old}-second")
        for p, o in list(graph.predicate_objects(old)):
            graph.add((new, p, o))
        graph.set((new, RDF.object, span(graph, edtf, first, last)))

    return change


def redated(event, edtf, first, last, calendar="gregorian"):
    def change(graph):
        graph.set(
            (claim(graph, event, KG.date), RDF.object, span(graph, edtf, first, last, calendar))
        )

    return change


def copy_denied(graph):
    old = claim(graph, TREATY, KG.place)
    new = URIRef(f"{old}-denied")
    for p, o in list(graph.predicate_objects(old)):
        graph.add((new, p, o))
    graph.set((new, KG.polarity, KG.denied))


def misquote(graph):
    selector = sorted(graph.subjects(RDF.type, OAX.TextQuoteSelector))[0]
    graph.set((selector, OAX.exact, Literal("what the text does not say")))


def without_claims(event, predicate, keep=0):
    def change(graph):
        while True:
            try:
                graph.remove((claim(graph, event, predicate, keep), None, None))
            except IndexError:
                return

    return change


def birth_and_death(graph):
    """Turn the two events into a birth of 1920 and a death of 1921, then move the death back."""
    for event, kind in ((TREATY, "Birth"), (BATTLE, "Death")):
        graph.add((event, RDF.type, KG[kind]))
        part = graph.value(claim(graph, event, KG.participation), RDF.object)
        graph.set((part, KG.agent, SUNGURLU))
        graph.set((part, KG.role, URIRef("https://histkg.example/role/person")))


def far_apart(graph):
    """Let the same man sign and command on one day in two towns a continent apart."""
    redated(BATTLE, "1921-10-13", 2422976, 2422976)(graph)
    commander = graph.value(claim(graph, BATTLE, KG.participation), RDF.object)
    graph.set((commander, KG.agent, SUNGURLU))
    graph.set((commander, KG.role, URIRef("https://histkg.example/role/commander")))
    for name, latitude, longitude in (
        ("varnak/varnak", "40.6", "43.1"),
        ("olturan/varnak", "52.5", "13.4"),
    ):
        place = URIRef(f"{ID}place/{name}")
        graph.add((place, URIRef(f"{GEO}lat"), Literal(latitude, datatype=XSD.decimal)))
        graph.add((place, URIRef(f"{GEO}long"), Literal(longitude, datatype=XSD.decimal)))


def part_of(edtf, first, last):
    """Make the battle part of the treaty (whatever that means) with the whole at another time."""

    def change(graph):
        redated(TREATY, edtf, first, last)(graph)
        old = claim(graph, BATTLE, KG.place)
        new = URIRef(f"{old}-part")
        for p, o in list(graph.predicate_objects(old)):
            graph.add((new, p, o))
        graph.set((new, RDF.predicate, KG.partOf))
        graph.set((new, RDF.object, TREATY))

    return change


def bad_role(graph):
    part = sorted(graph.subjects(RDF.type, KG.Participation))[0]
    graph.set((part, KG.role, URIRef("https://histkg.example/role/bystander")))


def wrong_value(graph):
    graph.set((claim(graph, TREATY, KG.date), RDF.object, URIRef(f"{ID}place/varnak/varnak")))


def undescribed(graph):
    graph.remove((URIRef(f"{ID}group/turks/varnak"), None, None))
    graph.remove((URIRef(f"{ID}group/turks"), None, None))


def decided(predicate, value):
    """Put a sound decision into the graph, but for one thing that it says."""

    def change(graph):
        node = URIRef(f"{ID}decision/0123456789abcdef")
        graph.add((node, RDF.type, KG.Decision))
        graph.add((node, KG.about, TREATY))
        graph.add((node, KG.about, BATTLE))
        graph.add((node, KG.verdict, KG.unsure))
        graph.add((node, KG.score, Literal("0.6", datatype=XSD.decimal)))
        graph.add((node, KG.rule, Literal("identity.1")))
        graph.remove((node, predicate, None))
        if value is not None:
            graph.add((node, predicate, value))

    return change


def ranked(rank):
    """A person's decision about a claim."""

    def change(graph):
        node = URIRef(f"{ID}decision/fedcba9876543210")
        graph.add((node, RDF.type, KG.Decision))
        graph.add((node, KG.judges, claim(graph, TREATY, KG.date)))
        graph.add((node, KG.rank, rank))
        graph.add((node, KG.rule, Literal("a person's decision")))

    return change


def linked(kind, predicate, value):
    """Put a sound link and its candidate into the graph, but for one thing that the ``kind`` says."""

    def change(graph):
        link, found = URIRef(f"{ID}link/0123456789abcdef"), URIRef(f"{ID}link/0123456789abcdef/Q1")
        item = URIRef("http://www.wikidata.org/entity/Q1")
        graph.add((link, RDF.type, KG.Link))
        graph.add((link, KG.of, TREATY))
        graph.add((link, KG.state, KG.linked))
        graph.add((link, KG.candidate, found))
        graph.add((found, RDF.type, KG.Candidate))
        graph.add((found, KG.score, Literal("0.9", datatype=XSD.decimal)))
        for node in (link, found):
            graph.add((node, KG.item, item))
        node = link if kind == "Link" else found
        graph.remove((node, predicate, None))
        if value is not None:
            graph.add((node, predicate, value))

    return change


SELECTOR = OAX.TextPositionSelector
PASSAGE = OAX.SpecificResource
RDF_NS = str(RDF)


def in_time(kind, predicate, value):
    """Put a sound name or holding into the graph, but for one thing that the ``kind`` says."""

    def change(graph):
        years = span(graph, "1878/1917", 2406986, 2421594)
        name, holding = URIRef(f"{ID}place/x/name/en-x-1878"), URIRef(f"{ID}place/x/held/y-1878")
        graph.add((name, RDF.type, KG.Name))
        graph.add((name, KG.nameOf, URIRef(f"{ID}place/x")))
        graph.add((name, RDFS.label, Literal("X", lang="en")))
        graph.add((name, KG.existence, years))
        graph.add((holding, RDF.type, KG.Holding))
        graph.add((holding, KG.heldPlace, URIRef(f"{ID}place/x")))
        graph.add((holding, KG.holder, URIRef(f"{ID}organisation/y")))
        graph.add((holding, KG.existence, years))
        graph.set((name if kind == "Name" else holding, predicate, value))

    return change


TRIPPED = {
    "ClaimHasPassage": drop(KG.passage, kind=KG.Claim),
    "ClaimHasSubject": drop(RDF.subject, kind=KG.Claim),
    "ClaimHasPredicate": put(RDF.predicate, KG.opinion, kind=KG.Claim),
    "ClaimHasObject": drop(RDF.object, kind=KG.Claim),
    "ClaimHasRun": drop(f"{PROV}wasGeneratedBy", kind=KG.Claim),
    "ClaimHasPolarity": put(KG.polarity, KG.fact, kind=KG.Claim),
    "ClaimHasModality": drop(KG.modality, kind=KG.Claim),
    "ClaimHasRank": put(KG.rank, KG.best, kind=KG.Claim),
    "ClaimHasConfidence": drop(KG.confidence, kind=KG.Claim),
    "ConfidenceInRange": put(KG.confidence, Literal("1.5", datatype=XSD.decimal), kind=KG.Mention),
    "ClaimValueFits": wrong_value,
    "EventHasType": put(KG.eventType, URIRef("https://histkg.example/type/Tea"), TREATY),
    "EventIsTold": without_claims(TREATY, RDF.type),
    "PassageHasSource": drop(f"{OA}hasSource", kind=PASSAGE),
    "PassageHasSelector": drop(f"{OA}hasSelector", kind=PASSAGE),
    "PassageStarts": put(OAX.start, Literal(100_000), kind=SELECTOR),
    "PassageEnds": drop(OAX.end, kind=SELECTOR),
    "PassageIsQuoted": drop(OAX.exact, kind=SELECTOR),
    "QuoteIsInText": misquote,
    "MentionHasBody": lambda g: g.add(
        (sorted(g.subjects(RDF.type, KG.Mention))[0], OAX.hasBody, TREATY)
    ),
    "MentionNamesSomething": drop(OAX.hasBody, kind=KG.Mention),
    "DateMentionHasTime": drop(OAX.hasBody, kind=KG.DateMention),
    "MentionHasTarget": drop(OAX.hasTarget, kind=KG.Mention),
    "BodyIsDescribed": undescribed,
    "TimeHasEdtf": put(KG.edtf, Literal("13 October 1921", datatype=EDTF), OCTOBER),
    "TimeIsReal": put(KG.edtf, Literal("1921-02-30", datatype=EDTF), OCTOBER),
    "TimeBeginsBeforeItEnds": put(KG.earliestDay, Literal(2422999), OCTOBER),
    "TimeHasOneEnd": lambda g: g.add((OCTOBER, KG.latestDay, Literal(2422999))),
    "TimeHasCalendar": put(KG.calendar, KG.mayan, OCTOBER),
    "LatitudeOnGlobe": put(f"{GEO}lat", Literal("91.5", datatype=XSD.decimal), SUNGURLU),
    "LongitudeOnGlobe": put(f"{GEO}long", Literal("-181.0", datatype=XSD.decimal), SUNGURLU),
    "ParticipationHasAgent": drop(KG.agent, kind=KG.Participation),
    "ParticipationHasRole": bad_role,
    "SourceHasTitle": drop(f"{DCTERMS}title", SOURCE),
    "SourceHasHash": put(f"{DCTERMS}identifier", Literal("sha256:abc"), SOURCE),
    "ZoneHasKind": put(KG.zoneKind, Literal("margin"), kind=KG.Zone),
    "DecisionIsAboutTwo": decided(KG.about, TREATY),
    "DecisionHasVerdict": decided(KG.verdict, KG.fact),
    "DecisionHasScore": decided(KG.score, Literal("1.2", datatype=XSD.decimal)),
    "DecisionHasRule": decided(KG.rule, None),
    "DecisionRanksClaims": ranked(KG.normal),
    "DecisionMeansSomething": lambda g: g.add(
        (URIRef(f"{ID}curation/claims.tsv/2"), URIRef(f"{CHECK}missing"), Literal("date 1921"))
    ),
    "LinkIsOfOneThing": linked("Link", KG.of, None),
    "LinkHasState": linked("Link", KG.state, KG.unsure),
    "LinkHasOneItem": linked("Link", KG.item, TREATY),
    "CandidateHasItem": linked("Candidate", KG.item, None),
    "CandidateHasScore": linked("Candidate", KG.score, Literal("1.2", datatype=XSD.decimal)),
    "NameIsOfOne": in_time("Name", KG.nameOf, Literal("x")),
    "NameIsSpelt": in_time("Name", RDFS.label, Literal("X")),
    "NameHasYears": in_time("Name", KG.existence, Literal("1878")),
    "HoldingHasPlace": in_time("Holding", KG.heldPlace, Literal("x")),
    "HoldingHasHolder": in_time("Holding", KG.holder, Literal("y")),
    "HoldingHasYears": in_time("Holding", KG.existence, Literal("1878")),
    "ActorStillAlive": lived(SUNGURLU, "1870/1915", 2404064, 2420863),
    "ActorAlreadyBorn": lived(SUNGURLU, "1930/1990", 2425978, 2448257),
    "ActorOldEnough": lived(SUNGURLU, "1914/1990", 2420134, 2448257),
    "StateAlreadyExisted": lived(URIRef(f"{ID}group/armenians/varnak"), "1930/", 2425978, None),
    "StateStillExisted": lived(URIRef(f"{ID}group/armenians/varnak"), "/1900", None, 2415385),
    "TreatyHasTwoSides": without_claims(TREATY, KG.participation, keep=1),
    "BattleHasTwoSides": without_claims(BATTLE, KG.participation, keep=1),
    "BattleHasPlace": without_claims(BATTLE, KG.place),
    "DatesAgree": also_dated(TREATY, "1923-07-24", 2423625, 2423625),
    "DatesAgreeOnCalendar": also_dated(TREATY, "1921-09-30", 2422963, 2422963),
    "SourcesAgree": copy_denied,
    "BattleEndsInTime": redated(BATTLE, "1914/1918", 2420134, 2421959),
    "LifeIsOfHumanLength": birth_and_death,
    "PartWithinWhole": part_of("1930-01-01", 2425978, 2425978),
    "PartBeforeWholeEnds": part_of("1900-01-01", 2415021, 2415021),
    "RumiDateInUse": redated(BATTLE, "1700-01-01", 2341973, 2341973, "rumi"),
    "HijriDateInUse": redated(BATTLE, "0600-01-01", 1940206, 1940206, "hijri"),
    "JulianDateInUse": redated(BATTLE, "-0100-01-01", 1684535, 1684535, "julian"),
    "NotInTwoPlaces": far_apart,
}


def siege(graph):
    graph.add((BATTLE, RDF.type, KG.Siege))
    redated(BATTLE, "1914/1918", 2420134, 2421959)(graph)


def war(graph):
    graph.add((TREATY, RDF.type, KG.War))
    also_dated(TREATY, "1923-07-24", 2423625, 2423625)(graph)


def deprecated_date(graph):
    also_dated(TREATY, "1923-07-24", 2423625, 2423625)(graph)
    second = URIRef(f"{claim(graph, TREATY, KG.date)}-second")
    graph.set((second, KG.rank, KG.deprecated))


def planned_date(graph):
    also_dated(TREATY, "1923-07-24", 2423625, 2423625)(graph)
    second = next(s for s in graph.subjects(RDF.type, KG.Claim) if str(s).endswith("-second"))
    graph.set((second, KG.modality, KG.plan))


def plan_and_denial(graph):
    copy_denied(graph)
    denied = next(s for s in graph.subjects(RDF.type, KG.Claim) if str(s).endswith("-denied"))
    graph.set((denied, KG.modality, KG.rumour))


#: what comes near to tripping a shape and must not
NEAR = {
    "LinkHasOneItem": linked("Link", KG.item, None),
    "NameIsSpelt": in_time("Name", RDFS.label, Literal("X", lang="und")),
    "HoldingHasHolder": in_time("Holding", KG.holder, URIRef(f"{ID}group/y")),
    "DecisionRanksClaims": ranked(KG.deprecated),
    "DecisionHasScore": decided(KG.score, Literal("1", datatype=XSD.decimal)),
    "ActorStillAlive": lived(SUNGURLU, "1870/1921-10-13", 2404064, 2422976),
    "ActorStillAlive, vaguely": lived(SUNGURLU, "1870/1919~", 2404064, 2422324),
    "ActorAlreadyBorn": lived(SUNGURLU, "1882/", 2408447, None),
    "ActorOldEnough": lived(SUNGURLU, "1900/1990", 2415021, 2448257),
    "StateAlreadyExisted": lived(URIRef(f"{ID}group/turks/varnak"), "1920-09-12/", 2422580, None),
    "StateStillExisted": lived(URIRef(f"{ID}group/turks/varnak"), "1299/1922", 2195511, 2423420),
    "TreatyHasTwoSides": without_claims(TREATY, KG.participation),
    "BattleHasTwoSides": without_claims(BATTLE, KG.participation),
    "DatesAgree": also_dated(TREATY, "1922-10-13", 2423341, 2423341),
    "DatesAgree, one of them vaguely": also_dated(TREATY, "1921", 2422691, 2423055),
    "DatesAgree, of a war": war,
    "DatesAgree, one set aside": deprecated_date,
    "DatesAgree, one a plan": planned_date,
    "DatesAgreeOnCalendar": also_dated(TREATY, "1921-10-01", 2422964, 2422964),
    "SourcesAgree": plan_and_denial,
    "BattleEndsInTime": siege,
    "PartWithinWhole": part_of("1920-09-12", 2422580, 2422580),
    "PartBeforeWholeEnds": part_of("1920-09", 2422569, 2422598),
    "RumiDateInUse": redated(BATTLE, "1920-09-12", 2422580, 2422580, "rumi"),
    "HijriDateInUse": redated(BATTLE, "1187-07-04", 2154771, 2154771, "hijri"),
    "JulianDateInUse": redated(BATTLE, "1683-09-12", 2336018, 2336018, "julian"),
}


@pytest.fixture
def graph(graph):
    """The plain graph, with groups under the document's name whatever the gazetteer holds."""
    text = graph.serialize(format="nt")
    text = re.sub(r"id/group/(turks|armenians)>", r"id/group/\1/varnak>", text)
    text = re.sub(r"group-(turks|armenians)>", r"group-\1-varnak>", text)
    return Graph().parse(data=text, format="nt")


def test_a_sound_graph_trips_nothing(graph, text):
    report = validate_document(graph, text)
    assert report.conforms
    assert report.results == ()
    assert report.document == "varnak.txt"


def test_every_shape_has_its_test():
    names = {str(s).removeprefix(SHAPES) for s in shapes().subjects(RDF.type, SH.PropertyShape)}
    assert names == set(TRIPPED)


@pytest.mark.parametrize("shape", TRIPPED)
def test_the_shape_is_tripped(shape, graph, text):
    before = set(graph)
    TRIPPED[shape](graph)
    assert set(graph) != before
    report = validate_document(graph, text)
    assert shape in {r.shape for r in report.results}, [r.shape for r in report.results]


@pytest.mark.parametrize("case", NEAR)
def test_what_comes_near_does_not_trip_it(case, graph, text):
    before = set(graph)
    NEAR[case](graph)
    assert set(graph) != before
    shape = case.partition(",")[0]
    assert shape not in {r.shape for r in validate_document(graph, text).results}


@pytest.mark.parametrize("shape", TRIPPED)
def test_its_message_speaks_four_languages_to_a_historian(shape):
    told = messages(shape)
    assert set(told) == {"en", "tr", "ar", "az"}
    assert all(message.endswith((".", "?", "؟")) for message in told.values())
    assert not re.search(r"sh:|kg:|minCount|xsd|node|IRI|triple", told["en"])


def test_validation_leaves_the_graph_as_it_was(graph, text):
    misquote(graph)
    before = set(graph)
    validate_document(graph, text)
    assert set(graph) == before


def test_without_a_text_quotes_are_not_compared(graph):
    misquote(graph)
    assert validate_document(graph, None).results == ()


def test_shapes_use_core_constraints_alone():
    used = {str(p).removeprefix(str(SH)) for p in shapes().predicates()}
    assert not used & {"sparql", "rule", "js", "select", "construct"}


@pytest.mark.parametrize(
    ("edtf", "good"),
    [
        ("1919", True),
        ("1919-07", True),
        ("1919-07-23/1919-08-07", True),
        ("1920~", True),
        ("1919-21", True),
        ("191X", True),
        ("18XX", True),
        ("1919-XX", True),
        ("-0043-03-15", True),
        ("Y10000", True),
        ("1919/..", True),
        ("../1919", True),
        ("/1948", True),
        ("1918/", True),
        ("1336-04-23?", True),
        ("23.04.1920", False),
        ("1920-4-23", False),
        ("circa 1920", False),
        ("", False),
        ("/", False),
        ("1919--07", False),
    ],
)
def test_the_pattern_knows_edtf(edtf, good):
    pattern = str(shapes().value(URIRef(f"{SHAPES}TimeHasEdtf"), SH.pattern))
    assert bool(re.search(pattern, edtf)) is good


def test_the_types_and_roles_in_the_shapes_are_all_of_the_ontology():
    from rdflib.collection import Collection

    from kg.graph.ontology import roles

    for shape, prefix, expected in (
        ("EventHasType", "https://histkg.example/type/", set(event_types())),
        ("ParticipationHasRole", "https://histkg.example/role/", set(roles())),
    ):
        listed = shapes().value(URIRef(SHAPES + shape), SH["in"])
        assert {str(x).removeprefix(prefix) for x in Collection(shapes(), listed)} == expected
