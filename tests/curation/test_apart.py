"""Dates that contradict each other because two events were joined: a person parts the events."""

from __future__ import annotations

from pathlib import Path

from kg.construction.corpus import build
from kg.curation.contradictions import Contradiction
from kg.curation.files import read_curation
from kg.curation.index import Reader
from kg.curation.pending import pending
from kg.curation.verdicts import Desk, Signature
from kg.store.snapshot import open_snapshot
from tests.store.conftest import write_shelf

BY = Signature("A. Reader", "2024-05-31", "the congress met twice")
TEXTS = {
    "one.txt": "The Congress of Varnak met at Kars from 3 May 1921 to 5 May 1921.\n",
    "two.txt": "The Congress of Varnak met at Kars on 25 May 1921.\n",
}


def waiting(store: Path) -> list[Contradiction]:
    folder = store.parent / "curation"
    with open_snapshot(store) as snapshot:
        cases = pending(snapshot.index, snapshot.base, read_curation(folder), ("claims",))
    return [case for case in cases if isinstance(case, Contradiction)]


def congresses(store: Path) -> int:
    """How many events there are that have the congress's name."""
    with open_snapshot(store) as snapshot:
        wanted = "SELECT DISTINCT ?e { ?e <https://histkg.example/ns#label> ?l ; a ?t . FILTER(CONTAINS(?l, 'Varnak') && CONTAINS(STR(?t), 'Event')) }"
        return len(list(snapshot.index.query(wanted)))


def test_two_events_stay_apart_from_the_next_build_on(tmp_path: Path) -> None:
    shelf, store = write_shelf(tmp_path / "shelf", TEXTS), tmp_path / "store"
    build([shelf], store, workers=0)
    (case,) = waiting(store)
    assert congresses(store) == 1
    with open_snapshot(store) as snapshot:
        desk = Desk(Reader(snapshot.index, snapshot.base), tmp_path / "curation")
        ((one, other),) = desk.apart(case)
        assert one.endswith("/one")
        assert other.endswith("/two")
        added = desk.two_events(case, BY)
    assert len(added) == 1
    assert waiting(store) == []  # it is answered, also before a build has applied it
    summary = build([shelf], store, workers=0)
    assert summary.missing == []
    assert congresses(store) == 2
    assert waiting(store) == []


def test_dates_of_one_document_are_not_of_two_events(tmp_path: Path) -> None:
    text = TEXTS["one.txt"] + "\n" + TEXTS["two.txt"]
    store = tmp_path / "store"
    build([write_shelf(tmp_path / "shelf", {"one.txt": text})], store, workers=0)
    with open_snapshot(store) as snapshot:
        desk = Desk(Reader(snapshot.index, snapshot.base), tmp_path / "curation")
        assert all(desk.apart(case) == [] for case in waiting(store))
