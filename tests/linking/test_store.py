"""Links in a store: what they say in the graph, how they outlive a build, what is written of them."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from extractors.dates.calendars import julian_day_number
from kg.curation.files import read_curation
from kg.graph.rdf import parse_lines
from kg.graph.terms import MERGED
from kg.graph.vocab import KG, SKOS, WD
from kg.identity.things import Thing, read_things
from kg.linking.file import (
    LINKS,
    REFERENCE,
    LinksError,
    links_sha256,
    read_links,
    still_there,
    write_links,
)
from kg.linking.graph import link_iri, link_quads
from kg.linking.model import Candidate, LinkDecision, Scored
from kg.linking.quickstatements import quickstatements
from kg.linking.sssom import COLUMNS, sssom_lines
from kg.linking.told import Dated, Quote, Related
from kg.store.snapshot import open_snapshot

BASE = "https://histkg.example/"
HATTIN, ACTIUM = julian_day_number(1187, 7, 4), julian_day_number(-30, 9, 2)
SALADIN = f"{BASE}id/person/saladin"
MAN = Candidate(
    "Q7", (("Saladin", "en", False),), ("Q5",), 2136351, 2156864, 33.5, 36.3, "sultan", "reference"
)
LINKED = LinkDecision(
    SALADIN, "linked", "Q7", (Scored(MAN, 0.97, ("a reason (+4.5)",)),), "reference", "linking.1"
)
CURATED = LinkDecision(
    f"{BASE}id/event/battle",
    "linked",
    "Q8",
    source="curation",
    author="A. Reader",
    date="2024-05-31",
)
NONE = LinkDecision(
    f"{BASE}id/event/council", "nil", source="curation", author="A. Reader", date="2024-05-31"
)
OPEN = LinkDecision(f"{BASE}id/place/x", "review", None, (Scored(MAN, 0.6),), rule="linking.1")
ALL = (LINKED, CURATED, NONE, OPEN)


def test_links_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / LINKS
    assert read_links(path) == ()
    write_links(path, ALL)
    assert read_links(path) == tuple(sorted(ALL, key=lambda d: d.thing))
    before = links_sha256(path)
    write_links(path, reversed(ALL))
    assert links_sha256(path) == before
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(LinksError, match="line 1"):
        read_links(path)


def test_links_follow_things_that_have_been_joined() -> None:
    joined = Thing(f"{BASE}id/person/salah", "Person", joins=(SALADIN,))
    assert still_there(ALL, [joined]) == (replace(LINKED, thing=joined.iri),)
    assert still_there(ALL, []) == ()


def test_the_graph_says_what_was_decided_and_why() -> None:
    lines = link_quads(ALL, BASE)
    assert lines == sorted(lines)
    graph = {(str(s), str(p), str(o)) for s, p, o in parse_lines(lines)}
    node = link_iri(SALADIN, BASE)
    assert (node, f"{KG}state", f"{KG}linked") in graph
    assert (f"{node}/Q7", f"{KG}evidence", "a reason (+4.5)") in graph
    assert (SALADIN, f"{SKOS}closeMatch", f"{WD}Q7") in graph
    assert (CURATED.thing, f"{SKOS}exactMatch", f"{WD}Q8") in graph
    assert not any(s == OPEN.thing for s, _, _ in graph)


def test_a_build_keeps_the_links(linked_store: Path) -> None:
    with open_snapshot(linked_store) as snapshot:
        things = read_things(snapshot)
        quads = (snapshot.folder / "quads" / "links.nq").read_text(encoding="utf-8")
    assert SALADIN in {thing.iri for thing in things}
    assert f"<{SALADIN}> <{SKOS}closeMatch> <{WD}Q99900001>" in quads
    samples = Path(__file__).parents[2] / "data" / "samples"
    command = [sys.executable, "-m", "kg", "build", str(samples), "--store", str(linked_store)]
    subprocess.run(command, check=True, capture_output=True)
    with open_snapshot(linked_store) as snapshot:
        assert (snapshot.folder / "quads" / "links.nq").read_text(encoding="utf-8") == quads
        wanted = ox.NamedNode(SALADIN), ox.NamedNode(f"{SKOS}closeMatch"), None
        assert len(list(snapshot.index.quads_for_pattern(*wanted, MERGED))) == 1


def test_linking_again_gives_the_same_bytes(linked_store: Path) -> None:
    def made() -> tuple[bytes, bytes]:
        with open_snapshot(linked_store) as snapshot:
            quads = (snapshot.folder / "quads" / "links.nq").read_bytes()
        return (linked_store / LINKS).read_bytes(), quads

    before = made()
    items = Path(__file__).parent / "items.ttl"
    command = [sys.executable, "-m", "kg", "link", "--store", str(linked_store)]
    for seed in ("1", "2"):  # sets are in another order
        (linked_store / REFERENCE).unlink()
        subprocess.run(
            [*command, "--reference", str(items)],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert made() == before


def test_the_mapping_set_reads_as_the_curation_files_do(tmp_path: Path) -> None:
    things = {d.thing: Thing(d.thing, "Person", label="Some\tbody") for d in ALL}
    text = "".join(sssom_lines(ALL, things, BASE))
    rows = list(csv.DictReader((r for r in text.splitlines() if r[0] != "#"), delimiter="\t"))
    assert [(r["subject_id"], r["predicate_id"], r["object_id"]) for r in rows] == [
        ("histkg:person/saladin", "skos:closeMatch", "wd:Q7"),
        ("histkg:event/battle", "skos:exactMatch", "wd:Q8"),
        ("histkg:event/council", "skos:exactMatch", "sssom:NoTermFound"),
    ]
    assert (rows[0]["confidence"], rows[0]["mapping_justification"]) == (
        "0.970",
        "semapv:CompositeMatching",
    )
    assert "mapping_tool" not in text.partition("subject_id")[0]  # it would hold of every row
    # what people decided goes back into a curation folder as it is
    head = ("subject_id", "subject_label", "predicate_id", "object_id", "object_label")
    columns = (*head, "mapping_justification", "author_label", "mapping_date", "comment")
    assert set(columns) <= set(COLUMNS)
    assert all(r["author_label"] == "A. Reader" for r in rows[1:])
    assert read_curation(tmp_path).links == ()


def date(kind: str, first: int, last: int, *, julian: bool = False, who: str = "") -> Dated:
    return Dated(CURATED.thing, kind, who, first, last, julian, SAID)


SAID = Quote("a.txt", "en", 'He said "now"')
SOURCE = 'S1476\tund:"a.txt"\tS1683\ten:"He said ”now”"\n'


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (date("Battle", 2422163, 2422163), "P585\t+1919-07-23T00:00:00Z/11"),
        (date("Battle", 2422141, 2422171), "P585\t+1919-07-00T00:00:00Z/10"),
        (date("Battle", 2421960, 2422324), "P585\t+1919-00-00T00:00:00Z/9"),
        (date("Battle", HATTIN, HATTIN), "P585\t+1187-07-04T00:00:00Z/11/J"),
        (date("Battle", 2421574, 2421574, julian=True), "P585\t+1917-11-28T00:00:00Z/11/J"),
        (date("Battle", ACTIUM, ACTIUM), "P585\t-0031-09-02T00:00:00Z/11/J"),
        (date("Battle", 2422163, 2422178), "P580\t+1919-07-23T00:00:00Z/11"),
        (date("Death", 2422163, 2422163, who=CURATED.thing), "P570\t+1919-07-23T00:00:00Z/11"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_dates_are_written_in_their_calendar_with_their_source(one: Dated, line: str) -> None:
    things = {CURATED.thing: Thing(CURATED.thing, "Event")}
    said = list(quickstatements([CURATED], things, [one]))
    assert said[0] == (f"Q8\t{line}\t{SOURCE}")


def test_only_what_people_decided_is_written_and_what_has_no_item_is_made() -> None:
    names = (("Divan Şûrası", "tr", 2), ("Divan Şurası", "tr", 1), ("Дума", "uk", 1))
    things = {
        LINKED.thing: Thing(LINKED.thing, "Person", names=(("Saladin", "en", 1),)),
        NONE.thing: Thing(NONE.thing, "Event", names=names),
    }
    said = list(quickstatements(ALL, things, [date("Battle", 1, 1)]))
    assert said == ["CREATE\n", 'LAST\tLtr\t"Divan Şûrası"\n']


def test_the_gazetteer_is_no_person_and_quotation_marks_are_quoted() -> None:
    kars = LinkDecision(f"{BASE}id/place/kars", "linked", "Q9", source="gazetteer")
    things = {kars.thing: Thing(kars.thing, "Place", label='"Kars"')}
    text = "".join(sssom_lines([kars], things, BASE))
    assert '"""Kars"""' in text
    (row,) = csv.DictReader((r for r in text.splitlines() if r[0] != "#"), delimiter="\t")
    assert row["subject_label"] == '"Kars"'
    assert row["mapping_justification"] == "semapv:BackgroundKnowledgeBasedMatching"
    assert (row["author_label"], row["mapping_tool"], row["confidence"]) == ("", "", "")


def test_places_and_actors_are_those_that_people_or_the_gazetteer_link() -> None:
    kars = LinkDecision(f"{BASE}id/place/kars", "linked", "Q9", source="gazetteer")
    things = {CURATED.thing: Thing(CURATED.thing, "Event")}
    told = [
        Related(CURATED.thing, "place", kars.thing, SAID),
        Related(CURATED.thing, "delegate", kars.thing, SAID),
        Related(CURATED.thing, "signatory", kars.thing, SAID),
        Related(CURATED.thing, "recipient", kars.thing, SAID),
        Related(CURATED.thing, "commander", SALADIN, SAID),  # linked by a machine
        Related(CURATED.thing, "commander", OPEN.thing, SAID),
        Related(NONE.thing, "place", kars.thing, SAID),  # no thing of this store
    ]
    assert list(quickstatements([*ALL, kars], things, [], told)) == [
        f"Q8\tP276\tQ9\t{SOURCE}",
        f"Q8\tP710\tQ9\t{SOURCE}",
        f"Q8\tP1891\tQ9\t{SOURCE}",
    ]
