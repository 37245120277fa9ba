"""What several documents tell of is one node in the generation, and apart in the documents' files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.construction.corpus import Summary, build
from kg.curation.adding import add_pair
from kg.curation.model import Pair
from kg.identity.things import Thing, read_things
from kg.store.snapshot import open_snapshot
from tests.store.conftest import write_shelf
from tests.store.test_build import graphs, quads

ID = "https://histkg.example/id/"
SHELF = {
    "one.txt": (
        "The Treaty of Varnak was signed at Varnak on 13 October 1921. General Zülfü Karaveli led "
        "the Turkish delegation.\n"
    ),
    "two.txt": "Varnak Antlaşması 13 Ekim 1921'de Varnak'ta imzalandı. Heyete Zülfü Karaveli Paşa başkanlık etti.\n",
}


def things(store: Path) -> dict[str, Thing]:
    """The things of a store by IRI, shortened."""
    with open_snapshot(store) as snapshot:
        return {t.iri.removeprefix(ID): t for t in read_things(snapshot)}


def test_two_documents_tell_of_one_treaty(tmp_path: Path, rebuild: Callable[..., Summary]) -> None:
    shelf, store = write_shelf(tmp_path / "shelf", SHELF), tmp_path / "store"
    rebuild(shelf)
    place = things(store)["place/varnak"]
    assert place.documents == ("one", "two")
    assert place.joins == (f"{ID}place/varnak/one", f"{ID}place/varnak/two")
    (treaty,) = (t for t in things(store).values() if t.kind == "Treaty")
    assert treaty.documents == ("one", "two")
    about = [q for q in quads(store) if f"subject> <{treaty.iri}>" in q]
    assert {slug for slug in ("one", "two") for q in about if f"graph/source/{slug}>" in q} == {
        "one",
        "two",
    }
    for own in graphs(store).values():
        assert f"<{ID}place/varnak>".encode() not in own
    with open_snapshot(store) as snapshot:  # sorted, as all files are
        for path in snapshot.graph_files():
            lines = path.read_text(encoding="utf-8").splitlines()
            assert lines == sorted(set(lines)), path.name


def test_a_decision_is_applied_without_reading_again_and_taken_back(
    tmp_path: Path, rebuild: Callable[..., Summary]
) -> None:
    shelf, store = write_shelf(tmp_path / "shelf", SHELF), tmp_path / "store"
    rebuild(shelf)
    before = quads(store)
    decided = tmp_path / "curation"
    add_pair(
        decided,
        "different",
        Pair("place/varnak/one", "place/varnak/two", "two towns", "A. Reader", "2024-05-31"),
    )
    summary = build([shelf], store, workers=0)
    assert (len(summary.read), len(summary.unchanged)) == (0, 2)
    assert {"place/varnak/one", "place/varnak/two"} <= set(things(store))
    assert any('"two towns"' in quad for quad in quads(store))
    (decided / "identity.tsv").unlink()
    rebuild(shelf)
    assert quads(store) == before
