from __future__ import annotations

import errno
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.construction.config import Config
from kg.construction.corpus import BuildError, Summary, build
from kg.graph.terms import MERGED
from kg.store import generations
from kg.store.documents import read_records, read_text
from kg.store.files import StoreError
from kg.store.folder import find_store
from kg.store.snapshot import open_snapshot
from kg.validation import shacl
from kg.validation.shacl import Report, Result
from tests.store.conftest import TEXTS, write_shelf

Rebuild = Callable[..., Summary]


def graphs(store: Path) -> dict[str, bytes]:
    """The truth of a store: the graph of each document."""
    return {p.parent.name: p.read_bytes() for p in store.glob("documents/*/graph.nq")}


def quads(store: Path) -> set[str]:
    """All that the index of a store holds."""
    with open_snapshot(store) as snapshot:
        return {str(quad) for quad in snapshot.index}


def test_all_is_stored_and_nothing_left_over(built: tuple[Path, Summary]) -> None:
    store, summary = built
    assert summary.refused == []
    assert set(graphs(store)) == {name.removesuffix(".txt") for name in TEXTS}
    assert {p.name for p in store.iterdir()} == {
        "current",
        "documents",
        "generations",
        "lock",
        "refused",
        "store.json",
    }
    assert summary.totals["characters"] == sum(map(len, TEXTS.values()))
    assert summary.totals["mentions"] > 0
    with open_snapshot(store) as snapshot:
        named = [q for q in snapshot.index if q.graph_name != MERGED]
    assert summary.quads == len(named)
    for lines in (g.decode().splitlines() for g in graphs(store).values()):
        assert lines == sorted(set(lines))


def test_two_builds_on_two_paths_are_the_same_to_the_byte(
    built: tuple[Path, Summary], tmp_path: Path
) -> None:
    other = tmp_path / "other place" / "store"
    build([write_shelf(tmp_path / "texts")], other, workers=2)
    assert graphs(other) == graphs(built[0])
    assert quads(other) == quads(built[0])


def test_what_has_not_changed_is_not_read_again(shelf: Path, rebuild: Rebuild) -> None:
    first = rebuild(shelf)
    again = rebuild(shelf)
    assert (len(first.read), len(first.unchanged)) == (6, 0)
    assert (len(again.read), len(again.unchanged)) == (0, 6)
    assert again.generation == first.generation
    assert again.totals == first.totals
    assert len(rebuild(shelf, force=True).read) == 6


def test_reading_again_replaces_exactly_its_graph(
    shelf: Path, rebuild: Rebuild, tmp_path: Path
) -> None:
    rebuild(shelf)
    before = graphs(tmp_path / "store")
    (shelf / "kars.txt").write_text("The Treaty of Lausanne was signed on 24 July 1923.\n")
    summary = rebuild(shelf)
    assert [o.name for o in summary.read] == ["kars.txt"]
    after = graphs(tmp_path / "store")
    assert {slug for slug in after if after[slug] != before[slug]} == {"kars"}
    build([shelf], tmp_path / "cold", workers=0)
    assert quads(tmp_path / "store") == quads(tmp_path / "cold")


def test_many_changes_and_few_give_the_index_of_a_cold_build(
    shelf: Path, rebuild: Rebuild, tmp_path: Path
) -> None:
    rebuild(shelf)
    for name in ("kars.txt", "sivas.txt", "vienna.txt"):
        (shelf / name).write_text("The Treaty of Lausanne was signed on 24 July 1923.\n")
    rebuild(shelf)
    (shelf / "sivas.txt").unlink()
    assert rebuild(shelf, prune=True).pruned == ["sivas.txt"]
    build([shelf], tmp_path / "cold", workers=0)
    assert quads(tmp_path / "store") == quads(tmp_path / "cold")


def test_a_vanished_source_is_reported_and_taken_out_on_demand(
    shelf: Path, rebuild: Rebuild, tmp_path: Path
) -> None:
    rebuild(shelf)
    (shelf / "kars.txt").unlink()
    summary = rebuild(shelf)
    assert summary.vanished == [str(shelf / "kars.txt")]
    assert "kars" in graphs(tmp_path / "store")
    summary = rebuild(shelf, prune=True)
    assert summary.pruned == ["kars.txt"]
    assert "kars" not in graphs(tmp_path / "store")
    assert not any("source/kars" in quad for quad in quads(tmp_path / "store"))


def violated(*_: object) -> Report:
    fault = Result("Violation", "Quote", {"en": "no such words"}, "x:y", None, ())
    return Report("kars.txt", (fault,))


def test_a_violating_document_is_kept_aside_and_the_others_go_on(
    shelf: Path, rebuild: Rebuild, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(shelf)
    before = graphs(tmp_path / "store")
    (shelf / "kars.txt").write_text("The Treaty of Lausanne was signed on 24 July 1923.\n")
    with monkeypatch.context() as patch:
        patch.setattr(shacl, "validate_document", violated)
        summary = rebuild(shelf)
    assert [r.name for r in summary.refused] == ["kars.txt"]
    assert "refused/kars" in summary.refused[0].reason
    assert {p.name for p in (tmp_path / "store" / "refused" / "kars").iterdir()} == {
        "cards.json",
        "graph.nq",
        "record.json",
        "report.json",
        "report.nq",
        "text.txt",
    }
    # An earlier good reading stays, and the summary says so.
    assert summary.kept == ["kars"]
    assert graphs(tmp_path / "store") == before
    # Good again: stored, and no longer refused.
    assert [o.name for o in rebuild(shelf).read] == ["kars.txt"]
    assert not (tmp_path / "store" / "refused" / "kars").exists()


def test_with_prune_a_refused_document_leaves_the_store(
    shelf: Path, rebuild: Rebuild, tmp_path: Path
) -> None:
    rebuild(shelf)
    (shelf / "kars.txt").write_bytes(b"\x00\x01\x02")
    assert rebuild(shelf).kept == ["kars"]
    assert rebuild(shelf, prune=True).pruned == ["kars.txt"]
    assert "kars" not in graphs(tmp_path / "store")


def test_an_unforeseen_error_costs_one_document(
    shelf: Path, rebuild: Rebuild, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = shacl.validate_document

    def fails_on_arabic(graph: object, text: str) -> Report:
        if "حطين" in text:
            raise KeyError("unforeseen")
        return real(graph, text)  # type: ignore[arg-type]

    monkeypatch.setattr(shacl, "validate_document", fails_on_arabic)
    summary = rebuild(shelf)
    assert [r.name for r in summary.refused] == ["hittin.txt"]
    assert "KeyError" in summary.refused[0].reason
    assert "fails_on_arabic" in summary.refused[0].trace
    assert len(graphs(tmp_path / "store")) == 5


def test_a_damaged_document_is_read_again(shelf: Path, rebuild: Rebuild, tmp_path: Path) -> None:
    rebuild(shelf)
    before = graphs(tmp_path / "store")
    with (tmp_path / "store" / "documents" / "kars" / "graph.nq").open("a") as graph:
        graph.write("half a li")
    assert [o.name for o in rebuild(shelf).read] == ["kars.txt"]
    assert graphs(tmp_path / "store") == before


def test_a_reader_keeps_its_generation_while_builds_go_on(
    shelf: Path, rebuild: Rebuild, tmp_path: Path
) -> None:
    rebuild(shelf)
    store = tmp_path / "store"
    with open_snapshot(store) as snapshot:
        before = {str(quad) for quad in snapshot.index}
        (shelf / "kars.txt").write_text("The Treaty of Lausanne was signed on 24 July 1923.\n")
        rebuild(shelf)
        assert {str(quad) for quad in snapshot.index} == before
        assert quads(store) != before
        assert len(list((store / "generations").iterdir())) == 2
    rebuild(shelf)
    assert len(list((store / "generations").iterdir())) == 1


def test_what_a_killed_build_moved_aside_is_put_back(
    shelf: Path, rebuild: Rebuild, tmp_path: Path
) -> None:
    rebuild(shelf)
    store = tmp_path / "store"
    (store / "staging").mkdir()
    (store / "documents" / "kars").rename(store / "staging" / "old-documents-kars")
    (store / "staging" / "half").mkdir()
    summary = rebuild(shelf)
    assert len(summary.unchanged) == 6
    assert not (store / "staging").exists()


def test_a_store_is_not_made_where_something_else_is(shelf: Path) -> None:
    with pytest.raises(StoreError, match="is not a store and not empty"):
        build([shelf], shelf, workers=0)
    with pytest.raises(StoreError, match="is a file"):
        build([shelf], shelf / "kars.txt", workers=0)


def test_one_store_has_one_base(built: tuple[Path, Summary], shelf: Path) -> None:
    with pytest.raises(StoreError, match=r"was built with --base https://histkg\.example/"):
        build([shelf], built[0], config=Config(base="https://other.example/"), workers=0)


def test_nothing_to_build_is_said(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no such file or folder"):
        build([tmp_path / "missing"], tmp_path / "store", workers=0)
    assert not (tmp_path / "store").exists()


def test_without_a_build_there_is_nothing_to_open(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match="there is no store here; make one: kg build"),
        open_snapshot(tmp_path / "nowhere"),
    ):
        pass


def test_a_disk_that_refuses_is_told_and_the_store_is_as_it_was(
    shelf: Path, rebuild: Rebuild, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(shelf)
    before = quads(tmp_path / "store")
    (shelf / "kars.txt").unlink()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(generations, "_take_in", full)
        with pytest.raises(StoreError, match="No space left on device; what its last complete"):
            rebuild(shelf, prune=True)
    assert quads(tmp_path / "store") == before
    rebuild(shelf, prune=True)
    assert quads(tmp_path / "store") != before


def changes() -> st.SearchStrategy[list[dict[str, str]]]:
    """Several states of a shelf, one after the other."""
    texts = st.sampled_from([*TEXTS.values()])
    return st.lists(
        st.dictionaries(st.sampled_from(["a.txt", "b.txt", "c.txt"]), texts, min_size=1),
        min_size=2,
        max_size=3,
    )


@given(changes())
@settings(max_examples=3, deadline=None)
def test_whatever_changed_the_store_is_that_of_a_cold_build(states: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for number, texts in enumerate(states):
            for old in (place / "shelf").glob("*.txt"):
                old.unlink()
            build([write_shelf(place / "shelf", texts)], place / "store", workers=0, prune=True)
            cold = place / f"cold-{number}"
            build([place / "shelf"], cold, workers=0)
            assert graphs(place / "store") == graphs(cold)
            assert quads(place / "store") == quads(cold)


def test_the_text_is_kept_as_it_was_read(shelf: Path, rebuild: Rebuild, tmp_path: Path) -> None:
    said = "Birinci satır\r\nThe Treaty of Kars was signed on 13 October 1921.\n"
    (shelf / "kars.txt").write_bytes(said.encode())
    rebuild(shelf)
    store = find_store(tmp_path / "store")
    record = read_records(store.documents)["kars"]
    assert read_text(store, "kars", record.sha256) == said
    # a text that is not what was read is not shown, and is mended by the next build
    (store.documents / "kars" / "text.txt").write_text("forged")
    assert read_text(store, "kars", record.sha256) is None
    rebuild(shelf)
    assert read_text(store, "kars", record.sha256) == said
