"""What people decide on links holds from the next build on, before what the gazetteer says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.construction.corpus import build
from kg.construction.sealing import put_links
from kg.curation.adding import add_link, take_back
from kg.curation.files import read_curation
from kg.curation.model import LinkVerdict
from kg.graph.terms import MERGED
from kg.graph.vocab import SKOS, WD
from kg.identity.things import read_things
from kg.linking.file import LINKS, read_links
from kg.linking.link import link_things
from kg.linking.quickstatements import quickstatements
from kg.linking.sssom import sssom_lines
from kg.linking.told import dated, related
from kg.queries.resolve import resolver
from kg.queries.saved import load_query, run_query
from kg.store.snapshot import open_snapshot
from tests.store.conftest import write_shelf

BASE = "https://histkg.example/"
KARS, ITEM = "place/kars", "Q127063"
LISTS = ("mentions", "linked", "candidates", "event_passages", "dates_against_wikidata")

Verdict = tuple[str | None, str]


@pytest.fixture
def again(tmp_path: Path) -> Callable[[], object]:
    text = "The Treaty of Kars was signed at Kars on 13 October 1921.\n"
    shelf = write_shelf(tmp_path / "shelf", {"one.txt": text})
    return lambda: build([shelf], tmp_path / "store", workers=0)


def said(item: str | None, verdict: str) -> LinkVerdict:
    return LinkVerdict(KARS, item, verdict, "", "A. Reader", "2024-05-31")  # type: ignore[arg-type]


def exact(store: Path) -> list[str]:
    """The items that the whole graph says the town is."""
    with open_snapshot(store) as snapshot:
        wanted = ox.NamedNode(f"{BASE}id/{KARS}"), ox.NamedNode(f"{SKOS}exactMatch"), None
        found = {quad.object.value for quad in snapshot.index.quads_for_pattern(*wanted, MERGED)}
        return sorted(item.removeprefix(WD) for item in found)


def listed(store: Path) -> str:
    """All that the saved queries on mentions, links and events list."""
    with open_snapshot(store) as snapshot:
        resolve = resolver(snapshot.index, snapshot.base)
        rows = [run_query(snapshot.index, load_query(name), {}, resolve) for name in LISTS]
        return "\n".join(str(row) for solutions in rows for row in solutions)


def link(store: Path) -> str:
    """Link as the command does; what would be written of it for others."""
    with open_snapshot(store) as snapshot:
        things = read_things(snapshot)
        dates, others = list(dated(snapshot.index)), list(related(snapshot.index))
    linked = link_things(things, (), read_curation(store.parent / "curation"))
    put_links(store, linked.decisions)
    known = {thing.iri: thing for thing in things}
    written = (*sssom_lines(linked.decisions, known, BASE),)
    return "".join((*written, *quickstatements(linked.decisions, known, dates, others)))


@pytest.mark.parametrize(
    ("decided", "holds"),
    [((ITEM, "rejected"), []), ((None, "accepted"), []), (("Q7", "accepted"), ["Q7"])],
    ids=["not this item", "no item", "another item"],
)
def test_a_person_comes_before_the_gazetteer(
    tmp_path: Path, again: Callable[[], object], decided: Verdict, holds: list[str]
) -> None:
    store = tmp_path / "store"
    again()
    assert exact(store) == [ITEM]
    assert ITEM in listed(store)
    assert ITEM in link(store)  # what was linked before is judged anew, too
    added = add_link(tmp_path / "curation", said(*decided))
    again()
    assert exact(store) == holds
    assert ITEM not in listed(store)
    assert ITEM not in link(store)
    assert exact(store) == holds
    again()
    assert exact(store) == holds
    take_back(added)
    again()
    assert exact(store) == [ITEM]


def test_a_decision_taken_back_is_not_stored_for_ever(
    tmp_path: Path, again: Callable[[], object]
) -> None:
    store = tmp_path / "store"
    again()
    added = add_link(tmp_path / "curation", said("Q7", "accepted"))
    link(store)
    assert {d.item for d in read_links(store / LINKS) if d.thing.endswith(KARS)} == {"Q7"}
    take_back(added)
    again()
    assert exact(store) == [ITEM]


def test_an_entry_that_no_text_names_is_judged_as_well(
    tmp_path: Path, again: Callable[[], object]
) -> None:
    erzurum = LinkVerdict("place/erzurum", "Q122803", "rejected", "", "A. Reader", "2024-05-31")
    add_link(tmp_path / "curation", erzurum)
    again()
    with open_snapshot(tmp_path / "store") as snapshot:
        wanted = ox.NamedNode(f"{BASE}id/place/erzurum"), ox.NamedNode(f"{SKOS}exactMatch"), None
        assert not list(snapshot.index.quads_for_pattern(*wanted, MERGED))
